/* A kernel with one chip of pins, for a machine that has none: loaded before everything else (LD_PRELOAD), it answers the
 * calls with which libgpiod asks for lines, as <linux/gpio.h> has them. `sim_drive` is a finger on a line; SIM_TAKEN
 * ("16:kiosk-panel") is a line in other hands. What it does not know it hands on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/gpio.h>
#include <stdarg.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define LINES 58
#define NONE (-1)

static int chip = NONE;
static struct line {
	int ours, theirs, level;
	__u64 flags;
	char consumer[GPIO_MAX_NAME_SIZE];
} lines[LINES];

static __attribute__((constructor)) void begin(void)
{
	const char *taken = getenv("SIM_TAKEN");
	for (int n = 0; n < LINES; n++)
		lines[n].ours = lines[n].theirs = NONE;
	if (taken)
		snprintf(lines[atoi(taken)].consumer, GPIO_MAX_NAME_SIZE, "%s", strchr(taken, ':') + 1);
}

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

static int is_chip(const char *path)
{
	const char *last = path ? strrchr(path, '/') : NULL;
	return last && strcmp(last, "/gpiochip0") == 0 && strstr(path, "/dev/");
}

int open(const char *path, int flags, ...)
{
	va_list more;
	va_start(more, flags);
	mode_t mode = va_arg(more, mode_t);
	va_end(more);
	int (*next)(const char *, int, ...) = real("open");
	if (!is_chip(path))
		return next(path, flags, mode);
	return chip = next("/dev/null", flags);
}

int __lxstat(int version, const char *path, struct stat *found)
{
	int (*next)(int, const char *, struct stat *) = real("__lxstat");
	return next(version, is_chip(path) ? "/dev/null" : path, found);
}

int __xstat(int version, const char *path, struct stat *found)
{
	int (*next)(int, const char *, struct stat *) = real("__xstat");
	return next(version, is_chip(path) ? "/dev/null" : path, found);
}

int lstat(const char *path, struct stat *found)
{
	int (*next)(const char *, struct stat *) = real("lstat");
	return next(is_chip(path) ? "/dev/null" : path, found);
}

int stat(const char *path, struct stat *found)
{
	int (*next)(const char *, struct stat *) = real("stat");
	return next(is_chip(path) ? "/dev/null" : path, found);
}

char *realpath(const char *path, char *found)
{
	char *(*next)(const char *, char *) = real("realpath");
	if (strncmp(path, "/sys/dev/char/", 14) == 0 && strstr(path, "subsystem"))
		return found ? strcpy(found, "/sys/bus/gpio") : strdup("/sys/bus/gpio");
	return next(path, found);
}

static int of(int fd)
{
	for (int n = 0; n < LINES; n++)
		if (fd != NONE && lines[n].ours == fd)
			return n;
	return NONE;
}

static void configured(struct line *line, const struct gpio_v2_line_config *wanted)
{
	line->flags = wanted->flags;
	for (unsigned n = 0; n < wanted->num_attrs; n++) {
		const struct gpio_v2_line_attribute *attr = &wanted->attrs[n].attr;
		if (attr->id == GPIO_V2_LINE_ATTR_ID_FLAGS)
			line->flags = attr->flags;
		if (attr->id == GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES)
			line->level = attr->values & 1;
	}
	if (line->flags & GPIO_V2_LINE_FLAG_BIAS_PULL_UP)
		line->level = 1;
}

static int asked_chip(unsigned request, void *with)
{
	if (request == GPIO_GET_CHIPINFO_IOCTL) {
		struct gpiochip_info *info = with;
		*info = (struct gpiochip_info){.name = "gpiochip0", .label = "pinctrl-bcm2711", .lines = LINES};
		return 0;
	}
	if (request == GPIO_V2_GET_LINEINFO_IOCTL) {
		struct gpio_v2_line_info *info = with;
		struct line *line = &lines[info->offset];
		strcpy(info->consumer, line->consumer);
		info->flags = line->flags | (*line->consumer ? GPIO_V2_LINE_FLAG_USED : 0);
		return 0;
	}
	struct gpio_v2_line_request *wanted = with;
	struct line *line = &lines[wanted->offsets[0]];
	int ends[2];
	if (*line->consumer) {
		errno = EBUSY;
		return -1;
	}
	if (pipe(ends))
		return -1;
	line->ours = wanted->fd = ends[0];
	line->theirs = ends[1];
	strcpy(line->consumer, wanted->consumer);
	configured(line, &wanted->config);
	return 0;
}

int ioctl(int fd, unsigned long request, ...)
{
	va_list more;
	va_start(more, request);
	void *with = va_arg(more, void *);
	va_end(more);
	int n = of(fd);
	if (fd == chip && chip != NONE)
		return asked_chip((unsigned)request, with);
	if (n == NONE)
		return ((int (*)(int, unsigned long, ...))real("ioctl"))(fd, request, with);
	struct gpio_v2_line_values *values = with;
	if ((unsigned)request == GPIO_V2_LINE_SET_CONFIG_IOCTL)
		configured(&lines[n], with);
	else if ((unsigned)request == GPIO_V2_LINE_GET_VALUES_IOCTL)
		values->bits = lines[n].level;
	else if ((unsigned)request == GPIO_V2_LINE_SET_VALUES_IOCTL)
		lines[n].level = values->bits & 1;
	return 0;
}

int close(int fd)
{
	int n = of(fd);
	if (n != NONE) {
		((int (*)(int))real("close"))(lines[n].theirs);
		lines[n] = (struct line){.ours = NONE, .theirs = NONE};
	}
	if (fd == chip)
		chip = NONE;
	return ((int (*)(int))real("close"))(fd);
}

int sim_level(int n) { return lines[n].level; }

unsigned long long sim_flags(int n) { return lines[n].flags; }

/* A line goes to a level; who listens for that edge hears of it. */
void sim_drive(int n, int level)
{
	struct line *line = &lines[n];
	struct timespec now;
	__u64 edge = level ? GPIO_V2_LINE_FLAG_EDGE_RISING : GPIO_V2_LINE_FLAG_EDGE_FALLING;
	if (level == line->level)
		return;
	line->level = level;
	if (!(line->flags & edge))
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	struct gpio_v2_line_event event = {
		.timestamp_ns = now.tv_sec * 1000000000ull + now.tv_nsec,
		.id = level ? GPIO_V2_LINE_EVENT_RISING_EDGE : GPIO_V2_LINE_EVENT_FALLING_EDGE,
		.offset = n,
	};
	if (write(line->theirs, &event, sizeof event) < 0)
		abort();
}

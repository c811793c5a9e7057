"""What a machine tells of itself, day by day: exact, for it is about a machine. The names stand in `health_names`.

Three kinds of names. What happens is added up over the day. What has a height keeps the highest of the day. What has a
state keeps the last; but power that was too low at noon is not forgotten because it is right at midnight.
"""

from collections.abc import Collection, Mapping

from kiosk.stats.health_names import HEALTH, fits

Health = int | str

ADDED = frozenset(
    {"boots", "watchdog_restarts", "throttled", "sd_errors"}
    | {name for name in HEALTH if name.startswith("part_restarts_")}
)
HIGHEST = frozenset({"temperature_max"})
TELLS_WORST = frozenset({"under_voltage"})

PART_TOLD = {"camera": "camera", "voice": "sound", "panel": "panel"}
"""Part of the core → the name under which its state is told."""


class UnknownHealth(ValueError):  # noqa: N818 - said of a name, and reads so where it is caught
    """A name or value that `health_names` does not know. Its words never repeat the value."""


def checked(told: Mapping[str, Health]) -> dict[str, Health]:
    """The same, if all of it may be told. Raises `UnknownHealth`."""
    for name, value in told.items():
        if name not in HEALTH:
            raise UnknownHealth("a name that health_names does not list was to be told of the machine: list it first")
        if not fits(name, value):
            raise UnknownHealth(f"'{name}' was to be told with a value that health_names does not allow")
    return dict(told)


def merged(name: str, before: Health, now: Health) -> Health:
    """What stands of a day under a name, once more is known."""
    if isinstance(before, int) and isinstance(now, int):
        if name in ADDED:
            return before + now
        if name in HIGHEST:
            return max(before, now)
    if name in TELLS_WORST and (before, now) != ("none", "none"):
        return "now" if now == "now" else "seen"
    return now


class Heals:
    """Whether the parts work, as they themselves say: they fail and come back while nobody looks at them."""

    def __init__(self, absent: Collection[str] = ()) -> None:
        """`absent`: parts that this kiosk was set up without."""
        self._absent = frozenset(absent)
        self._words: dict[str, Health] = {
            told: "absent" if part in absent else "good" for part, told in PART_TOLD.items()
        }

    def heard(self, metric: str, part: str) -> dict[str, Health]:
        """What a count of the core tells of the machine; nothing when it tells of visits."""
        if metric == "part_recoveries":
            return {f"part_restarts_{part}": 1} | self._turned(part, "good")
        return self._turned(part, "bad") if metric == "part_failures" else {}

    def _turned(self, part: str, word: str) -> dict[str, Health]:
        told = PART_TOLD.get(part)
        if told is None or part in self._absent:
            return {}
        self._words[told] = word
        return {told: word}

    def words(self) -> dict[str, Health]:
        """All parts, as they are now."""
        return dict(self._words)

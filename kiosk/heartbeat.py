"""What systemd hears of the kiosk: that it is ready, that it is alive, how it is, that it stops (sd_notify(3)).

    heart = Heartbeat(Service.of(os.environ), well, clock)
    heart.ready()        # the first picture is painted, the parts are open
    heart.turn()         # each round of the loop that draws
    heart.stopping()

Nobody but the loop beats, and only while `well` has nothing to say against it: a thread that beats by itself goes on
while the screen stands still.
"""

import socket
from collections.abc import Callable, MutableMapping
from contextlib import suppress

from kiosk.core.units import DurationMs

LONGEST = DurationMs(2_500)
"""Between two beats, however patient systemd is; it wants at least two in its time (sd_watchdog_enabled(3))."""

Say = Callable[[str], None]


class Service:
    """The socket that systemd gave this process; without one nothing is told. Never raises."""

    def __init__(self, address: str = "", patience: DurationMs | None = None) -> None:
        """`patience` is how long systemd waits for a beat, if it waits at all."""
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self.patience = patience

    @classmethod
    def of(cls, environ: MutableMapping[str, str]) -> "Service":
        """As the environment says. It is taken out of there, for no child of ours may speak in our place."""
        address, usec = environ.pop("NOTIFY_SOCKET", ""), environ.pop("WATCHDOG_USEC", "")
        environ.pop("WATCHDOG_PID", "")
        return cls(address, DurationMs(int(usec) // 1000) if usec.isdecimal() else None)

    def tell(self, **words: str | int) -> None:
        """Tell words such as `READY=1`, several at once."""
        if not self._address:
            return
        message = "\n".join(f"{name}={' '.join(str(word).split())}" for name, word in words.items())
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as line:
            line.setblocking(False)  # a machine that is this full shall not hold up the picture as well
            line.sendto(message.encode(), self._address)


class Heartbeat:
    """Tells that the loop goes round. `well` says in a sentence what is wrong, or nothing."""

    def __init__(
        self, service: Service, status: str, well: Callable[[], str], clock: Callable[[], DurationMs], say: Say
    ) -> None:
        """`status` is told with the first round."""
        self._service, self._status, self._well, self._clock, self._say = service, status, well, clock, say
        self._every = min(LONGEST, (service.patience or 4 * LONGEST) // 4)
        self._beat_at: DurationMs | None = None
        self._told = ""

    def turn(self) -> None:
        """A round of the loop is over."""
        now = self._clock()
        if self._beat_at is None:
            # Not before: SIGTERM ends it as it should only from the first round on.
            self._service.tell(READY=1, STATUS=self._status)
        elif now - self._beat_at < self._every:
            return
        self._beat_at = now
        self._beat(self._well())

    def _beat(self, wrong: str) -> None:
        if wrong and wrong != self._told:
            self._say(f"watchdog: {wrong}")
            self._service.tell(STATUS=wrong)
        elif self._told and not wrong:
            self._service.tell(STATUS=self._status)
        self._told = wrong
        if not wrong:
            self._service.tell(WATCHDOG=1)

    def stopping(self) -> None:
        """The loop has been left; the parts are being closed."""
        self._service.tell(STOPPING=1)

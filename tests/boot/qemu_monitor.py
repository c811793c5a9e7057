"""QEMU's own voice (QMP): one JSON line asks, one answers, and events come in between.

The protocol: https://www.qemu.org/docs/master/interop/qmp-spec.html
"""

import json
import socket
from pathlib import Path
from time import monotonic
from typing import Any

from tests.bench.display import pause

PATIENCE_S = 120.0
"""Writing a machine's memory to disk may take this long beside other work."""


class MonitorError(AssertionError):
    """QEMU refused; it says why."""


class Lines:
    """A socket file that is opened by somebody else, in a while."""

    def __init__(self, path: Path, seconds: float = 20.0) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        deadline = monotonic() + seconds
        while True:
            try:
                self._socket.connect(str(path))
                break
            except OSError:
                assert monotonic() < deadline, f"nobody listens at {path}"
                pause(0.02)
        self._rest = b""

    def send(self, message: Any) -> None:
        """One line."""
        self._socket.sendall(json.dumps(message).encode() + b"\n")

    def receive(self, seconds: float) -> Any:
        """The next line. Raises `TimeoutError`."""
        self._socket.settimeout(seconds)
        while b"\n" not in self._rest:
            more = self._socket.recv(65_536)
            if not more:
                raise ConnectionError("the machine is gone")
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return json.loads(line)

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


class Monitor:
    """Asks QEMU to do things."""

    def __init__(self, path: Path) -> None:
        self._lines = Lines(path)
        self.events: list[str] = []
        self._lines.receive(20)
        self.ask("qmp_capabilities")

    def ask(self, command: str, **arguments: Any) -> Any:
        """What it answers."""
        self._lines.send({"execute": command, "arguments": arguments})
        while "return" not in (told := self._lines.receive(PATIENCE_S)):
            if "error" in told:
                raise MonitorError(f"{command}: {told['error']['desc']}")
            self.events.append(told["event"])
        return told["return"]

    def told_by_itself(self) -> list[str]:
        """`RESET`, `SHUTDOWN`, `WATCHDOG`, `DEVICE_DELETED` …, so far."""
        self.ask("query-status")
        return self.events

    def say(self, line: str) -> str:
        """A line for the monitor that people use; it complains in its answer."""
        answer: str = self.ask("human-monitor-command", **{"command-line": line})
        return answer.strip()

    def close(self) -> None:
        """Hang up."""
        self._lines.close()

"""A true browser without a window, driven through two pipes: what a page shows is asked of the page itself.

Chromium's own protocol over file descriptors 3 and 4 (`--remote-debugging-pipe`): JSON messages, a zero byte after
each. So no port is opened, no driver is needed, and closing the pipes ends the browser.
"""

import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, Self

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
    "--window-size=1400,1000",
)  # fmt: skip
WITHIN_S = 40.0


class Browser:
    """One page."""

    def __init__(self, profile: Path) -> None:
        read_by_it, self._out = os.pipe()
        self._in, written_by_it = os.pipe()
        flags = f"{' '.join(FLAGS)} --remote-debugging-pipe --user-data-dir={profile}"
        command = f"exec {CHROMIUM} {flags} 3<&{read_by_it} 4>&{written_by_it}"
        self._process = subprocess.Popen(  # noqa: S602 - our own words; the shell only places the pipes
            command,
            shell=True,
            executable="/bin/bash",
            pass_fds=(read_by_it, written_by_it),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(read_by_it)
        os.close(written_by_it)
        self._unread, self._number, self._session = b"", 0, ""

    def __enter__(self) -> Self:
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)

    def open(self, address: str) -> None:
        """Open a page and wait until it is loaded."""
        self._ask("Page.navigate", url=address)
        self.until("document.readyState === 'complete' && location.href !== 'about:blank'")

    def says(self, script: str) -> Any:
        """The value of an expression in the page."""
        told = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def until(self, script: str) -> Any:
        """Wait until an expression is true; the page itself is asked at each of its frames."""
        return self.says(
            f"new Promise((yes, no) => {{ const end = performance.now() + {WITHIN_S * 900}; const look = () => "
            f"{{ const it = {script}; if (it) yes(it); else if (performance.now() > end) no('not in time'); "
            "else setTimeout(look, 10); }; look(); })"
        )

    def _ask(self, method: str, **facts: Any) -> Any:
        self._number += 1
        message = {"id": self._number, "method": method, "params": facts}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + WITHIN_S
        while True:
            answer = self._message(end)
            if answer.get("id") == self._number:
                assert "error" not in answer, answer["error"]
                return answer["result"]

    def _message(self, end: float) -> Any:
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._in], [], [], max(0.0, end - time.monotonic()))
            more = os.read(self._in, 65_536) if ready else b""
            assert more, "the browser said nothing in time"
            self._unread += more
        raw, _, self._unread = self._unread.partition(b"\0")
        return json.loads(raw)

"""A browser that remembers what a page asked for and complained of, and that can be photographed and printed."""

import base64
import os
from io import BytesIO
from typing import Any

from kiosk.core.units import Lang
from tests.e2e.browser import Browser

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")


class Reader(Browser):
    """One page of a report."""

    def read(self, address: str) -> None:
        """Open it, with an ear on everything."""
        self.heard: list[dict[str, Any]] = []
        for part in ("Runtime", "Log", "Network"):
            self._ask(f"{part}.enable")
        self._ask("Emulation.setScrollbarsHidden", hidden=True)  # a picture has none, and would be laid out anew
        self.open(address)

    @property
    def asked_for(self) -> list[str]:
        """Every address that was fetched."""
        return [one["params"]["request"]["url"] for one in self.heard if one["method"] == "Network.requestWillBeSent"]

    @property
    def complaints(self) -> list[dict[str, Any]]:
        """Everything in the console."""
        names = ("Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded")
        return [one for one in self.heard if one["method"] in names]

    def wide(self, width: int, height: int = 1000) -> None:
        """Another window."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def choose(self, lang: Lang) -> None:
        """Touch the word of a language."""
        self.says(f"document.querySelector('label[for=choose-{lang}]').click()")

    def gray(self) -> None:
        """From now on without colours, as a copying machine sees."""
        self._ask("Emulation.setEmulatedVisionDeficiency", type="achromatopsia")

    def picture(self, script: str) -> bytes:
        """An element as a PNG."""
        box = self.says(
            f"(() => {{ const b = ({script}).getBoundingClientRect(); return {{x: b.x + scrollX, y: b.y + scrollY, "
            f"width: b.width, height: b.height, scale: 1}}; }})()"
        )
        return base64.b64decode(self._ask("Page.captureScreenshot", clip=box, captureBeyondViewport=True)["data"])

    def photographed(self, script: str) -> Any:
        """The pixels of an element, each a luminance."""
        import pygame

        pixels = pygame.surfarray.array3d(pygame.image.load(BytesIO(self.picture(script)))).astype(float)
        return pixels @ [0.2126, 0.7152, 0.0722]

    def printed(self) -> bytes:
        """The page as a PDF, on the paper that its style names."""
        return base64.b64decode(self._ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"])

    def _message(self, end: float) -> Any:
        message = super()._message(end)
        if "method" in message and hasattr(self, "heard"):
            self.heard.append(message)
        return message

"""What several tests of the camera room hold up and hear."""

from kiosk.camera.gaze import Gaze
from kiosk.camera.seam import CameraLost, Frame
from kiosk.camera.sight import Sight
from kiosk.camera.synthetic import SyntheticCamera
from kiosk.core.codes.write import vietqr
from kiosk.core.events import Event

FISH = vietqr("999999", "0000000002", 120000, "Ca tuoi cho Dong Ba", "SAP CA CO BA (MAU)", city="HUE", category="5411")
LINK = "https://vneid.gov.vn"
IDENTITY = "046155000000|190000000|Nguyễn Thị Mẫu|01011955|Nữ|12 Đường Mẫu, Phường Phú Xuân, Thành phố Huế|01072023"
CARDS = {"fish": FISH, "link": LINK, "identity": IDENTITY}


def camera(card: str = "fish", *, seed: int = 1, scenery: str = "usual") -> SyntheticCamera:
    """An open camera with the card already before it."""
    opened = SyntheticCamera(CARDS, seed=seed, scenery=scenery)
    opened.open()
    opened.hold(card)
    for _ in range(8):
        opened.frame()
    return opened


class Heard(list[Event]):
    """An inbox that remembers."""

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self]


class LoosePlug:
    """A camera whose plug falls out and is pushed in again by the test."""

    def __init__(self, camera: SyntheticCamera) -> None:
        self._camera = camera
        self.plugged = True
        self.is_open = False
        self.opened = 0

    def open(self) -> None:
        self.opened += 1
        self._check()
        self.is_open = True
        self._camera.open()

    def hold(self, card: str) -> None:
        self._camera.hold(card)

    def frame(self) -> Frame:
        self._check()
        return self._camera.frame()

    def close(self) -> None:
        self.is_open = False

    def _check(self) -> None:
        if not self.plugged:
            raise CameraLost("The plug is out; push it in.")


class Says:
    """A decoder that answers from a list, then with nothing."""

    def __init__(self, *payloads: bytes | None) -> None:
        self._payloads = list(payloads)

    def look(self, gray: object) -> Sight | None:
        payload = self._payloads.pop(0) if self._payloads else None
        return None if payload is None else Sight(payload)

    def forget(self) -> None:
        """It keeps nothing."""


def glance(gaze: Gaze, now: float) -> float:
    """What the camera's thread does at this moment: look, and take note when the camera is gone."""
    try:
        return gaze.glance(now)
    except CameraLost as lost:
        return gaze.lose(str(lost), now)


def forget(frame: Frame) -> None:
    """A screen that shows nothing."""

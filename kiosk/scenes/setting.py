"""What every part of a scene is laid out from: the library, the state, the measures of the screen."""

from msgspec import Struct

from kiosk.core.content.packs import Library
from kiosk.core.state import State
from kiosk.core.units import Words
from kiosk.scenes.look import Look
from kiosk.scenes.values import Face, Weight


class Setting(Struct, frozen=True):
    """Where and for whom a scene is laid out."""

    library: Library
    state: State
    look: Look

    def said(self, words: Words) -> str:
        """Words in the visitor's language."""
        return words[self.state.lang]

    def phrase(self, name: str) -> str:
        """One of the kiosk's own phrases, by the name of its field; `staff.leave` is one of the staff menu."""
        whose, _, field = name.rpartition(".")
        words: Words = getattr(self.library.staff if whose == "staff" else self.library.phrases, field)
        return words[self.state.lang]

    def body(self, weight: Weight = "semibold") -> Face:
        """What must be read to go on."""
        return Face(weight, self.look.body_px(self.state.size))

    def small(self, weight: Weight = "semibold") -> Face:
        """Everything else; no smaller face exists."""
        return Face(weight, self.look.small_px())

    def faces(self, weight: Weight = "semibold") -> tuple[Face, ...]:
        """Faces to try for a label, the largest first."""
        body, small = self.body(weight), self.small(weight)
        return (body,) if body == small else (body, small)

    @property
    def speaks(self) -> bool:
        """Whether the voice is speaking now; then nothing else moves."""
        return bool(self.state.speaking.lines) and not self.state.speaking.ended

"""Waits for saved files and lets the preview look again.

Files are looked at, not listened to: one look at all of the content's files takes a millisecond or two (see
`docs/decisions`), works in every file system an author may keep her content in, and needs no library. Ten looks a
second cost less than what a browser takes to show the result.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from kiosk.preview.album import Changed, Preview
from kiosk.preview.board import Board
from kiosk.preview.cards import Card
from kiosk.preview.memory import Seen, seen
from kiosk.preview.page import card_block, told_block

EVERY_S = 0.1


class Sentry:
    """Tells which files of a folder look otherwise than at the last call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = dict(self._files())
        self._doubted: set[Path] = set()

    def changed(self) -> frozenset[Path]:
        """Files that were saved, added or removed.

        One that has just become empty is not believed yet: many an editor empties a file before it writes it, and the
        author would be told that her lesson is gone.
        """
        now, known = dict(self._files()), self._known
        different = {file for file in now.keys() | known.keys() if now.get(file) != known.get(file)}
        doubted = {file for file in different if _empty(now.get(file))} - self._doubted
        self._doubted = doubted
        self._known = now | {file: known[file] for file in doubted if file in known}
        return frozenset(different - doubted)

    def _files(self) -> Iterator[tuple[Path, Seen | None]]:
        """Hidden files are an editor's own."""
        for folder, folders, files in os.walk(self._folder):
            folders[:] = [name for name in folders if name[0] != "."]
            for name in files:
                if name[0] != "." and not name.endswith("~"):
                    file = Path(folder, name)
                    yield file, seen(file)


def _empty(look: Seen | None) -> bool:
    return look is not None and look[1] == 0


class Watch:
    """A preview whose changes are put on a board, picture by picture and then what the check says."""

    def __init__(self, preview: Preview, board: Board) -> None:
        self._preview, self._board = preview, board
        self._sentry = Sentry(preview.content)

    def begin(self) -> Changed:
        """Draw everything."""
        return self._shown(self._preview.draw())

    def step(self) -> Changed | None:
        """Look whether anything was saved; what changed then, `None` when nothing was saved."""
        return self._shown(self._preview.look(self._announce)) if self._sentry.changed() else None

    def changes(self, stop: Event) -> Iterator[Changed]:
        """Every change until told to stop."""
        while not stop.wait(EVERY_S):
            if (changed := self.step()) is not None:
                yield changed

    def _announce(self, card: Card) -> None:
        """Problems are not known yet; the card comes again with them if there are any."""
        self._board.block(card.key.name, card_block(card, self._preview.told))

    def _shown(self, changed: Changed) -> Changed:
        blocks = {key.name: card_block(card, changed.told) for key, card in self._preview.cards.items()}
        self._board.every({"told": told_block(changed.told, changed.stuck), **blocks})
        return changed

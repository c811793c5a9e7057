"""What authors see while they write: a page with a picture of every scene, what is said there, and what is wrong.

    with Preview(Path("content"), Path("out/preview")) as preview:
        preview.draw()            # every picture, and index.html, which opens from the disk
        changed = preview.look()  # after something was saved: only what looks different is drawn again

Nothing here prints and nothing waits: what came of a call is its value, so that a visual editor may call it as well as
the command line does. `kiosk.preview.watch` adds waiting, `kiosk.preview.serve` the page that changes by itself.
"""

from kiosk.preview.album import Changed, Preview

__all__ = ["Changed", "Preview"]

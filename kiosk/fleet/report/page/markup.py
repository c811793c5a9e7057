"""HTML that cannot be broken by what stands in it: every text is escaped, unless it was made here.

    tag("td", name, klass="n")        →  <td class="n">Chợ &lt;b&gt;</td>

`Markup` marks what is finished; anything else that is handed in is a text of somebody else's. Control signs, which HTML
cannot hold, are dropped, and a text longer than any honest one is cut: a register may hold anything.
"""

import re
from collections.abc import Iterable
from html import escape

MOST_LETTERS = 400
"""Of one text on the page. The longest step of a lesson has half of it."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")

_EMPTY = frozenset({"meta", "input", "rect", "line", "br", "col"})


class Markup(str):
    """A piece of a page, finished."""

    __slots__ = ()


def clean(text: str) -> str:
    """The same without signs that no page and no table can hold."""
    return _CONTROL.sub("", text).encode("utf-8", "replace").decode("utf-8")


def cut(text: str) -> str:
    """The same, no longer than a page can bear."""
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS] + "…"


def shown(content: object) -> str:
    """Anything as a piece of a page."""
    return content if isinstance(content, Markup) else escape(cut(clean(str(content))), quote=True)


def tag(element: str, /, *content: object, **attributes: object) -> Markup:
    """An element. `klass` is its class; an underscore stands for a dash; an attribute that is `None` is left out."""
    words = "".join(
        f' {_attribute(key)}="{shown(value)}"' if value is not True else f" {_attribute(key)}"
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    if element in _EMPTY:
        return Markup(f"<{element}{words}/>")
    return Markup(f"<{element}{words}>{''.join(map(shown, content))}</{element}>")


def together(pieces: Iterable[object]) -> Markup:
    """Pieces one after another."""
    return Markup("".join(map(shown, pieces)))


def name_of(text: str) -> Markup:
    """A name somebody wrote, kept from turning the direction of what stands beside it."""
    return tag("bdi", text)


def _attribute(key: str) -> str:
    return "class" if key == "klass" else "viewBox" if key == "view_box" else key.replace("_", "-")

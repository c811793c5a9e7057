"""Small scenes to paint: any items anywhere, overlapping as they like."""

from hypothesis import strategies as st

from kiosk.scenes.values import Box, Code, Face, Icon, Ink, Item, Mark, Picture, Plate, Scene, Veil, View

WIDTH, HEIGHT = 160, 120

COLOURS = st.sampled_from(["#FFF8EC", "#221A33", "#5B2A86", "#F2B705", "#0B6E4F"])
BOXES = st.builds(Box, st.integers(-20, WIDTH), st.integers(-20, HEIGHT), st.integers(1, 90), st.integers(1, 70))
FACES = st.builds(Face, st.sampled_from(["regular", "semibold", "extrabold"]), st.sampled_from([16, 24]))

MARKS: st.SearchStrategy[Mark] = st.one_of(
    st.builds(Plate, BOXES, COLOURS | st.just(""), COLOURS | st.just(""), st.integers(0, 6), st.integers(0, 30)),
    st.builds(Ink, BOXES, st.sampled_from(["ỖỆẲ gyọợ", "Trả tiền", ""]), FACES, COLOURS),
    st.builds(Icon, BOXES, st.sampled_from(["home", "volume_up", "no_such_icon"]), COLOURS),
    st.builds(Picture, BOXES, st.sampled_from(["fish", "missing"])),
    st.builds(Code, BOXES, st.just("https://vi.example/thu")),
    st.builds(View, BOXES),
    st.builds(Veil, BOXES, COLOURS, st.integers(0, 255)),
)


@st.composite
def items(draw: st.DrawFn, name: str) -> Item:
    """An item whose box is where its marks are."""
    marks = tuple(draw(st.lists(MARKS, min_size=1, max_size=3)))
    box = marks[0].box
    for mark in marks[1:]:
        box = box.union(mark.box)
    return Item(name, "decor", box, marks)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Scene, Scene]:
    """Two scenes with some items in common, some changed, some moved up or down."""
    paper = draw(COLOURS)
    first = [draw(items(f"item{n}")) for n in range(draw(st.integers(0, 4)))]
    second = [item if draw(st.booleans()) else draw(items(item.name)) for item in first]
    second += [draw(items(f"new{n}")) for n in range(draw(st.integers(0, 2)))]
    second = draw(st.permutations(second)) if draw(st.booleans()) else second
    return Scene(WIDTH, HEIGHT, paper, tuple(first)), Scene(WIDTH, HEIGHT, paper, tuple(second))

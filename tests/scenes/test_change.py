"""Law: painting only what changed gives the same pixels as painting everything, on a painter as simple as can be."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.scenes.change import change
from kiosk.scenes.values import Box, Item, Mark, Plate, Scene, Veil

SIDE = 16
Grid = dict[tuple[int, int], str]


def whole() -> Box:
    return Box(0, 0, SIDE, SIDE)


def painted(scene: Scene, grid: Grid, boxes: tuple[Box, ...]) -> Grid:
    """Inside the boxes from the paper up, every mark in order; a veil writes over what it covers."""
    grid = dict(grid)
    for x, y in ((x, y) for x in range(SIDE) for y in range(SIDE) if any(box.holds(x, y) for box in boxes)):
        colour = scene.paper
        for mark in (mark for item in scene.items for mark in item.marks if mark.box.holds(x, y)):
            colour = mark.fill if isinstance(mark, Plate) else f"{colour}+veil"
        grid[x, y] = colour
    return grid


def mark(numbers: tuple[int, int, int, int, int]) -> Mark:
    x, y, w, h, colour = numbers
    box = Box(x, y, w, h)
    return Veil(box, "#000000", 100) if colour == 3 else Plate(box, f"#00000{colour}")


MARKS = st.tuples(*(st.integers(0, 10), st.integers(0, 10), st.integers(1, 5), st.integers(1, 5), st.integers(0, 3)))
ITEMS = st.lists(st.lists(MARKS.map(mark), max_size=3).map(tuple), min_size=0, max_size=4)
ORDERS = st.permutations("abcd")


def scene(marks: list[tuple[Mark, ...]], order: list[str], paper: str = "#FFFFFF") -> Scene:
    items = tuple(Item(name, "decor", whole(), mine) for name, mine in zip(order, marks, strict=False))
    return Scene(SIDE, SIDE, paper, items)


@given(ITEMS, ORDERS, ITEMS, ORDERS)
def test_painting_the_change_is_painting_everything(
    before: list[tuple[Mark, ...]], order: list[str], after: list[tuple[Mark, ...]], later: list[str]
) -> None:
    old, new = scene(before, order), scene(after, later)
    boxes = change(old, new)
    shown = painted(old, {}, (whole(),))
    assert painted(new, shown, (whole(),) if boxes is None else boxes) == painted(new, {}, (whole(),))


@given(ITEMS, ITEMS)
def test_boxes_never_overlap(before: list[tuple[Mark, ...]], after: list[tuple[Mark, ...]]) -> None:
    boxes = change(scene(before, list("abcd")), scene(after, list("abcd")))
    assert not any(one.meets(other) for one, other in combinations(boxes or (), 2))


def test_nothing_changed_is_nothing_to_paint() -> None:
    same = scene([(Plate(Box(1, 1, 2, 2), "#000001"),)], list("abcd"))
    assert change(same, same) == ()


def test_one_mark_of_an_item_is_one_small_box() -> None:
    ground, word = Plate(whole(), "#000001"), Plate(Box(2, 2, 3, 1), "#000002")
    moved = Plate(Box(6, 2, 3, 1), "#000002")
    assert change(scene([(ground, word)], ["a"]), scene([(ground, moved)], ["a"])) == (
        Box(2, 2, 3, 1),
        Box(6, 2, 3, 1),
    )


def test_other_paper_or_order_is_the_whole_screen() -> None:
    marks: list[tuple[Mark, ...]] = [(Plate(Box(1, 1, 2, 2), "#000001"),), (Plate(Box(1, 1, 2, 2), "#000002"),)]
    assert change(scene(marks, ["a", "b"]), scene(marks, ["a", "b"], "#EEEEEE")) is None
    assert change(scene(marks, ["a", "b"]), scene(list(reversed(marks)), ["b", "a"])) is None

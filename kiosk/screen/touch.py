"""Where a finger is: a touchscreen that sits crooked is put right, and one of several is chosen by its name.

A touchscreen tells a point of itself from 0 to 1, and glued-on glass, a driver that has its axes the other way round,
or a film that stretches make that another point than the one that was touched. Six numbers put it right, as libinput
has them: `x' = a x + b y + c`, `y' = d x + e y + f` (libinput, "Static device configuration via udev",
`LIBINPUT_CALIBRATION_MATRIX`). SDL reads the kernel's own events, past libinput, so they are applied here.
"""

from collections.abc import Callable, Iterable, Sequence
from math import hypot

from kiosk.screen.turned import Point, Turned

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f."""

STRAIGHT: Matrix = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
"""Glass that tells the truth."""

STRAYED = 0.05
"""How far from its cross a touch may be once all is put right: a twentieth of the screen, a thumb on a small one."""

FLATTEST = 0.1
"""Of the area that the four crosses span, so much must be spanned by the touches too."""


class NoMatrixError(ValueError):
    """These touches were not touches of the crosses; the sentence says why."""


def put_right(matrix: Matrix, u: float, v: float) -> Point:
    """The point that was meant where the glass tells this one."""
    a, b, c, d, e, f = matrix
    return a * u + b * v + c, d * u + e * v + f


def fitted(shown: Sequence[Point], felt: Sequence[Point]) -> Matrix:
    """The six numbers that bring what was felt nearest to what was shown, by least squares. Raises `NoMatrixError`.

    Three touches are enough, the fourth tells whether the others can be believed.
    """
    if len(shown) != len(felt) or len(felt) < 3:
        raise NoMatrixError("Too few crosses were touched; touch each of the four once.")
    if _spread(felt) < FLATTEST * _spread(shown):
        raise NoMatrixError("The touches lie too close together; touch each cross where it stands.")
    rows = _solved(felt, [x for x, _ in shown]), _solved(felt, [y for _, y in shown])
    matrix: Matrix = (*rows[0], *rows[1])
    furthest = max(_distance(put_right(matrix, *touch), cross) for touch, cross in zip(felt, shown, strict=True))
    if furthest > STRAYED:
        raise NoMatrixError(f"One touch was {furthest:.0%} of the screen away from its cross; touch all four again.")
    return matrix


def calibrated(crosses: Sequence[Point], felt: Sequence[Point], turned: Turned) -> Matrix:
    """The same for crosses as they stand in the picture, on a display on which it is turned."""
    return fitted([turned.to_display(*cross) for cross in crosses], felt)


def _solved(felt: Sequence[Point], wanted: Sequence[float]) -> tuple[float, float, float]:
    """Least squares of `a u + b v + c = wanted` by the normal equations, and those by Cramer's rule.

    Taken from the middle, so that the third unknown falls out and numbers of one size remain.
    """
    n = len(felt)
    mu, mv, mw = sum(u for u, _ in felt) / n, sum(v for _, v in felt) / n, sum(wanted) / n
    centred = [(u - mu, v - mv, w - mw) for (u, v), w in zip(felt, wanted, strict=True)]
    uu, uv, vv = (sum(one[i] * one[j] for one in centred) for i, j in ((0, 0), (0, 1), (1, 1)))
    uw, vw = (sum(one[i] * one[2] for one in centred) for i in (0, 1))
    det = uu * vv - uv * uv
    a, b = (uw * vv - vw * uv) / det, (vw * uu - uw * uv) / det
    return a, b, mw - a * mu - b * mv


def _spread(points: Sequence[Point]) -> float:
    """How large a triangle the points span at most: nothing when they lie on one line."""
    return max(
        (abs((q[0] - p[0]) * (r[1] - p[1]) - (r[0] - p[0]) * (q[1] - p[1])) / 2)
        for p in points
        for q in points
        for r in points
    )


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


class Glass:
    """What is felt through: the touchscreens that count, put right and turned."""

    def __init__(
        self,
        turned: Turned = Turned(),  # noqa: B008 - frozen
        matrix: Matrix = STRAIGHT,
        named: str = "",
        devices: Callable[[], Iterable[tuple[int, str]]] = tuple,
    ) -> None:
        """`named` is a part of a touchscreen's name; all count when it is empty. `devices` lists number and name."""
        self.turned, self.matrix = turned, matrix
        self._named, self.devices = named.casefold(), devices
        self._counts: dict[int, bool] = {}

    def counts(self, device: int) -> bool:
        """Whether this touchscreen is one that is used. While none has the name, all are: a dead glass helps nobody."""
        if not self._named:
            return True
        if device not in self._counts:
            there = {device: "", **dict(self.devices())}
            wanted = {number for number, name in there.items() if self._named in name.casefold()}
            self._counts = {number: number in wanted or not wanted for number in there}
        return self._counts[device]

    def point(self, u: float, v: float) -> Point:
        """The point of the picture that was touched."""
        return self.turned.to_picture(*put_right(self.matrix, u, v))

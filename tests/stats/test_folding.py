"""What is told of a day and of a week, one rule at a time."""

from itertools import product

from kiosk.stats.folding import fold_day
from kiosk.stats.sums import BY_WEEK, RELATED, Ledger, relations
from tests.stats.made import REGISTRY, busy, cells, told, told_week

KINDS = ("link", "wifi", "text", "phone")
"""Four of the kinds of codes; there are eight more."""


def test_numbers_are_rounded_to_five() -> None:
    shown = {n: told(busy({("checks_opened", ""): n})).counters["checks_opened"]["all"] for n in (10, 12, 13, 17, 18)}
    assert shown == {10: 10, 12: 10, 13: 15, 17: 15, 18: 20}


def test_parts_of_the_day_are_kept_apart_where_that_is_declared() -> None:
    counts = busy({("language", "en"): 8})
    day = cells("2026-11-21", counts) | cells("2026-11-21", {("visits", ""): 12, ("language", "en"): 5}, "midday")
    document = told_from(day)
    assert document == {"visits": {"morning": 50, "midday": 10}, "language": {"en": 15}}


def told_from(day: dict[tuple[str, str, str, str], int]) -> dict[str, dict[str, int]]:
    from kiosk.stats.folding import summed

    return {metric: dict(numbers) for metric, numbers in fold_day(summed(day, REGISTRY), REGISTRY).counters.items()}


def test_small_cells_are_folded_and_a_small_rest_is_left_out() -> None:
    def shown(*numbers: int) -> dict[str, int]:
        return told(busy({("codes_read", kind): n for kind, n in zip(KINDS, numbers, strict=False)})).counters.get(
            "codes_read", {}
        )

    assert shown(23, 9, 4) == {"link": 25, "other": 15}
    assert shown(23, 9) == {"link": 25}
    assert shown(9) == {}
    assert shown(9, 9, 9, 9) == {"other": 35}


def test_two_names_are_too_few_to_hide_among() -> None:
    """Eighteen in two languages, neither of which was told, would be nine each."""
    assert "language" not in told(busy({("language", "en"): 9, ("language", "vi"): 9})).counters


def test_three_names_never_say_more_than_two_of_them_could_hold() -> None:
    assert told(busy({("hints", rung): 9 for rung in ("again", "glow", "done")})).counters["hints"] == {"other": 20}


def test_nothing_that_is_read_tells_one_of_few_names_from_none() -> None:
    """Every way in which three kinds of hints can be given: whatever is told, any that is under ten may be none."""
    classes: dict[str, list[tuple[int, ...]]] = {}
    for numbers in product(range(13), repeat=3):
        hints = {("hints", rung): n for rung, n in zip(("again", "glow", "done"), numbers, strict=True)}
        told_of = told_from(cells("2026-11-21", busy(hints))).get("hints", {})
        classes.setdefault(str(sorted(told_of.items())), []).append(numbers)
    for same in classes.values():
        for place in range(3):
            if any(0 < numbers[place] < 10 for numbers in same):
                assert {numbers[place] for numbers in same} >= set(range(10)), "nothing at all is learned of this part"


def test_a_quiet_day_says_only_that() -> None:
    document = told({("visits", ""): 9, ("mistakes", "missing-zero"): 50})
    assert (document.quiet, document.counters, document.week) == (True, {}, {})


def test_what_a_hand_wrote_into_the_file_does_not_leave() -> None:
    document = told(busy({("phones", "0905123456"): 99, ("language", "0905123456"): 99}))
    assert set(document.counters) == {"visits"}


# --- the week ---------------------------------------------------------------------------------------------------------


def test_what_was_held_is_told_on_sunday_once_it_is_ten() -> None:
    days = [busy({("mistakes", "missing-zero"): n}) for n in (3, 3, 3, 3, 0, 2, 1)]
    documents = told_week(days)
    assert [document.week for document in documents[:6]] == [{}] * 6
    assert documents[6].week == {"mistakes": {"missing-zero": 15}}


def test_what_was_told_is_not_told_again() -> None:
    days = [busy({("mistakes", "missing-zero"): n}) for n in (40, 3, 3, 3, 3, 3, 0)]
    documents = told_week(days)
    assert documents[0].counters["mistakes"] == {"missing-zero": 40}
    assert documents[6].week == {"mistakes": {"missing-zero": 15}}


def test_a_day_that_told_an_other_holds_nothing_of_that_metric() -> None:
    few = busy({("codes_read", kind): 3 for kind in KINDS})
    one = busy({("codes_read", "link"): 3})
    documents = told_week([few, few, one, one, one, one, one])
    assert [document.counters.get("codes_read") for document in documents[:3]] == [{"other": 10}, {"other": 10}, None]
    assert documents[6].week == {"codes_read": {"link": 15}}


def test_a_week_that_few_days_can_have_made_is_not_told() -> None:
    """Eighteen on two days, each under ten, would be nine each."""
    days = [busy({("mistakes", "missing-zero"): 9}) if n < 2 else {} for n in range(7)]
    assert told_week(days)[6].week == {}


def test_quiet_days_are_told_together_when_they_are_not_quiet_together() -> None:
    quiet = {("visits", ""): 4, ("mistakes", "missing-zero"): 4}
    assert told_week([quiet] * 7)[6].week == {"visits": {"morning": 30}, "mistakes": {"missing-zero": 30}}
    assert told_week([{("visits", ""): 1, ("mistakes", "missing-zero"): 5}] * 7)[6].week == {}


# --- sums -------------------------------------------------------------------------------------------------------------


def lesson_day(opened: int, finished: int, left: int) -> dict[tuple[str, str], int]:
    return busy(
        {
            ("lessons_opened", "fish/together"): opened,
            ("lessons_finished", "fish/together"): finished,
            ("lessons_left_at", "fish/open"): left,
        }
    )


def test_a_sum_is_told_by_the_week_only() -> None:
    documents = told_week([lesson_day(30, 20, 10)] * 7)
    assert all("lessons_opened" not in document.counters for document in documents)
    assert documents[0].counters["lessons_finished"] == {"fish/together": 20}


def test_a_sum_that_betrays_a_small_rest_is_not_told() -> None:
    """Seven opened more than were told as finished, all of them left at steps that are held."""
    assert told_week([lesson_day(21, 20, 1)] * 7)[6].week == {}
    assert told_week([lesson_day(23, 20, 3)] * 7)[6].week["lessons_opened"] == {"fish/together": 160}


def test_of_passed_and_failed_neither_betrays_the_other() -> None:
    def day(passed: int, failed: int) -> dict[tuple[str, str], int]:
        numbers = {("tests_passed", "fish"): passed, ("tests_failed", "fish"): failed}
        return busy({("lessons_finished", "fish/test"): passed + failed, **numbers})

    assert told_week([day(20, 1)] * 7)[6].week == {}
    assert told_week([day(20, 0)] * 7)[6].week == {"tests_passed": {"fish": 140}}
    assert told_week([day(20, 12)] * 7)[6].week == {"tests_passed": {"fish": 140}, "tests_failed": {"fish": 85}}


def test_every_metric_of_a_lesson_stands_in_an_equation() -> None:
    of_lessons = {name for name in REGISTRY.metrics if name.startswith(("lessons_", "tests_"))}
    assert of_lessons | {"visits", "accent"} == RELATED
    assert set(BY_WEEK) == RELATED - {"visits", "lessons_finished", "lessons_left_at"}
    ledger = Ledger()
    for metric, name in (("lessons_left_at", "fish/open"), ("visits", "morning"), ("accent", "central")):
        ledger.enter(metric, {name: 1}, {})
    cells = [("lessons_opened", "fish/alone"), ("accent", "central")]
    assert {metric for cell in cells for one in relations(ledger, cell) for metric, _ in one.cells} == RELATED


def test_the_accents_of_the_visits_betray_no_rare_one() -> None:
    def day(*numbers: int) -> dict[tuple[str, str], int]:
        accents = zip(("central", "northern", "southern"), numbers, strict=True)
        return busy({("accent", accent): n for accent, n in accents}, sum(numbers))

    assert told_week([day(40, 0, 0)] * 7)[6].week == {"accent": {"central": 280}}
    assert told_week([day(40, 1, 0)] * 7)[6].week == {}
    assert told_week([day(40, 10, 3)] * 7)[6].week == {"accent": {"central": 280, "northern": 70, "southern": 20}}

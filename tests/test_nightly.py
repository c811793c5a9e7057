"""From the counters to what leaves, all rooms together: made once, by whoever comes first, whatever the clock says."""

import json
import os
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from kiosk.cli import commands as _commands
from kiosk.cli import kiosk as command
from kiosk.config import Settings
from kiosk.nightly import NotMade, identity, make, outbox, preview
from kiosk.stats.counters import Counters
from kiosk.stats.declare import compile_metrics
from kiosk.stats.document import canonical, opened
from kiosk.stats.outbox import KEPT
from kiosk.stats.registry import load_registry
from tests.nights import counts, kiosk
from tests.small import library
from tests.stats.recorder import recorder
from tests.update.authority import Authority

TODAY = date(2026, 11, 22)
assert _commands


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return kiosk(tmp_path)


def told(settings: Settings) -> dict[str, bytes]:
    return {laid.day: laid.raw for laid in outbox(settings).laid()}


def test_a_day_is_told_when_it_is_over_and_never_again(settings: Settings) -> None:
    counts(settings, {"2026-11-20": 32, "2026-11-21": 4, "2026-11-22": 50})
    assert make(settings, today=TODAY) == ("2026-11-20", "2026-11-21")
    before = told(settings)
    document = opened(before["2026-11-20"]).document
    assert document.counters == {"visits": {"morning": 30}, "mistakes": {"missing-zero": 10}}
    assert opened(before["2026-11-21"]).document.quiet
    counts(settings, {"2026-11-20": 99})
    assert make(settings, today=TODAY) == ()
    assert told(settings) == before


def test_a_document_is_signed_with_the_key_of_the_kiosk(settings: Settings) -> None:
    import base64

    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    counts(settings, {"2026-11-20": 32})
    make(settings, today=TODAY)
    sealed = opened(told(settings)["2026-11-20"])
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(identity(settings).public()))
    public.verify(base64.b64decode(sealed.signature), canonical(sealed.document))
    with pytest.raises(InvalidSignature):
        public.verify(base64.b64decode(sealed.signature), canonical(sealed.document) + b" ")


def test_a_hall_that_is_shut_on_sunday_tells_its_week(settings: Settings) -> None:
    counts(settings, {f"2026-11-{day}": 12 for day in range(16, 21)})
    assert make(settings, today=date(2026, 11, 23))[-1] == "2026-11-22"
    assert opened(told(settings)["2026-11-22"]).document.week == {"mistakes": {"missing-zero": 20}}


def test_a_day_on_which_nobody_came_tells_of_the_machine(settings: Settings) -> None:
    registry = load_registry(compile_metrics(), library())
    counters = Counters(settings.stats.path, registry, lambda: datetime(2026, 11, 19, 9))
    counters.tell_of_machine({"boots": 1, "free_mb": 9_000})
    counters.close()
    assert make(settings, today=date(2026, 11, 20)) == ("2026-11-19",)
    document = opened(told(settings)["2026-11-19"]).document
    assert (document.quiet, document.counters) == (True, {})
    assert {"boots": 1, "free_mb": 9_000}.items() <= document.health.items()


# --- the clock --------------------------------------------------------------------------------------------------------


def test_days_of_1970_and_2099_are_never_told(settings: Settings) -> None:
    counts(settings, {"1970-01-01": 40, "1970-01-02": 40, "2026-11-20": 32, "2099-01-01": 40, "2099-01-02": 40})
    for today in (TODAY, None, date(2099, 1, 3), date(1970, 1, 3)):
        make(settings, today=today)
    assert list(told(settings)) == ["2026-11-20"]


def test_without_a_date_only_days_before_a_later_one_are_over(settings: Settings) -> None:
    counts(settings, {"2026-11-20": 32})
    assert make(settings, today=None) == ()
    counts(settings, {"2026-11-21": 32})
    assert make(settings, today=None) == ("2026-11-20",)


def test_a_clock_that_goes_back_and_forth_makes_no_day_twice(settings: Settings) -> None:
    counts(settings, {"2026-11-20": 32, "2026-11-21": 32})
    make(settings, today=TODAY)
    before = told(settings)
    for day in ("2026-11-20", "2026-11-25", "2026-11-21", "2026-11-20"):
        counts(settings, {day: 40})
        make(settings, today=date.fromisoformat(day) + timedelta(days=1))
    after = told(settings)
    assert {day: after[day] for day in before} == before
    assert sorted(after) == ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-25"], "one is a Sunday"


def test_a_day_given_up_is_not_made_again_when_the_clock_goes_back(settings: Settings) -> None:
    days = [(date(2026, 11, 3) + timedelta(days=n)).isoformat() for n in range(KEPT + 5)]
    for day in days:
        counts(settings, {day: 12})
        make(settings, today=date.fromisoformat(day) + timedelta(days=1))
    assert list(told(settings)) == days[5:]
    counts(settings, {days[0]: 12})
    assert make(settings, today=TODAY) == ()
    assert list(told(settings)) == days[5:]


def test_lost_days_are_told_where_sending_is_on(tmp_path: Path) -> None:
    settings = kiosk(tmp_path, KIOSK_STATS_UPLOAD="true", KIOSK_STATS_TO="/nowhere")
    days = [(date(2026, 11, 3) + timedelta(days=n)).isoformat() for n in range(KEPT + 3)]
    for day in days:
        counts(settings, {day: 12})
        make(settings, today=date.fromisoformat(day) + timedelta(days=1))
    assert opened(told(settings)[days[-1]]).document.health["dropped_days"] == 2, "the third went after this was made"


def test_a_new_year_has_another_number(settings: Settings) -> None:
    counts(settings, {"2026-12-31": 12, "2027-01-01": 12})
    make(settings, today=date(2027, 1, 3))
    old, new = (opened(raw).document.kiosk for raw in told(settings).values())
    assert old != new


# --- what cannot be made ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damaged", ["counters.db", "metrics.msgpack", "library.msgpack"])
def test_what_is_damaged_is_told_and_the_days_wait(settings: Settings, damaged: str, tmp_path: Path) -> None:
    counts(settings, {"2026-11-20": 32})
    whole = (tmp_path / damaged).read_bytes()
    (tmp_path / damaged).write_bytes(b"bun bo" * 99)
    with pytest.raises(NotMade):
        make(settings, today=TODAY)
    assert told(settings) == {}
    (tmp_path / damaged).write_bytes(whole)
    assert make(settings, today=TODAY) == ("2026-11-20",)


def test_without_a_site_nothing_is_made(tmp_path: Path) -> None:
    settings = kiosk(tmp_path, KIOSK_STATS_SITE="")
    counts(settings, {"2026-11-20": 32})
    with pytest.raises(NotMade, match=r"set stats\.site to the code that the office has"):
        make(settings, today=TODAY)
    assert preview(settings, "2026-11-20").site == "not-set", "it can be looked at all the same"


# --- as people type it ------------------------------------------------------------------------------------------------


def typed(settings: Settings, *words: str, **environ: str) -> tuple[int, str, str]:
    given = {"KIOSK_DATA_FOLDER": str(settings.data.folder), "KIOSK_STATS_SITE": "dong-ba", **environ}
    came = CliRunner(env=given).invoke(command, ["stats", *words])
    return came.exit_code, came.stdout, came.stderr


def test_tonight_prints_what_leaves_to_the_letter(settings: Settings) -> None:
    counts(settings, {"2026-11-20": 32, "2026-11-21": 12})
    code, shown, _ = typed(settings, "tonight", "--day", "2026-11-20")
    make(settings, today=TODAY)
    made = opened(told(settings)["2026-11-20"]).document
    assert (code, json.loads(shown)["counters"]) == (0, made.counters)
    assert typed(settings, "tonight", "--day", "2026-11-20")[1] == canonical(made).decode() + "\n"
    assert typed(settings, "tonight", "--day", "yesterday")[0] == 2


def test_upload_is_off_until_it_is_switched_on(settings: Settings, tmp_path: Path) -> None:
    there = tmp_path / "office"
    there.mkdir()
    counts(settings, {"2026-11-20": 32, "2026-11-21": 12})
    code, said, _ = typed(settings, "upload", KIOSK_STATS_TO=str(there))
    assert (code, said.startswith("Sending is switched off; "), list(there.iterdir())) == (0, True, [])
    code, said, _ = typed(settings, "upload", KIOSK_STATS_TO=str(there), KIOSK_STATS_UPLOAD="true")
    assert code == 0
    assert {file.read_bytes() for file in there.rglob("*.json")} == set(told(settings).values()) != set()
    assert "Left last: " in typed(settings, "tonight")[2]


def test_upload_to_nowhere_says_a_code_and_a_sentence(settings: Settings, tmp_path: Path) -> None:
    counts(settings, {"2026-11-20": 32})
    make(settings, today=TODAY)
    code, _, said = typed(settings, "upload", KIOSK_STATS_TO="s3://numbers/hue", KIOSK_STATS_UPLOAD="true")
    assert code == 1
    assert "upload failed: keys" in said
    assert "Nothing is lost." in said
    assert "Traceback" not in said


def test_export_fills_a_stick_as_the_office_collects_it(settings: Settings, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    counts(settings, {"2026-11-20": 32})
    make(settings, today=TODAY)
    code, said, _ = typed(settings, "export", str(stick))
    number = identity(settings).known()
    assert (code, said) == (0, f"1 days are in {stick}.\n")
    assert (stick / "2026-11-20" / f"{number}.json").read_bytes() == told(settings)["2026-11-20"]
    assert typed(settings, "export", str(tmp_path / "none"))[0] == 1


def test_the_key_is_printed_for_the_office(settings: Settings) -> None:
    assert typed(settings, "key") == (0, identity(settings).public() + "\n", "")


# --- memory -----------------------------------------------------------------------------------------------------------


def test_a_night_takes_little_memory(settings: Settings, tmp_path: Path) -> None:
    """What sends is not what makes: it is asked itself how much it took at most."""
    days = {(date(2026, 11, 3) + timedelta(days=n)).isoformat(): 12 for n in range(20)}
    counts(settings, days)
    make(settings, today=date(2026, 11, 23))
    authority = Authority(tmp_path)
    with recorder(authority.sign()) as server:
        environ = {
            **os.environ, "KIOSK_DATA_FOLDER": str(tmp_path), "KIOSK_STATS_SITE": "dong-ba",
            "KIOSK_STATS_UPLOAD": "true", "KIOSK_STATS_TO": server.address, "UPLOAD_AUTHORITY": str(authority.file),
        }  # fmt: skip
        came = subprocess.run(  # noqa: S603 - the words below
            [sys.executable, "-c", _NIGHT], env=environ, check=True, capture_output=True, text=True, timeout=60
        )
        assert len(server.asked) == 20
    assert int(came.stdout.split()[-1]) <= 40_000, "kilobytes"


_NIGHT = """
import sys
from kiosk.cli import main
sys.argv[1:] = ["stats", "upload"]
try:
    main()
except SystemExit as end:
    assert not end.code
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""

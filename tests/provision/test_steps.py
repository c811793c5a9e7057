"""The steps themselves: each stands in the documents, each file belongs to one, and none undoes another."""

import re
from pathlib import Path

import pytest

from provision import places, steps
from provision.step import FILES, Step
from provision.steps import STEPS, data, packages
from tests.boot.nspawn_tree import CHECKOUT

DOCUMENT = (CHECKOUT / "docs/provision.md").read_text("utf-8")


def lays(step: Step) -> set[str]:
    return {*step.files, *(data.MOUNT if step is data.STEP else ())}


def test_every_module_is_a_step_with_a_name_of_its_own() -> None:
    modules = {file.stem for file in Path(steps.__file__).parent.glob("*.py")} - {"__init__"}
    assert {step.name for step in STEPS} == modules
    assert len(STEPS) == len(modules)


def test_packages_come_first_and_the_doors_are_shut_last() -> None:
    """Whoever is interrupted has to come in again; and over SSH one of the passwords may carry all other steps."""
    assert STEPS[0].name == "packages"
    assert [step.name for step in STEPS[-5:]] == ["network", "usb", "remote", "units", "locks"]


def test_the_document_tells_them_in_their_order() -> None:
    assert re.findall(r"^### `(\w+)`$", DOCUMENT, re.MULTILINE) == [step.name for step in STEPS]


def test_every_file_belongs_to_one_step() -> None:
    there = {str(file.relative_to(FILES)) for file in FILES.rglob("*") if file.is_file()}
    laid = [name for step in STEPS for name in lays(step)]
    assert sorted(laid) == sorted(there)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_step_is_told_in_the_document(step: Step) -> None:
    assert re.search(rf"^### `{step.name}`$", DOCUMENT, re.MULTILINE), f"docs/provision.md: a section ### `{step.name}`"
    for name in lays(step):
        assert f"| `/{name}` | `{step.name}` |" in DOCUMENT, f"docs/provision.md: /{name} in the table of files"


def test_the_document_tells_of_no_file_that_is_not_laid() -> None:
    told = set(re.findall(r"^\| `/([^`]+)` \| `(\w+)` \|", DOCUMENT, re.MULTILINE))
    assert told == {(name, step.name) for step in STEPS for name in lays(step)}


def test_what_is_switched_on_is_masked_by_nobody() -> None:
    masked = {*places.masked(), *(unit for step in STEPS for unit in step.masked)}
    assert masked & set(places.presets()) == set()
    ours = {Path(name).name for step in STEPS for name in lays(step) if name.endswith((".service", ".mount"))}
    assert masked & ours == set()


def test_no_package_is_wanted_and_unwanted() -> None:
    assert {*packages.NEEDED, *packages.BOOTED, *packages.BOARD} & set(packages.UNWANTED) == set()


def test_what_a_pc_gets_a_device_gets_too() -> None:
    """provision/packages serves whoever looks at the kiosk on a PC; nothing of it may be forgotten here."""
    script = (CHECKOUT / "provision/packages").read_text("utf-8")
    needs = re.search(r"^needs=\(\n(.*?)^\)", script, re.DOTALL | re.MULTILINE)
    assert needs is not None
    for line in re.findall(r'"([^|"]+)\|', needs[1]):
        assert set(line.split()) & set(packages.NEEDED), f"one of {line}"


def test_systemd_finds_every_unit_where_it_is_laid() -> None:
    laid = places.places()
    assert laid["usr/lib/systemd/system/kiosk.service"].name == "kiosk.service"
    assert {f"systemd/{file.name}" for file in laid.values()} == {
        f"systemd/{file.name}" for file in places.SYSTEMD.iterdir() if file.name != "masked"
    }

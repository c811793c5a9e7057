"""`make run` on machines that lack this or that: the system's programs are stand-ins, make and the scripts are real."""

import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from time import perf_counter, time

import pytest

ROOT = Path(__file__).parent.parent
NEEDED = ["libzbar0", "espeak-ng", "fonts-open-sans", "fonts-material-design-icons-iconfont"]

STAND_INS = {
    "id": 'cat "$FAKE/uid"',
    "sudo": "exit 1",
    "dpkg-query": 'grep -qx "${@: -1}" "$FAKE/installed" && echo installed',
    "apt-cache": '! grep -qx "${@: -1}" "$FAKE/unknown"',
    "apt-get": """
        echo "apt-get $*" >> "$FAKE/log"
        echo "noise of apt"
        case "$*" in *install*) ;; *) exit 0;; esac
        names=(); options=yes
        for word in "$@"; do case "$word" in -*|*=*|install) ;; *) names+=("$word");; esac; done
        for name in "${names[@]}"; do if grep -qx "$name" "$FAKE/unavailable"; then exit 100; fi; done
        printf '%s\\n' "${names[@]}" >> "$FAKE/installed"
    """,
    "python3": """
        case "$1 $2" in
          "-c import sys"*) [ ! -e "$FAKE/old-python" ];;
          "-c "*) [ ! -e "$FAKE/no-ensurepip" ];;
          "-m venv")
            echo "venv" >> "$FAKE/log"
            [ ! -e "$FAKE/no-ensurepip" ] || exit 1
            mkdir -p .venv/bin; cp "$FAKE/bin/pip-python" .venv/bin/python; cp "$FAKE/bin/kiosk" .venv/bin/kiosk;;
          *) exit 1;;
        esac
    """,
    "python3.13": "exit 1",
    "python3.12": "exit 1",
    "python3.11": "exit 1",
    "pip-python": """
        case "$*" in *install*) ;; *) exit 0;; esac
        echo "pip install" >> "$FAKE/log"
        [ ! -e "$FAKE/pip-fails" ] || { echo "ERROR: no such index"; exit 1; }
    """,
    "kiosk": """
        echo "kiosk $*" >> "$FAKE/log"
        case "$*" in *voice*) [ ! -e "$FAKE/no-voice" ];; esac
    """,
}


class Machine:
    """A fresh clone on a machine of which we say what it has."""

    def __init__(self, folder: Path) -> None:
        self.clone, self.fake = folder / "clone", folder / "fake"
        self.clone.mkdir()
        (self.fake / "bin").mkdir(parents=True)
        for name, body in STAND_INS.items():
            file = self.fake / "bin" / name
            file.write_text(f"#!/bin/bash\n{body}\n", encoding="utf-8")
            file.chmod(0o755)
        for name in ("installed", "unknown", "unavailable", "log"):
            self.says(name)
        self.says("uid", "0")
        shutil.copy(ROOT / "Makefile", self.clone)
        shutil.copytree(ROOT / "provision", self.clone / "provision")
        (self.clone / "pyproject.toml").touch()
        (self.clone / "content/hue").mkdir(parents=True)
        (self.clone / "content/hue/pack.yaml").touch()
        self.environ = {"PATH": f"{self.fake}/bin:/usr/bin:/bin", "FAKE": str(self.fake), "HOME": str(folder)}

    def says(self, name: str, *lines: str) -> None:
        (self.fake / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def make(self, target: str = "run", **environ: str) -> tuple[int, list[str]]:
        done = subprocess.run(  # noqa: S603 - our own Makefile
            ["/usr/bin/make", target],
            cwd=self.clone, env=self.environ | environ, stdin=subprocess.DEVNULL, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        return done.returncode, (done.stdout + done.stderr).splitlines()

    def done(self) -> list[str]:
        """What was called since the last question."""
        lines = (self.fake / "log").read_text(encoding="utf-8").splitlines()
        self.says("log")
        return lines

    def touch(self, name: str) -> None:
        """Change a file, surely later than whatever was made from it."""
        import os

        os.utime(self.clone / name, times=(time() + 5, time() + 5))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


COMPILED = ["kiosk packs compile content", "kiosk packs voice content"]


def test_a_fresh_machine_needs_one_command_and_then_nothing(machine: Machine) -> None:
    code, said = machine.make()
    update, install, *rest = machine.done()
    assert (code, "update" in update) == (0, True)
    assert install.endswith(f"install -y --no-install-recommends {' '.join(NEEDED)}")
    assert rest == ["venv", "pip install", *COMPILED, "kiosk tour"]
    assert said == [
        "Installing system packages (4) ...",
        "Installing what the kiosk imports ...",
        "No display: playing the tour into out/",
    ]
    assert "noise of apt" in (machine.clone / "build/setup.log").read_text(encoding="utf-8")
    assert machine.make() == (0, ["No display: playing the tour into out/"])
    assert machine.done() == ["kiosk tour"]
    assert machine.make(DISPLAY=":0") == (0, [])
    assert machine.done() == ["kiosk desk"]


def test_the_second_call_starts_at_once(machine: Machine) -> None:
    machine.make()
    seconds = []
    for _ in range(5):
        began = perf_counter()
        machine.make()
        seconds.append(perf_counter() - began)
    assert min(seconds) < 0.3


def test_only_what_depends_on_a_change_is_done_again(machine: Machine) -> None:
    machine.make()
    machine.done()
    (machine.clone / "content/hue/pack.yaml").unlink()
    machine.touch("content/hue")
    machine.make()
    assert machine.done() == [*COMPILED, "kiosk tour"]


def test_a_changed_project_file_installs_again(machine: Machine) -> None:
    machine.make()
    machine.done()
    machine.touch("pyproject.toml")
    machine.make()
    assert machine.done()[:1] == ["pip install"]


def test_a_deleted_environment_is_made_again(machine: Machine) -> None:
    machine.make()
    machine.done()
    shutil.rmtree(machine.clone / ".venv")
    machine.make()
    assert machine.done() == ["venv", "pip install", *COMPILED, "kiosk tour"]


def test_what_cannot_be_had_is_one_line_and_the_rest_goes_on(machine: Machine) -> None:
    machine.says("unavailable", "espeak-ng")
    code, said = machine.make()
    assert code == 0
    assert said[1] == (
        "Not installed: espeak-ng (no speech, captions only). Details: build/setup.log. "
        "Remedy: sudo apt-get install espeak-ng"
    )
    assert set((machine.fake / "installed").read_text(encoding="utf-8").split()) == {*NEEDED} - {"espeak-ng"}
    machine.done()
    code, said = machine.make()
    assert (code, len(said), "espeak-ng" in said[0]) == (0, 2, True)
    assert machine.done() == ["kiosk tour"]
    machine.says("installed", *NEEDED)
    assert machine.make() == (0, ["No display: playing the tour into out/"])


def test_without_root_nothing_is_tried(machine: Machine) -> None:
    machine.says("uid", "1000")
    code, said = machine.make()
    assert code == 0
    assert said[0].startswith("Not installed: libzbar0 espeak-ng fonts-open-sans")
    assert said[0].endswith(f"This needs root. Remedy: sudo apt-get install {' '.join(NEEDED)}")
    assert machine.done() == ["venv", "pip install", *COMPILED, "kiosk tour"]


def test_root_is_not_wanted_when_nothing_is_missing(machine: Machine) -> None:
    machine.says("uid", "1000")
    machine.says("installed", "libzbar0t64", "espeak-ng", "fonts-noto-core", NEEDED[-1])
    code, said = machine.make()
    assert (code, len(said)) == (0, 2)
    assert not any("apt-get" in line for line in machine.done())


def test_a_newer_release_calls_the_library_by_another_name(machine: Machine) -> None:
    machine.says("unknown", "libzbar0")
    machine.make()
    assert "libzbar0t64 espeak-ng" in machine.done()[1]


def test_debians_python_without_its_installer(machine: Machine) -> None:
    machine.says("no-ensurepip")
    code, said = machine.make()
    assert code != 0
    assert "python3-venv" in machine.done()[1]
    assert any(line.endswith("Remedy: sudo apt-get install python3-venv, then again.") for line in said)


def test_a_python_that_is_too_old_is_told(machine: Machine) -> None:
    machine.says("old-python")
    code, said = machine.make()
    assert code != 0
    assert any(line.startswith("Python 3.11 or newer was not found. Install it") for line in said)


def test_packages_that_cannot_be_installed_stop_with_the_reason(machine: Machine) -> None:
    machine.says("pip-fails")
    code, said = machine.make()
    assert code != 0
    assert "ERROR: no such index" in said
    assert any("Check the network or the package index" in line for line in said)
    (machine.fake / "pip-fails").unlink()
    machine.done()
    assert machine.make()[0] == 0
    assert machine.done() == ["pip install", *COMPILED, "kiosk tour"]


def test_without_speech_the_kiosk_starts_and_says_so(machine: Machine) -> None:
    machine.says("no-voice")
    code, said = machine.make()
    assert (code, said[-2].startswith("Speech was not rendered: the kiosk shows captions.")) == (0, True)
    assert machine.done()[-1] == "kiosk tour"


def test_setup_tries_everything_again(machine: Machine) -> None:
    machine.says("unavailable", "espeak-ng")
    machine.make()
    machine.says("unavailable")
    machine.done()
    machine.make("setup")
    assert "espeak-ng" in (machine.fake / "installed").read_text(encoding="utf-8")


def test_a_system_without_apt_is_told_what_to_install(machine: Machine) -> None:
    few = machine.fake / "few"
    few.mkdir()
    for name in ("bash", "dirname", "cat"):
        (few / name).symlink_to(f"/usr/bin/{name}")
    (few / "python3").symlink_to(machine.fake / "bin/python3")
    done = subprocess.run(  # noqa: S603 - our own script
        [machine.clone / "provision/packages"],
        env=machine.environ | {"PATH": str(few)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.startswith("This system has no apt. Install by hand: zbar, espeak-ng")


def test_the_build_machine_runs_what_people_run() -> None:
    script = ROOT / ".ci/run"
    text = script.read_text(encoding="utf-8")
    assert script.stat().st_mode & 0o111
    assert "set -euo pipefail" in text
    assert text.rstrip().endswith("make test")


@pytest.mark.parametrize("name", ["provision/packages", "provision/python", ".ci/run"])
def test_scripts_are_sound(name: str) -> None:
    assert (ROOT / name).stat().st_mode & 0o111
    assert subprocess.run(["/bin/bash", "-n", ROOT / name], check=False).returncode == 0  # noqa: S603
    shellcheck = shutil.which("shellcheck")
    if shellcheck:
        done = subprocess.run([shellcheck, ROOT / name], capture_output=True, text=True, check=False)  # noqa: S603
        assert done.stdout == ""


def test_the_unit_keeps_the_laws() -> None:
    unit = ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(ROOT / "systemd/kiosk.service", encoding="utf-8")
    service = unit["Service"]
    assert service["Restart"] == "always"
    assert service["PrivateNetwork"] == "yes"
    assert service["LimitCORE"] == "0"
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed")
def test_systemd_understands_the_unit() -> None:
    done = subprocess.run(  # noqa: S603 - our own unit
        ["/usr/bin/systemd-analyze", "verify", ROOT / "systemd/kiosk.service"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if "kiosk.service" in line and "not executable" not in line]
    assert complaints == []


def test_everything_in_provision_is_explained() -> None:
    text = (ROOT / "provision/README.md").read_text(encoding="utf-8")
    for file in (ROOT / "provision").iterdir():
        name = f"{file.name}/" if file.is_dir() else file.name
        assert name == "README.md" or name.startswith("__") or f"`{name}`" in text

"""The Python packages of a device: fetched and built here, once, so that nothing is built on the device."""

import base64
import configparser
import csv
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Lock

FETCHING = Lock()
"""Many devices are alike: the first to ask fetches, and the others find it done."""


class NotFetched(Exception):  # noqa: N818 - they were not
    """Packages that could not be had, as a sentence."""


@dataclass(frozen=True)
class Target:
    """Whose packages they are."""

    python: str
    """`3.13`"""
    machine: str
    """`aarch64`"""
    extras: tuple[str, ...] = ()

    @property
    def folder(self) -> str:
        """Where its wheels lie."""
        return "-".join([f"py{self.python}", self.machine, *self.extras])

    def words(self) -> list[str]:
        """As pip is told it. Wheels only: whatever has to be built would have to be built on every device."""
        glibc = [f"manylinux_2_{minor}_{self.machine}" for minor in range(41, 16, -1)]
        named = [*glibc, f"manylinux2014_{self.machine}", f"linux_{self.machine}"]
        platforms = [word for name in named for word in ("--platform", name)]
        return ["--python-version", self.python, "--implementation", "cp", "--only-binary=:all:", *platforms]


@dataclass(frozen=True)
class Wheel:
    """A package as it is installed."""

    file: Path

    @property
    def name(self) -> str:
        """As its file begins."""
        return self.file.name.split("-")[0]

    @cached_property
    def files(self) -> dict[str, str]:
        """Every file that it puts beside the others, and its digest; scripts and headers go elsewhere."""
        with zipfile.ZipFile(self.file) as wheel:
            (record,) = (name for name in wheel.namelist() if re.fullmatch(r"[^/]+\.dist-info/RECORD", name))
            rows = list(csv.reader(io.StringIO(wheel.read(record).decode("utf-8"))))
        return {path: _hex(digest) for path, digest, _ in rows if digest and ".data/" not in path}

    @cached_property
    def record(self) -> str:
        """The folder that tells about it."""
        return next(path for path in self.files if re.fullmatch(r"[^/]+\.dist-info/METADATA", path)).split("/")[0]

    @cached_property
    def commands(self) -> dict[str, tuple[str, str]]:
        """What it would be called by: name, and the module and function behind it."""
        points = configparser.ConfigParser(delimiters=("=",))
        points.optionxform = str  # type: ignore[assignment,method-assign] # names keep their capitals
        with zipfile.ZipFile(self.file) as wheel, suppress(KeyError):
            points.read_string(wheel.read(f"{self.record}/entry_points.txt").decode("utf-8"))
        told = dict(points["console_scripts"]) if points.has_section("console_scripts") else {}
        return {name: (place.split(":")[0], place.split(":")[1]) for name, place in told.items()}


def _hex(digest: str) -> str:
    """`sha256=…` in the alphabet of URLs, as sha256sum tells it."""
    letters = digest.removeprefix("sha256=")
    return base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4)).hex()


def gather(target: Target, checkout: Path, kept: Path) -> list[Wheel]:
    """All wheels of a device, the kiosk's own last. The network is asked only when what is wanted has changed."""
    with FETCHING:
        return _gathered(target, checkout, kept)


@cache
def _gathered(target: Target, checkout: Path, kept: Path) -> list[Wheel]:
    own = kiosk(checkout, kept)
    folder = kept / target.folder
    mark = folder / "wanted"
    needs = [*dependencies(checkout, target.extras), "pip"]
    wanted = "\n".join(needs)
    if not mark.is_file() or mark.read_text("utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        _pip("download", "--dest", str(folder), *target.words(), *needs)
        mark.write_text(wanted, "utf-8")
    return [*(Wheel(file) for file in sorted(folder.glob("*.whl"))), Wheel(own)]


def dependencies(checkout: Path, extras: tuple[str, ...] = ()) -> list[str]:
    """What a device imports."""
    project = tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))["project"]
    return [*project["dependencies"], *(need for extra in extras for need in project["optional-dependencies"][extra])]


def kiosk(checkout: Path, kept: Path) -> Path:
    """The wheel of this checkout; built again only when it has changed."""
    folder = kept / f"kiosk-{key(checkout)[:16]}"
    if built := list(folder.glob("kiosk-*.whl")):
        return built[0]
    for old in kept.glob("kiosk-*"):
        shutil.rmtree(old)
    # From a copy: what an earlier build has left in build/ would go into the wheel.
    with tempfile.TemporaryDirectory(dir=_made(kept)) as scratch:
        source, out = Path(scratch) / "source", Path(scratch) / "out"
        shutil.copytree(checkout / "kiosk", source / "kiosk", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(checkout / name, source)
        _pip("wheel", "--no-deps", "--wheel-dir", str(out), str(source))
        try:
            out.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another run has just built the same
                raise
    return next(folder.glob("kiosk-*.whl"))


def key(checkout: Path) -> str:
    """Changes with the program."""
    told = hashlib.sha256((checkout / "pyproject.toml").read_bytes())
    for file in sorted((checkout / "kiosk").rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            told.update(f"{file.relative_to(checkout)}\n".encode() + file.read_bytes())
    return told.hexdigest()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _pip(*words: str) -> None:
    # The same program makes the same wheel, whenever it is built: zip files cannot be older than 1980.
    environ = os.environ | {"SOURCE_DATE_EPOCH": "315619200"}
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environ)  # noqa: S603
    if done.returncode != 0:
        why = [line for line in (done.stderr + done.stdout).splitlines() if line.startswith("ERROR")] or ["pip failed"]
        raise NotFetched(f"{why[-1]} Remedy: check the network or the package index, or give --wheels, then again.")

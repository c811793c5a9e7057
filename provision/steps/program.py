"""The program: a virtual environment in /opt/kiosk, with its lessons' sources and its documents beside it."""

from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from pyinfra.api.command import PyinfraCommand

from provision.change import STAGING, Change, Entry, laid, refused, shell, upload
from provision.device import Device
from provision.step import Step
from provision.wheels import Target, Wheel, gather

HOME = "/opt/kiosk"
COPIED = ("content", "docs")
OF_PIP = ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json")
"""What pip adds to a package while it installs it."""
SCRIPT = """\
#!/opt/kiosk/bin/python
from {module} import {function}

raise SystemExit({function}())
"""
NOT_COPIED = {"evidence", "pictures", "__pycache__"}
"""Of the documents: what only shows, and would be most of it."""


def changes(device: Device) -> Iterator[Change]:
    """The environment, every file in it, then the two folders."""
    if not device.says("test -x /usr/bin/python3"):
        yield refused(f"There is no Python on the device, and no program in {HOME}: the step `packages` comes first.")
        return
    python = device.ask("python3 -c 'import sys; print(\"%d.%d\" % sys.version_info[:2])'")[0]
    yield from _environment(device, python)
    wheels = gather(
        Target(python, device.machine, ("pi",) if device.is_pi else ()), device.wanted.checkout, device.wanted.wheels
    )
    yield from _packages(device, f"{HOME}/lib/python{python}/site-packages", wheels)
    yield from _commands(device, python, wheels[-1])
    for name in COPIED:
        yield from _folder(device, device.wanted.checkout / name, f"{HOME}/{name}")


def _environment(device: Device, python: str) -> Iterator[Change]:
    # The camera library of a Raspberry Pi is a package of its system; elsewhere the system's modules stay out of sight.
    sight = "true" if device.is_pi else "false"
    right = (
        f"test -x {HOME}/bin/python && grep -qx 'include-system-site-packages = {sight}' {HOME}/pyvenv.cfg"
        f" && test -d {HOME}/lib/python{python}/site-packages"
    )
    if not device.says(right):
        options = "--without-pip" + (" --system-site-packages" if device.is_pi else "")
        yield Change(
            (f"There is no virtual environment of Python {python} in {HOME}.",),
            (
                shell(
                    f"rm -rf {HOME}/bin {HOME}/lib {HOME}/lib64 {HOME}/pyvenv.cfg && python3 -m venv {options} {HOME}"
                ),
            ),
        )


def _packages(device: Device, site: str, wheels: list[Wheel]) -> Iterator[Change]:
    """Every file of every package is compared: what somebody has changed on the device is found too."""
    tool = next(wheel for wheel in wheels if wheel.name == "pip")
    wheels = [wheel for wheel in wheels if wheel is not tool]
    there = {path: seen.rsplit(" ", 1)[1] for path, seen in device.folder(site).items()}
    wanted = {path: digest for wheel in wheels for path, digest in wheel.files.items()}
    wrong = [wheel for wheel in wheels if any(there.get(path) != digest for path, digest in wheel.files.items())]
    known = {f"{wheel.record}/{name}" for wheel in wheels for name in OF_PIP}
    surplus = sorted(path for path in there if path not in wanted and path not in known)
    if not wrong and not surplus:
        return
    what = [_told(wheel, there) for wheel in wrong]
    what += [f"{site}/{path} belongs to no package." for path in surplus[:5]]
    what += [f"{len(surplus) - 5} more files there belong to no package."] if len(surplus) > 5 else []
    commands: list[PyinfraCommand] = []
    if surplus:
        commands.append(shell(f"cd {site} && rm -f -- {' '.join(map(quote, surplus))}"))
    if wrong:
        commands += [command for wheel in [tool, *wrong] for command in upload(wheel.file, wheel.file.name)]
        files = " ".join(f"{STAGING}/{wheel.file.name}" for wheel in wrong)
        # pip runs out of its own wheel: none stays on the device.
        pip = f"{HOME}/bin/python -I {STAGING}/{tool.file.name}/pip --isolated --disable-pip-version-check --quiet"
        commands.append(shell(f"{pip} install --no-index --no-deps --ignore-installed {files}"))
        commands.append(shell(f"rm -rf {STAGING}"))
    yield Change(tuple(what), tuple(commands))


def _told(wheel: Wheel, there: dict[str, str]) -> str:
    missing = [path for path in wheel.files if path not in there]
    if len(missing) == len(wheel.files):
        return f"The Python package {wheel.name} is not installed."
    changed = [path for path, digest in wheel.files.items() if there.get(path) != digest]
    return f"The Python package {wheel.name} is not as it was made: {changed[0]}."


def _commands(device: Device, python: str, own: Wheel) -> Iterator[Change]:
    """The kiosk's own commands and Python, and nothing else that packages bring to be called."""
    entries = [
        Entry(f"{HOME}/bin/{name}", SCRIPT.format(module=module, function=function).encode(), mode=0o755)
        for name, (module, function) in own.commands.items()
    ]
    names = {Path(entry.path).name for entry in entries} | {"python", "python3", f"python{python}"}
    there = device.ask(f"ls -A {HOME}/bin 2>/dev/null || true")
    if surplus := sorted(set(there) - names):
        paths = " ".join(quote(f"{HOME}/bin/{name}") for name in surplus)
        yield Change(
            (f"{HOME}/bin has {len(surplus)} commands that no kiosk needs: {surplus[0]} …",),
            (shell(f"rm -rf -- {paths}"),),
        )
    # For whoever comes to look after it: `kiosk doctor`, without knowing where it lies.
    entries.append(Entry("/usr/local/bin/kiosk", link=f"{HOME}/bin/kiosk"))
    yield from laid(entries, device.there(entries), "commands")


def _folder(device: Device, source: Path, target: str) -> Iterator[Change]:
    files = [
        file
        for file in sorted(source.rglob("*"))
        if file.is_file() and not NOT_COPIED & set(file.relative_to(source).parts)
    ]
    entries = [Entry(f"{target}/{file.relative_to(source)}", file.read_bytes()) for file in files]
    there = {f"{target}/{path}": seen for path, seen in device.folder(target).items()}
    surplus = sorted(set(there) - {entry.path for entry in entries})
    if surplus:
        yield Change(
            tuple(f"{path} is not in this release." for path in surplus),
            (shell("rm -f -- " + " ".join(map(quote, surplus))),),
        )
    yield from laid(entries, there, Path(target).name)


STEP = Step(name="program", what="The program in /opt/kiosk", more=changes)

"""What is wanted, what is there, and what has to be done about it."""

import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from shlex import quote
from time import time
from typing import IO

from pyinfra.api.command import FileUploadCommand, PyinfraCommand, QuoteString, StringCommand

STAGING = "/var/tmp/kiosk-provision"  # noqa: S108 - root's own folder, made by root with mode 700 and removed afterwards
"""Where things lie on the device until they are unpacked. Not /tmp: that is memory, and small."""


@dataclass(frozen=True)
class Change:
    """Something that differs, said in sentences, and the commands that mend it."""

    what: tuple[str, ...]
    commands: tuple[PyinfraCommand, ...]


def shell(script: str) -> StringCommand:
    """A line for the shell of the device."""
    return StringCommand(script)


def refused(sentence: str) -> Change:
    """Something that no command mends: the step fails with it."""
    return Change((sentence,), (StringCommand("echo", QuoteString(sentence), ">&2;", "false"),))


def upload(data: bytes | Path, name: str) -> tuple[PyinfraCommand, ...]:
    """Something on its way: it lies in `STAGING` under a name."""
    source: str | IO[bytes] = str(data) if isinstance(data, Path) else io.BytesIO(data)
    return (
        shell(f"mkdir -p {STAGING} && chmod 700 {STAGING}"),
        FileUploadCommand(source, f"{STAGING}/{name}"),
    )


@dataclass(frozen=True)
class Entry:
    """A file, a link or a folder as it has to be on a device."""

    path: str
    """Absolute."""
    data: bytes = b""
    link: str = ""
    mode: int = 0o644
    user: str = "root"
    group: str = "root"
    folder: bool = False

    def seen(self) -> str:
        """What `device.Laid` sees when everything is right."""
        if self.link:
            return f"link {self.link}"
        whose = f"{self.mode:o} {self.user} {self.group}"
        return f"folder {whose}" if self.folder else f"file {whose} {digest(self.data)}"


def digest(data: bytes) -> str:
    """As sha256sum tells it."""
    return sha256(data).hexdigest()


def told(entry: Entry, there: str) -> str:
    """What is different about it, as a sentence."""
    kind = "link" if entry.link else "folder" if entry.folder else "file"
    if not there:
        return f"The {kind} {entry.path} is missing."
    if entry.link or not there.startswith(kind):
        return f"{entry.path} is {there}, not {entry.seen()}." if entry.link else f"{entry.path} is not a {kind}."
    whose, wanted = there.split()[1:4], entry.seen().split()[1:4]
    if whose != wanted:
        return f"The {kind} {entry.path} belongs to {' '.join(whose)}, not {' '.join(wanted)}."
    return f"The file {entry.path} has another content."


def parcel(entries: list[Entry]) -> bytes:
    """All of them in one archive, whole with owners and modes: one way to the device for however many."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", compresslevel=1) as tar:
        for entry in entries:
            tar.addfile(_member(entry), io.BytesIO(entry.data))
    return packed.getvalue()


def _member(entry: Entry) -> tarfile.TarInfo:
    member = tarfile.TarInfo(entry.path.lstrip("/"))
    member.uname, member.gname, member.mode = entry.user, entry.group, entry.mode
    # The names count where they are known; where not, it is root's until the next run.
    member.uid = member.gid = 0
    member.mtime = int(time())
    if entry.link:
        member.type, member.linkname = tarfile.SYMTYPE, entry.link
    elif entry.folder:
        member.type = tarfile.DIRTYPE
    else:
        member.size = len(entry.data)
    return member


def laid(entries: list[Entry], there: dict[str, str], name: str, after: str = "") -> Iterator[Change]:
    """Those of the entries that are not as they have to be, mended together; `after` is run behind them."""
    wrong = [entry for entry in entries if there.get(entry.path, "") != entry.seen()]
    if not wrong:
        return
    what = tuple(told(entry, there.get(entry.path, "")) for entry in wrong)
    clear = " ".join(quote(entry.path) for entry in wrong if not entry.folder)
    # Unlinked first: nothing is ever written through a link that lay in its place.
    commands = [*upload(parcel(wrong), f"{name}.tgz")]
    if clear:
        commands.append(shell(f"rm -rf -- {clear}"))
    commands.append(shell(f"tar -xzpf {STAGING}/{name}.tgz -C / --no-overwrite-dir --same-owner"))
    commands += [shell(line) for line in _owned(wrong)]
    commands += [shell(after)] if after else []
    commands.append(shell(f"rm -rf {STAGING}"))
    yield Change(what, tuple(commands))


def _owned(entries: list[Entry]) -> Iterator[str]:
    """tar leaves a folder that is there as it is."""
    for entry in entries:
        if entry.folder:
            path = quote(entry.path)
            yield f"chown {entry.user}:{entry.group} {path} && chmod {entry.mode:o} {path}"

"""What is wanted is held against what is there: every difference is a sentence, and no sentence without one."""

import io
import tarfile

from pyinfra.api.command import FileUploadCommand

from provision.change import Entry, digest, laid, parcel

FILE = Entry("/etc/kiosk.conf", b"quiet\n", mode=0o600)
LINK = Entry("/etc/systemd/system/getty@.service", link="/dev/null")
FOLDER = Entry("/var/lib/kiosk", folder=True, mode=0o3770, group="kiosk")
ALL = [FILE, LINK, FOLDER]


def sentences(there: dict[str, str]) -> list[str]:
    return [line for change in laid(ALL, there, "all") for line in change.what]


def test_nothing_is_said_of_what_is_as_it_has_to_be() -> None:
    assert sentences({entry.path: entry.seen() for entry in ALL}) == []


def test_on_a_bare_device_everything_is_missing() -> None:
    assert sentences({}) == [
        "The file /etc/kiosk.conf is missing.",
        "The link /etc/systemd/system/getty@.service is missing.",
        "The folder /var/lib/kiosk is missing.",
    ]


def test_every_kind_of_difference_has_its_sentence() -> None:
    right = digest(FILE.data)
    assert sentences(
        {
            FILE.path: f"file 644 root root {right}",
            LINK.path: "link /usr/lib/systemd/system/getty@.service",
            FOLDER.path: "folder 755 root root",
        }
    ) == [
        "The file /etc/kiosk.conf belongs to 644 root root, not 600 root root.",
        "/etc/systemd/system/getty@.service is link /usr/lib/systemd/system/getty@.service, not link /dev/null.",
        "The folder /var/lib/kiosk belongs to 755 root root, not 3770 root kiosk.",
    ]
    rest = {entry.path: entry.seen() for entry in (LINK, FOLDER)}
    assert sentences(rest | {FILE.path: f"file 600 root root {'0' * 64}"}) == [
        "The file /etc/kiosk.conf has another content."
    ]
    assert sentences(rest | {FILE.path: "folder 755 root root"}) == ["/etc/kiosk.conf is not a file."]


def test_only_what_differs_is_sent_and_what_lay_there_goes_first() -> None:
    (change,) = laid(ALL, {LINK.path: LINK.seen(), FOLDER.path: FOLDER.seen()}, "one")
    words = [str(command) for command in change.commands]
    assert sum(isinstance(command, FileUploadCommand) for command in change.commands) == 1
    remove, unpack = (next(i for i, line in enumerate(words) if part in line) for part in ("rm -rf -- /etc", "tar -x"))
    assert remove < unpack, "nothing may be written through a link that lay in its place"
    assert "getty" not in " ".join(words)


def test_an_archive_carries_owners_modes_and_links() -> None:
    with tarfile.open(fileobj=io.BytesIO(parcel(ALL))) as tar:
        file, link, folder = tar.getmembers()
        content = tar.extractfile(file)
        assert content is not None
        assert content.read() == FILE.data
    assert (file.name, file.mode, file.uname, file.gname) == ("etc/kiosk.conf", 0o600, "root", "root")
    assert (link.issym(), link.linkname) == (True, "/dev/null")
    assert (folder.isdir(), folder.mode, folder.gname) == (True, 0o3770, "kiosk")

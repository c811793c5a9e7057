"""Accounts: those that the kiosk runs as. Nobody logs in as one of them."""

from collections.abc import Iterator

from provision import places
from provision.change import Change, Entry, laid, shell
from provision.device import Device
from provision.step import Step

SYSUSERS = "usr/lib/sysusers.d/kiosk.conf"


def before(device: Device) -> Iterator[Change]:
    """The accounts first: files are given to them."""
    entry = Entry(f"/{SYSUSERS}", places.places()[SYSUSERS].read_bytes())
    yield from laid([entry], device.there([entry]), "accounts")
    users = {line.split(":")[0] for line in device.ask("cat /etc/passwd")}
    groups = {
        name: members.split(",") for name, _, _, members in (line.split(":") for line in device.ask("cat /etc/group"))
    }
    missing = []
    for kind, name, *rest in (line.split() for line in entry.data.decode().splitlines() if line[:1] in "ugm" and line):
        if kind == "u" and name not in users:
            missing.append(f"The account {name} is missing.")
        elif kind == "g" and name not in groups:
            missing.append(f"The group {name} is missing.")
        elif kind == "m" and name not in groups.get(rest[0], []):
            missing.append(f"The account {name} is not in the group {rest[0]}.")
    if missing:
        yield Change(tuple(missing), (shell("systemd-sysusers kiosk.conf"),))


STEP = Step(
    name="accounts",
    what="Accounts of the kiosk",
    before=before,
    # Raspberry Pi OS asks for a user's name on the console at its first start.
    masked=("userconfig.service",),
)

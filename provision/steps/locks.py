"""Locks: nobody has a password. The last step, for over SSH one of them may have carried all others."""

from collections.abc import Iterator

from provision.change import Change, shell
from provision.device import Device
from provision.step import Step

FREE = "^[^#]*NOPASSWD"
"""A rule of sudo's that asks nothing."""


def changes(device: Device) -> Iterator[Change]:
    """No account has a password that could be known: not one of an image, not one of whoever set it up."""
    passwords = dict(line.split(":")[:2] for line in device.ask("cat /etc/shadow"))
    known = [name for name, password in passwords.items() if password[:1] not in ("!", "*")]
    rules = device.ask(f"grep -lsE '{FREE}' /etc/sudoers /etc/sudoers.d/* || true")
    if not known and not rules:
        return
    what = [f"The account {name} has {'a' if passwords[name] else 'an empty'} password." for name in known]
    what += [f"{file} lets somebody become root without a password." for file in rules]
    lines = [f"passwd --quiet --lock {name}" for name in known]
    lines += [
        f"sed -i -E '/{FREE}/d' /etc/sudoers" if file == "/etc/sudoers" else f"rm -f -- '{file}'" for file in rules
    ]
    # In one go: whoever came in by one of them could not come a second time.
    yield Change(tuple(what), (shell(" && ".join(lines)),))


STEP = Step(name="locks", what="No password", more=changes)

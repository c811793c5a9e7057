"""Who may sign what: keys admitted to roles and retired from them, as drafts of root."""

from datetime import datetime

from tuf.api.metadata import Key, Root

from kiosk.fleet.depot.drafting import with_root
from kiosk.fleet.depot.state import ROLES, Role, State, name_of
from kiosk.fleet.refusing import NotPublished


def known(state: State) -> list[Key]:
    """All keys of the depot, those that a draft of root takes out too: they may still have to sign that draft."""
    roots = [one.signed for one in (state.drafts.get("root"), state.released.get("root")) if one]
    return list({keyid: key for root in reversed(roots) for keyid, key in root.keys.items()}.values())


def admit(state: State, key: Key, roles: tuple[Role, ...], now: datetime) -> State:
    """Let a key sign for roles."""
    taken = {name_of(one): one.keyid for one in _keys(state)}
    if taken.get(name_of(key), key.keyid) != key.keyid:
        raise NotPublished(f"There is another key of the name {name_of(key)}. Take another name, or retire that one.")

    def change(root: Root) -> None:
        for role in roles:
            root.add_key(key, role)

    return with_root(state, change, now)


def retire(state: State, name: str, roles: tuple[Role, ...], now: datetime) -> State:
    """A key signs for these roles no longer; without roles for none at all."""
    found = next((one for one in _keys(state) if name_of(one) == name), None)
    if found is None:
        raise NotPublished(f"There is no key of {name}. See: kiosk publish keys list")

    def change(root: Root) -> None:
        for role in roles or ROLES:
            if found.keyid in root.roles[role].keyids:
                root.revoke_key(found.keyid, role)

    return with_root(state, change, now)


def redated(state: State, now: datetime) -> State:
    """The same keys for another year."""
    return with_root(state, lambda root: None, now)


def _keys(state: State) -> list[Key]:
    found = state.newest("root")
    return list(found.signed.keys.values()) if found else []

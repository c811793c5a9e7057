"""New drafts: of root when keys change, of targets when content changes, and of what must follow them."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any

from msgspec.structs import replace
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp

from kiosk.fleet.depot.state import (
    CONTENT_ROLES,
    ROLES,
    ROOT_SIGNERS,
    Role,
    State,
    moment,
    said,
    until,
    verifies,
)
from kiosk.update import layout


def with_targets(state: State, targets: Mapping[str, TargetFile], now: datetime) -> State:
    """Other files: targets, and snapshot and timestamp that name them."""
    at, version = moment(state, now), state.version_after("targets")
    drafted = Targets(version, expires=until("targets", at), targets=dict(sorted(targets.items())))
    return with_snapshot(_drafted(state, "targets", drafted), now)


def with_snapshot(state: State, now: datetime) -> State:
    """A snapshot of the newest targets, and the timestamp that names it."""
    at, version = moment(state, now), state.version_after("snapshot")
    meta = {"targets.json": MetaFile(state.targets.version)}
    return with_timestamp(_drafted(state, "snapshot", Snapshot(version, expires=until("snapshot", at), meta=meta)), now)


def with_timestamp(state: State, now: datetime) -> State:
    """A timestamp of the newest snapshot."""
    at, named = moment(state, now), state.newest("snapshot")
    assert named is not None, "snapshot comes before timestamp"  # noqa: S101 - every caller made one
    timestamp = Timestamp(
        state.version_after("timestamp"), expires=until("timestamp", at), snapshot_meta=MetaFile(named.signed.version)
    )
    timestamp.unrecognized_fields[layout.MADE] = said(at)
    return _drafted(state, "timestamp", timestamp)


def with_root(state: State, change: Callable[[Root], None], now: datetime) -> State:
    """A root with other keys or another date; former signatures under it are void.

    A role whose newest signatures do not count under the new root gets a draft, so that its new keys can sign.
    """
    at, found = moment(state, now), state.newest("root")
    root = deepcopy(found.signed) if found else _first(at)
    change(root)
    root.version, root.expires = state.version_after("root"), until("root", at)
    return followed(_drafted(state, "root", root), now)


def followed(state: State, now: datetime) -> State:
    """Drafts of the roles that the draft of root takes the signatures away from."""
    if "root" not in state.drafts:
        return state
    root, released = state.drafts["root"].signed, state.released
    stale = [role for role in CONTENT_ROLES if role in released and not verifies(root, role, released[role])]
    if "targets" in stale and "targets" not in state.drafts:
        return with_targets(state, state.targets.targets, now)
    if "snapshot" in stale and "snapshot" not in state.drafts:
        return with_snapshot(state, now)
    if "timestamp" in stale and "timestamp" not in state.drafts:
        return with_timestamp(state, now)
    return state


def renewed(state: State, now: datetime) -> State:
    """New dates without new content: the timestamp, and whatever would run out before it does."""
    end = until("timestamp", moment(state, now))
    if state.newest("targets") is None or state.targets.expires < end:
        return with_targets(state, state.targets.targets, now)
    snapshot = state.newest("snapshot")
    if snapshot is None or snapshot.signed.expires < end:
        return with_snapshot(state, now)
    return with_timestamp(state, now)


def _first(at: datetime) -> Root:
    root = Root(1, expires=until("root", at), consistent_snapshot=True)
    root.roles["root"].threshold = ROOT_SIGNERS
    return root


def _drafted(state: State, role: Role, signed: Any) -> State:
    drafts = {**state.drafts, role: Metadata(signed)}
    return replace(state, drafts={name: drafts[name] for name in ROLES if name in drafts})

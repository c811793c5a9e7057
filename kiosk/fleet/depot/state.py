"""What a depot says: the metadata that is released, the drafts that wait for signatures, and what may become of them.

Everything here is a function of values; `folder` reads and writes them. The Update Framework's own words are kept: root
names the keys, targets the files, snapshot the version of targets, timestamp the version of snapshot.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, cast, get_args

from msgspec import Struct
from tuf.api.metadata import Key, Metadata, Root, Snapshot, Targets, Timestamp

from kiosk.fleet.refusing import NotPublished
from kiosk.update import layout

Role = Literal["root", "targets", "snapshot", "timestamp"]
ROLES: tuple[Role, ...] = get_args(Role)
CONTENT_ROLES: tuple[Role, ...] = ("targets", "snapshot", "timestamp")

DAYS: Mapping[Role, int] = {"root": 365, "targets": 180, "snapshot": 120, "timestamp": 60}
"""How long a signature is good for. The shortest decides how long a stick may lie in a drawer; see record 22."""

ROOT_SIGNERS = 2
ROOT_KEYS = 3
"""Two of three: one key may be lost, one may be stolen, and the kiosks still follow the other two."""

NAME = "x-kiosk-name"
"""The field of a key, inside the signed root, that says whose it is."""

Set = Mapping[Role, Metadata[Any]]


class State(Struct, frozen=True):
    """All metadata of a depot."""

    released: Set = {}
    """The newest of each role that was signed by enough people."""
    drafts: Set = {}
    """What waits for signatures."""

    def newest(self, role: Role) -> Metadata[Any] | None:
        """The draft of a role, else what is released."""
        return self.drafts.get(role) or self.released.get(role)

    @property
    def root(self) -> Root:
        """Who may sign, drafts included."""
        found = self.newest("root")
        if found is None:
            raise NotPublished("This depot knows no keys yet. Make them: kiosk publish keys new")
        return cast(Root, found.signed)

    @property
    def targets(self) -> Targets:
        """What the newest release holds, drafts included."""
        found = self.newest("targets")
        if found is None:
            raise NotPublished("This depot has no content yet. Put some in: kiosk publish add")
        return cast(Targets, found.signed)

    def version_after(self, role: Role) -> int:
        """The version that a draft of a role has."""
        released = self.released.get(role)
        return released.signed.version + 1 if released else 1

    @property
    def last_made(self) -> datetime | None:
        """When something was last dated here."""
        found = [made(one) for one in (self.released.get("timestamp"), self.drafts.get("timestamp")) if one]
        return max(found) if found else None


def made(timestamp: Metadata[Timestamp]) -> datetime:
    """The signed field that says when it was made."""
    return datetime.fromisoformat(str(timestamp.signed.unrecognized_fields[layout.MADE]))


def said(at: datetime) -> str:
    """A time as signed content says it: RFC 3339, UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(state: State, now: datetime) -> datetime:
    """The time to write into what is made now: never before the last one, for kiosks never go back.

    Clocks of two machines in one office differ by minutes; one that is a day behind is wrong.
    """
    last = state.last_made
    if last and now < last - timedelta(days=1):
        raise NotPublished(
            f"This machine says it is {said(now)}, but this depot was dated {said(last)} before. Set the clock right."
        )
    return max(now, last or now).astimezone(UTC).replace(microsecond=0)


def until(role: Role, at: datetime) -> datetime:
    """When what is dated now runs out."""
    return at + timedelta(days=DAYS[role])


def name_of(key: Key) -> str:
    """Whose key it is."""
    return str(key.unrecognized_fields.get(NAME, key.keyid[:8]))


def keys_of(root: Root, role: Role) -> tuple[Key, ...]:
    """All keys that may sign for a role."""
    return tuple(root.keys[keyid] for keyid in root.roles[role].keyids)


def entitled(state: State, role: Role) -> set[str]:
    """Key ids whose signature counts for the draft of a role: under the new root, and under the one it replaces."""
    roots = [one.signed for one in (state.drafts.get("root"), state.released.get("root")) if one]
    return {keyid for root in roots for keyid in root.roles[role].keyids}


def verifies(root: Root, role: Role, metadata: Metadata[Any] | None) -> bool:
    """Whether enough keys of a role have signed."""
    if metadata is None:
        return False
    return bool(root.get_verification_result(role, metadata.signed_bytes, metadata.signatures))


def root_verifies(state: State) -> bool:
    """Whether the draft of root may follow the released one: two of the old keys and two of the new."""
    draft, before = state.drafts.get("root"), state.released.get("root")
    if draft is None or any(objections(draft.signed)):
        return False
    return bool(
        draft.signed.get_root_verification_result(
            before.signed if before else None, draft.signed_bytes, draft.signatures
        )
    )


def objections(root: Root) -> Iterator[str]:
    """Why a root may not be released, however many signed it."""
    have = len(root.roles["root"].keyids)
    if have < ROOT_KEYS:
        yield f"root has {have} of at least {ROOT_KEYS} keys"
    if root.roles["root"].threshold < ROOT_SIGNERS:
        yield f"root asks for fewer than {ROOT_SIGNERS} signatures"
    for role in CONTENT_ROLES:
        if not root.roles[role].keyids:
            yield f"nobody has a key for {role}"


def content(state: State, *, drafts: bool) -> dict[Role, Metadata[Any]]:
    """Targets, snapshot and timestamp: with the drafts where there are some, or only what is released."""
    found = {role: state.newest(role) if drafts else state.released.get(role) for role in CONTENT_ROLES}
    return {role: one for role, one in found.items() if one is not None}


def releasable(state: State) -> tuple[Role, ...]:
    """The drafts that may be released now; none when somebody still has to sign.

    A reader must be able to follow at every moment, so the whole depot has to verify under the root that it will have.
    """
    drafted = tuple(role for role in CONTENT_ROLES if role in state.drafts)
    before = state.released.get("root")
    if root_verifies(state):
        after = state.drafts["root"].signed
        if drafted and _whole(after, content(state, drafts=True)):
            return ("root", *drafted)
        old = content(state, drafts=False)
        return ("root",) if not old or _whole(after, old) else ()
    if before and drafted and _whole(before.signed, content(state, drafts=True)):
        return drafted
    return ()


def _whole(root: Root, found: Set) -> bool:
    return all(verifies(root, role, found.get(role)) for role in CONTENT_ROLES)


def released(state: State, roles: tuple[Role, ...]) -> State:
    """The state after some drafts were released."""
    taken = {role: state.drafts[role] for role in roles}
    left = {role: one for role, one in state.drafts.items() if role not in roles}
    return State({**state.released, **taken}, left)


def snapshot_meta(metadata: Metadata[Snapshot]) -> int:
    """The version of targets that a snapshot names."""
    return metadata.signed.meta["targets.json"].version

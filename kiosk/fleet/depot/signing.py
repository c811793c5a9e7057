"""Signatures under drafts: by the key at hand, or collected from a copy that travelled to somebody else."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace
from securesystemslib.exceptions import UnverifiedSignatureError, VerificationError
from securesystemslib.signer import Signature, Signer
from tuf.api.metadata import Key, Metadata

from kiosk.fleet.depot.state import ROLES, Role, State, entitled, keys_of, name_of, objections
from kiosk.fleet.keys.people import known
from kiosk.fleet.refusing import NotPublished


def sign(state: State, signer: Signer) -> tuple[State, tuple[Role, ...]]:
    """The drafts with one more signature each, where this key counts; and which these are."""
    keyid = signer.public_key.keyid
    wanted = tuple(role for role in state.drafts if keyid in entitled(state, role))
    signed = {role: _copy(state.drafts[role]) for role in wanted}
    for metadata in signed.values():
        metadata.sign(signer, append=True)
    return replace(state, drafts={**state.drafts, **signed}), wanted


def gathered(state: State, copy: State) -> tuple[State, tuple[tuple[Role, str], ...]]:
    """The drafts with the signatures that a copy of this depot brings back; (role, whose) for each new one."""
    keys = {key.keyid: key for key in known(state)}
    drafts, new = dict(state.drafts), []
    for role, mine in state.drafts.items():
        theirs = _same(mine, (copy.drafts.get(role), copy.released.get(role)))
        found = list(_new(mine, theirs, keys)) if theirs else []
        if found:
            drafts[role] = _copy(mine)
            drafts[role].signatures.update({signature.keyid: signature for signature in found})
            new += [(role, name_of(keys[signature.keyid])) for signature in found]
    if state.drafts and not any(
        _same(mine, (copy.drafts.get(role), copy.released.get(role))) for role, mine in state.drafts.items()
    ):
        raise NotPublished("That copy is of another draft: something was added here since. Have it signed anew.")
    return replace(state, drafts=drafts), tuple(new)


def _copy(draft: Metadata[Any]) -> Metadata[Any]:
    """Another list of signatures under the same text."""
    return Metadata(draft.signed, dict(draft.signatures))


def _same(mine: Metadata[Any], candidates: Iterable[Metadata[Any] | None]) -> Metadata[Any] | None:
    return next((one for one in candidates if one and one.signed_bytes == mine.signed_bytes), None)


def _new(mine: Metadata[Any], theirs: Metadata[Any], keys: dict[str, Key]) -> Iterator[Signature]:
    for keyid, signature in theirs.signatures.items():
        if keyid in keys and keyid not in mine.signatures:
            try:
                keys[keyid].verify_signature(signature, mine.signed_bytes)
            except (UnverifiedSignatureError, VerificationError):
                continue
            yield signature


def awaited(state: State) -> Iterator[str]:
    """Who still has to sign, a sentence for each draft."""
    faults: list[str] = []
    if draft := state.drafts.get("root"):
        faults = [f"root {draft.signed.version}: {why}" for why in objections(draft.signed)]
    yield from faults
    for role in ROLES:
        # Who signs a root is told once it is whole: whatever is missing changes it, and it is signed anew.
        if role in state.drafts and not (faults and role == "root"):
            yield from _awaited(state, role)


def _awaited(state: State, role: Role) -> Iterator[str]:
    draft = state.drafts[role]
    roots = {"new": state.drafts.get("root"), "old": state.released.get("root") if role == "root" else None}
    if roots["new"] is None:
        roots = {"": state.released.get("root")}
    for which, root in roots.items():
        if root is None:
            continue
        have = root.signed.get_verification_result(role, draft.signed_bytes, draft.signatures)
        if have.missing:
            left = [name_of(key) for key in keys_of(root.signed, role) if key.keyid in have.unsigned]
            *others, last = left or ["nobody: there is no key for it"]
            names = f"{', '.join(others)} or {last}" if others else last
            old = "the old keys " if which == "old" else ""
            more = "1 signature" if have.missing == 1 else f"{have.missing} signatures"
            yield f"{role} {draft.signed.version}: {more} of {old}{names}"

"""What staff are responsible for: signed content and its age, the way it comes, the PIN, the printer."""

from datetime import UTC, datetime

from kiosk.config import Settings
from kiosk.health.finding import Finding, Place
from kiosk.knowledge import content_known, known_time, last_update
from kiosk.staff.cards import FIRST_CARDS
from kiosk.staff.facts import without_secrets


def release(settings: Settings, place: Place) -> Finding:
    """The release in use: how old it is, and until when its signature is good."""
    known = content_known(settings)
    if not known.release:
        says = "The content that the machine was provisioned with; no signed release is in use."
        return Finding(part="release", state="ok", says=says)
    if known.made is None or known.expires is None:
        says = f"Release {known.release} is in use; nothing is known of its age."
        return Finding(part="release", state="degraded", says=says, remedy="Bring a new stick, or run: kiosk update")
    says = f"Release {known.release} is in use, signed on {known.made:%Y-%m-%d}{_age(settings, known.made)}"
    trial = ", on trial until it has run for a minute" if known.trial else ""
    now = known_time(settings) or datetime.now(UTC)
    if now <= known.expires:
        return Finding(part="release", state="ok", says=f"{says}, good until {known.expires:%Y-%m-%d}{trial}.")
    says = f"{says}. Its signature ended on {known.expires:%Y-%m-%d}: lessons go on, but nothing older is installed."
    return Finding(part="release", state="degraded", says=says, remedy="Bring a new stick, or run: kiosk update")


def _age(settings: Settings, made: datetime) -> str:
    now = known_time(settings)
    return "" if now is None else f" ({max(0, (now - made).days)} days ago)"


def updates(settings: Settings, place: Place) -> Finding:
    """Where new content comes from, and whether this kiosk knows whom to trust."""
    update = settings.update
    source = f"from {without_secrets(update.source)} and from sticks" if update.source else "only from sticks"
    if not update.root.is_file() and not update.source:
        says = "Content comes with the machine only: nobody's keys are here to trust."
        return Finding(part="updates", state="ok", says=says)
    if not update.root.is_file():
        says = f"New content would come {source}, but there are no keys at {update.root}: nothing is installed."
        return Finding(part="updates", state="degraded", says=says, remedy="Put the root.json of the office there.")
    last = last_update(settings)
    if last.at is None:
        return Finding(part="updates", state="ok", says=f"New content comes {source}; nobody has looked yet.")
    says = f"New content comes {source}. Looked for on {last.at:%Y-%m-%d}: {last.outcome} {last.why}".rstrip() + "."
    return Finding(part="updates", state="ok", says=says, remedy="See: kiosk update --status" if last.why else "")


def given(settings: Settings, place: Place) -> Finding:
    """Settings, and what of those that came signed with the content was left out."""
    own = sum(1 for origin in settings.origins.values() if origin != "default")
    if not settings.left_out:
        return Finding(part="settings", state="ok", says=f"{own} of {len(settings.origins)} are not the default.")
    says = f"Left out of what came signed with the content: {'; '.join(settings.left_out)}."
    return Finding(part="settings", state="degraded", says=says, remedy="Tell the office that signed it.")


def pin(settings: Settings, place: Place) -> Finding:
    """Whether the staff menu has a PIN. Nothing of it is read."""
    from kiosk.staff.pin import pin_file  # noqa: PLC0415 - each look loads only what it needs

    if pin_file(settings.staff.folder).exists():
        return Finding(part="staff", state="ok", says="The staff menu has its PIN.")
    if (settings.update.folder / "cards.json").exists() or (settings.data.folder / FIRST_CARDS).exists():
        says = "No PIN is set yet: the first to come with a staff card or stick chooses it."
        return Finding(part="staff", state="ok", says=says)
    says = "No list of staff cards has come yet: nobody can open the staff menu."
    remedy = "Bring content that was signed after: kiosk publish card"
    return Finding(part="staff", state="ok", says=says, remedy=remedy)


def printer(settings: Settings, place: Place) -> Finding:
    """The slip printer. Nothing is printed."""
    from importlib.util import find_spec  # noqa: PLC0415

    named = settings.staff.printer
    if not named:
        return Finding(part="printer", state="ok", says="No slip printer.")
    if find_spec("escpos") is None:
        says, remedy = "The library of the slip printer is missing.", "Run: .venv/bin/pip install 'kiosk[printer]'"
        return Finding(part="printer", state="degraded", says=says, remedy=remedy)
    if named.startswith("/dev/") and not (place.root / named.lstrip("/")).exists():
        remedy = "Switch it on and plug it in, or empty staff.printer."
        return Finding(part="printer", state="degraded", says=f"There is no printer at {named}.", remedy=remedy)
    return Finding(part="printer", state="ok", says=f"Slips go to {named}.")

"""What python-tuf found wrong, as one of our reasons: every fault of metadata ends here as a sentence."""

from tuf.api.exceptions import (
    BadVersionNumberError,
    DownloadError,
    DownloadHTTPError,
    ExpiredMetadataError,
    LengthOrHashMismatchError,
    RepositoryError,
    UnsignedMetadataError,
)

from kiosk.update.refusal import Refused, Why

SENTENCES: dict[Why, str] = {
    "foreign": "{name} holds nothing for this kiosk: {what}. Ask the office for its own stick or address.",
    "unsigned": "{name} is not signed by those whom this kiosk trusts: {what}. Take it back to the office.",
    "old": "{name} is older than what this kiosk has already seen: {what}. Ask the office for the newest.",
    "expired": "Nobody has signed {name} anew in time: {what}. The office must renew it, then bring it again.",
    "mixed": "The parts of {name} belong to different releases: {what}. Copy the whole depot again.",
    "damaged": "{name} cannot be read as it was signed: {what}. Copy the whole depot again, best onto another stick.",
    "big": "{name} holds more than a kiosk takes: {what}. The office must publish less.",
    "names": "{name} holds a file whose name could do harm: {what}. The office must rename it.",
    "group": "{name} is meant for other kiosks: {what}. Take the stick there.",
    "newer": "{name} was made for a newer kiosk: {what}. Renew the program of this kiosk first.",
}


def refusal(why: Why, name: str, what: object) -> Refused:
    """The refusal of a source by its name. `what` may quote the source: it must not write its own lines into a log."""
    quoted = "".join(letter if letter.isprintable() else "?" for letter in str(what)[:200])
    return Refused(why, SENTENCES[why].format(name=name, what=quoted.rstrip(".")))


def blamed(error: RepositoryError | DownloadError, name: str, asked: str, signed: bool) -> Refused:
    """`asked`: the last file asked for; `signed`: whether its signature is good, whatever else is wrong with it."""
    if isinstance(error, DownloadError):
        return refusal(_of_download(error, asked), name, error)
    return refusal(_of_metadata(error, asked, signed), name, f"{asked}: {error}")


def _of_download(error: DownloadError, asked: str) -> Why:
    """Without a timestamp it is no depot; without what the timestamp announces it is half of one."""
    missing = isinstance(error, DownloadHTTPError)
    return "foreign" if missing and asked.endswith("/timestamp.json") else "damaged"


def _of_metadata(error: RepositoryError, asked: str, signed: bool) -> Why:
    """What differs from its hash belongs to another release if its own signature is good; else its bytes are wrong."""
    if isinstance(error, ExpiredMetadataError):
        return "expired"
    if isinstance(error, UnsignedMetadataError):
        return "unsigned"
    if isinstance(error, BadVersionNumberError):
        return "old" if _goes_back(error, asked) else "mixed"
    if isinstance(error, LengthOrHashMismatchError):
        return "mixed" if signed else "damaged"
    return "old" if "missing info" in str(error) else "damaged"


def _goes_back(error: BadVersionNumberError, asked: str) -> bool:
    """A timestamp is compared with an older one; a snapshot with an older one and with its timestamp."""
    if asked.endswith("/timestamp.json"):
        return True
    return asked.endswith(".snapshot.json") and not str(error).startswith("Expected snapshot")

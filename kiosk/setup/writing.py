"""The files that the answers become, as text: settings, the Wi-Fi, what the kiosk tells, who may come."""

from uuid import UUID, uuid5

import msgspec

from kiosk.config.screens import SCREENS
from kiosk.core.setup import AnswerFault, Told
from kiosk.setup.answers import Answers

WHOLE = "# All of kiosk-answers.toml. Change it there: this file is written anew from it."
HALF = "# What could be understood of kiosk-answers.toml. Change it there: this file is written anew from it."
"""First lines of the settings. Anything else was written by hand."""

_NAMESPACE = UUID("8b1f6f0e-5a3c-4b1d-9a55-6f2d1c0e7a11")


def settings(answers: Answers, *, whole: bool) -> bytes:
    """`kiosk.toml`. Every value is one of a checked shape, so none needs more than quotation marks."""
    screen = SCREENS[answers.screen]
    rotation = screen.rotation if answers.rotation is None else answers.rotation
    tables: dict[str, dict[str, object]] = {
        "screen": {
            "width": screen.width, "height": screen.height, "diagonal_mm": screen.diagonal_mm,
            "height_mm": screen.height_mm, "viewing_distance_mm": screen.viewing_distance_mm, "rotation": rotation,
        },
        "visit": {
            "language": answers.language, "help_number": answers.help_number,
            "opens": answers.opens / 60, "closes": answers.closes / 60,
        },
        "camera": {"source": answers.camera},
        "panel": {"on": answers.panel},
        "stats": {"site": answers.site, "upload": answers.upload, "to": answers.upload_to},
        "update": {"group": answers.group, "source": answers.update_from},
    }  # fmt: skip
    lines = [WHOLE if whole else HALF]
    for name, values in tables.items():
        lines += ["", f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in values.items())]
    return ("\n".join(lines) + "\n").encode()


def _toml(value: object) -> str:
    """JSON's way to write a text, a number or a truth is TOML's, too."""
    return msgspec.json.encode(value).decode()


def wifi(answers: Answers) -> bytes:
    """A connection as NetworkManager keeps it, nm-settings-keyfile(5). The name stands there as bytes, for it may hold
    any letters; WPA2 and WPA3 are both `wpa-psk`, and an open network is never joined."""
    name = "".join(f"{byte};" for byte in answers.wifi_name.encode())
    lines = [
        "[connection]", "id=kiosk-wifi", f"uuid={uuid5(_NAMESPACE, answers.wifi_name)}", "type=wifi", "",
        "[wifi]", "mode=infrastructure", f"ssid={name}", "",
        "[wifi-security]", "key-mgmt=wpa-psk", f"psk={_keyfile(answers.wifi_password)}", "",
        "[ipv4]", "method=auto", "", "[ipv6]", "method=auto",
    ]  # fmt: skip
    return ("\n".join(lines) + "\n").encode()


def _keyfile(text: str) -> str:
    r"""A value of a GKeyFile: a backslash is doubled, and blanks at its ends would be cut off, so they become `\s`."""
    text = text.replace("\\", "\\\\")
    inner = text.strip(" ")
    before = len(text) - len(text.lstrip(" "))
    return "\\s" * before + inner + "\\s" * (len(text) - before - len(inner))


def wifi_name(raw: bytes) -> str:
    """The name in a connection that was written here; empty when it cannot be read."""
    lines = raw.decode("utf-8", errors="replace").splitlines()
    written = next((line.removeprefix("ssid=") for line in lines if line.startswith("ssid=")), "")
    try:
        return bytes(int(byte) for byte in written.split(";") if byte).decode()
    except ValueError:
        return ""


def country(answers: Answers) -> bytes:
    """One line for an `EnvironmentFile=`."""
    return f"COUNTRY={answers.country}\n".encode()


def card(digest: str, name: str) -> bytes:
    """The list of staff cards, of one card."""
    return msgspec.json.encode({"format": 1, "cards": [{"digest": digest, "label": name}]})


def card_name(raw: bytes) -> str:
    """The name of the file that the first card came from."""
    try:
        return str(msgspec.json.decode(raw)["cards"][0]["label"])
    except (msgspec.DecodeError, LookupError, TypeError):
        return ""


def told(answers: Answers) -> Told:
    """What the kiosk shows and says once everything is right."""
    return Told(
        outcome="right",
        place=answers.place or answers.site,
        language=answers.language,
        opens=answers.opens,
        closes=answers.closes,
        help_number=answers.help_number,
        wifi_name=answers.wifi_name,
        uploads=answers.upload,
    )


def told_wrong(faults: tuple[AnswerFault, ...], half: Answers) -> Told:
    """What it shows and says while something is wrong."""
    return Told(outcome="wrong", language=half.language, place=half.place or half.site, faults=faults)

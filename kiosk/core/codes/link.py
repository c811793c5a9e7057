"""Web links: which site they lead to, and what about it should make a visitor stop. Nothing is ever opened or asked.

Hosts are taken apart as browsers do it (WHATWG URL): tabs and line ends vanish, a backslash is a slash, everything
before the last `@` is a user name, numbers in any base are an address. What a browser understands differently from
the eye is exactly what swindlers use.
"""

import re

from kiosk.core.codes.banks import BANKS
from kiosk.core.codes.reading import Reading

SHORTENERS = frozenset(
    {
        "bit.ly", "tinyurl.com", "t.co", "goo.gl", "is.gd", "cutt.ly", "rb.gy", "ow.ly", "shorturl.at", "s.id",
        "t.ly", "tiny.cc", "rebrand.ly", "bom.so", "by.com.vn",
    }
)
"""Hosts that hide where a link goes. They have honest uses too, which is why the reason is told and not a verdict."""

_SHARED = frozenset(
    {
        "com.vn", "net.vn", "org.vn", "gov.vn", "edu.vn", "ac.vn", "info.vn", "name.vn", "pro.vn", "health.vn",
        "biz.vn", "int.vn", "id.vn", "io.vn", "ai.vn", "co.uk", "com.au", "com.sg", "com.hk", "com.cn",
        "com.tw", "co.jp", "co.kr", "co.th", "web.app", "firebaseapp.com", "pages.dev", "workers.dev",
        "vercel.app", "netlify.app", "github.io", "blogspot.com", "weebly.com", "wixsite.com", "wordpress.com",
        "herokuapp.com", "glitch.me", "godaddysites.com", "ngrok.io", "ngrok-free.app", "sites.google.com",
    }
)
"""Endings under which anybody registers a name: one label more makes the owner. Short: the public list has 10 000."""

_BARE_ENDINGS = frozenset(
    {
        "vn", "com", "net", "org", "info", "top", "xyz", "vip", "shop", "online", "site", "app", "me", "io",
        "cc", "club", "live", "link", "click",
    }
)
"""Endings with which a host is recognised although `https://` is missing."""

_STATE_WORDS = ("govvn", "vneid", "dichvucong", "bocongan", "baohiemxahoi", "chinhphu", "dancuquocgia", "tongcucthue")
"""Names that only make sense under gov.vn."""

_BANK_WORDS = ("zalopay", "vnpay", *(re.sub(r"\W", "", bank).lower() for bank in BANKS.values() if len(bank) > 5))
"""Names of wallets, and of banks where they are long enough to be nobody else's."""

_BANK_ENDINGS = frozenset({"vn", "com"})
"""Where banks live. Whether a name there is the bank's own is not known here; elsewhere it is not."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_BARE = re.compile(r"[^\s/?#@:|;,]+\.([a-zA-Z]{2,})(?=[/?#:]|$)")
_NUMBER_LABEL = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_PERCENT = re.compile(r"%([0-7][0-9a-fA-F])")
_RISKY_SCHEMES = frozenset(
    {
        "javascript", "data", "file", "intent", "market", "blob", "vbscript", "content", "ftp", "itms-services",
    }
)
_SECRET_SCHEMES = frozenset({"otpauth", "otpauth-migration"})
"""No links but secrets themselves."""

_LONGEST_HOST, _LONGEST_LABEL = 253, 63
"""Of a name, and of what stands between two dots of it (RFC 1035, 2.3.4)."""


def link(text: str) -> Reading | None:
    """The reading of a link, or `None` for anything else."""
    address = re.sub(r"[\t\r\n]", "", text)
    scheme = _SCHEME.match(address)
    name = scheme[1].lower() if scheme else ""
    if name in {"http", "https"} and scheme:
        return _web(address[scheme.end() :].lstrip("/\\"))
    if scheme and name not in _SECRET_SCHEMES and address.startswith("//", scheme.end()):
        return Reading(kind="link", why="scheme")  # opens some app: `momo://`, `vneid://`
    if scheme and name in _RISKY_SCHEMES and not address[scheme.end() :][:1].isspace():
        return Reading(kind="link", why="scheme")
    bare = _BARE.match(address)
    return _web(address) if bare and not re.search(r"\s", text) and _is_web_ending(bare) else None


def _is_web_ending(bare: re.Match[str]) -> bool:
    return bare[0].lower().startswith("www.") or bare[1].lower() in _BARE_ENDINGS


def _web(rest: str) -> Reading:
    end = re.search(r"[/\\?#\s]|$", rest)
    at = end.start() if end else len(rest)
    authority, path = _PERCENT.sub(lambda code: chr(int(code[1], 16)), rest[:at]), rest[at:]
    user, _, place = authority.rpartition("@")
    host = ascii_host(_without_port(place))
    why = "userinfo" if user else _odd_host(host) or _odd_path(path)
    return Reading(kind="link", domain=owner(host), why=why)


def _without_port(place: str) -> str:
    return place.partition("]")[0] + "]" if place.startswith("[") else place.partition(":")[0]


def ascii_host(host: str) -> str:
    """The host as a browser asks for it, small and with `xn--` for other letters; empty when no browser could ask."""
    small = host.strip(".")[: _LONGEST_HOST + 1]
    if len(small) > _LONGEST_HOST or max(map(len, small.split("."))) > _LONGEST_LABEL:
        return ""
    try:
        # The codec is of IDNA 2003, as browsers' mapping in the cases that matter here: full-width letters, odd dots.
        return small.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return "".join(mark for mark in small if mark.isascii() and (mark.isalnum() or mark in "-.")).lower()


def owner(host: str) -> str:
    """The part somebody registered and answers for: `a.b.evil.top` belongs to `evil.top`, whatever stands before it."""
    if is_address(host):
        return host
    labels = host.split(".")
    for size in (3, 2):
        if ".".join(labels[-size:]) in _SHARED:
            return ".".join(labels[-size - 1 :])
    return ".".join(labels[-2:])


def is_address(host: str) -> bool:
    """Whether the host is a bare number, in any way of writing one: `10.0.0.1`, `0x0a000001`, `167772161`, `[::1]`."""
    return host.startswith("[") or bool(_NUMBER_LABEL.fullmatch(host.rpartition(".")[2]))


def _odd_host(host: str) -> str:
    if not host or ("." not in host and not is_address(host)):
        return "no-site"
    if is_address(host):
        return "ip-address"
    if looks_official(host):
        return "lookalike"
    if any(label.startswith("xn--") for label in host.split(".")):
        return "punycode"
    return "shortener" if host.removeprefix("www.") in SHORTENERS else ""


def looks_official(host: str) -> bool:
    """Whether a host outside gov.vn wears the state's names, or one on a cheap ending a bank's."""
    if host == "gov.vn" or host.endswith(".gov.vn"):
        return False
    squeezed = re.sub(r"[.\-]", "", host).replace("0", "o").replace("1", "i")
    borrowed = host.rpartition(".")[2] not in _BANK_ENDINGS and any(word in squeezed for word in _BANK_WORDS)
    return borrowed or any(word in squeezed for word in _STATE_WORDS)


def _odd_path(path: str) -> str:
    # An app that does not come from the store is how fake VNeID and bank apps are handed out.
    return "app-file" if re.search(r"\.(apk|ipa|exe)([?#]|$)", path, re.IGNORECASE) else ""

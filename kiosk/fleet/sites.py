"""The office's register of sites: where kiosks stand, and which keys may sign for each place.

    - site: cho-dong-ba
      name: {vi: Chợ Đông Ba, en: Dong Ba market}
      ward: {vi: Phú Xuân, en: Phu Xuan}
      kind: market
      row: 2
      column: 3
      keys: [GM1…=]

`row` and `column` place the ward in a grid that lies as the map lies; all sites of a ward share them. A key is the
public half of a kiosk's own, 32 bytes in Base64.
"""

import base64
import binascii
import re
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from kiosk.core.units import Words
from kiosk.packs.findings.finding import Marks
from kiosk.packs.findings.telling import told
from kiosk.packs.reading.read import read
from kiosk.stats.document import SITE

_KEY_BYTES = 32


class BadSites(ValueError):  # noqa: N818 - told to the office in sentences
    """The register is refused. Each line names place, fault and cure."""


class Site(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One place with kiosks."""

    site: str
    """Its public code, the setting `stats.site` of its kiosks."""
    name: Words
    ward: Words
    kind: Literal["market", "hall"]
    row: int
    column: int
    keys: tuple[str, ...] = ()
    """Who may sign for it. A kiosk that was moved needs its key here, too."""


class Register(Struct, frozen=True):
    """All sites."""

    sites: dict[str, Site]
    fingerprint: str
    """Changes when a key or a site does; what was quarantined is then looked at again."""


def read_sites(file: Path) -> Register:
    """The register in a file. `BadSites` tells every fault as `file:line: what is wrong; the cure`."""
    found = read(file, tuple[Site, ...])
    if found.value is None:
        raise BadSites("\n".join(str(problem) for problem in told(found.findings, "en")))
    faults = list(_faults(found.value, found.marks))
    if faults:
        raise BadSites("\n".join(f"{file}:{line}: {fault}" for line, fault in faults))
    return Register({site.site: site for site in found.value}, fingerprint(found.value))


def _faults(sites: tuple[Site, ...], marks: Marks) -> list[tuple[int, str]]:
    seen: set[str] = set()
    faults = []
    for place, site in enumerate(sites):
        if not re.search(SITE, site.site):
            faults.append((marks.line((place, "site")), "a site is 1 to 40 of a-z, 0-9 and dashes"))
        if site.site in seen:
            faults.append((marks.line((place, "site")), f"'{site.site}' stands here twice: put its keys together"))
        seen.add(site.site)
        for number, key in enumerate(site.keys):
            if raw_key(key) is None:
                cure = "a key is 32 bytes in Base64, 44 signs; copy it from `kiosk stats key` of the kiosk"
                faults.append((marks.line((place, "keys", number)), cure))
    return faults


def raw_key(text: str) -> bytes | None:
    """The bytes of a public key; `None` when it is none."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if len(raw) == _KEY_BYTES else None


def fingerprint(sites: tuple[Site, ...]) -> str:
    """Of what decides whether a document is believed; names and places may change freely."""
    keys = sorted((site.site, sorted(site.keys)) for site in sites)
    return sha256(msgspec.json.encode(keys)).hexdigest()[:16]


def written(sites: tuple[Site, ...]) -> str:
    """The text of a register."""
    import yaml  # noqa: PLC0415 - only writing needs it

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(msgspec.to_builtins(sites), Dumper=dumper, allow_unicode=True, sort_keys=False, width=120))

"""The register of sites: read strictly, every fault with its line."""

from pathlib import Path

import pytest

from kiosk.fleet.sites import BadSites, fingerprint, read_sites, written
from tests.fleet.nights import site

KEY = "A" * 43 + "="
GOOD = """
- site: cho-dong-ba
  name: {vi: Chợ Đông Ba, en: Dong Ba market}
  ward: {vi: Phú Xuân, en: Phu Xuan}
  kind: market
  row: 3
  column: 3
  keys: [KEY]
""".replace("KEY", KEY)  # braces are YAML's


def register(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "sites.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_register_is_read(tmp_path: Path) -> None:
    found = read_sites(register(tmp_path, GOOD))
    assert found.sites["cho-dong-ba"].name["vi"] == "Chợ Đông Ba"
    assert found.sites["cho-dong-ba"].keys == (KEY,)


def test_what_is_written_is_read(tmp_path: Path) -> None:
    sites = (site("cho-mau", KEY), site("nha-mau"))
    found = read_sites(register(tmp_path, written(sites)))
    assert tuple(found.sites.values()) == sites
    assert found.fingerprint == fingerprint(sites)


@pytest.mark.parametrize(
    ("good", "bad", "line", "said"),
    [
        ("kind: market", "kind: markt", 5, "market"),
        ("row: 3", "row: three", 6, "number"),
        ("  column: 3\n", "", 2, "column"),
        ("  column: 3", "  column: 3\n  colour: red", 8, "colour"),
        ("cho-dong-ba", "Chợ Đông Ba", 2, "a-z"),
        (KEY, "c2hvcnQ=", 8, "32 bytes"),
        (", en: Phu Xuan", "", 4, "en"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, good: str, bad: str, line: int, said: str) -> None:
    file = register(tmp_path, GOOD.replace(good, bad, 1))
    with pytest.raises(BadSites) as error:
        read_sites(file)
    assert str(error.value).startswith(f"{file}:{line}: ")
    assert said in str(error.value)


def test_a_site_stands_there_once(tmp_path: Path) -> None:
    with pytest.raises(BadSites, match=r"sites\.yaml:9: 'cho-dong-ba' stands here twice"):
        read_sites(register(tmp_path, GOOD + GOOD.lstrip()))


def test_no_register_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadSites, match="cannot read this file"):
        read_sites(tmp_path / "sites.yaml")


def test_only_keys_and_codes_change_the_fingerprint() -> None:
    one = site("cho-mau", KEY)
    assert fingerprint((one, site("b"))) == fingerprint((site("b"), one))
    assert fingerprint((one,)) != fingerprint((site("cho-mau"),))

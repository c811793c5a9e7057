"""What lies beside the answers."""

from pathlib import Path

import pytest

from tests.setup.files import CARD, ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "the.txt").write_text(CARD, "utf-8")
    (tmp_path / "root.json").write_bytes(ROOT)
    return tmp_path

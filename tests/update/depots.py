"""Depots of true content, signed now, for kiosks whose clock is that of this machine."""

import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.drawn import ROOT
from tests.update.workshop import LESSON, Workshop

SPAN = timedelta(days=30)


def tea(folder: Path) -> Path:
    """The small pack that authors copy first, out of their guide, with the kiosk's own words: it passes every check."""
    text = (ROOT / "docs/content.md").read_text(encoding="utf-8")
    for file, body in re.findall(r"```\w+\n(?:# |<!-- )(tea/\S+)(?: -->)?\n(.+?)```", text, flags=re.DOTALL):
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(body, encoding="utf-8")
    for shared in ("words.yaml", "stick.yaml", "staff.yaml", "skills.yaml"):
        shutil.copy(ROOT / "content" / shared, folder)
    return folder


class Office:
    """Signs what lies in a folder of content."""

    def __init__(self, folder: Path, content: Path) -> None:
        self.content, self.folder = content, folder
        self.shop = Workshop(folder)
        del self.shop.targets.targets[LESSON]
        self.shop.root.expires = datetime.now(UTC) + SPAN
        self.shop.roots.clear()
        self.shop.write_root()
        self._begun = False

    @property
    def root(self) -> bytes:
        """What kiosks are provisioned with."""
        return self.shop.roots[-1]

    def publish(self, **others: bytes) -> Path:
        """The content as it is now, and other targets by their path; one version higher than the last time."""
        now = datetime.now(UTC).replace(microsecond=0)
        for signed in (self.shop.targets, self.shop.snapshot, self.shop.timestamp):
            signed.expires = now + SPAN
        self.shop.made(now)
        for file in sorted(self.content.rglob("*")):
            if file.is_file():
                self.shop.put(f"content/{file.relative_to(self.content)}", file.read_bytes())
        for path, raw in others.items():
            self.shop.put(path, raw)
        if self._begun:
            self.shop.next_release()
        self._begun = True
        self.shop.write()
        return self.folder


class Device:
    """A kiosk as `kiosk update` finds it: its data folder, its keys, its settings."""

    def __init__(self, data: Path, root: bytes, **settings: str) -> None:
        self.data = data
        data.mkdir(parents=True, exist_ok=True)
        (data / "root.json").write_bytes(root)
        given = {"VOICE_ON": "false"} | settings
        self.environ = os.environ | {"KIOSK_DATA_FOLDER": str(data)} | {f"KIOSK_{k}": v for k, v in given.items()}

    @property
    def folder(self) -> Path:
        """Where updates live."""
        return self.data / "update"

    def kiosk(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """A command, to its end."""
        command = [sys.executable, "-m", "kiosk", *words]
        return subprocess.run(  # noqa: S603 - our own commands
            command, env=self.environ, capture_output=True, text=True, check=False, timeout=80
        )

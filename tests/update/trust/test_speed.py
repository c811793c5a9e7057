"""As many files as a kiosk takes: how much work it is to know that they may be trusted, and how much memory."""

import json
import subprocess
import sys
from pathlib import Path

from kiosk.update.layout import MOST_FILES
from tests.update.workshop import Workshop

MOST_SECONDS = 3
MOST_MEGABYTES = 80

CHILD = """
import json, sys, time
from datetime import datetime, UTC
from pathlib import Path
from kiosk.update.trust.clock import Reading
from kiosk.update.sources.folder import Folder
from kiosk.update.trust.verify import verify
folder, home, root = map(Path, sys.argv[1:])
clock = Reading(datetime(2027, 3, 1, 9, tzinfo=UTC), True)
began = time.process_time()
found = verify(Folder(folder), home, bootstrap=root.read_bytes(), clock=clock, fleet="hue", group="market")
took = time.process_time() - began
most = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps([len(found.files), took, int(most.split()[1]) / 1024]))
"""
"""Time of the processor, for the clock tells how busy the machine is. Not `ru_maxrss`: that counts the moment before
exec too, when the child was as large as the test."""


def test_thousands_of_files_are_little_work_and_little_memory(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "depot")
    for number in range(MOST_FILES - len(shop.targets.targets)):
        shop.listed(f"content/lesson-{number // 100}/voices/vi/sentence-{number}.ogg", 20_000)
    (tmp_path / "root.json").write_bytes(shop.bootstrap)
    words = [str(shop.write().folder), str(tmp_path / "home"), str(tmp_path / "root.json")]
    child = subprocess.run([sys.executable, "-c", CHILD, *words], check=True, capture_output=True)  # noqa: S603
    found, seconds, megabytes = json.loads(child.stdout)
    sys.stdout.write(f"{found} files: {seconds:.2f} s, {megabytes:.0f} MB\n")
    assert found == MOST_FILES
    assert seconds <= MOST_SECONDS
    assert megabytes <= MOST_MEGABYTES

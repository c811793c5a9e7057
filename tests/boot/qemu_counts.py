"""What a machine has counted, read from the database as it stands on its card, while it goes on counting."""

import json
from collections import Counter

from tests.boot.qemu import QemuMachine

COUNTS = """\
import json, sqlite3
with sqlite3.connect("file:/var/lib/kiosk/counters.db?mode=ro", uri=True) as counters:
    print(json.dumps(counters.execute("select metric, key, n from counts").fetchall()))
"""


def counted(machine: QemuMachine) -> Counter[tuple[str, str]]:
    """How often, by metric and key."""
    told: Counter[tuple[str, str]] = Counter()
    for metric, key, n in json.loads(machine.out("python3", "-c", COUNTS)):
        told[metric, key] += n
    return told

"""How often a process wakes up and how much memory it takes, from what the kernel counts."""

from pathlib import Path

from tests.bench.display import pause


def switches(pid: int) -> int:
    """How often the threads of a process have gone to sleep since it began: once for every time they woke."""
    statuses = [status.read_text() for status in Path(f"/proc/{pid}/task").glob("*/status")]
    return sum(number(status, "voluntary_ctxt_switches") for status in statuses)


def wakes(pid: int, seconds: float) -> float:
    """Wake-ups a second of all threads."""
    before = switches(pid)
    pause(seconds)
    return (switches(pid) - before) / seconds


def memory(pid: int) -> float:
    """Resident memory in MB."""
    return number(Path(f"/proc/{pid}/status").read_text(), "VmRSS") / 1024


def number(status: str, name: str) -> int:
    """A number of a status file."""
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1])

"""The machines that are booted. Whole ones in QEMU take an hour, so only `make test-boot` boots those."""

import os
from collections.abc import Iterator

import pytest

from tests.boot.qemu import QemuMachine
from tests.boot.qemu_images import Image, image_of, missing
from tests.boot.qemu_notes import keep_failure

collect_ignore_glob = [] if os.environ.get("BOOT_TEST") else ["test_qemu_*.py"]


@pytest.fixture(params=["amd64", "arm64"])
def image(request: pytest.FixtureRequest) -> Image:
    """Of each kind of processor, today's."""
    if why := missing(request.param):
        pytest.skip(f"no {request.param} machine is booted: {why}")
    return image_of(request.param)


@pytest.fixture
def machine(image: Image, request: pytest.FixtureRequest) -> Iterator[QemuMachine]:
    """As its first start left it (`test_qemu_start.py`), with its lessons on the screen; it is not started again."""
    if not image.ready.exists():
        pytest.skip(f"the first start of {image.machine} did not go well, or was not tried: test_qemu_start.py")
    with QemuMachine(image, ready=True) as machine:
        before = request.session.testsfailed
        yield machine
        if request.session.testsfailed > before:
            keep_failure(machine, request.node.name)

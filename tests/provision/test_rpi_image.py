"""The recipe for rpi-image-gen, as far as it can be judged without that: well formed, of one mind with the steps."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from provision.firmware import BEGIN, PRESENT
from provision.steps import STEPS, packages
from tests.boot.nspawn_tree import CHECKOUT

HOME = CHECKOUT / "provision/rpi-image"
THEIRS = {
    "debian-trixie-arm64-multi", "rpi-debian-trixie", "rpi-essential-base", "wireless-regulatory", "rpi4", "image-base",
}  # fmt: skip
"""Layers that come with rpi-image-gen 2, by the names they have there."""

LAYERS = [HOME / "layer/kiosk.yaml", HOME / "image/kiosk-disk.yaml"]


def loaded(file: Path) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    return told


def header(file: Path) -> dict[str, str]:
    """What stands between METABEGIN and METAEND; a line that begins with a space goes on with the one before."""
    text = file.read_text("utf-8")
    block = text[text.index("# METABEGIN\n") + 12 : text.index("# METAEND")]
    joined = re.sub(r"\n#  +", " ", block)
    return dict(re.findall(r"^# (X-Env-[\w-]+): ?(.*)$", joined, re.MULTILINE))


@pytest.mark.parametrize("file", LAYERS, ids=lambda file: file.stem)
def test_every_layer_tells_what_it_is_and_every_variable_is_whole(file: Path) -> None:
    told = header(file)
    assert told["X-Env-Layer-Name"] == file.stem
    assert {"X-Env-Layer-Version", "X-Env-Layer-Category", "X-Env-Layer-Desc", "X-Env-VarPrefix"} <= set(told)
    assert set(told["X-Env-Layer-Requires"].split(",")) <= THEIRS
    variables = [name for name in told if re.fullmatch(r"X-Env-Var-\w+", name)]
    assert variables
    for name in variables:
        assert {f"{name}-{part}" for part in ("Desc", "Required", "Valid", "Set")} <= set(told), name


def test_the_configuration_names_layers_that_exist_and_sizes_that_the_disk_knows() -> None:
    told = loaded(HOME / "config/kiosk.yaml")
    ours = {header(file)["X-Env-Layer-Name"] for file in LAYERS}
    assert {*told["layer"], told["device"]["layer"], told["image"]["layer"]} <= THEIRS | ours
    known = {name.removeprefix("X-Env-Var-") for name in header(LAYERS[1]) if name.count("-") == 3}
    assert set(told["image"]) - {"layer", "name"} <= known


def test_its_packages_are_those_of_the_step() -> None:
    named = loaded(LAYERS[0])["mmdebstrap"]["packages"]
    assert named == [*packages.NEEDED, *packages.BOOTED, *packages.BOARD]


def test_all_steps_are_called() -> None:
    (hook,) = loaded(LAYERS[0])["mmdebstrap"]["customize-hooks"]
    assert '"$IGconf_kiosk_checkout/provision/install" --tree "$1"' in hook
    named = re.search(r"--only (\S+)", hook)
    assert set(named[1].split(",") if named else ()) <= {step.name for step in STEPS}


def test_the_disk_has_the_partition_that_the_steps_expect() -> None:
    text = (HOME / "image/genimage.cfg.in").read_text("utf-8")
    assert text.count("{") == text.count("}")
    images = re.findall(r"^image (\S+) \{", text, re.MULTILINE)
    assert set(re.findall(r"image = (\S+)", text)) == set(images[1:])
    assert re.findall(r'label = "(.+)"', text) == ["BOOT", "ROOT", "kiosk-data"]


def test_whoever_lays_the_disk_fills_every_gap(tmp_path: Path) -> None:
    tree, out = tmp_path / "tree", tmp_path / "out"
    (tree / "var/lib/kiosk/voice").mkdir(parents=True)
    (tree / "run").mkdir()
    out.mkdir()
    sizes = {f"IGconf_image_{part}_part_size": "1G" for part in ("boot", "root", "data")}
    environ = {"PATH": "/usr/bin:/bin", "IGconf_image_name": "kiosk", "IGconf_image_suffix": "img", **sizes}
    hook = HOME / "image/kiosk-disk.d/hooks/preimage05-layout"
    subprocess.run([hook, tree, out], check=True, env=environ, timeout=30)  # noqa: S603
    made = (out / "genimage.cfg").read_text("utf-8")
    assert "<" not in made
    assert "image kiosk.img {" in made
    assert (tree / "run/kiosk-data/voice").is_dir()
    assert (tree / "var/lib/kiosk/voice").is_dir(), "the first day's lessons stay below"


def test_the_boot_partition_gets_the_same_words_as_on_a_device(tmp_path: Path) -> None:
    (tmp_path / "cmdline.txt").write_text("console=serial0,115200 root=/dev/mmcblk0p2 rootwait\n", "utf-8")
    (tmp_path / "config.txt").write_text("arm_64bit=1\n", "utf-8")
    environ = {"PATH": "/usr/bin:/bin", "IMAGEMOUNTPATH": str(tmp_path)}
    subprocess.run([HOME / "image/setup.sh", "boot"], check=True, env=environ, timeout=30)  # noqa: S603
    words = (tmp_path / "cmdline.txt").read_text("utf-8").split()
    assert words == ["root=LABEL=ROOT", "rootwait", *PRESENT]
    assert BEGIN in (tmp_path / "config.txt").read_text("utf-8")


def test_its_root_is_found_by_label_and_its_boot_partition_is_read_only(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    environ = {"PATH": "/usr/bin:/bin", "IMAGEMOUNTPATH": str(tmp_path)}
    subprocess.run([HOME / "image/setup.sh", "root"], check=True, env=environ, timeout=30)  # noqa: S603
    root, boot = ((tmp_path / "etc/fstab").read_text("utf-8")).splitlines()
    assert root.split()[:3] == ["LABEL=ROOT", "/", "ext4"]
    assert boot.split()[1] == "/boot/firmware"
    assert boot.split()[3].startswith("ro,")

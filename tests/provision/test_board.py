"""What the firmware of a Raspberry Pi reads: ours is added once, and whatever opens something is taken out."""

from provision.firmware import BEGIN, FIRMWARE, PRESENT, commanded, configured
from provision.steps.board import EEPROM
from provision.steps.boot import mounted

CONFIG = "# For more options see the documentation\ndtparam=audio=on\nenable_uart=1\n\n[all]\n"
LINE = (
    "console=serial0,115200 console=tty1 root=PARTUUID=1234-02 rootfstype=ext4 fsck.repair=no rootwait splash "
    "init=/bin/sh\n"
)


def test_our_part_stands_behind_everything_else_for_the_last_word_counts() -> None:
    after = configured(CONFIG)
    assert after.startswith(CONFIG.rstrip())
    assert after.index("enable_uart=1") < after.index("enable_uart=0")
    assert set(FIRMWARE) <= set(after.splitlines())


def test_a_second_time_changes_nothing() -> None:
    assert configured(configured(CONFIG)) == configured(CONFIG)
    assert commanded(commanded(LINE)) == commanded(LINE)


def test_an_older_part_of_ours_is_replaced() -> None:
    older = configured(CONFIG).replace("avoid_warnings=1\n", "avoid_warnings=2\n")
    assert configured(older) == configured(CONFIG)
    assert configured(older).count(BEGIN) == 1


def test_an_empty_file_gets_our_part_only() -> None:
    assert configured("").startswith(BEGIN)


def test_the_kernel_keeps_its_disk_and_loses_consoles_and_shells() -> None:
    words = commanded(LINE).split()
    assert {"root=PARTUUID=1234-02", "rootfstype=ext4", "rootwait", "console=tty3"} <= set(words)
    assert set(PRESENT) <= set(words)
    assert not [word for word in words if word.startswith(("console=serial", "init=", "splash", "console=tty1"))]
    assert "fsck.repair=no" not in words
    assert commanded(LINE).count("\n") == 1, "the firmware reads one line"


def test_the_board_starts_from_the_card_alone() -> None:
    assert EEPROM["BOOT_ORDER"] == "0xf1"
    assert EEPROM["NET_INSTALL_ENABLED"] == "0"


def test_the_boot_partition_is_mounted_read_only_and_the_root_is_left_alone() -> None:
    before = (
        "PARTUUID=1234-01  /boot/firmware  vfat    defaults          0       2\n"
        "PARTUUID=1234-02  /               ext4    defaults,noatime  0       1\n"
        "# /boot/firmware of old\n"
    )
    boot, root, comment = mounted(before).splitlines()
    assert boot.split()[3] == "ro,nodev,nosuid,noexec"
    assert [root, comment] == before.splitlines()[1:]
    assert mounted(mounted(before)) == mounted(before)


def test_other_options_of_the_boot_partition_stay() -> None:
    assert mounted("LABEL=boot /boot/efi vfat rw,umask=0077 0 1\n").split()[3] == "ro,nodev,nosuid,noexec,umask=0077"

#!/bin/bash
# Called by genimage for a partition before it is written: which disk is which, by label, and the firmware's two files, after
# all others have written them.
set -euo pipefail

here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)

case "$1" in
  root)
    cat >"$IMAGEMOUNTPATH/etc/fstab" <<'FSTAB'
LABEL=ROOT  /               ext4  rw,noatime,errors=remount-ro              0 1
LABEL=BOOT  /boot/firmware  vfat  ro,nodev,nosuid,noexec,umask=0077         0 2
FSTAB
    ;;
  boot)
    sed -i 's|root=[^ ]*|root=LABEL=ROOT|' "$IMAGEMOUNTPATH/cmdline.txt"
    python3 "$here/../../firmware.py" "$IMAGEMOUNTPATH"
    ;;
  *)
    echo "setup.sh: '$1' is neither root nor boot" >&2
    exit 2
    ;;
esac

"""How a test looks inside: a service of root's that is no part of the image.

Whoever starts the machine hands it over as a credential of systemd's, the way a cloud hands over its own
(systemd.system-credentials(7)). The image that is tested is the image that is used, byte for byte.
"""

import base64
from pathlib import Path

WATCHER = """\
import base64, json, subprocess, time
port = open("/dev/virtio-ports/watcher", "r+b", buffering=0)
while True:
    line = port.readline()
    if not line:
        time.sleep(0.05)
        continue
    try:
        words, given = json.loads(line)
        done = subprocess.run(words, input=base64.b64decode(given), capture_output=True, timeout=300)
        told = [done.returncode, done.stdout, done.stderr]
    except Exception as error:
        told = [255, b"", repr(error).encode()]
    told[1:] = [base64.b64encode(text).decode() for text in told[1:]]
    rest = json.dumps(told).encode() + b"\\n"
    while rest:
        rest = rest[port.write(rest):]
"""

UNIT = """\
[Unit]
Description=A test looks inside
DefaultDependencies=no
After=systemd-udevd.service systemd-remount-fs.service
[Service]
ExecStartPre=/bin/sh -c 'until [ -e /dev/virtio-ports/watcher ]; do sleep 0.2; done'
ExecStart=/usr/bin/python3 -c "import base64; exec(base64.b64decode('{program}'))"
Restart=always
"""

WANTED = "systemd.wants=w.service"
"""On the kernel's command line."""


def handed_over(folder: Path) -> list[str]:
    """QEMU's words for it. The name of a credential may not be longer than this one."""
    file = folder / "w.service"
    file.write_text(UNIT.format(program=base64.b64encode(WATCHER.encode()).decode()), "ascii")
    return ["-fw_cfg", f"name=opt/io.systemd.credentials/systemd.extra-unit.w.service,file={file}"]

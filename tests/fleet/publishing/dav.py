"""A web server on loopback that takes files by PUT from one person, and gives them to everybody."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.update.authority import Authority
from tests.update.servers import Missing, free_port

NGINX = Path("/usr/sbin/nginx")
WHO, WORD = "office", "not-a-secret-on-loopback"


@contextmanager
def dav(house: Path) -> Iterator[tuple[str, Path, dict[str, str]]]:
    """Its address, the folder behind it, and the environment of somebody who may write."""
    if not NGINX.exists():
        raise Missing("nginx is not installed; apt-get install nginx-light")
    root, port, authority = house / "web", free_port(), Authority(house)
    root.mkdir()
    certificate, key = authority.sign()
    (house / "people").write_text(f"{WHO}:{{PLAIN}}{WORD}\n")
    settings = house / "nginx.conf"
    settings.write_text(_SETTINGS.format(house=house, root=root, port=port, certificate=certificate, key=key))
    words = [str(NGINX), "-e", str(house / "error.log"), "-p", str(house), "-c", str(settings)]
    running = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # noqa: S603
    try:
        _wait(house / "pid", running)
        who = {"KIOSK_DEPOT_USER": WHO, "KIOSK_DEPOT_PASSWORD": WORD, "SSL_CERT_FILE": str(authority.file)}
        yield f"https://127.0.0.1:{port}/depot", root / "depot", who
    finally:
        running.terminate()
        running.communicate(timeout=10)


def _wait(pid: Path, running: subprocess.Popen[bytes]) -> None:
    """nginx listens before it says its number."""
    for _ in range(400):
        if pid.exists() and pid.read_text().strip():
            return
        try:
            running.wait(0.02)
        except subprocess.TimeoutExpired:
            continue
        break
    raise Missing("nginx does not start here")


_SETTINGS = """
daemon off; master_process off; worker_processes 1; pid {house}/pid; error_log {house}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off; client_body_temp_path {house}/body; proxy_temp_path {house}/proxy;
  fastcgi_temp_path {house}/fastcgi; uwsgi_temp_path {house}/uwsgi; scgi_temp_path {house}/scgi;
  client_max_body_size 60m;
  server {{
    listen 127.0.0.1:{port} ssl; root {root}; ssl_certificate {certificate}; ssl_certificate_key {key};
    location / {{
      dav_methods PUT DELETE; create_full_put_path on; dav_access user:rw group:r all:r;
      limit_except GET {{ auth_basic "depot"; auth_basic_user_file {house}/people; }}
    }}
  }}
}}
"""

"""True servers: the nginx that `docs/upload.md` tells to set up, and two kinds of bucket."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import obstore
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from kiosk.stats.outbox import Outbox
from kiosk.stats.places import NotSent, Place, place_for
from kiosk.stats.sending import Sent, send
from tests.fleet.publishing.dav import NGINX
from tests.stats.made import WHOSE
from tests.stats.test_sending import DAYS, raw
from tests.update.authority import Authority
from tests.update.places import store
from tests.update.servers import BUCKET, Missing, free_port, moto, rclone
from tests.update.servers import Place as Server

GUIDE = Path(__file__).parents[2] / "docs" / "upload.md"
WHO = {"UPLOAD_USER": "dong-ba", "UPLOAD_PASSWORD": "word"}


@pytest.fixture
def box(tmp_path: Path) -> Outbox:
    made = Outbox(tmp_path / "outbox")
    with made.alone():
        for day in DAYS[:3]:
            made.lay(day, raw(day))
    return made


def night(box: Outbox, place: Place) -> Sent:
    return send(box, place, now=lambda: "2026-12-02T02:00:00+00:00", wait=lambda _: None, waits=())


def told(mark: str) -> str:
    """The lines of the guide."""
    found = re.search(rf"<!-- {mark} -->\n```nginx\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert found, "the guide has lost its settings"
    return found[1]


class Office:
    """A running nginx. `people` may put files, and lose that right at any moment."""

    def __init__(self, address: str, house: Path, authority: Authority) -> None:
        self.address, self.authority = address, authority
        self.root, self.people = house / "web", house / "kiosks"

    def files(self) -> dict[str, bytes]:
        return {
            file.relative_to(self.root / "stats").as_posix(): file.read_bytes()
            for file in self.root.rglob("*")
            if file.is_file()
        }


@contextmanager
def office(house: Path, authority: Authority, more: str = "", *, passwords: bool = True) -> Iterator[Office]:
    if not NGINX.exists():
        pytest.skip("nginx is not installed; apt-get install nginx-light")
    port = free_port()
    certificate, key = authority.sign("numbers")
    (house / "web").mkdir()
    (house / "kiosks").write_text("dong-ba:{PLAIN}word\nan-cuu:{PLAIN}word\n")
    server = told("nginx").replace("443", f"127.0.0.1:{port}").replace("/etc/nginx/kiosks", str(house / "kiosks"))
    server = server.replace("/etc/ssl/numbers.crt", str(certificate)).replace("/etc/ssl/private/numbers.key", str(key))
    server = server.replace("/srv/numbers", str(house / "web"))
    if not passwords:
        server = re.sub(r" *auth_basic.*\n", "", server)
    settings = house / "nginx.conf"
    settings.write_text(_AROUND.format(house=house, server=server.rstrip().removesuffix("}") + more + "}"))
    words = [str(NGINX), "-e", str(house / "error.log"), "-p", str(house), "-c", str(settings)]
    running = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)  # noqa: S603
    try:
        for _ in range(400):
            if (house / "pid").exists() and (house / "pid").read_text().strip():
                break
            assert running.poll() is None, (house / "error.log").read_text()
            try:
                running.wait(0.02)
            except subprocess.TimeoutExpired:
                continue
        yield Office(f"https://127.0.0.1:{port}/stats", house, authority)
    finally:
        running.terminate()
        running.communicate(timeout=10)


_AROUND = """
daemon off; master_process off; worker_processes 1; pid {house}/pid; error_log {house}/error.log;
events {{ worker_connections 64; }}
http {{
  client_body_temp_path {house}/body; proxy_temp_path {house}/proxy;
  fastcgi_temp_path {house}/fastcgi; uwsgi_temp_path {house}/uwsgi; scgi_temp_path {house}/scgi;
{server}
}}
"""


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


def kiosk(running: Office, **who: str) -> Place:
    return place_for(running.address, {"UPLOAD_AUTHORITY": str(running.authority.file), **(who or WHO)})


# --- nginx ------------------------------------------------------------------------------------------------------------


def test_a_kiosk_with_a_password_puts_its_documents_once(tmp_path: Path, box: Outbox, authority: Authority) -> None:
    with office(tmp_path, authority) as running:
        assert night(box, kiosk(running)).sent == 3
        assert running.files() == {f"{day}/{WHOSE.kiosk}.json": raw(day) for day in DAYS[:3]}
        place = kiosk(running)
        place.give(f"{DAYS[0]}/{WHOSE.kiosk}.json", raw(DAYS[0]))
        place.give(f"{DAYS[0]}/{WHOSE.kiosk}.json", raw(DAYS[0], visits=70))
        assert running.files()[f"{DAYS[0]}/{WHOSE.kiosk}.json"] == raw(DAYS[0]), "what lies there is left as it is"


def test_whoever_has_the_password_can_write_documents_and_nothing_else(tmp_path: Path, authority: Authority) -> None:
    with office(tmp_path, authority) as running:
        place = kiosk(running)
        mine = f"{DAYS[0]}/{WHOSE.kiosk}.json"
        for path in ("index.html", f"{DAYS[0]}/x.json", f"../{mine}", f"{mine}x"):
            with pytest.raises(NotSent, match="answered 404") as fault:
                place.give(path, b"{}")
            assert fault.value.fault == "answered"
        with pytest.raises(NotSent) as fault:
            place.give(mine, b"x" * 17_000)
        assert fault.value.fault in ("too-large", "unreachable"), "nginx may hang up before it was told everything"
        assert running.files() == {}


def test_a_password_is_taken_back_at_any_moment(tmp_path: Path, box: Outbox, authority: Authority) -> None:
    with office(tmp_path, authority) as running:
        place = kiosk(running)
        place.give(f"{DAYS[0]}/{WHOSE.kiosk}.json", raw(DAYS[0]))
        running.people.write_text("an-cuu:{PLAIN}word\n")
        came = night(box, place)
        assert (came.sent, [fault.fault for fault in came.faults]) == (1, ["denied"]), "that one was there"
        other = kiosk(running, **{**WHO, "UPLOAD_USER": "an-cuu"})
        assert night(box, other).sent == 2


def test_nobody_without_a_password(tmp_path: Path, box: Outbox, authority: Authority) -> None:
    with office(tmp_path, authority) as running:
        came = night(box, kiosk(running, **{**WHO, "UPLOAD_PASSWORD": "guessed"}))
        assert [fault.fault for fault in came.faults] == ["denied"]
        assert running.files() == {}


def test_a_kiosk_with_a_certificate_until_it_is_revoked(tmp_path: Path, box: Outbox, authority: Authority) -> None:
    mine, revoked = (authority.sign(name) for name in ("mine", "revoked"))
    revoking(tmp_path / "revoked.pem", authority, revoked[0])
    lines = told("nginx certificates").replace("/etc/ssl/kiosks.pem", str(authority.file))
    lines = lines.replace("/etc/ssl/kiosks-revoked.pem", str(tmp_path / "revoked.pem"))
    with office(tmp_path, authority, lines, passwords=False) as running:
        for who in ({"UPLOAD_USER": "x"}, named(revoked)):
            came = night(box, kiosk(running, **who))
            assert (came.sent, [fault.fault for fault in came.faults]) == (0, ["answered"])
        assert night(box, kiosk(running, **named(mine))).sent == 3
        assert len(running.files()) == 3


def named(pair: tuple[Path, Path]) -> dict[str, str]:
    return {"UPLOAD_CERTIFICATE": str(pair[0]), "UPLOAD_KEY": str(pair[1])}


def revoking(file: Path, authority: Authority, certificate: Path) -> None:
    """The list of the authority, with one certificate on it."""
    now = datetime.now(UTC)
    number = x509.load_pem_x509_certificate(certificate.read_bytes()).serial_number
    entry = x509.RevokedCertificateBuilder().serial_number(number).revocation_date(now).build()
    made = x509.CertificateRevocationListBuilder().issuer_name(authority._name).last_update(now - timedelta(hours=1))
    listed = made.next_update(now + timedelta(days=1)).add_revoked_certificate(entry)
    file.write_bytes(listed.sign(authority._key, hashes.SHA256()).public_bytes(Encoding.PEM))


# --- buckets ----------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["moto", "rclone"])
def bucket(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    house = tmp_path / "house"
    house.mkdir()
    try:
        with (moto if request.param == "moto" else rclone)(house) as running:
            yield running
    except Missing as missing:
        pytest.skip(str(missing))


def test_a_bucket_takes_each_document_once(box: Outbox, bucket: Server) -> None:
    place = place_for(f"s3://{BUCKET}/hue", bucket.environment)
    assert night(box, place).sent == 3
    there = store(bucket, "hue")
    path = f"{DAYS[0]}/{WHOSE.kiosk}.json"
    place.give(path, raw(DAYS[0]))
    with pytest.raises(NotSent) as fault:
        place.give(path, raw(DAYS[0], visits=70))
    assert fault.value.fault == "occupied"
    assert bytes(obstore.get(there, path).bytes()) == raw(DAYS[0]), "what lies there is left as it is"


def test_a_bucket_that_does_not_know_us(box: Outbox, tmp_path: Path) -> None:
    """Of the two only rclone minds signatures."""
    try:
        with rclone(tmp_path) as running:
            stranger = {**running.environment, "AWS_SECRET_ACCESS_KEY": "guessed"}
            came = night(box, place_for(f"s3://{BUCKET}/hue", stranger))
            assert (came.sent, [fault.fault for fault in came.faults]) == (0, ["denied"])
    except Missing as missing:
        pytest.skip(str(missing))


def test_a_bucket_that_is_not_there(box: Outbox) -> None:
    keys = {"AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"}
    came = night(box, place_for("s3://depot/hue", {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}", **keys}))
    assert (came.sent, came.waiting, [fault.fault for fault in came.faults]) == (0, 3, ["unreachable"])

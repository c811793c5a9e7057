"""A certificate authority that lives for a test, and what it signs."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

_SPAN = timedelta(days=2)
_NONE = timedelta()


class Authority:
    """`file` holds its own certificate; `sign` gives certificate and key of a server."""

    def __init__(self, folder: Path, name: str = "loopback") -> None:
        self._folder, self._key, self._name = folder, generate_private_key(SECP256R1()), _named(name)
        basic = x509.BasicConstraints(ca=True, path_length=0)
        own = _builder(self._name, self._name, self._key).add_extension(basic, critical=True)
        self.file = folder / f"{name}.pem"
        self.file.write_bytes(own.sign(self._key, hashes.SHA256()).public_bytes(Encoding.PEM))

    def sign(self, name: str = "server", *, address: str = "127.0.0.1", age: timedelta = _NONE) -> tuple[Path, Path]:
        """Certificate and key for `address`, made so long ago that with `age` of three days it has expired."""
        key = generate_private_key(SECP256R1())
        names = x509.SubjectAlternativeName([x509.IPAddress(IPv4Address(address)), x509.DNSName("localhost")])
        made = _builder(_named(name), self._name, key, age).add_extension(names, critical=False)
        certificate, secret = self._folder / f"{name}.crt", self._folder / f"{name}.key"
        certificate.write_bytes(made.sign(self._key, hashes.SHA256()).public_bytes(Encoding.PEM))
        secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        return certificate, secret


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    whose: x509.Name, issuer: x509.Name, key: EllipticCurvePrivateKey, age: timedelta = _NONE
) -> x509.CertificateBuilder:
    begin = datetime.now(UTC) - timedelta(hours=1) - age
    return (
        x509.CertificateBuilder()
        .subject_name(whose)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + _SPAN)
    )

"""What a test does with a token, each step in a process of its own.

python -m tests.fleet.publishing.token_steps STEP …
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from kiosk.fleet.keys.keyring import admitted, opened
from kiosk.fleet.keys.people import admit, known
from kiosk.fleet.refusing import NotPublished
from tests.fleet.office import Office

PIN = "480257"
LABEL = "OFFICE"
WHERE = f"hsm:2?label={LABEL}"


def make_key() -> None:
    """A key pair on P-256, as tokens come with it or make it by their own program."""
    import pkcs11
    from pkcs11.util.ec import encode_named_curve_parameters

    token = pkcs11.lib(os.environ["PYKCS11LIB"]).get_token(token_label=LABEL)
    with token.open(user_pin=PIN, rw=True) as session:
        curve = {pkcs11.Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}
        area = session.create_domain_parameters(pkcs11.KeyType.EC, curve, local=True)
        area.generate_keypair(id=b"\x02", label="root", store=True)


def round_trip(folder: str) -> None:
    """Lan signs in hardware, Minh with a file; a kiosk takes the result."""
    shop = Office(Path(folder) / "depot")
    shop.depot.begin("hue")
    key = admitted("lan", WHERE, lambda _: PIN)
    shop.do(lambda state: admit(state, key, ("root",), shop.now))
    for name in ("minh", "hoa"):
        shop.key(name, "root")
    shop.key("office", "targets", "snapshot", "timestamp")
    shop.signers["lan"] = opened(WHERE, lambda _: PIN, known(shop.state))
    sys.stdout.write(f"released {' '.join(shop.sign('lan', 'minh'))}\n")
    shop.add()
    shop.sign("office")
    shop.send(Path(folder) / "stick")
    sys.stdout.write(f"verified {shop.verified(Path(folder) / 'stick', Path(folder) / 'home').version}\n")


def refusals() -> None:
    """A wrong PIN, a token that is not there, a place without a key."""
    for where, pin in ((WHERE, "000000"), ("hsm:2?label=OTHER", PIN), ("hsm:9?label=OFFICE", PIN)):
        try:
            signer = opened(where, lambda _, pin=pin: pin, [admitted("lan", where, lambda _, pin=pin: pin)])  # type: ignore[misc]
            signer.sign(b"something")
        except NotPublished as error:
            sys.stdout.write(f"{error}\n")


STEPS: dict[str, Callable[..., None]] = {"make_key": make_key, "round_trip": round_trip, "refusals": refusals}

if __name__ == "__main__":
    STEPS[sys.argv[1]](*sys.argv[2:])

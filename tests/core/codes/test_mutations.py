"""Payment codes, made by chance and then damaged: what is written is read, and no damage pays anybody else."""

from time import thread_time

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kiosk.core.codes import Reading, crc, read
from kiosk.core.codes.banks import BANKS
from kiosk.core.codes.write import vietqr

LETTERS = st.characters(min_codepoint=0x20, max_codepoint=0x7E)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
NAMES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ ", max_size=25).map(str.strip)


@st.composite
def payments(draw: st.DrawFn) -> tuple[str, Reading]:
    """A code and what must be read from it."""
    bank, account = draw(st.sampled_from(sorted(BANKS))), draw(st.text(ALPHABET, min_size=8, max_size=19))
    assume(account[:4] not in {"99MM", "99ZP"})
    amount, name = draw(st.none() | st.integers(1, 10**13 - 1)), draw(NAMES)
    payload = vietqr(bank, account, amount, name=" ".join(name.split()))
    wanted = Reading(
        kind="vietqr", crc_ok=True, bank=BANKS[bank], account_tail=account[-4:], amount=amount,
        payee=" ".join(name.split()),
    )  # fmt: skip
    return payload, wanted


@given(payments())
def test_what_is_written_is_read(made: tuple[str, Reading]) -> None:
    payload, wanted = made
    assert read(payload) == read(payload.encode()) == read(payload[:-4] + payload[-4:].lower()) == wanted


def pays(reading: Reading) -> tuple[str, str, str] | None:
    """Whom a code would pay, when its checksum lets anybody believe it."""
    if reading.crc_ok is not True or reading.why:
        return None
    return reading.bank, reading.account_tail, reading.payee


@given(payments(), st.data())
def test_damage_in_one_place_never_pays_another(made: tuple[str, Reading], data: st.DataObject) -> None:
    """Sixteen bits of checksum notice every burst of up to sixteen bits: two neighbouring letters, always."""
    payload, wanted = made
    at = data.draw(st.integers(0, len(payload) - 2))
    wrong = payload[:at] + data.draw(st.text(LETTERS, min_size=2, max_size=2)) + payload[at + 2 :]
    assert pays(read(wrong)) in {None, pays(wanted)}


@settings(derandomize=True)  # a checksum of 16 bits lets one such change in 65 536 pass
@given(payments(), st.data())
def test_letters_lost_added_or_moved_never_pay_another(made: tuple[str, Reading], data: st.DataObject) -> None:
    payload, wanted = made
    start, end = sorted((data.draw(st.integers(0, len(payload))), data.draw(st.integers(0, len(payload)))))
    more = data.draw(st.text(LETTERS, max_size=12))
    changed = (
        payload[:start] + payload[end:],
        payload[:start] + more + payload[start:],
        payload[:end],
        payload[:start] + payload[start:end][::-1] + payload[end:],
    )
    for wrong in changed:
        assert pays(read(wrong)) in {None, pays(wanted)}


@given(payments(), st.integers(0, 98))
def test_a_length_that_lies_under_a_right_checksum_shows_no_account(made: tuple[str, Reading], length: int) -> None:
    payload, wanted = made
    at = payload.index("0006") - 2  # the length of the receiver's own template
    lying = crc.sealed(f"{payload[:at]}{length:02d}{payload[at + 2 : -8]}".encode()).decode()
    reading = read(lying)
    assert reading.crc_ok
    assert pays(reading) in {None, pays(wanted)}


@settings(deadline=None)
@given(
    st.binary(max_size=7168)
    | st.tuples(
        st.text(st.sampled_from("0123456789|:;./@%&?=\\{}[]<>TELSMtelwifiBEGINVCARDhttpsFN \n\0é\u202eA"), max_size=24),
        st.integers(1, 900),
    ).map(lambda repeated: (repeated[0] * repeated[1])[:7168])
)
def test_whatever_it_is_it_takes_no_time_and_little_room(payload: str | bytes) -> None:
    read("x")
    started = thread_time()
    reading = read(payload)
    assert thread_time() - started < 0.05
    assert len(reading.text) <= 80
    assert len(reading.domain) <= 253
    assert len(reading.payee) <= 40

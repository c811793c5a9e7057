"""What is said for what is shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.core.units import Lang
from kiosk.core.words.spoken import sentence, spoken, starts

SAID: list[tuple[Lang, str, str]] = [
    ("vi", "Bác trả 120.000 đ.", "Bác trả một trăm hai mươi nghìn đồng."),
    ("vi", "Trả 120.000đ cho cô", "Trả một trăm hai mươi nghìn đồng, cho cô"),
    ("vi", "50000 đ", "năm mươi nghìn đồng"),
    ("vi", "120,000 đ", "một trăm hai mươi nghìn đồng"),
    ("vi", "Cá 95.000 đ/kg", "Cá chín mươi lăm nghìn đồng một ký"),
    ("vi", "Nặng 2,5 kg, giảm 25%!", "Nặng hai phẩy năm ký, giảm hai mươi lăm phần trăm!"),
    (
        "vi",
        "lúc 7h30 ngày 01/11/2026",
        "lúc bảy giờ ba mươi ngày một tháng mười một năm hai nghìn không trăm hai mươi sáu",
    ),
    ("vi", "ngày 1/4, thứ 4, tháng 4", "ngày một tháng tư, thứ tư, tháng tư"),
    ("vi", "tháng 11/2026", "tháng mười một năm hai nghìn không trăm hai mươi sáu"),
    ("vi", "Gọi 0901234567", "Gọi không chín không một, hai ba bốn, năm sáu bảy"),
    ("vi", "Gọi 090.123.4567", "Gọi không chín không một, hai ba bốn, năm sáu bảy"),
    ("vi", "Gọi 1900 1075 hoặc 113", "Gọi một chín không không, một không bảy năm hoặc một một ba"),
    ("vi", "Mã 386124", "Mã ba tám sáu, một hai bốn"),
    ("vi", "số 0000000001", "số không không không không, không không không, không không một"),
    ("vi", "Số 046***000", "Số không bốn sáu, không không không"),
    ("vi", "Bước 2/4, 2–3 lần", "Bước hai trên bốn, hai đến ba lần"),
    ("vi", "Năm 2026 có 35 bài", "Năm hai nghìn không trăm hai mươi sáu có ba mươi lăm bài"),
    ("vi", "Quét mã QR bằng VNeID", "Quét mã kiu a bằng vi en e i đi"),
    ("vi", "OTP, PIN, CCCD", "ô tê pê, pin, căn cước công dân"),
    ("vi", "SMS, USB, Hue-S, 4G.", "ét em ét, u ét bê, huế ét, bốn gờ."),
    ("vi", "SẠP CÁ CÔ BA (mẫu)", "sạp cá cô ba, mẫu,"),
    ("vi", "BVX", "bê vê ích"),
    ("vi", "Có/Không – chọn một", "Có, Không, chọn một"),
    ("vi", "Vào dichvucong.gov.vn/tra", "Vào dichvucong chấm gốp chấm vê en gạch chéo tra"),
    ("vi", "“Xin chào…” bác!", "Xin chào, bác!"),
    ("vi", "TP. Huế", "thành phố Huế"),
    ("en", "Pay 120,000 đ to Cô Ba’s stall.", "Pay one hundred and twenty thousand dong, to Co Ba's stall."),
    ("en", "Huế, 01/11/2026 at 7:05", "Hway, the first of November twenty twenty-six at seven oh five"),
    ("en", "3.000 đ is 25% of 12.5", "three thousand dong, is twenty-five percent of twelve point five"),
    ("en", "Step 1/4: your OTP", "Step one of four, your O T P"),
    ("en", "Call 1900 1075", "Call one nine zero zero, one zero seven five"),
    ("en", "at 7h", "at seven o'clock"),
]


@pytest.mark.parametrize(("lang", "shown", "said"), SAID)
def test_what_is_shown_is_said(lang: Lang, shown: str, said: str) -> None:
    assert sentence(spoken(shown, lang)) == said


def test_a_token_is_a_shown_word_so_that_a_highlight_can_count_them() -> None:
    tokens = spoken("Bác trả 120.000 đ – cho cô Ba.", "vi")
    assert [token.shown for token in tokens] == ["Bác", "trả", "120.000", "đ", "–", "cho", "cô", "Ba."]
    assert [tokens[i].said for i in (2, 3, 4)] == ["một trăm hai mươi nghìn", "đồng,", ""]


def test_starts_point_into_the_sentence() -> None:
    tokens = spoken("Bác trả 120.000 đ – cho cô", "vi")
    words = sentence(tokens)
    assert [words[at:].split()[0] for at in starts(tokens)] == ["Bác", "trả", "một", "đồng,", "cho", "cho", "cô"]


def test_a_broken_down_text_sounds_like_a_composed_one() -> None:
    text = "Huế ơi, bác thử lại nhé"
    assert spoken(unicodedata.normalize("NFD", text), "vi") == spoken(text, "vi")


def test_a_very_long_number_is_spelled_not_reckoned() -> None:
    said = sentence(spoken("1" * 5000, "vi"))
    assert set(said.replace(",", "").split()) == {"một"}


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)


@given(st.lists(WORDS, max_size=8), st.sampled_from(["vi", "en"]))
def test_no_word_with_a_letter_is_ever_dropped(words: list[str], lang: Lang) -> None:
    text = unicodedata.normalize("NFC", " ".join(words))
    tokens = spoken(text, lang)
    assert [token.shown for token in tokens] == text.split()
    for token in tokens:
        assert any(c.isalpha() for c in token.said) or not any(c.isalpha() for c in token.shown)


SHOWN = st.text("0123456789.,:/-–%đkgh+*() ", max_size=24)


@given(SHOWN, st.sampled_from(["vi", "en"]))
def test_the_engine_never_sees_a_figure(text: str, lang: Lang) -> None:
    assert not any(c.isdigit() for c in sentence(spoken(text, lang)))


@given(st.integers(0, 10**12), st.sampled_from(["vi", "en"]))
def test_an_amount_says_what_its_words_say(n: int, lang: Lang) -> None:
    from kiosk.core.words.numbers import money, money_shown

    assert sentence(spoken(money_shown(n, lang), lang)) == money(n, lang)

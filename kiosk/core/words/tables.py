"""What letters, abbreviations, units and borrowed words are called aloud. Checked by ear against the phonemes of
espeak-ng 1.51 (`vi-vn-x-central`, `en-us`) on 2026-11-20; a native speaker's judgement overrules any line here.

A key in lower case stands for the word however it is written; a key with capitals only for itself.
"""

from kiosk.core.units import Lang

CHECKED_ON = "2026-11-20"

ABBREVIATIONS: dict[Lang, dict[str, str]] = {
    "vi": {
        # identity and public services
        "VNeID": "vi en e i đi",
        "VNEID": "vi en e i đi",
        "CCCD": "căn cước công dân",
        "CMND": "chứng minh nhân dân",
        "BHYT": "bảo hiểm y tế",
        "BHXH": "bảo hiểm xã hội",
        "VssID": "vi ét ét i đi",
        "ID": "ai đi",
        "UBND": "ủy ban nhân dân",
        "HĐND": "hội đồng nhân dân",
        "CSKV": "cảnh sát khu vực",
        "DVC": "dịch vụ công",
        "TTHC": "thủ tục hành chính",
        "TP": "thành phố",
        "TP.": "thành phố",
        "P.": "phường",
        "Hue-S": "huế ét",
        "HueS": "huế ét",
        # money and codes
        "QR": "kiu a",
        "VietQR": "việt kiu a",
        "OTP": "ô tê pê",
        "PIN": "pin",
        "ATM": "a tê em",
        "VND": "đồng",
        "VNĐ": "đồng",
        "NAPAS": "na pát",
        "STK": "số tài khoản",
        "COD": "xê ô đê",
        "HTX": "hợp tác xã",
        "OCOP": "ô cóp",
        "MoMo": "mô mô",
        # telephone and computer
        "SMS": "ét em ét",
        "SIM": "sim",
        "SOS": "ét ô ét",
        "USB": "u ét bê",
        "GPS": "giê pê ét",
        "AI": "ây ai",
        "TV": "ti vi",
        "3G": "ba gờ",
        "4G": "bốn gờ",
        "5G": "năm gờ",
        "app": "áp",
        "zalo": "da lô",
        "facebook": "phây búc",
        "tiktok": "tích tóc",
        "google": "gu gồ",
        "youtube": "diu túp",
        "email": "i meo",
        "gmail": "gi meo",
        "wi-fi": "oai phai",
        "wifi": "oai phai",
        "internet": "in tơ nét",
        "online": "on lai",
        "website": "oép sai",
        "web": "oép",
        "link": "linh",
        "camera": "ca mê ra",
        "passcode": "pát cốt",
        "password": "pát uột",
        "video": "vi đi ô",
        "livestream": "lai xì trim",
        "shipper": "síp pơ",
        "ship": "síp",
        "smartphone": "xì mát phôn",
        "robot": "rô bốt",
        "kiosk": "ki ốt",
        "ok": "ô kê",
        "https": "hát tê tê pê ét",
        "http": "hát tê tê pê",
        "www": "vê kép vê kép vê kép",
        "com": "com",
        "gov": "gốp",
        "vn": "vê en",
        "v.v": "vân vân",
        # how banks write names, without tone marks
        "NGUYEN": "nguyễn",
        "TRAN": "trần",
        "HUE": "huế",
    },
    "en": {
        "VNeID": "V N E I D",
        "VNEID": "V N E I D",
        "CCCD": "C C C D",
        "CMND": "C M N D",
        "BHYT": "B H Y T",
        "QR": "Q R",
        "VietQR": "Vee-et Q R",
        "OTP": "O T P",
        "PIN": "pin",
        "ATM": "A T M",
        "SMS": "S M S",
        "SIM": "sim",
        "SOS": "S O S",
        "USB": "U S B",
        "GPS": "G P S",
        "ID": "I D",
        "AI": "A I",
        "TV": "T V",
        "VND": "dong",
        "VNĐ": "dong",
        "COD": "C O D",
        "Hue-S": "Hway S",
        "hue": "Hway",
        "huế": "Hway",
        "zalo": "Zah-lo",
        "wi-fi": "why fye",
        "wifi": "why fye",
        "vn": "V N",
        "gov": "guv",
        "www": "W W W",
        "https": "H T T P S",
        "http": "H T T P",
        "e.g": "for example",
        "i.e": "that is",
    },
}

SHORT_NUMBERS = frozenset({"111", "112", "113", "114", "115", "156", "1022", "5656"})
"""Emergency and reporting numbers: always said digit by digit."""

UNITS: dict[Lang, dict[str, str]] = {
    "vi": {
        **{"đ": "đồng", "₫": "đồng", "vnd": "đồng", "vnđ": "đồng", "đ/kg": "đồng một ký", "%": "phần trăm"},
        **{"kg": "ký", "g": "gam", "km": "ki lô mét", "m": "mét", "cm": "xăng ti mét", "mm": "mi li mét", "l": "lít"},
        **{"h": "giờ", "gb": "ghi ga", "mb": "mê ga", "°c": "độ xê"},
    },
    "en": {
        **{"đ": "dong", "₫": "dong", "vnd": "dong", "vnđ": "dong", "đ/kg": "dong a kilo", "%": "percent"},
        **{"kg": "kilos", "g": "grams", "km": "kilometres", "m": "metres", "cm": "centimetres", "mm": "millimetres"},
        **{"l": "litres", "h": "o'clock", "gb": "gigabytes", "mb": "megabytes", "°c": "degrees"},
    },
}
"""Said only right after a number, so that a lone `m` stays a letter."""

CURRENCY_SIGNS = frozenset({"đ", "₫", "vnd", "vnđ", "đ/kg"})

SYMBOLS: dict[Lang, dict[str, str]] = {
    "vi": {"&": "và", "+": "cộng", "=": "bằng", "%": "phần trăm", "@": "a còng", "₫": "đồng", "đ": "đồng"},
    "en": {"&": "and", "+": "plus", "=": "equals", "%": "percent", "@": "at", "₫": "dong", "đ": "dong"},
}

DOT: dict[Lang, str] = {"vi": "chấm", "en": "dot"}
SLASH: dict[Lang, str] = {"vi": "gạch chéo", "en": "slash"}
DECIMAL: dict[Lang, str] = {"vi": "phẩy", "en": "point"}
RANGE: dict[Lang, str] = {"vi": "đến", "en": "to"}
OF: dict[Lang, str] = {"vi": "trên", "en": "of"}

LETTERS: dict[Lang, dict[str, str]] = {
    "vi": {
        **{"A": "a", "B": "bê", "C": "xê", "D": "dê", "Đ": "đê", "E": "e", "F": "ép", "G": "giê", "H": "hát", "I": "i"},
        **{"J": "gi", "K": "ca", "L": "lờ", "M": "em", "N": "en", "O": "o", "P": "pê", "Q": "quy", "R": "rờ"},
        **{"S": "ét", "T": "tê", "U": "u", "V": "vê", "W": "đắp liu", "X": "ích", "Y": "i dài", "Z": "dét"},
    },
    "en": {letter: letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
}
"""Names of the letters, for abbreviations nobody listed."""

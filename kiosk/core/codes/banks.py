"""Which bank or wallet a number in a payment code means.

Bank identification numbers as listed by xuannghia/vietnam-qr-pay `src/constants/banks.ts` (MIT) and, with no
contradiction on any number both list, by subiz/vietqr `bank.csv` (MIT). Names change more often than numbers:
LPBank, MBV and Vikki are recent.
"""

from collections.abc import Mapping
from types import MappingProxyType

CHECKED_ON = "2026-11-21"
"""The day the table was last compared with its sources."""

PRACTICE_BIN = "999999"
"""In neither list: no bank answers to it, so a code with it cannot move money."""

BANKS: Mapping[str, str] = MappingProxyType(
    {
        "422589": "CIMB",
        "458761": "HSBC",
        "546034": "Cake",
        "546035": "Ubank",
        "963369": "Liobank",
        "963388": "Timo",
        "970400": "SaigonBank",
        "970403": "Sacombank",
        "970405": "Agribank",
        "970406": "Vikki Bank",
        "970407": "Techcombank",
        "970408": "GPBank",
        "970409": "Bac A Bank",
        "970410": "Standard Chartered",
        "970412": "PVcomBank",
        "970414": "MBV",
        "970415": "VietinBank",
        "970416": "ACB",
        "970418": "BIDV",
        "970419": "NCB",
        "970421": "VRB",
        "970422": "MB",
        "970423": "TPBank",
        "970424": "Shinhan",
        "970425": "ABBANK",
        "970426": "MSB",
        "970427": "VietABank",
        "970428": "Nam A Bank",
        "970429": "SCB",
        "970430": "PGBank",
        "970431": "Eximbank",
        "970432": "VPBank",
        "970433": "VietBank",
        "970434": "Indovina",
        "970436": "Vietcombank",
        "970437": "HDBank",
        "970438": "BaoViet Bank",
        "970439": "Public Bank",
        "970440": "SeABank",
        "970441": "VIB",
        "970443": "SHB",
        "970444": "CBBank",
        "970446": "Co-op Bank",
        "970448": "OCB",
        "970449": "LPBank",
        "970452": "KienlongBank",
        "970454": "BVBank",
        "970457": "Woori",
        "970458": "UOB",
        "970459": "CIMB",
        "971025": "MoMo",
    }
)

WALLET_ACCOUNTS: Mapping[str, str] = MappingProxyType({"99MM": "MoMo", "99ZP": "ZaloPay"})
"""Wallets that receive through a bank (BVBank): the beginning of the account tells which one."""

WALLET_TEMPLATES: Mapping[str, str] = MappingProxyType({"vn.airpay.www": "ShopeePay", "a000000775": "VNPAY"})
"""Wallets with a template of their own, by the name they sign it with."""


def bank_name(number: str, account: str = "", banks: Mapping[str, str] = BANKS) -> str:
    """The name a visitor knows, or the number itself where nobody knows one."""
    return WALLET_ACCOUNTS.get(account[:4]) or banks.get(number, number)

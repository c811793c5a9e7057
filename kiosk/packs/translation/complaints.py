"""What is wrong with a table of sentences, and what to do about it, in both languages."""

from collections.abc import Sequence
from typing import Self

from msgspec import Struct

from kiosk.core.units import Lang

MOST_TOLD = 20
"""Complaints of one import; whoever has more made one mistake twenty times."""


class Complaint(Struct, frozen=True):
    """One thing that is wrong: a name in `TOLD`, and what fills its braces."""

    code: str
    facts: dict[str, str]

    def told(self, lang: Lang) -> str:
        """As a sentence."""
        return TOLD[self.code][lang].format_map(self.facts)


def complaint(code: str, /, **facts: object) -> Complaint:
    """A complaint with its facts."""
    return Complaint(code, {name: str(fact) for name, fact in facts.items()})


class BadTable(Exception):  # noqa: N818 - told to whoever brought the table, in sentences
    """A table that is refused whole; it tells why, and what to do."""

    def __init__(self, code: str, /, **facts: object) -> None:
        super().__init__(code)
        self.complaints: Sequence[Complaint] = (complaint(code, **facts),)

    @classmethod
    def of(cls, complaints: Sequence[Complaint]) -> Self:
        """All of them at once, as far as somebody reads."""
        more = [complaint("more", number=len(complaints) - MOST_TOLD)] if len(complaints) > MOST_TOLD else []
        made = cls(complaints[0].code, **complaints[0].facts)
        made.complaints = (*complaints[:MOST_TOLD], *more)
        return made

    def told(self, lang: Lang) -> str:
        """A line for each complaint."""
        return "\n".join(one.told(lang) for one in self.complaints)

    def __str__(self) -> str:
        return self.told("en")


TOLD: dict[str, dict[Lang, str]] = {
    # --- the file
    "unreadable": {"en": "{file} cannot be read ({why}).", "vi": "Không đọc được {file} ({why})."},
    "unwritable": {
        "en": "{file} cannot be written ({why}); make room, or choose another place.",
        "vi": "Không ghi được {file} ({why}); hãy dọn chỗ, hoặc chọn nơi khác.",
    },
    "large": {
        "en": "{file} has {size} MB, where {most} are taken; is it the right file?",
        "vi": "{file} nặng {size} MB, chỉ nhận đến {most} MB; có đúng tệp không ạ?",
    },
    "head": {
        "en": "{file}: the first row must be {columns}; export again and change only sentences.",
        "vi": "{file}: hàng đầu phải là {columns}; hãy xuất lại và chỉ sửa các câu.",
    },
    "beside": {
        "en": "{file}, row {row}: there is something beside the last column; remove it.",
        "vi": "{file}, hàng {row}: có chữ nằm ngoài cột cuối; hãy xoá đi.",
    },
    "long-cell": {
        "en": "{file}, row {row}: a cell has more than {most} letters.",
        "vi": "{file}, hàng {row}: có ô dài quá {most} chữ.",
    },
    "kind": {
        "en": "{file} is neither .xlsx nor .csv; save the table as one of them.",
        "vi": "{file} không phải .xlsx hay .csv; hãy lưu bảng thành một trong hai loại ấy.",
    },
    "not-utf8": {
        "en": "{file} is not UTF-8; save it as “CSV UTF-8”, or as .xlsx.",
        "vi": "{file} không phải UTF-8; hãy lưu thành “CSV UTF-8” hoặc .xlsx.",
    },
    "not-text": {
        "en": "{file} is a spreadsheet with the name of a text table; give it the ending .xlsx.",
        "vi": "{file} là bảng tính mang tên của bảng chữ; hãy đổi đuôi thành .xlsx.",
    },
    "rows": {"en": "{file} has more than {most} rows.", "vi": "{file} có hơn {most} hàng."},
    "csv": {
        "en": "{file}, row {row}: {why}; is a quotation mark missing, or a cell longer than {most} letters?",
        "vi": "{file}, hàng {row}: {why}; có thiếu dấu nháy, hay có ô dài quá {most} chữ không?",
    },
    "would-be-formula": {
        "en": "{file}, row {row}: “{cell}” would be a formula; put an apostrophe (') before it.",
        "vi": "{file}, hàng {row}: “{cell}” sẽ thành công thức; hãy thêm dấu nháy đơn (') ở trước.",
    },
    "unholdable": {
        "en": "{address}: a spreadsheet cannot hold {odd}; export to .csv.",
        "vi": "{address}: bảng tính không giữ được {odd}; hãy xuất ra .csv.",
    },
    "no-spreadsheet": {
        "en": "{file} is no spreadsheet that can be read ({why}).",
        "vi": "{file} không phải bảng tính đọc được ({why}).",
    },
    "formula": {
        "en": "{file}, row {row}: there is a formula; write the words themselves.",
        "vi": "{file}, hàng {row}: có công thức; hãy viết thẳng câu chữ vào.",
    },
    "not-words": {
        "en": "{file}, row {row}: there is a {kind} ({value}); format the cell as text.",
        "vi": "{file}, hàng {row}: có ô kiểu {kind} ({value}); hãy định dạng ô thành văn bản.",
    },
    "grows": {
        "en": "{file} would unpack to more than {most} MB; it is not opened.",
        "vi": "{file} bung ra sẽ nặng hơn {most} MB; máy không mở.",
    },
    "entities": {
        "en": "{file} declares entities, which no office program writes; it is not opened.",
        "vi": "{file} có khai báo thực thể, không phần mềm văn phòng nào viết thế; máy không mở.",
    },
    "damaged": {
        "en": "{file} is no spreadsheet, or damaged ({why}).",
        "vi": "{file} không phải bảng tính, hoặc đã hỏng ({why}).",
    },
    "no-library": {
        "en": "Spreadsheets need openpyxl: pip install 'kiosk[office]'. Or use .csv.",
        "vi": "Bảng tính cần openpyxl: pip install 'kiosk[office]'. Hoặc dùng .csv.",
    },
    # --- the sentences
    "no-address": {
        "en": "A row without address: there is no such sentence; export again.",
        "vi": "Có hàng không có địa chỉ: không biết là câu nào; hãy xuất lại.",
    },
    "no-sentence": {
        "en": "{address}: there is no such sentence; export again.",
        "vi": "{address}: không có câu nào như thế; hãy xuất lại.",
    },
    "twice": {
        "en": "{address}: this row is there twice; remove one.",
        "vi": "{address}: hàng này có hai lần; hãy bỏ một.",
    },
    "lost": {
        "en": "{number} sentences are not in the table ({first}…): rows were lost, or it is older; export again.",
        "vi": "Bảng thiếu {number} câu ({first}…): mất hàng, hoặc bảng đã cũ; hãy xuất lại.",
    },
    "changed": {
        "en": "{address}: the sentence was changed in the content since the export; export again.",
        "vi": "{address}: sau khi xuất, câu này trong nội dung đã được sửa; hãy xuất lại.",
    },
    "missing": {"en": "{address}, {lang}: the sentence is missing.", "vi": "{address}, {lang}: thiếu câu."},
    "braces": {
        "en": "{address}, {lang}: {braces} in braces must be there, as before.",
        "vi": "{address}, {lang}: phải giữ nguyên phần trong ngoặc nhọn: {braces}.",
    },
    "odd-braces": {
        "en": "{address}, {lang}: nothing in braces must be there, as before.",
        "vi": "{address}, {lang}: không được thêm phần trong ngoặc nhọn.",
    },
    "undrawable": {
        "en": "{address}, {lang}: the kiosk cannot draw {letters}.",
        "vi": "{address}, {lang}: máy không vẽ được {letters}.",
    },
    "by-hand": {"en": "{file}: {why}; change it by hand.", "vi": "{file}: {why}; hãy sửa bằng tay."},
    "content": {"en": "{en}", "vi": "{vi}"},
    "content-first": {
        "en": "Mend this first; `kiosk packs check` tells more.",
        "vi": "Hãy sửa chỗ này trước; `kiosk packs check` nói rõ hơn.",
    },
    "more": {"en": "… and {number} more", "vi": "… và {number} chỗ nữa"},
}

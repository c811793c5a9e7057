"""Thirty-nine Vietnamese texts, as people would put them into a code: names, places, prices, wishes, addresses."""

import numpy as np

from kiosk.camera.pixels import Pixels

TEXTS = (
    "Huế", "Chợ Đông Ba", "Vé tham quan", "Kinh thành", "Phở bò 45.000đ", "Cơm hến", "Bún bò giò heo", "Nguyễn Thị Mẫu",
    "Trần Đức Lương", "Cầu Trường Tiền", "Sông Hương", "Núi Ngự", "Đường Lê Lợi", "phường Thuận Hòa", "Quầy 12, dãy Ất",
    "Cảm ơn bác ạ", "Mời bác ngồi", "Giá: 120.000 đồng", "Trà đá miễn phí", "Chè bột lọc", "Mè xửng Thiên Hương",
    "Nón lá bài thơ", "Áo dài tím", "Ướt, trơn – đi chậm", "Ẩm thực xứ Huế", "Ỷ lại", "Ngõ 3 ngách 7", "Ký gửi xe đạp",
    "Xổ số kiến thiết", "Thuốc ho bổ phế", "Khám bệnh lúc 7 giờ", "Đăng ký tạm trú", "Sổ hưu trí", "Bảo hiểm y tế",
    "Tổ dân phố số 5", "Nhà văn hoá xã", "Hẹn gặp lại", "đĩa bánh bèo", "Ăn quả nhớ kẻ trồng cây",
)  # fmt: skip


def coded(text: str, *, eci: bool) -> Pixels:
    """The text in UTF-8 as a printed code, with or without the mark that says so."""
    import segno

    code = segno.make_qr(text, error="m", encoding="utf-8", mode="byte", eci=eci)
    dark = np.array([[bool(square) for square in row] for row in code.matrix_iter(border=4)])
    return np.where(dark.repeat(4, 0).repeat(4, 1), np.uint8(20), np.uint8(235))

"""The words and the place of the button of the page that is measured; imports nothing, so that no start pays for it."""

HEADING = "Chạm vào hình để bắt đầu học"
TEXT = """Bác hãy chạm vào ô Ví giấy tờ
đang sáng trên điện thoại.
Không đọc mật khẩu VNeID cho
bất kỳ ai, kể cả công an."""

PLACE = (480, 640, 320, 120)

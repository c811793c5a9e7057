"""The sentences of the first boot. Whoever reads them has the file open on a telephone: each says what to write.

No sentence is longer than what the voice says in one breath of its own, and none quotes a password or a key.
"""

from kiosk.core.units import Words

NAMES: dict[str, Words] = {
    "site": {"vi": "mã nơi đặt máy", "en": "the code of the place"},
    "place": {"vi": "tên nơi đặt máy", "en": "the name of the place"},
    "group": {"vi": "nhóm máy", "en": "the group"},
    "language": {"vi": "ngôn ngữ", "en": "the language"},
    "screen": {"vi": "màn hình", "en": "the screen"},
    "rotation": {"vi": "chiều xoay màn hình", "en": "the rotation of the screen"},
    "opens": {"vi": "giờ mở", "en": "the opening hour"},
    "closes": {"vi": "giờ đóng", "en": "the closing hour"},
    "help_number": {"vi": "số điện thoại gọi giúp", "en": "the number to call"},
    "wifi_name": {"vi": "tên Wi-Fi", "en": "the name of the Wi-Fi"},
    "wifi_password": {"vi": "mật khẩu Wi-Fi", "en": "the Wi-Fi password"},
    "country": {"vi": "nước đặt máy", "en": "the country of the Wi-Fi"},
    "upload": {"vi": "việc gửi số liệu", "en": "the sending of numbers"},
    "upload_to": {"vi": "nơi gửi số liệu", "en": "the address for numbers"},
    "update_from": {"vi": "nơi lấy bài mới", "en": "the address for new lessons"},
    "ssh_key": {"vi": "khóa SSH", "en": "the SSH key"},
    "staff_card": {"vi": "tệp thẻ nhân viên", "en": "the file of the staff card"},
    "root": {"vi": "tệp khóa của hệ thống", "en": "the file with the keys of the fleet"},
    "camera": {"vi": "máy ảnh", "en": "the camera"},
    "panel": {"vi": "bảng nút bấm", "en": "the panel of buttons"},
}
"""How each answer is called when it is spoken of. All fields that there are."""

WRITE: dict[str, Words] = {
    "site": {
        "vi": 'Xin viết chữ thường không dấu, số và gạch nối, ví dụ: site = "cho-dong-ba"',
        "en": 'Write small letters, digits and hyphens, for instance: site = "cho-dong-ba"',
    },
    "place": {
        "vi": 'Xin viết tên như bà con vẫn gọi, ngắn thôi, ví dụ: place = "Chợ Đông Ba"',
        "en": 'Write what people call it, and keep it short, for instance: place = "Chợ Đông Ba"',
    },
    "group": {
        "vi": 'Xin viết tên nhóm mà văn phòng đưa, ví dụ: group = "market"',
        "en": 'Write the group that the office gave you, for instance: group = "market"',
    },
    "language": {
        "vi": 'Xin viết language = "vi" cho tiếng Việt, hay "en" cho tiếng Anh.',
        "en": 'Write language = "vi" for Vietnamese or "en" for English.',
    },
    "screen": {
        "vi": "Xin viết một trong các tên này: {screens}.",
        "en": "Write one of these names: {screens}.",
    },
    "rotation": {
        "vi": "Xin viết một trong bốn số: 0, 90, 180, 270.",
        "en": "Write one of four numbers: 0, 90, 180, 270.",
    },
    "opens": {
        "vi": "Xin viết một số từ 0 đến 24, ví dụ: opens = 6",
        "en": "Write a number from 0 to 24, for instance: opens = 6",
    },
    "closes": {
        "vi": "Xin viết một số từ 0 đến 24, ví dụ: closes = 20",
        "en": "Write a number from 0 to 24, for instance: closes = 20",
    },
    "help_number": {
        "vi": 'Xin viết số điện thoại trong dấu ngoặc kép, ví dụ: help_number = "0234 3 000 000"',
        "en": 'Write the number in quotation marks, for instance: help_number = "0234 3 000 000"',
    },
    "wifi_name": {
        "vi": "Xin viết đúng tên Wi-Fi như điện thoại hiện ra, nhiều nhất 32 chữ, trong dấu ngoặc kép.",
        "en": "Write the name just as a telephone shows it, up to 32 letters, in quotation marks.",
    },
    "wifi_password": {
        "vi": "Xin viết mật khẩu từ 8 đến 63 chữ, không dấu, trong dấu ngoặc kép thẳng.",
        "en": "Write the password, 8 to 63 letters without accents, in straight quotation marks.",
    },
    "country": {
        "vi": 'Xin viết mã hai chữ hoa, ở Việt Nam là: country = "VN"',
        "en": 'Write two capital letters, in Vietnam: country = "VN"',
    },
    "upload": {
        "vi": "Xin viết upload = true để gửi, hay upload = false để không gửi.",
        "en": "Write upload = true to send, or upload = false not to.",
    },
    "upload_to": {
        "vi": "Xin chép lại địa chỉ mà văn phòng đưa, bắt đầu bằng https://",
        "en": "Copy the address that the office gave you; it begins with https://",
    },
    "update_from": {
        "vi": "Xin chép lại địa chỉ mà văn phòng đưa, bắt đầu bằng https://",
        "en": "Copy the address that the office gave you; it begins with https://",
    },
    "ssh_key": {
        "vi": 'Xin dán cả dòng trong tệp có đuôi .pub, hay để trống: ssh_key = ""',
        "en": 'Paste the whole line of the file that ends in .pub, or leave it empty: ssh_key = ""',
    },
    "staff_card": {
        "vi": "Xin chép tệp thẻ vào cạnh tệp này và viết đúng tên nó, hay để trống.",
        "en": "Copy the file of the card beside this one and write its name, or leave it empty.",
    },
    "root": {
        "vi": 'Xin chép tệp root.json của văn phòng vào cạnh tệp này và viết: root = "root.json"',
        "en": 'Copy root.json of the office beside this file and write: root = "root.json"',
    },
    "camera": {
        "vi": "Xin viết một trong các chữ: auto, picamera2, webcam, none.",
        "en": "Write one of these words: auto, picamera2, webcam, none.",
    },
    "panel": {
        "vi": "Xin viết panel = true nếu có nút bấm rời, không thì panel = false.",
        "en": "Write panel = true if there are buttons beside the screen, else panel = false.",
    },
}
"""What to write instead."""

WHAT: dict[str, Words] = {
    # the file and how its lines are written
    "file.long": {
        "vi": "tệp trả lời dài quá, chắc không phải tệp của máy này.",
        "en": "the answer file is far too long.",
    },
    "file.letters": {
        "vi": "tệp trả lời được lưu bằng bảng chữ cũ.",
        "en": "the answer file was saved in an old alphabet.",
    },
    "file.unread": {"vi": "tệp trả lời đọc không được.", "en": "the answer file cannot be read."},
    "file.folder": {
        "vi": "kiosk-answers.toml là một thư mục, không phải tệp.",
        "en": "kiosk-answers.toml is a folder, not a file.",
    },
    "file.named": {
        "vi": "tệp trả lời mang tên khác: “{value}”.",
        "en": "the answer file has another name: “{value}”.",
    },
    "line.section": {
        "vi": "dòng trong ngoặc vuông không dùng ở đây.",
        "en": "lines in square brackets mean nothing here.",
    },
    "line.equals": {"vi": "dòng này thiếu dấu bằng.", "en": "there is no equals sign on this line."},
    "line.strange": {
        "vi": "tên đứng trước dấu bằng, máy không biết.",
        "en": "the name before the equals sign is not known.",
    },
    "line.quotes": {"vi": "{name} thiếu một dấu ngoặc kép.", "en": "a quotation mark is missing around {name}."},
    "line.list": {"vi": "{name} chỉ nhận một câu trả lời.", "en": "{name} takes one answer only."},
    "line.backslash": {"vi": "{name} có dấu gạch chéo ngược.", "en": "there is a backslash in {name}."},
    "line.hash": {
        "vi": "{name} có dấu thăng, không rõ đến đâu là hết.",
        "en": "a hash makes it unclear where {name} ends.",
    },
    # the fields
    "unknown": {"vi": "không có mục nào tên {name}.", "en": "there is no answer called {name}."},
    "twice": {"vi": "{name} đã được viết ở dòng {value}.", "en": "{name} was written on line {value} already."},
    "missing": {"vi": "trong tệp còn thiếu {name}.", "en": "{name} is missing."},
    "empty": {"vi": "{name} còn để trống.", "en": "{name} is empty."},
    # their values
    "value": {"vi": "{name} không thể là “{value}”.", "en": "{name} cannot be “{value}”."},
    "letters": {"vi": "{name} có chữ không dùng được.", "en": "{name} has letters that cannot be used."},
    "short": {"vi": "{name} ngắn quá, chỉ có {value} chữ.", "en": "{name} is too short, only {value} letters."},
    "long": {"vi": "{name} dài quá, có đến {value} chữ.", "en": "{name} is too long, {value} letters."},
    "meet": {"vi": "giờ đóng trùng với giờ mở.", "en": "the kiosk would close when it opens."},
    "nameless": {"vi": "có mật khẩu Wi-Fi mà chưa có tên Wi-Fi.", "en": "there is a Wi-Fi password but no name."},
    "nowhere": {"vi": "có gửi số liệu mà chưa có nơi gửi.", "en": "numbers shall be sent, but there is no address."},
    "plain": {
        "vi": "{name} bắt đầu bằng http, ai cũng đọc trộm được.",
        "en": "{name} begins with http, which anybody can read.",
    },
    "secret": {"vi": "đây là nửa bí mật của khóa SSH.", "en": "this is the secret half of the SSH key."},
    "outside": {"vi": "{name} phải nằm ngay cạnh tệp trả lời.", "en": "{name} has to lie beside the answer file."},
    "absent": {"vi": "không thấy tệp “{value}” trên thẻ nhớ.", "en": "there is no file “{value}” on the card."},
    "content": {"vi": "tệp “{value}” không phải {name}.", "en": "“{value}” is not {name}."},
}
"""What is wrong. `{name}` is how the answer is called, `{value}` what was found."""

REMEDIES: dict[str, Words] = {
    "file.long": {
        "vi": "Xin bắt đầu lại từ tệp mẫu kiosk-answers.toml.",
        "en": "Start again from the example, kiosk-answers.toml.",
    },
    "file.letters": {
        "vi": "Xin mở bằng Notepad, chọn Lưu thành, và chọn bảng chữ UTF-8.",
        "en": "Open it in Notepad, choose Save as, and the encoding UTF-8.",
    },
    "file.unread": {
        "vi": "Thẻ nhớ có thể bị hỏng. Xin chép lại tệp, hay dùng thẻ khác.",
        "en": "The card may be damaged. Copy the file again, or use another card.",
    },
    "file.folder": {
        "vi": "Xin xóa thư mục ấy, rồi chép chính tệp trả lời vào chỗ đó.",
        "en": "Delete that folder, and copy the file itself there.",
    },
    "file.named": {
        "vi": "Xin đổi tên thành kiosk-answers.toml. Windows hay giấu đuôi .txt: mở Xem, chọn Phần mở rộng tên tệp.",
        "en": "Rename it to kiosk-answers.toml. Windows may hide .txt at its end: in View, show file name extensions.",
    },
    "line.section": {"vi": "Xin xóa dòng này đi.", "en": "Delete this line."},
    "line.equals": {
        "vi": "Xin viết tên, dấu bằng, rồi câu trả lời. Muốn ghi chú thì đặt dấu thăng ở đầu dòng.",
        "en": "Write the name, an equals sign, then the answer. A note begins with a hash.",
    },
    "line.quotes": {
        "vi": 'Xin đặt câu trả lời giữa hai dấu ngoặc kép thẳng, ví dụ: {field} = "abc"',
        "en": 'Put the answer between two straight quotation marks, for instance: {field} = "abc"',
    },
    "line.backslash": {
        "vi": "Xin dùng dấu nháy đơn ở hai đầu, ví dụ: {field} = 'abc'",
        "en": "Use single quotation marks around it, for instance: {field} = 'abc'",
    },
    "line.hash": {
        "vi": "Xin đặt câu trả lời giữa hai dấu ngoặc kép.",
        "en": "Put the answer between quotation marks.",
    },
    "unknown": {"vi": "Có phải anh chị muốn viết {value} không?", "en": "Did you mean {value}?"},
    "line.strange": {
        "vi": "Xin so với tệp mẫu, viết lại tên, hay xóa dòng này đi.",
        "en": "Compare it with the example, correct the name, or delete this line.",
    },
    "twice": {"vi": "Xin giữ một dòng và xóa dòng kia.", "en": "Keep one of the two lines."},
    "meet": {
        "vi": "Xin đổi một trong hai giờ. Muốn máy mở suốt ngày đêm thì viết cả hai là 0.",
        "en": "Change one of them. For a kiosk that never closes write 0 for both.",
    },
    "nameless": {
        "vi": "Xin viết thêm tên Wi-Fi ở dòng wifi_name, hay để trống mật khẩu.",
        "en": "Write the name of the Wi-Fi as wifi_name, or leave the password empty.",
    },
    "nowhere": {
        "vi": "Xin viết địa chỉ ở dòng upload_to, hay viết: upload = false",
        "en": "Write the address as upload_to, or write: upload = false",
    },
    "secret": {
        "vi": "Xin xóa đi ngay, và dán dòng trong tệp có đuôi .pub.",
        "en": "Delete it at once, and paste the line of the file that ends in .pub.",
    },
}
"""Where the cure is not what to write in this field."""

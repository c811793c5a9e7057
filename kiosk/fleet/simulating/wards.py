"""Wards and communes of Huế as they are called in public, in a grid that lies roughly as the map lies. Which kiosks
stand there is made up."""

from msgspec import Struct

from kiosk.core.units import Words


class Ward(Struct, frozen=True):
    """A ward: its place in the grid, row by row from the north-west, and its share of the city's kiosks."""

    code: str
    vi: str
    en: str
    row: int
    column: int
    share: float

    @property
    def name(self) -> Words:
        """In both languages."""
        return {"vi": self.vi, "en": self.en}


WARDS: tuple[Ward, ...] = (
    Ward("phong-dien", "Phong Điền", "Phong Dien", 0, 1, 0.7),
    Ward("phong-dinh", "Phong Dinh", "Phong Dinh", 0, 2, 0.5),
    Ward("phong-quang", "Phong Quảng", "Phong Quang", 0, 3, 0.4),
    Ward("phong-thai", "Phong Thái", "Phong Thai", 1, 1, 0.5),
    Ward("quang-dien", "Quảng Điền", "Quang Dien", 1, 3, 0.6),
    Ward("thuan-an", "Thuận An", "Thuan An", 1, 4, 0.9),
    Ward("kim-tra", "Kim Trà", "Kim Tra", 2, 1, 0.6),
    Ward("huong-tra", "Hương Trà", "Huong Tra", 2, 2, 0.9),
    Ward("kim-long", "Kim Long", "Kim Long", 2, 3, 1.0),
    Ward("hoa-chau", "Hóa Châu", "Hoa Chau", 2, 4, 0.8),
    Ward("duong-no", "Dương Nỗ", "Duong No", 2, 5, 0.5),
    Ward("huong-an", "Hương An", "Huong An", 3, 2, 0.7),
    Ward("phu-xuan", "Phú Xuân", "Phu Xuan", 3, 3, 2.2),
    Ward("thuan-hoa", "Thuận Hóa", "Thuan Hoa", 3, 4, 2.0),
    Ward("vy-da", "Vỹ Dạ", "Vy Da", 3, 5, 1.2),
    Ward("my-thuong", "Mỹ Thượng", "My Thuong", 3, 6, 0.7),
    Ward("thuy-xuan", "Thủy Xuân", "Thuy Xuan", 4, 3, 1.0),
    Ward("an-cuu", "An Cựu", "An Cuu", 4, 4, 1.5),
    Ward("thanh-thuy", "Thanh Thủy", "Thanh Thuy", 4, 5, 0.9),
    Ward("phu-ho", "Phú Hồ", "Phu Ho", 4, 6, 0.4),
    Ward("binh-dien", "Bình Điền", "Binh Dien", 5, 2, 0.3),
    Ward("huong-thuy", "Hương Thủy", "Huong Thuy", 5, 4, 1.2),
    Ward("phu-bai", "Phú Bài", "Phu Bai", 5, 5, 1.3),
    Ward("phu-loc", "Phú Lộc", "Phu Loc", 6, 6, 0.6),
    Ward("a-luoi-1", "A Lưới 1", "A Luoi 1", 6, 1, 0.3),
    Ward("nam-dong", "Nam Đông", "Nam Dong", 7, 4, 0.3),
    Ward("chan-may-lang-co", "Chân Mây – Lăng Cô", "Chan May – Lang Co", 7, 7, 0.6),
)
"""Neighbours lie beside one another; nobody shall measure distances in it."""

"""Business licences (营业执照) drawn as they are printed since 2019, and photographed as people photograph them; all invented."""

import io
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pylopdf_fonts_zh_cn
import segno
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

FONTS = Path(pylopdf_fonts_zh_cn.__file__).parent
PAPER, INK, FRAME = (250, 248, 238), (25, 25, 25), (170, 140, 70)
SIZE = (1600, 1130)


@dataclass(frozen=True, slots=True)
class Licence:
    """What stands on one licence, by the words of the print."""

    code: str
    name: str
    kind: str
    representative: str
    address: str
    scope: str
    date: str = "2024年03月18日"
    layout: Literal["company", "individual"] = "company"


TEA_SHOP = Licence(
    "92420303MA4E3Y6A6D", "小林饮品店", "个体工商户", "林小满", "湖北省十堰市张湾区人民路88号",
    "许可项目：餐饮服务（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准）",
    layout="individual",
)  # fmt: skip
UNREGISTERED = Licence(
    "91420303MA4E3Y6A7K", "十堰市青禾餐饮管理有限公司", "有限责任公司（自然人投资或控股）", "赵一鸣",
    "湖北省十堰市茅箭区五堰街办朝阳中路15号2栋1单元301室",
    "许可项目：餐饮服务；食品销售；烟草制品零售。一般项目：餐饮管理；日用百货销售；外卖递送服务。"
    "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）",
)  # fmt: skip
HOTEL = Licence(
    "91420300MA4E9T5C50", "山居酒店管理有限公司", "有限责任公司（法人独资）", "何静", "武当山特区武当大道206号",
    "许可项目：住宿服务；餐饮服务。一般项目：酒店管理；停车场服务；会议及展览服务。",
)  # fmt: skip
BARBER = Licence(
    "92420303MA4G6N3R48", "张湾区阿芳理发店", "个体工商户", "吴芳", "十堰市张湾区北京中路9号",
    "一般项目：理发服务；美容服务。", layout="individual",
)  # fmt: skip
ALL = (TEA_SHOP, UNREGISTERED, HOTEL, BARBER)


def draw(licence: Licence, *, font: str = "NotoSansSC-Regular.otf") -> Image.Image:
    """The landscape print (横版, since 2019) as a clean scan."""
    image, pen = _paper(SIZE)
    title = ImageFont.truetype(FONTS / "NotoSerifSC-Regular.otf", 88)
    text = ImageFont.truetype(FONTS / font, 27)
    _emblem(pen, SIZE[0] // 2 - 30, 66, 44)
    pen.text((560, 120), "营 业 执 照", font=title, fill=INK)
    pen.text((720, 245), "（副  本）", font=text, fill=INK)
    pen.text((130, 180), "统一社会信用代码", font=text, fill=INK)
    pen.text((130, 225), licence.code, font=text, fill=INK)
    image.paste(_qr(130), (1330, 130))
    pen.text((1180, 270), "扫描二维码登录“国家企业信用", font=_small(), fill=INK)
    pen.text((1180, 296), "信息公示系统”了解更多登记信息", font=_small(), fill=INK)
    company = licence.layout == "company"
    left = (
        ("名        称", licence.name),
        ("类        型", licence.kind),
        ("法定代表人" if company else "经  营  者", licence.representative),
        ("经 营 范 围", licence.scope),
    )
    right = (
        ("注 册 资 本" if company else "组 成 形 式", "壹佰万元整" if company else "个人经营"),
        ("成 立 日 期" if company else "注 册 日 期", licence.date),
        ("住        所" if company else "经 营 场 所", licence.address),
    )
    _column(pen, text, left, x=130, width=500)
    _column(pen, text, right, x=850, width=420)
    pen.text((920, 900), "登 记 机 关", font=text, fill=INK)
    _seal(image, (1150, 830))
    pen.text((1180, 960), "2024 年 03 月 18 日", font=text, fill=INK)
    pen.text((100, 1050), "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", font=_small(), fill=INK)
    pen.text((980, 1050), "国家市场监督管理总局监制", font=_small(), fill=INK)
    return image


def draw_portrait(licence: Licence, *, font: str = "NotoSerifSC-Regular.otf") -> Image.Image:
    """The portrait print (竖版, 2014 to 2018, still on many walls): one column, the code under the title."""
    image, pen = _paper((SIZE[1], SIZE[0]))
    title = ImageFont.truetype(FONTS / "NotoSerifSC-Regular.otf", 96)
    text = ImageFont.truetype(FONTS / font, 29)
    _emblem(pen, SIZE[1] // 2 - 45, 90, 90)
    pen.text((330, 210), "营 业 执 照", font=title, fill=INK)
    pen.text((500, 335), "（副  本）", font=text, fill=INK)
    pen.text((330, 395), f"统一社会信用代码  {licence.code}", font=text, fill=INK)
    company = licence.layout == "company"
    lines = (
        ("名        称", licence.name),
        ("类        型", licence.kind),
        ("住        所" if company else "经 营 场 所", licence.address),
        ("法定代表人" if company else "经  营  者", licence.representative),
        ("注 册 资 本" if company else "组 成 形 式", "壹佰万元整" if company else "个人经营"),
        ("成 立 日 期" if company else "注 册 日 期", licence.date),
        ("营 业 期 限", "长期"),
        ("经 营 范 围", licence.scope),
    )
    _column(pen, text, lines, x=190, width=580, y=480)
    pen.text((600, 1340), "登 记 机 关", font=text, fill=INK)
    _seal(image, (720, 1300))
    pen.text((700, 1420), "2016 年 03 月 18 日", font=text, fill=INK)
    pen.text((100, 1520), "http://www.gsxt.gov.cn", font=_small(), fill=INK)
    pen.text((700, 1520), "中华人民共和国国家工商行政管理总局监制", font=_small(), fill=INK)
    return image


def _paper(size: tuple[int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Cream paper with the fine pattern that copies badly, and the golden frame."""
    image = Image.new("RGB", size, PAPER)
    pen = ImageDraw.Draw(image)
    for start in range(-size[1], size[0], 14):
        pen.line((start, 0, start + size[1], size[1]), fill=(243, 238, 222))
        pen.line((start, size[1], start + size[1], 0), fill=(244, 240, 226))
    pen.rectangle((40, 40, size[0] - 40, size[1] - 40), outline=FRAME, width=8)
    pen.rectangle((56, 56, size[0] - 56, size[1] - 56), outline=FRAME, width=2)
    return image, pen


def _emblem(pen: ImageDraw.ImageDraw, x: int, y: int, size: int) -> None:
    """A round red sign where the national emblem stands."""
    pen.ellipse((x, y, x + size, y + size), fill=(196, 48, 40), outline=FRAME, width=max(2, size // 16))
    pen.regular_polygon((x + size // 2, y + size // 2, size // 5), 5, fill=(240, 200, 70))


def _qr(size: int) -> Image.Image:
    """A QR code, invented like the rest."""
    out = io.BytesIO()
    segno.make("http://www.gsxt.gov.cn/index.html", error="m").save(out, kind="png", scale=4, border=1)
    return Image.open(out).convert("RGB").resize((size, size))


def _seal(image: Image.Image, at: tuple[int, int], size: int = 200) -> None:
    """The office's round seal in red, over the print around it."""
    seal = Image.new("RGBA", (size, size))
    pen = ImageDraw.Draw(seal)
    red = (200, 40, 40, 190)
    pen.ellipse((4, 4, size - 4, size - 4), outline=red, width=5)
    pen.regular_polygon((size // 2, size // 2, size // 6), 5, fill=red)
    font = ImageFont.truetype(FONTS / "NotoSerifSC-Regular.otf", 22)
    for number, character in enumerate("十堰市市场监督管理局"):
        letter = Image.new("RGBA", (size, size))
        ImageDraw.Draw(letter).text((size // 2 - 11, 12), character, font=font, fill=red)
        seal.alpha_composite(letter.rotate(110 - 24.5 * number, center=(size // 2, size // 2)))
    image.paste(seal, at, seal)


def _small() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / "NotoSansSC-Regular.otf", 18)


def _column(
    pen: ImageDraw.ImageDraw,
    font: ImageFont.FreeTypeFont,
    lines: tuple[tuple[str, str], ...],
    *,
    x: int,
    width: int,
    y: int = 400,
) -> None:
    for label, value in lines:
        pen.text((x, y), label, font=font, fill=INK)
        for row in _wrapped(font, value, width):
            pen.text((x + 185, y), row, font=font, fill=INK)
            y += 42
        y += 36


def _wrapped(font: ImageFont.FreeTypeFont, value: str, width: int) -> list[str]:
    rows = [""]
    for character in value:
        if font.getlength(rows[-1] + character) > width:
            rows.append("")
        rows[-1] += character
    return rows


# --- how it is photographed --------------------------------------------------------------------------------------------


def photographed(image: Image.Image, *, seed: int = 1, tilt: float = 3.0, corner: float = 0.04) -> Image.Image:
    """On a table, from a hand: perspective, a slight tilt, uneven light and the camera's noise."""
    dice = random.Random(seed)
    width, height = image.size
    table = Image.new("RGB", (width + 400, height + 400), (92, 74, 60))
    table.paste(image, (200, 200))
    table = table.rotate(dice.uniform(-tilt, tilt), Image.Resampling.BICUBIC, fillcolor=(92, 74, 60))
    wide, high = table.size
    corners = [
        (x + dice.uniform(0, corner) * wide * (1 if x == 0 else -1), y + dice.uniform(0, corner) * high * (1 if y == 0 else -1))
        for x, y in ((0, 0), (0, high), (wide, high), (wide, 0))
    ]  # fmt: skip
    quad = [ordinate for point in corners for ordinate in point]
    table = table.transform(table.size, Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
    light = Image.linear_gradient("L").resize(table.size).point([150 + tone * 105 // 255 for tone in range(256)])
    table = Image.composite(table, Image.new("RGB", table.size, (10, 10, 12)), light)
    noise = Image.effect_noise(table.size, 22).convert("RGB")
    return Image.blend(table, noise, 0.06)


def cut_off(image: Image.Image) -> Image.Image:
    """The left edge, where the labels and half the names stand, is not on the photo."""
    return image.crop((int(image.width * 0.22), 0, image.width, image.height))


def dark(image: Image.Image, share: float = 0.06) -> Image.Image:
    """Taken without light."""
    return ImageEnhance.Brightness(image).enhance(share)


def blurred(image: Image.Image, radius: float = 9) -> Image.Image:
    """Out of focus."""
    return image.filter(ImageFilter.GaussianBlur(radius))


def small(image: Image.Image, width: int = 420) -> Image.Image:
    """A thumbnail out of a chat."""
    return image.resize((width, image.height * width // image.width), Image.Resampling.LANCZOS)


def creased(image: Image.Image) -> Image.Image:
    """Folded once, and a lamp mirrored in the plastic cover."""
    shine = Image.new("L", image.size)
    pen = ImageDraw.Draw(shine)
    middle = image.width // 2
    pen.line((middle, 0, middle + 20, image.height), fill=110, width=6)
    pen.ellipse((image.width * 0.60, image.height * 0.62, image.width * 0.75, image.height * 0.80), fill=200)
    return Image.composite(Image.new("RGB", image.size, "white"), image, shine.filter(ImageFilter.GaussianBlur(18)))


def grainy(image: Image.Image, share: float = 0.15) -> Image.Image:
    """The camera's noise, as it drowns what was taken without light."""
    return Image.blend(image, Image.effect_noise(image.size, 60).convert("RGB"), share)


def phone(image: Image.Image) -> Image.Image:
    """A little soft and grainy, as an old phone takes it indoors."""
    soft = ImageEnhance.Brightness(image.filter(ImageFilter.GaussianBlur(1.2))).enhance(0.75)
    return Image.blend(soft, Image.effect_noise(soft.size, 40).convert("RGB"), 0.06)


def turned(image: Image.Image, degrees: int) -> Image.Image:
    """Held the wrong way."""
    return image.rotate(degrees, expand=True, fillcolor=(92, 74, 60))


def receipt() -> Image.Image:
    """Printed, sharp, and no licence."""
    image = Image.new("RGB", (900, 1200), "white")
    pen = ImageDraw.Draw(image)
    font = ImageFont.truetype(FONTS / "NotoSansSC-Regular.otf", 40)
    for row, words in enumerate(
        ("百家超市", "购物小票", "鲜牛奶 2 瓶 15.60", "全麦面包 12.00", "合计 27.60", "谢谢惠顾")
    ):
        pen.text((90, 120 + 130 * row), words, font=font, fill="black")
    return image


def jpeg(image: Image.Image, quality: int = 82) -> bytes:
    """The bytes a phone would send."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()

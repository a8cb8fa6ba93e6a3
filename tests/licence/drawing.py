"""Business licences (营业执照) drawn as they are printed since 2019, and photographed as people photograph them; all invented."""

import io
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pylopdf_fonts_zh_cn
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
    """The licence as a clean scan."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((40, 40, SIZE[0] - 40, SIZE[1] - 40), outline=FRAME, width=8)
    pen.rectangle((56, 56, SIZE[0] - 56, SIZE[1] - 56), outline=FRAME, width=2)
    title = ImageFont.truetype(FONTS / "NotoSerifSC-Regular.otf", 88)
    text = ImageFont.truetype(FONTS / font, 27)
    pen.text((560, 120), "营 业 执 照", font=title, fill=INK)
    pen.text((720, 245), "（副  本）", font=text, fill=INK)
    pen.text((130, 180), "统一社会信用代码", font=text, fill=INK)
    pen.text((130, 225), licence.code, font=text, fill=INK)
    pen.rectangle((1330, 130, 1460, 260), fill=(120, 120, 120))
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
    pen.text((1180, 960), "2024 年 03 月 18 日", font=text, fill=INK)
    pen.ellipse((1150, 830, 1350, 1030), outline=(200, 60, 60), width=5)
    pen.text((100, 1050), "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", font=_small(), fill=INK)
    pen.text((980, 1050), "国家市场监督管理总局监制", font=_small(), fill=INK)
    return image


def _small() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / "NotoSansSC-Regular.otf", 18)


def _column(
    pen: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont, lines: tuple[tuple[str, str], ...], *, x: int, width: int
) -> None:
    y = 400
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

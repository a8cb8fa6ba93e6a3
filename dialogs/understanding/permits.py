"""Remarks about permits (事项): that one is already held, or is to be left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dialogs.understanding.mentions import Mentions
from dialogs.understanding.segments import Segment

_HELD = re.compile(
    r"已经?(?:有|办|拿|取得|领|持)|有了|办过|办好|办完|办下来|办了|拿到|下来了|领了|领过|以前[办有]|"
    r"早就有|手里有|手上有|^我?这?[边里]?有(?!没)"
    r"|\balready (?:have|got|hold|has)|\b(?:have|has|got) (?:already|it|one|got)|\bi (?:hold|have|"
    r"got|own)\b|\bwe (?:hold|have|got)\b|has been (?:granted|issued)"
)
_NOT_HELD = re.compile(
    r"没有?(?:办|拿|领|下来|有)|还没|没有|未办|没办|没拿|don'?t have|do not have|haven'?t|not yet|no longer"
)
_LEFT_OUT = re.compile(
    r"先不[办弄要搞申做]|(?:暂时?|就)?(?:不想|不打算|不准备|不用|不要|不|别)(?:办|弄|申请|搞)(?!公|"
    r"吗|好)|(?:以后|回头|下次|晚点|后面|将来)再(?:办|弄|申请|说)"
    r"|先放(?:一放|一下|着)?|(?:去掉|去除|删掉|拿掉|不要了)|leave (?:it |the .{0,40})?out|\bskip\b|"
    r"(?:don'?t|do not|won'?t) (?:need|want|apply)|not (?:now|for now|applying)|without the|drop the|"
    r"later"
)
_PAPER = re.compile(r"[证照]|许可|备案|审批|手续|审核|检查|licen[cs]e|permit|filing|approval|certificate|review|check")
_POINTING = re.compile(r"^\s*(?:这个|那个|这张|那张|的)+|(?:这个|那个|这张|那张|的)+\s*$")
_NUMBER = re.compile(
    r"(?:证号|编号|许可证号|证书号|号码|证件号|号)[是为:：\s]*(?P<zh>[\w\-（）()〔〕\[\]]{4,40})|"
    r"(?:number|no\.?|#)(?: is)?[:：\s]*(?P<en>[a-z0-9][\w\-()]{3,40})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class PermitRemark:
    """What an applicant says about a permit: held (with its number, if given), or left out for now."""

    permit: str
    kind: Literal["held", "left_out"]
    number: str | None = None


def remark(clauses: list[Segment], text: str, permits: Mentions) -> tuple[PermitRemark, Segment] | None:
    """The first remark about a permit and its clause; `text` is the message as written, for the number's capitals."""
    for clause in clauses:
        if clause.asks:
            continue
        named = permits.within(clause.words)
        if not named:
            continue
        code = named[0].codes[0]
        rest = clause.words[: named[0].start] + clause.words[named[0].end :]
        word = clause.words[named[0].start : named[0].end]
        if _LEFT_OUT.search(rest):
            return PermitRemark(code, "left_out"), clause
        numbered = _NUMBER.search(text)
        following = clauses[clauses.index(clause) + 1 :]
        # "消防，有了": the two halves of one remark
        said = _POINTING.sub("", rest).strip() or (following[0].words if following else "")
        if _PAPER.search(word) and (_HELD.search(said) or numbered) and not _NOT_HELD.search(said):
            number = (numbered["zh"] or numbered["en"]) if numbered else None
            return PermitRemark(code, "held", number), clause
    return None

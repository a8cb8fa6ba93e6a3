"""A number told in parts (分开说的总数): "两个厨师三个服务员", "大包4中包9小包12，一起25个"; confirmed unless the whole is plain."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from dialogs.understanding.values.amounts_said import before, joined
from dialogs.understanding.values.folding import clause_at
from dialogs.understanding.values.quantities import Measure, Quantity
from dialogs.understanding.values.terms import Term, counts_groups, terms

_OF_THEM = re.compile(
    r" of (?:them|which|whom)\b|人?(?:是|在|也|还|已经?|刚)*(?:退休|返聘|兼职|休产假|休假|请假|实习|有证|持证)"
)
_MOST_PARTS = 6
_ALTERNATIVES = re.compile(r"或|还是|不是|改|错|以前|原来|之前|可能|也许|最多|到|\bor\b|\bnot\b")
_EACH = re.compile(r"每|各|\b(?:each|per)\b")
_WITH_ME = re.compile(
    r"(?:(?<!要)(?<!想)(?<!再)(?:请|雇|聘|招)了)\s?$|(?:(?:^|[，,。\s就])(?:我|老板|i|me)(?:自己|一个)?\s?(?:和|跟|带着?|加上?|以及|还有|外加|\+|plus|and)\s?(?:还有|另外|请的|招的|the)?\s?)$"
)
_BESIDES_ME = re.compile(
    r"(?:除了?(?:我|老板)[，,]?(?:自己|本人)?(?:以外|之外|外)?[，,\s]*(?:还有|另外|还[请聘]了|有)?|"
    r"\b(?:besides|apart from) me,?[^,.\d]{0,12})\s?$|"
    r"我(?:自己|本人)?(?:就|也)(?:是|有证)[^，。；\d]{0,4}[，,\s]*(?:还|另外?|又|再)(?:外)?[请聘招]?[了过]?\s?$"
)
"""Whoever of a trade says so counts one more of it ("我自己就是，还请了一个")."""
_AND_ME = re.compile(
    r"[^，。；,;.]{1,14}?[，,\s]*(?:\b(?:plus|and|besides) me\b|(?:再?加上?|还有|外加)(?:我|老板)(?!们))"
)
_STOREY_OF = re.compile(
    r"(?:[一二三四五负\d]\s?[层楼]|室[内外]|[里外][面间]|[前后][面院厅]|上面|下面|[楼地][上下]面?|楼底下?|地底下)(?:也|都|还|是|有|大概|约|差不多)*\s?$"
)
_STOREY_BEHIND = re.compile(r" (?:up|down)stairs\b| on the (?:ground|first|second|third|upper|lower) floor\b")
_ALL_TOLD = re.compile(r"共|总|加起来|合计|全部|一起|\b(?:total|altogether|in all)\b")
_LICENCE = (
    r"(?:with|have|has|having|hold(?:s|ing)?|got) (?:(?:an?|the|their|valid|proper) ){0,2}"
    r"(?:[a-z]+ )?(?:licen[cs]es?|certificates?|certs?|qualifications?|registrations?)\b"
)
_CERTIFIED = (
    r"(?:有|持|拿|(?<![在要想去备])考|带|具备)(?:了|过|到|着)?[一-鿿]{0,10}证|执业|注册|专职|正式|全职|"
    rf"有资格|licensed|certified|qualified|full[- ]time|{_LICENCE}"
)
_CERTIFIED_BEHIND = re.compile(
    r"\s?(?:of (?:them|whom) |[a-z]{3,12} (?=with|ha|hold))?(?:are )?(?:(?![没无未不还另也])[一-鿿]){0,5}?(?:是|的|都)?"
    rf"(?:{_CERTIFIED})"
)
_CERTIFIED_AHEAD = re.compile(
    rf"(?<![没无未不])(?<!没有)(?:{_CERTIFIED})的?(?:(?![算兼一二三四五六七八九十两])[一-鿿]){{0,6}}?(?:只有?|才|就|是|有|也)*\s?$"
)
_SETS_OFF = re.compile(r"[，,。；;：:\s]|共|总|合|加|一起|就是")
"""What stands between parts and what they come to."""
_MORE = re.compile(r"(?:还有?|另外?有?|再加上?|外加|又有?)\s?$")
_POST = re.compile(
    r"[一-鿿]{0,2}(?:收银|理货|厨师?|师傅|保安|保洁|阿姨|学徒|服务员|导购|长|经理|前台|助理|会计|技师|小工|帮工|传菜|配菜|司机)"
)
_INCLUDES = re.compile(r"含|包括|其中|里[头面]|直接|对客|上手|一线|\b(?:including|of which|of them)\b")
_BESIDE_A_NAME = re.compile(
    r"[\s，,。；;、：:]|还有|另外|再加?|我们?|店里|目前|现在|暂时|大概|差不多|一共|总共|是|有|也|又|对|嗯|就|约|共|的|"
    r"\b(?:and|plus|then|a|the|so|yes|there|are|is|we|have)\b"
)


def whole_beside_parts(folded: str, fits: Callable[[Quantity], bool]) -> Term | None:
    """A number that is what those beside it come to ("一楼1800，二楼1600，3400"), over the place of them all."""
    return _whole(terms(folded), folded, fits) or _whole([t for t in terms(folded) if fits(t.counted)], folded, fits)


def _whole(told: Sequence[Term], folded: str, fits: Callable[[Quantity], bool]) -> Term | None:
    for last in range(len(told) - 1, 0, -1):
        for first in range(max(0, last - _MOST_PARTS), last):
            run = told[first : last + 1]
            for whole, parts in ((run[-1], run[:-1]), (run[0], run[1:])):
                if _is_whole(whole, parts) and fits(whole.counted) and not _is_one_of_them(whole, parts, folded):
                    return Term(whole.counted, run[0].start, run[-1].end, whole.value)
    return None


def sum_of_parts(
    folded: str, fits: Callable[[Quantity], bool], wanted: Measure, named: re.Pattern[str] | None
) -> float | None:
    """What the parts come to where no whole is said; None where the words may mean something else.

    `named` finds the nouns of which each has a part of what is measured ("灶房三十五，大堂一百一").
    """
    told = [t for t in terms(folded) if fits(t.counted) and not counts_groups(t.counted, folded)]
    if not told or len(told) > _MOST_PARTS or (len(told) == 1 and not told[0].multiplied):
        return None
    if len(told) > 1 and (_INCLUDES.search(folded[told[0].end : told[1].start]) or _OF_THEM.match(folded, told[1].end)):
        return told[0].value  # "7个厅，含一个巨幕"
    starts = [0, *(term.end for term in told)]
    before = [folded[start : term.start] for start, term in zip(starts, told, strict=False)]
    if _ALTERNATIVES.search(folded[told[0].start : told[-1].end]) or any(_EACH.search(words) for words in before[1:]):
        return None
    if wanted is Measure.AREA and not all(
        term.multiplied
        or _STOREY_OF.search(words)
        or _STOREY_BEHIND.match(folded, term.end)
        or (named is not None and named.search(words))
        for term, words in zip(told, before, strict=True)
    ):
        return None
    if wanted is Measure.VOLUME and not any(term.multiplied for term in told) and not are_named_apart(told, folded):
        return None
    return sum(term.value for term in told)


def are_named_apart(told: Sequence[Term], folded: str) -> bool:
    """Whether each number has a thing of its own, so that it is no number said twice ("前门一个后门一个")."""
    if not told:
        return False
    ends = [*(term.start for term in told[1:]), len(folded)]
    before = _names_ahead(told, folded)
    behind = [_BESIDE_A_NAME.sub("", folded[t.end : end]) for t, end in zip(told, ends, strict=True)]
    return any(all(names) and len(set(names)) == len(names) for names in (before, behind))


def is_certified(start: int, end: int, folded: str) -> bool:
    """Whether a number is of those with a licence or a post of their own ("拿了证的五个", "三名执业的")."""
    left, right = clause_at(folded, start)
    if _EACH.search(folded[left:right]):
        return False  # "two certified lifeguards on each shift, four in total"
    if _CERTIFIED_BEHIND.match(folded, end):
        return True
    former = before(folded, start)
    taken = _CERTIFIED_BEHIND.match(folded, former.end) if former is not None else None
    return _CERTIFIED_AHEAD.search(folded, 0 if taken is None else taken.end(), start) is not None


def says_who_is_certified(folded: str) -> bool:
    """Whether any number is of those with a licence ("三个有证，一个没有")."""
    return any(is_certified(one.start, one.end, folded) for one in joined(folded))


def counts_the_asker_out(folded: str, start: int) -> bool:
    """Whether the number before which these words stand leaves out who speaks ("我和两个徒弟")."""
    before = folded[:start]
    if adds_the_asker(folded, start):
        return True
    with_me = _WITH_ME.search(before) is not None or is_one_more(folded, start)
    return with_me and _ALL_TOLD.search(before) is None


def adds_the_asker(folded: str, start: int) -> bool:
    """Whether the words behind the number that stands here add who speaks ("三个师傅两个小工再加我")."""
    return _AND_ME.match(folded[start:]) is not None


def is_one_more(folded: str, start: int) -> bool:
    """Whether the number is of those besides who speaks ("除了我还有两个")."""
    return _BESIDES_ME.search(folded[:start]) is not None


def _is_whole(whole: Term, parts: Sequence[Term]) -> bool:
    measures = {whole.counted.measure, *(part.counted.measure for part in parts)} - {Measure.NONE}
    several = len(parts) > 1 or parts[0].multiplied
    return (
        several
        and not whole.multiplied
        and len(measures) <= 1
        and len(parts) <= _MOST_PARTS
        and abs(whole.value - sum(part.value for part in parts)) < 1e-6
    )


def _names_ahead(told: Sequence[Term], folded: str) -> list[str]:
    """What stands before each number, without what only joins it to the others; 前后 is in 前后各一个."""
    starts = [0, *(term.end for term in told)]
    ends = [max(t.start, t.counted.start) if t.multiplied else t.start for t in told]
    return [_BESIDE_A_NAME.sub("", folded[start:end]) for start, end in zip(starts, ends, strict=False)]


def _is_one_of_them(whole: Term, parts: Sequence[Term], folded: str) -> bool:
    """Whether what happens to be the sum of the others runs on with them, or is named as they are ("大包3个中包8个小包11个")."""
    between = (
        folded[whole.end : parts[0].start] if whole.start < parts[0].start else folded[parts[-1].end : whole.start]
    )
    if _SETS_OFF.search(between) is None:
        return True
    if _MORE.search(folded, 0, whole.start):
        return True  # "前门后门各一个，消防通道还有俩"
    if any(part.multiplied for part in parts):
        return False
    first, *others = _names_ahead(sorted((whole, *parts), key=lambda term: term.start), folded)
    if all(others) and _POST.fullmatch(first) and whole.start < parts[0].start:
        return True  # "收银三个，理货两个，我算一个"
    return bool(first) and all(name and name[-1] == first[-1] and name != first for name in others)

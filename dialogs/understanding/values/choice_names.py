"""What choices are called (选项的说法), and which of them a text names or denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dialogs.understanding.values.folding import clauses, fold
from dialogs.understanding.values.ruled_out import is_ruled_out
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact

NONE = "none"
"""The code of the choice that excludes all others."""
AMBIGUOUS = ""
"""The code of a name that several choices share: 柴油 where two kinds of it are told apart."""
_LABEL_PARTS = re.compile(r"[（）()、，,/]|或者?|以及|及|和|与|\band\b|\bor\b")
_NUMBERS = "一二三四五六七八九123456789"
SHORTEST_FUZZY = 3
"""Characters of an answer or a name that is recognised by its spelling alone."""
_CLASS = re.compile(r"(?:第|class )?[一二三123i]+类?$")
_TAILS = ("类制售", "制售", "销售", "类", "等企业", "设施", "情形", "用品", "单位")
EXCEPT = re.compile(
    r"除了|除去|除(?!湿)|except|apart from|but not|excluding|other than|"
    r"\b(?:all|any\w+|every\w*|(?:all|any) of (?:them|these)) but\b|"
    r"\b(?:save for|minus)\b|(?:就|只|独|单|还|里头?|里面|上)(?:差|缺|少)了?(?:一?[个样种项])?$"
)
"""Ahead of what is left out ("就差一个防排烟")."""
_BESIDES = re.compile(
    r"(?:除了|除去|除开)[^。；]*?[，,\s]?(?:还|又|另外(?!的|[两三四五六七八])|也(?!都|不|没))(?![不没])|"
    r"之外[，,\s]?[还又也](?![不没])"
)
"""What 除了 leads to is there as well ("除了热菜还做凉菜")."""
_NO = re.compile(
    r"不是|不(?![只仅光止单])|没有?|无|未|别(?![人的家处])|\b(?:not|no|without|never|don'?t|doesn'?t|won'?t)\b|n't\b|"
    r"\b(?:gave up|given up|giving up|stopped|dropped|quit|scrapped|ditched|got rid of|sold off|closed down)(?: \w+ing)?\b|"
    r"(?:砍|撤|停|取消|关|拆|扔|退|淘汰|删)(?:掉了?|了)(?:原来|以前|之前|那个|那套|那块)?的?$"
)
"""Ahead of what there is none of, or no more ("we gave up the facials", "砍掉了美容")."""
_DENIED_BEHIND = re.compile(
    r"[，,\s]+(?:就|也|都|我们?|咱们?|暂时|所以|干脆|目前|现在|先)*(?:不|没|未)(?:搞|碰|弄|做|卖|进|要|办|沾|开|教|接|收|装|上)(?:了|的|啊|呢|吧)*(?=$|[，,。；;！!\s])"
)
_DONE_BEHIND = re.compile(r"(?:类|的|也|都|就|还|肯定)*(?:做|卖|有|是|教|装|用|提供|要(?!求|的|交|办|跑|备|有))")
_YES = re.compile(r"(?<![不没])(?:做|卖|有|要|是|选|只|就|还|教|装|用|提供|但|而)|\b(?:but|only|do|sell|and also)\b")
_BARE_NO = frozenset({"没有", "没", "无", "不卖", "不开"})
_BARE_NO_BEHIND = re.compile(r"\s?(?P<what>(?![的了啊呢吧哦哈这那任什啥一])[\u4e00-\u9fff]{2,})")
_NONE_OF_ELSE = re.compile(r"[\u4e00-\u9fff]{2}一[粒瓶盒本条只把片包支袋滴张][都也]$")
"""Ahead of a bare no that is said of some thing, and not of what is asked ("西药一粒都没有")."""
_SAYS_MORE = re.compile(rf"{_YES.pattern}|[\s、,和跟]|.{{9}}")
"""Between a choice and a none that is said of something else."""
_JOINER = re.compile(r"[\s、/和跟与及以或还有,+&的类]*|\s*(?:and|or|,)\s*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A choice named at a place, and whether it was denied there."""

    code: str
    start: int
    end: int
    denied: bool
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What each choice of a fact is called; a name that two choices share belongs to neither and is AMBIGUOUS."""

    codes: tuple[str, ...]
    names: dict[str, str]
    pattern: re.Pattern[str] | None
    shared: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """The choices that have a name in common."""
    weak: frozenset[str] = frozenset()
    """Names that only hint at their choice."""
    topic: str = ""
    """What is asked, in all the words that the pack has for it."""
    numbered: bool = field(init=False)
    """Whether choices have numbers of their own (一类、二类), so that a bare 2 may mean either."""

    spelt: tuple[str, ...] = field(init=False)
    """The names of one choice that are long enough to be known when they are misspelt."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbered", any(map(_CLASS.match, self.names)))
        spelt = tuple(name for name, code in self.names.items() if code and len(name) >= SHORTEST_FUZZY)
        object.__setattr__(self, "spelt", spelt)

    def mentions(self, folded: str) -> list[Mention]:
        if self.pattern is None:
            return []
        found: list[Mention] = []
        for start, end in clauses(folded):
            besides = _BESIDES.search(folded, start) is not None
            within = list(self._in_clause(folded[start:end], start, besides=besides))
            within = _denied_together(_without_denials(within, folded), folded, start)
            found += _denied_behind(within, folded[start:end], start, folded[end:])
        return [self._told_apart(one, found, folded) for one in found]

    def _told_apart(self, mention: Mention, found: list[Mention], folded: str) -> Mention:
        """A name that choices share stands for the one of them that is named besides ("柴油，闪点60以上的")."""
        sharing = self.shared.get(folded[mention.start : mention.end]) if mention.code == AMBIGUOUS else None
        named = [one.code for one in found if sharing is not None and one.code in sharing and not one.denied]
        return replace(mention, code=named[0]) if len(set(named)) == 1 else mention

    def _in_clause(self, clause: str, offset: int, *, besides: bool) -> Iterator[Mention]:
        denied = excepted = False
        position = 0
        matches = list(self.pattern.finditer(clause)) if self.pattern is not None else []
        for index, match in enumerate(matches):
            gap = clause[position : match.start()]
            position = match.end()
            if EXCEPT.search(gap) and not besides:
                denied = excepted = True
            else:
                no = max((m.end() for m in _NO.finditer(gap)), default=-1)
                yes = max((m.start() for m in _YES.finditer(gap)), default=-1)
                if no >= 0 and not gap[:no].endswith("不仅"):
                    denied, excepted = True, False
                    if yes >= no and re.search(r"只|但|而|but|only", gap[no:]):
                        denied = False
                elif yes >= 0:
                    denied = excepted = False
            tail = (
                clause[match.end() : matches[index + 1].start()] if index + 1 < len(matches) else clause[match.end() :]
            )
            last = index + 1 == len(matches) or re.search(r"[只但而就]", tail) is not None  # 电子烟不卖只卖卷烟
            of_it = "的" if match.group().endswith("的") else ""  # part of the name 三类的
            after = is_ruled_out(tail) or (of_it and is_ruled_out(of_it + tail))
            after = bool(after) and not _JOINER.fullmatch(tail) and last
            code = self.names.get(match.group(), AMBIGUOUS)
            if match.group()[0] in _NUMBERS and clause[: match.start()].endswith(tuple(_NUMBERS)):
                code = AMBIGUOUS  # 二三类 is two classes, of which only the last is a name
            if code == NONE and self._denies_another(match.group(), tail):
                continue
            yield Mention(
                code,
                match.start() + offset,
                match.end() + offset,
                denied or excepted or after,
                match.group() in self.weak,
            )

    def _denies_another(self, no: str, behind: str) -> bool:
        """Whether a bare no is said of something that is none of what was asked ("没有库房" where the kinds of goods were)."""
        said = _BARE_NO_BEHIND.match(behind) if no in _BARE_NO else None
        return said is not None and not any(pair in self.topic for pair in map("".join, pairwise(said["what"])))


def _denied_behind(mentions: list[Mention], clause: str, start: int, behind: str) -> list[Mention]:
    """With what the next clause denies and says nothing else, where nothing says that it is so ("电子烟手续烦，不搞")."""
    if not mentions or _DENIED_BEHIND.match(behind) is None or _YES.search(clause[: mentions[0].start - start]):
        return mentions
    if any(_DONE_BEHIND.match(clause, one.end - start) for one in mentions):
        return mentions
    return [replace(mention, denied=True) for mention in mentions]


def _denied_together(mentions: list[Mention], folded: str, start: int) -> list[Mention]:
    """With what is listed before a name that is denied behind it ("热菜凉菜都不做"), unless something before the list says yes."""
    together = list(mentions)
    for at in range(len(mentions) - 1, 0, -1):
        before, last = together[at - 1], together[at]
        between = folded[before.end : last.start].strip()
        again = len(between) > 1 and folded.startswith(between, last.end)  # 三类器械二类器械都不做
        if not last.denied or before.denied or not (again or _JOINER.fullmatch(folded, before.end, last.start)):
            continue
        opens = folded[start : mentions[0].start]
        if not _YES.search(opens):
            together[at - 1] = replace(before, denied=True)
    return together


def _without_denials(mentions: list[Mention], folded: str) -> list[Mention]:
    """Without a "none" behind another choice, which it denies ("三类那些不卖"), or said of something else.

    What is denied is denied by all its names.
    """
    kept: list[Mention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        if last is not None and mention.denied and mention.code == last.code:
            kept[-1] = replace(last, denied=True)  # "刺身那些生的不搞"
        none_of_it = last is not None and mention.code == NONE and last.code != NONE
        if last is not None and none_of_it and not _SAYS_MORE.search(folded, last.end, mention.start):
            kept[-1] = replace(last, denied=True)
        elif mention.code != NONE or not _is_of_else(mention, folded):
            kept.append(mention)
    return kept


def _is_of_else(mention: Mention, folded: str) -> bool:
    """Whether a bare no is said of a thing that can be counted ("西药一粒都没有")."""
    bare = folded[mention.start : mention.end] in _BARE_NO
    return bare and _NONE_OF_ELSE.search(folded[: mention.start]) is not None


def all_names(fact: Fact) -> Vocabulary:
    """What the choices of a fact are called when it was asked."""
    return _vocabulary(fact, _names(fact))


def told_names(fact: Fact) -> Vocabulary:
    """What names a choice of a fact in a message about anything."""
    said = words_of(fact.code).said
    return _vocabulary(fact, ((fold(word), code) for code, words in said.items() for word in words))


def _vocabulary(fact: Fact, pairs: Iterator[tuple[str, str]]) -> Vocabulary:
    codes = tuple(choice.code for choice in fact.choices)
    names: dict[str, str] = {}
    shared: dict[str, frozenset[str]] = {}
    for name, code in pairs:
        if name and (other := names.setdefault(name, code)) != code:
            shared[name] = shared.get(name, frozenset({other})) | {code}
    for name in shared:
        names[name] = AMBIGUOUS
    weak = frozenset(fold(word) for word in words_of(fact.code).weak)
    topic = " ".join((fact.label.zh, fact.question.zh, *(choice.label.zh for choice in fact.choices), *names))
    return Vocabulary(codes, names, any_of(tuple(names)), shared, weak, fold(topic))


def _label_names(fact: Fact) -> Iterator[tuple[str, str]]:
    for choice in fact.choices:
        for label in filter(None, (choice.label.zh, choice.label.en)):
            whole = fold(label)
            yield whole, choice.code
            for part in _LABEL_PARTS.split(whole):
                part = part.strip()
                for tail in _TAILS:
                    if len(part) - len(tail) >= 2 and part.endswith(tail):
                        yield part.removesuffix(tail), choice.code
                        break
                if len(part) >= 2 and not part.startswith("等"):
                    yield part, choice.code


def _names(fact: Fact) -> Iterator[tuple[str, str]]:
    own = [(fold(word), code) for code, words in words_of(fact.code).choices.items() for word in words]
    chosen = {name for name, _ in own}
    yield from own
    # a colloquial word that was given to one choice is not taken back by part of another's label
    yield from ((name, code) for name, code in _label_names(fact) if name not in chosen)

"""Answers that are yes or no (是否): bare ones, the fact's own words ("不卖烟"), and hedges, which are neither."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.understanding.values.folding import clauses, is_question, says_dont_know
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said, any_of, is_supposed
from dialogs.understanding.values.words import plain_words, words_of
from knowledge.pack import Fact

_HEDGE = re.compile(
    r"可能|也许|或许|说不定|不一定|看情况|看看再|再看|再说|到时候|随便|无所谓|都行|都可以|考虑|大概率|差不多吧|有时|偶尔|以后(?!也不|也没|都不)|将来|等.{0,6}再|卖不卖都|要不要都|"
    r"\b(?:maybe|perhaps|might|depends|possibly|sometimes|whatever|either way|later|not sure|we'll see)\b"
)
_SOFT = re.compile(r"应该|好像|估计|大概|大约|基本|\b(?:probably|i think|i guess|should be|i believe)\b")
_LEAD = re.compile(
    r"^(?:那倒是?|倒是?|那个|这个|嗯+|哦+|呃+|额+|啊+|唉|哎|那|就|我们?这边|我们?店里|我们|我|咱们?|两者|两样|两个|两种|店里|这里|这边|目前|现在|暂时|其实|应该|好像|估计|基本上?|"
    r"大概|必须|一定|肯定|当然|确实|一直|我想|well|um+|uh+|actually|i think|i guess|probably|oh)[\s,，]*"
)
_TAIL = re.compile(
    r"(?:吧|呢|啊|呀|哦|哈|嘛|喔|噢|啦|咯|的|了|滴|哟|诶|thanks|thank you|please|谢谢|sir)[\s。!！~,，]*$"
)
_DOUBLE = re.compile(r"不是不|没有不|不可能不|不会不|不能不|并非不|not that we don't|not not")
_NEGATED_START = re.compile(
    r"^(?:都|也|还|全|暂时|目前|现在|从来|并|暂|真的?|完全|根本|绝对)*(?:不|没|无|未|否|别|莫|冇|非|唔)|"
    r"^(?:no\b|nope|not\b|never\b|none\b|without\b|"
    r"we (?:don'?t|do not|won'?t|will not|have no|haven'?t|are not|aren'?t)|"
    r"i (?:don'?t|do not|won'?t|will not|have no|haven'?t|am not)|i'm not|we're not|"
    r"there (?:is|are) no|there (?:is|are)n'?t|"
    r"it(?: is|'s)? not|it isn'?t|neither\b)"
)
_AFFIRMED_START = re.compile(
    r"^(?:都|也|还|全|已经|已|真的?|是要|打算|准备|计划|想)*(?:有|要|是|对|会|能|可以|需要|卖|做|用|装|挂|设|排|签|愿意|同意|选)|"
    r"^(?:yes|yep|yeah|yup|sure|of course|we (?:do|will|have|are|plan)\b|"
    r"i (?:do|will|have|am|plan)\b|there (?:is|are)\b|it is\b|"
    r"both\b|all of)"
)
_NO_AHEAD = (
    r"不打算|没打算|没有打算|不准备|不想|不会|不能|不用|不需要|不要|不再|没有|没得|没|不|无|未|别|不是|"
    r"don'?t|do not|won'?t|will not|not|no|never|without|haven'?t|isn'?t|aren'?t"
)
_EXCEPT = re.compile(r"除了?[^，。；]{0,4}$")
_MORE_THAN_NO = re.compile(r"(?:不仅|不光|不但|不只|不止|not only)[^，。；]{0,6}$")
_NOT_THE_THING = re.compile(r"\s?(?:证|许可|执照|批文|专卖|licen[cs]e|permit|certificate)")
_ABOUT_HAVING_IT = re.compile(r"^(?:怎么|多少|多大|多长|在哪)")


@dataclass(frozen=True, slots=True)
class YesNoReader:
    """Reads one yes-or-no fact."""

    affirms: re.Pattern[str] | None
    denies: re.Pattern[str] | None
    said_affirms: re.Pattern[str] | None
    said_denies: re.Pattern[str] | None
    about: re.Pattern[str] | None
    """The fact's thing with what stands around it: a negation or a verb before or after the noun."""
    unless: re.Pattern[str] | None
    ambiguous: frozenset[str]
    """Answers that would mean either (有 to "no such record, can you declare it?")."""

    def read(self, said: Said, around: Surroundings) -> Read:
        answer = said.bare
        if self.affirms is None and self.denies is None:
            if answer in plain_words().affirms:
                return Reading(True)
            if answer in plain_words().denies:
                return Reading(False)
        if not answer or answer in self.ambiguous:
            return Unclear("hint_yes_no")
        if says_dont_know(answer):
            return Unclear("hint_dont_know")
        if _HEDGE.search(answer):
            return Unclear("hint_yes_no_hedged")
        if _DOUBLE.search(answer):
            return Unclear("hint_yes_no")
        certain = not _SOFT.search(answer)
        own = self._own_words(answer)
        plain = self._plain(answer)
        if own is not None:
            return Reading(own, certain and not is_question(answer))
        beside = self.unless is not None and self.unless.search(answer) is not None
        if plain is None or beside or is_question(answer):
            return Unclear("hint_yes_no")
        return Reading(plain, certain)

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        found: list[Found] = []
        for start, end in clauses(said.folded):
            clause = said.folded[start:end]
            after = said.folded[end : end + 1]
            if (
                after in {"?", "？"}
                or is_question(clause)
                or is_supposed(clause)
                or _HEDGE.search(clause)
                or _DOUBLE.search(clause)
            ):
                continue
            for value, left, right in self._mentions(clause):
                found.append(Found(value, start + left, start + right, not _SOFT.search(clause), 2))
        return found if len({mention.value for mention in found}) <= 1 else []

    def _own_words(self, answer: str) -> bool | None:
        """What the fact's own words say; None when they are silent or contradict each other."""
        denied = [m.span() for m in self.denies.finditer(answer)] if self.denies is not None else []
        affirmed = [m.span() for m in self.affirms.finditer(answer)] if self.affirms is not None else []
        # the longer phrase holds the shorter one: 没有装好 over 装好
        affirmed = [a for a in affirmed if not any(d[0] <= a[0] and a[1] <= d[1] and d != a for d in denied)]
        denied = [d for d in denied if not any(a[0] <= d[0] and d[1] <= a[1] for a in affirmed)]
        said = {True for span in affirmed if not _is_negated(answer, span[0])} | {
            False for span in affirmed if _is_negated(answer, span[0])
        }
        said |= {False for span in denied if not _is_doubly_negated(answer, span[0])}
        if not said:
            said = {value for start, end in clauses(answer) for value, _, _ in self._mentions(answer[start:end])}
        return said.pop() if len(said) == 1 else None

    def _mentions(self, clause: str) -> list[tuple[bool, int, int]]:
        if self.unless is not None and self.unless.search(clause):
            return []
        mentions: list[tuple[bool, int, int]] = []
        for pattern, value in ((self.said_denies, False), (self.said_affirms, True)):
            if pattern is not None and not mentions:
                mentions += [
                    (value != _is_negated(clause, match.start()) if value else value, *match.span())
                    for match in pattern.finditer(clause)
                ]
        if mentions or self.about is None:
            return mentions
        for match in self.about.finditer(clause):
            if _NOT_THE_THING.match(clause, match.end()) or _EXCEPT.search(clause[: match.start()]):
                if _EXCEPT.search(clause[: match.start()]):
                    mentions.append((False, *match.span()))
                continue
            before, after = match["no"] or match["noverb"], match["afterno"]
            if before and _MORE_THAN_NO.search(clause[: match.end("no") if match["no"] else match.end()]):
                continue
            if before and after:
                continue
            if not (before or after or match["verb"] or match["afterverb"]):
                continue
            mentions.append((not (before or after), *match.span()))
        return mentions

    @staticmethod
    def _plain(answer: str) -> bool | None:
        """What the words say without knowing the question."""
        heads = [_bare_words(answer[start:end]) for start, end in clauses(answer)]
        heads = [head for head in heads if head] or [answer]
        first = _polarity(heads[0])
        rest = {polarity for head in heads[1:] if (polarity := _polarity(head)) is not None}
        if first is None:
            return rest.pop() if len(rest) == 1 else None
        if first and False in rest:
            # "对，不卖": the second part says what the first agrees with; "有，没多少" is left to be asked again
            return False if heads[0] in {"对", "是", "嗯", "好", "是的", "对的"} else None
        return None if not first and True in rest else first


def _bare_words(clause: str) -> str:
    plain, words = plain_words(), clause.strip()
    for _ in range(4):
        if words in plain.affirms or words in plain.denies:
            return words
        shorter = _TAIL.sub("", words).strip()
        if shorter in plain.affirms or shorter in plain.denies:
            return shorter
        shorter = _LEAD.sub("", shorter or words).strip()
        if shorter == words:
            break
        words = shorter
    return words


def _polarity(words: str) -> bool | None:
    if words in plain_words().affirms:
        return True
    if words in plain_words().denies:
        return False
    if re.match(r"没问题|没错|不错|不仅|不光|不但|不只|not only|no problem", words):
        return True
    if _NEGATED_START.match(words):
        return False
    if re.search(r"\b(?:not|no|never|without)\b|n't\b", words):
        return False
    if _AFFIRMED_START.match(words):
        return not re.search(r"(?:不|没)(?:卖|做|要|有|用|装|挂|排|是)", words) or None
    return None


_NEGATION_BEFORE = re.compile(
    r"(?:不打算|没打算|不准备|不想|不会|不用|不需要|不要|没有|没|不|未|别|don'?t|do not|won'?t|not|no|never)"
    r"\s?(?:去|再|在|有|有在|是|要|上)?\s?$"
)


def _is_negated(text: str, start: int) -> bool:
    return bool(_NEGATION_BEFORE.search(text[max(0, start - 14) : start]))


def _is_doubly_negated(text: str, start: int) -> bool:
    return bool(re.search(r"(?:不是|并非)\s?$", text[max(0, start - 4) : start]))


def yes_no_reader(fact: Fact) -> YesNoReader:
    """The reader for a yes-or-no fact, from its words or, for a fact without words, from its label."""
    words = words_of(fact.code)
    nouns, verbs = words.nouns, words.verbs
    if not (nouns or words.affirms):
        nouns = tuple(part for part in re.split(r"[（）()、]|是否|是不是", fact.label.zh) if len(part) >= 2)
        verbs = ("有", "要", "做")
    noun = any_of(nouns)
    about = None
    if noun is not None:
        verb = any_of(verbs)
        doing = verb.pattern if verb is not None else "有|要"
        about = re.compile(
            rf"(?:(?P<no>{_NO_AHEAD})\s?)?(?P<verb>(?:{doing}))?(?P<noverb>不了|不到)?(?:[了个点些块的一any\s]{{0,4}})"
            rf"(?P<noun>{noun.pattern})(?:[都也就我们店里这些\s]{{0,4}}(?:(?P<afterno>{_NO_AHEAD})\s?)?(?:要|会|想|打算|准备)?(?P<afterverb>(?:{doing})(?!的\S|酒))?)?"
        )
    return YesNoReader(
        affirms=any_of(words.affirms),
        denies=any_of(words.denies),
        said_affirms=any_of(words.said_affirms),
        said_denies=any_of(words.said_denies),
        about=about,
        unless=any_of(words.unless),
        ambiguous=frozenset(words.ambiguous),
    )

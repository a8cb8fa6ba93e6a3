"""Answers that are yes or no (是否): bare ones, the fact's own words ("不卖烟"), and hedges, which are neither."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.understanding.values.folding import clauses, is_question, says_dont_know
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said, any_of, asides, in_aside, is_supposed
from dialogs.understanding.values.words import plain_words, words_of
from knowledge.pack import Fact

_HEDGE = re.compile(
    r"(?<!不)(?<!没)(?<!没有)可能|也许|或许|说不定|不一定|看情况|看看再|再看|再说|到时候|随便|无所谓|都行|都可以|考虑|大概率|差不多吧|有时|偶尔|以后(?!也不|也没|都不)|将来|等.{0,6}再|卖不卖都|要不要都|"
    r"\b(?:maybe|perhaps|might|depends|possibly|sometimes|whatever|either way|later|not sure|we'll see)\b"
)
_CONDITIONED = re.compile(
    r"(?P<verb>(?![不没])[\u4e00-\u9fff])(?:倒|也)?是(?:想|要|可以|能|会)?(?P=verb)|(?:就|只)怕|担心|要是|如果|能不能批|批不批|批得?下|办得?下|等.{0,6}批|\bif\b|\bhope to|\bwould like to, but"
)
"""卖是想卖, 想卖，就怕不批: said under a condition."""
_SOFT = re.compile(r"应该|好像|估计|大概|大约|基本|\b(?:probably|i think|i guess|should be|i believe)\b")
_LEAD = re.compile(
    r"^(?:(?:老板|老公|老婆|家里人?|合伙人|我们|我)(?:说|商量(?:了|过)?|想了想)|(?:别|莫|不要|不用)(?:再)?(?:问|啰嗦)了?|那倒是?|倒是?|那个|这个|门口|门上|外面|外头|里面|里头|上面|楼上|屋顶|顶上|嗯+|哦+|呃+|额+|啊+|唉|哎|那|就|我们?这边|我们?店里|我们|我|咱们?|两者|两样|两个|两种|店里|这里|这边|目前|现在|暂时|其实|应该|好像|估计|基本上?|"
    r"大概|必须|一定|肯定|当然|确实|一直|我想|well|um+|uh+|actually|i think|i guess|probably|oh)[\s,，]*"
)
_TAIL = re.compile(
    r"(?:吧|呢|啊|呀|哦|哈|嘛|喔|噢|啦|咯|的|了|滴|哟|诶|撒|噻|嘞|呗|哒|哩|捏|哇|喽|thanks|thank you|please|谢谢|sir)[\s。!！~,，]*$"
)
_MUST = re.compile(r"不.{1,3}不(?:行|可|成|得)|不得不|非.{1,4}不可")
_FORBIDDEN = re.compile(r"不(?:让|准|许|允许)")
_GIVEN_UP = re.compile(r"免了$|算了$|不(?:弄|搞|做|办|卖|挂|装|上|开|要|考虑)了(?:吧|呗|啊)?$")
_NOTHING_ELSE = re.compile(r"(?:别的|其[他它余]的?|另外的?)(?:啥|什么)?(?:都|就|也|全)?(?:没有?|不)")
_DOUBLE = re.compile(r"不是不|没有不|不可能不|不会不|不能不|并非不|not that we don't|not not")
_NEGATED_START = re.compile(
    r"^(?:都|也|还|全|先|暂时|目前|现在|从来|并|暂|真的?|完全|根本|绝对)*(?:不|没|无|未|否|别|莫|冇|非|唔)|"
    r"^(?:no\b|nope|not\b|never\b|none\b|without\b|"
    r"we (?:don'?t|do not|won'?t|will not|have no|haven'?t|are not|aren'?t)|"
    r"i (?:don'?t|do not|won'?t|will not|have no|haven'?t|am not)|i'm not|we're not|"
    r"there (?:is|are) no|there (?:is|are)n'?t|"
    r"it(?: is|'s)? not|it isn'?t|neither\b)"
)
_AFFIRMED_START = re.compile(
    r"^(?:都|也|还|全|得|肯定|必须|一定|当然|已经|已|真的?|是要|打算|准备|计划|想)*(?:有|要|是|对|会|能|可以|需要|卖|做|用|装|挂|设|排|签|愿意|同意|选|弄|搞|整|来(?:一|个))|"
    r"^(?:yes|yep|yeah|yup|sure|of course|we (?:do|will|have|are|plan)\b|we'(?:ll|re|ve)\b|i'(?:ll|ve)\b|"
    r"i (?:do|will|have|am|plan)\b|there (?:is|are)\b|it is\b|"
    r"both\b|all of)"
)
_NO_AHEAD = (
    r"从不|从没|不(?:让|准|许|允许|给)(?:我们?|咱们?|人|再)?|不打算|没打算|没有打算|不准备|不想|不会|不能|不用|不需要|不要|不再|没有|没得|没|不|无|未|别|不是|"
    r"don'?t|do not|won'?t|will not|not|no|never|without|haven'?t|isn'?t|aren'?t"
)
_REMOVED = re.compile(r"去掉|删掉|删了|拿掉|划掉|取消")
_EXCEPT = re.compile(r"除了?[^，。；]{0,4}$")
_MORE_THAN_NO = re.compile(r"(?:不仅|不光|不但|不只|不止|not only)[^，。；]{0,6}$")
_NOT_THE_THING = re.compile(r"\s?(?:证|许可|执照|批文|专卖|licen[cs]e|permit|certificate)")
_ONLY = re.compile(
    r"^(?:我们?|咱们?|店里|这边)?(?:就|只|光|仅|只是|就是)(?:是|做|卖|有|开|搞|弄|洗|住|加|用)|^(?:we )?(?:only|just)\b"
)
"""Something else only ("只卖文具")."""
_RHETORICAL = re.compile(r"谁|怎么|哪|咋|吗|行不通|不然|要不|否则")
_SAYS_NO_MORE = re.compile(
    r"(?:都|也|还|全|已经|已|早就|早|真的?|准备|打算|计划|肯定|一定|必须|当然|绝对|暂时|目前|现在|从来|并|完全|根本|想|会|能|可以|需要|不|没得|没有?|无|未|有|要|"
    r"得|是|对|好|过|到|了|的|滴|呢|吧|啊|呀|哦|哈|嘛|撒|噻|咯|啦|哟|嘞|呗|些|点|个|块|台|套|张|幅|盏|间|大的?|小的?|一|两|几|三|少量|不多|很多|多|全部|什么|啥|任何|这个|那个|这些|东西|情况|必要|"
    r"打算|计划|考虑|那种|这种|这方面|业务|项目|服务|生意|打算的|我们?|咱们?|店里|这边|"
    r"yes|no|not|we|i|it|do|don'?t|will|won'?t|have|haven'?t|any|some|are|is|isn'?t|there|aren'?t|none|plan to|"
    r"going to|a|an|the|that|those|them|of|so|for now|at all|yet|right now|[\s,，'])*"
)
"""A yes or no with nothing in it that could be another thing."""


@dataclass(frozen=True, slots=True)
class YesNoReader:
    """Reads one yes-or-no fact."""

    affirms: re.Pattern[str] | None
    denies: re.Pattern[str] | None
    said_affirms: re.Pattern[str] | None
    said_denies: re.Pattern[str] | None
    about: re.Pattern[str] | None
    """The fact's thing with what stands around it: a negation or a verb before or after the noun."""
    about_asked: re.Pattern[str] | None
    """The same with nouns that name the thing only where it was asked: a 合同 may be any contract."""
    unless: re.Pattern[str] | None
    narrower: re.Pattern[str] | None
    """Nouns that name a part of the thing."""
    nouns: re.Pattern[str] | None
    verbs: re.Pattern[str] | None
    own_verbs: re.Pattern[str] | None
    """The verbs that go with this fact and not with any."""
    meant: re.Pattern[str] | None
    """That one is going to do it."""
    done: re.Pattern[str] | None
    """That it was done, at some time."""
    undone: re.Pattern[str] | None
    """That it is not done."""
    asks_whether_so: bool
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
        if _HEDGE.search(answer) or _CONDITIONED.search(answer):
            return Unclear("hint_yes_no_hedged")
        if _MUST.search(answer):
            return Reading(True, certain=False)
        if _DOUBLE.search(answer):
            return Unclear("hint_yes_no")
        certain = not _SOFT.search(answer)
        here = _without_asides(answer)
        certain &= bool(here)
        own = self._own_words(here or answer)
        if own is not None:
            return Reading(own.value, own.certain and certain and not is_question(answer))
        plain = self._plain(here or answer)
        beside = self.unless is not None and self.unless.search(answer) is not None
        if beside and _ENDS_WITH_NO.search(answer):
            return Reading(False, certain=False)  # 药店才卖药，我不卖
        if plain is None and not beside and self._names_it_only(here):
            return Reading(True, certain=False)
        if plain is None or beside or (is_question(answer) and not _AGREED.match(answer)):
            return Unclear("hint_yes_no")
        return Reading(plain.value, plain.certain and certain and not is_question(answer))

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
            for value, left, right in self._mentions(clause, self.about):
                if in_aside(said.folded, start + left) or _REMOVED.search(clause):
                    continue
                certain = not _SOFT.search(clause) and (value or not self._is_narrow(clause[left:right]))
                found.append(Found(value, start + left, start + right, certain, 2))
        return found if len({mention.value for mention in found}) <= 1 else []

    def _own_words(self, answer: str) -> Reading | None:
        """What the fact's own words say; None when they are silent or contradict each other."""
        denied = [m.span() for m in self.denies.finditer(answer)] if self.denies is not None else []
        affirmed = [m.span() for m in self.affirms.finditer(answer)] if self.affirms is not None else []
        # the longer phrase holds the shorter one: 没有装好 over 装好
        affirmed = [a for a in affirmed if not any(d[0] <= a[0] and a[1] <= d[1] and d != a for d in denied)]
        denied = [d for d in denied if not any(a[0] <= d[0] and d[1] <= a[1] for a in affirmed)]
        said = {True for span in affirmed if not _is_negated(answer, span[0])} | {
            False for span in affirmed if _is_negated(answer, span[0])
        }
        said = {value for value in said}
        if affirmed and any(_CANNOT_DO.match(answer, end) for _, end in affirmed):
            said = {False}  # 声明不了
        said |= {False for span in denied if not _is_doubly_negated(answer, span[0])}
        if said:
            return Reading(said.pop()) if len(said) == 1 else None
        if denied:
            return Reading(True, certain=False)  # 不是本人
        mentions = [
            (value, answer[start + left : start + right])
            for start, end in clauses(answer)
            for value, left, right in self._mentions(answer[start:end], self.about_asked)
        ]
        if len({value for value, _ in mentions}) != 1:
            return None
        value = mentions[0][0]
        # who sells no e-cigarettes may sell cigarettes
        return Reading(value, certain=value or not all(self._is_narrow(words) for _, words in mentions))

    def _names_it_only(self, answer: str) -> bool:
        """Whether the thing is named without any no ("商场统一的中央空调")."""
        named = self.nouns.search(answer) if self.nouns is not None else None
        return (
            named is not None
            and _NOT_THE_THING.match(answer, named.end()) is None
            and re.search(r"[不没无未别冇莫]|\b(?:no|not|never)\b|n't|证|许可", answer) is None
            and not is_question(answer)
        )

    def _is_narrow(self, words: str) -> bool:
        """Whether the words name only a part of the fact's thing, so that doing without it says nothing of the rest."""
        return self.narrower is not None and self.narrower.search(words) is not None

    def _mentions(self, clause: str, about: re.Pattern[str] | None) -> list[tuple[bool, int, int]]:
        if self.unless is not None and self.unless.search(clause):
            return []
        mentions: list[tuple[bool, int, int]] = []
        for pattern, value in ((self.said_denies, False), (self.said_affirms, True)):
            if pattern is not None and not mentions:
                mentions += [
                    (value != _is_negated(clause, match.start()) if value else value, *match.span())
                    for match in pattern.finditer(clause)
                ]
        if mentions or about is None:
            return mentions
        for match in about.finditer(clause):
            if _NOT_THE_THING.match(clause, match.end()) or _EXCEPT.search(clause[: match.start()]):
                if _EXCEPT.search(clause[: match.start()]):
                    mentions.append((False, *match.span()))
                continue
            before, after = match["no"] or match["noverb"], match["afterno"]
            if match["verb"] and not before and after and match["afterverb"] and _GOES_ON.match(clause, match.end()):
                mentions.append((True, match.start(), match.end("noun")))  # 卖烟不卖药
                continue
            if before and _MORE_THAN_NO.search(clause[: match.end("no") if match["no"] else match.end()]):
                continue
            if before and after and not match["afterverb"]:
                continue
            after = after and not before  # 不卖烟不卖药 denies each by itself
            if not (before or after or match["verb"] or match["afterverb"]):
                shared = self._shared_verb(clause[: match.start()])
                if shared is not None:
                    mentions.append((shared, match.start(), match.end("noun")))
                continue
            end = match.end("noun") if before else match.end()
            mentions.append((not (before or after), match.start(), end))
        return mentions

    def _shared_verb(self, before: str) -> bool | None:
        """What the verb of a list says of what stands further on in it ("卖饮料和烟")."""
        if self.verbs is None or not _LISTED_ON.search(before):
            return None
        last = next((m for m in reversed(list(self.verbs.finditer(before)))), None)
        if last is None or len(before) - last.end() > _LONGEST_LIST:
            return None
        return not _is_negated(before, last.start())

    def _plain(self, answer: str) -> Reading | None:
        """What the words say without the fact's own; certain only where nothing else is in them."""
        heads = [_bare_words(answer[start:end]) for start, end in clauses(answer)]
        heads = [head for head in heads if head] or [answer]
        if _CANNOT.search(answer):
            return Reading(False, certain=len(heads) == 1)
        if _FORBIDDEN.search(answer):
            return Reading(False, certain=len(heads) == 1 and self._does(answer))
        if _GIVEN_UP.search(answer):
            return Reading(False, certain=len(answer) <= _SHORT)
        if _NOTHING_ELSE.search(answer) and not self._does(answer):
            return Reading(False, certain=False)
        if self.verbs is not None and self.verbs.fullmatch(heads[0]) and len(heads) == 1:
            return Reading(True)  # 修; 挂
        if len(heads) == 1 and _ONLY.match(answer) and not (self.nouns is not None and self.nouns.search(answer)):
            return Reading(False, certain=False)  # "就卖日用品"
        first = _polarity(heads[0])
        later = [(head, polarity) for head in heads[1:] if (polarity := _polarity(head)) is not None]
        rest = {polarity for _, polarity in later}
        if first is None:
            if len(rest) == 1:
                return Reading(rest.pop(), certain=self._says_no_more(later[0][0]) and len(heads) <= 2)
            # "只卖文具": something else only, when this was asked
            if _ONLY.match(heads[0]) and not rest:
                return Reading(False, certain=False)
            return self._does_or_not(heads[-1])
        if first and False in rest:
            if heads[0] in _AGREEING:
                return Reading(False)  # "对，不卖": the second part says what the first agrees with
            plain = heads[0] in plain_words().affirms or self._says_no_more(heads[0])
            # "挂啊，不挂谁知道"; "有，没多少" is left to be confirmed
            return Reading(True, certain=any(_RHETORICAL.search(head) for head in heads[1:])) if plain else None
        if not first and True in rest:
            # "不是，有散称的" where it was asked whether something is so
            return Reading(False, certain=False) if self.asks_whether_so and heads[0] in _DISAGREEING else None
        return Reading(first, certain=self._says_no_more(heads[0]))

    def _does(self, answer: str) -> bool:
        """Whether what one does with the thing is said ("房东不准挂")."""
        named = self.nouns is not None and self.nouns.search(answer) is not None
        return named or (self.own_verbs is not None and self.own_verbs.search(answer) is not None)

    def _does_or_not(self, head: str) -> Reading | None:
        """What a longer part says of doing it; to be confirmed ("商场里面不用挂", "昨天刚装的", "平台抽成太高不做")."""
        if self.done is not None and self.done.search(head) is not None and _ANY_NO.search(head) is None:
            return Reading(True, certain=False)
        if self._means_to(head):
            return Reading(True, certain=False)
        if (self.undone is not None and self.undone.search(head) is not None) or _ENDS_WITH_NO.search(head):
            return Reading(False, certain=False)
        return None

    def _means_to(self, head: str) -> bool:
        """Whether one means to do it, in a longer part ("店名肯定要挂起来")."""
        return self.meant is not None and self.meant.search(head) is not None and _ANY_NO.search(head) is None

    def _says_no_more(self, head: str) -> bool:
        """Whether a part is yes or no and no more: "没有电梯" does not answer whether there is air conditioning."""
        words = plain_words()
        if head in words.affirms or head in words.denies:
            return True
        if self.nouns is not None and self.nouns.search(head):
            return True
        for own in (self.verbs, self.nouns):
            head = own.sub("", head) if own is not None else head
        return _SAYS_NO_MORE.fullmatch(head.strip(" ，,。.!！~")) is not None


_ANY_VERB = frozenset({"有", "要", "是", "在", "往", "给", "想"})
_ANY_NO = re.compile(r"[不没无未别]|\b(?:no|not|never)\b|n't")
_SHORT = 6
_GOES_ON = re.compile(r"(?![的了吧啊呀呢嘛哦])[\u4e00-\u9fff]")
_LISTED_ON = re.compile(r"(?:和|跟|还有|以及|及|与|、|\band )\s?$")
_LONGEST_LIST = 12
_SOME_TIME = r"(?:昨天|前天|今天|上个?月|上周|上个?星期|去年|今年|年前|刚刚?|早就|已经|前几天|前阵子)"
_ENDS_WITH_NO = re.compile(r"(?:不|没)(?:做|搞|弄|卖|上|挂|装|要|办|签|排|供|修|印)(?:的|了|啊|呢)?$")
_AGREEING = frozenset({"对", "是", "嗯", "好", "是的", "对的"})
_DISAGREEING = frozenset({"不对", "不是", "不是的", "不", "no"})
_AGREED = re.compile(r"(?:卖|挂|有|要|做|签|装|是|对)(?:啊|呀|的|了)?[,，!！。\s].*(?:谁|怎么|哪)")
_ASKS_WHETHER_SO = re.compile(r"对吗|是.{2,30}吗|是不是")


def _without_asides(answer: str) -> str:
    """The words without what they tell of others, of before, or of some day."""
    kept = list(answer)
    for start, end in asides(answer):
        kept[start:end] = " " * (end - start)
    return "".join(kept).strip(" ，,、。")


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
    if _HOW_MUCH.match(words):
        return None
    if re.match(r"没问题|没错|不错|不仅|不光|不但|不只|not only|no problem", words):
        return True
    if _NEGATED_START.match(words):
        return False
    if re.search(r"\b(?:not|no|never|without)\b|n't\b", words):
        return False
    if _AFFIRMED_START.match(words):
        return not re.search(r"(?:不|没)(?:卖|做|要|有|用|装|挂|排|是)", words) or None
    return None


_HOW_MUCH = re.compile(
    r"(?:也|但|就|量|数量)?(?:不(?:算|太|是很|怎么)?(?:多|大|经常|常|贵|高|远)|没(?:有)?(?:多少|几))"
)
"""Said beside a yes, it tells how much ("卖点，不多")."""
_CANNOT_DO = re.compile(r"不(?:了|成|起|到)")
_CANNOT = re.compile(r"(?:卖|做|挂|装|办|开|弄|上|修|印|搞|排)不(?:了|成|起|到|下)")
_NEGATION_BEFORE = re.compile(
    r"(?:不(?:让|准|许|允许|给)(?:我们?|咱们?|人)?|不打算|没打算|不准备|不想|不会|不用|不需要|不要|没有|没|不|未|别|don'?t|do not|won'?t|not|no|never)"
    r"\s?(?:去|再|在|有|有在|是|要|上)?\s?$"
)


def _is_negated(text: str, start: int) -> bool:
    return bool(_NEGATION_BEFORE.search(text[max(0, start - 14) : start]))


def _is_doubly_negated(text: str, start: int) -> bool:
    return bool(re.search(r"(?:不是|并非|不)\s?$", text[max(0, start - 4) : start]))


def yes_no_reader(fact: Fact) -> YesNoReader:
    """The reader for a yes-or-no fact, from its words or, for a fact without words, from its label."""
    words = words_of(fact.code)
    nouns, verbs = words.nouns, words.verbs
    if not (nouns or words.affirms):
        nouns = tuple(part for part in re.split(r"[（）()、]|是否|是不是", fact.label.zh) if len(part) >= 2)
        verbs = ("有", "要", "做")
    own = tuple(verb for verb in verbs if verb not in _ANY_VERB)
    return YesNoReader(
        affirms=any_of(_only(words.affirms)),
        denies=any_of(_only(words.denies)),
        said_affirms=any_of(words.said_affirms),
        said_denies=any_of(words.said_denies),
        about=_about(nouns, verbs),
        about_asked=_about((*nouns, *words.nouns_asked), verbs),
        unless=any_of(words.unless),
        narrower=any_of(words.narrower),
        nouns=any_of((*nouns, *words.nouns_asked)),
        verbs=any_of(verbs),
        own_verbs=any_of(own),
        meant=re.compile(rf"(?:要|会|得|肯定|必须|一定|准备|打算)(?:{'|'.join(own)})") if own else None,
        done=re.compile(rf"{_SOME_TIME}[^，。]{{0,4}}(?:{'|'.join(own)})(?:的|了|好|过|上|$)") if own else None,
        undone=re.compile(rf"(?:{_NO_AHEAD})(?:去|再|想|敢|会|能)?(?:{'|'.join(own)})(?![\u4e00-\u9fff]{{2}})")
        if own
        else None,
        asks_whether_so=_ASKS_WHETHER_SO.search(fact.question.zh) is not None,
        ambiguous=frozenset(words.ambiguous),
    )


def _only(words: tuple[str, ...]) -> tuple[str, ...]:
    """只 is said in four ways."""
    return (*words, *(other + word[1:] for word in words if word.startswith("只") for other in "就光仅单"))


def _about(nouns: tuple[str, ...], verbs: tuple[str, ...]) -> re.Pattern[str] | None:
    noun, verb = any_of(nouns), any_of(verbs)
    if noun is None:
        return None
    doing = verb.pattern if verb is not None else "有|要"
    return re.compile(
        rf"(?:(?P<no>{_NO_AHEAD})\s?[搞弄整]?)?(?P<verb>(?:{doing}))?(?P<noverb>不了|不到)?(?:[了个点些块的一两几三二台套间家张幅大小新any\s]{{0,4}})"
        rf"(?P<noun>{noun.pattern})(?:(?:还是|肯定|必须|一定|当然|[是得都也就我们店里这些还先暂时目前现在已经早\s]|昨天|今天|刚刚?){{0,4}}(?:(?P<afterno>{_NO_AHEAD})\s?)?"
        rf"(?:要|会|想|打算|准备)?(?P<afterverb>(?:{doing})(?!的\S|酒))?)?"
    )

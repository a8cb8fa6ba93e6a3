"""The readers of yes-or-no facts (是否项的说法), made from the words of each fact or, for a fact without words, from its label."""

from __future__ import annotations

import re

from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import FactWords, plain_words, spoken_words, words_of
from dialogs.understanding.values.yes_no import YesNoReader
from dialogs.understanding.values.yes_no_cues import ASKS_WHETHER_SO, UNWILLING
from dialogs.understanding.values.yes_no_states import decided
from knowledge.pack import Fact

_NO_AHEAD = (
    r"从不|从没|(?:用|要|犯)不(?:着|上|到|了)(?!多|几)|不(?:让|准|许|允许|给)(?:我们?|咱们?|人|再)?|"
    rf"(?:{UNWILLING})(?:去|来)?|不去|没去|不肯让|不值得?|"
    r"不打算|没打算|没有打算|不准备|不想|不会|不能|不用|不需要|不要|不再|"
    r"莫(?!得)|不(?:单独|专门|另外|再|零)|没有|没得|没|不|无|未|别(?![的人家处])|不是|"
    r"(?<![a-z])(?:don'?t|do not|won'?t|will not|not|no|never|without|ha(?:ve|s|d)n'?t|isn'?t|aren'?t|wasn'?t|doesn'?t|didn'?t)"
    r"(?![a-z])"
)
"""Ahead of a thing or a verb; "the sign now says" has no no."""
_THE_REST = r"(?:别的|其[他它余]的?|另外的|\bother )"
"""Ahead of a thing that there is more of: who has no other food may well have some ("没别的吃的")."""
_ANY_VERB = frozenset({"有", "要", "是", "在", "往", "给", "想"})
_ALL_OF_IT = ("一概", "一律", "都", "全都", "统统")
"""散的一概不卖"""
_ENDS_THERE = r"(?=(?:[的了啊呢吧哦呀嘛哈过]|这|那|任何|什么|啥|一[条项个点])|[^\u4e00-\u9fffa-z]|$)"
_SOME_TIME = r"(?:昨天|前天|今天|上个?月|上周|上个?星期|去年|今年|年前|刚刚?|早就|已经|前几天|前阵子)"


def yes_no_reader(fact: Fact) -> YesNoReader:
    """The reader for a yes-or-no fact, from its words or, for a fact without words, from its label."""
    words = words_of(fact.code)
    nouns, verbs = words.nouns, words.verbs
    if not (nouns or words.affirms):
        nouns = tuple(part for part in re.split(r"[（）()、]|是否|是不是", fact.label.zh) if len(part) >= 2)
        verbs = ("有", "要", "做")
    own = tuple(verb for verb in verbs if verb not in _ANY_VERB)
    return YesNoReader(
        affirms=_affirming(_only(words.affirms)),
        denies=any_of(_only(words.denies)),
        said_affirms=any_of(_only(words.said_affirms)),
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
        decided=decided(own),
        asks_whether_so=ASKS_WHETHER_SO.search(fact.question.zh) is not None,
        asks_if_done=words in _asked_if_done(),
        elsewhere=any_of(tuple(noun for one in _asked_if_done() if one is not words for noun in one.nouns)),
        asks_if_all=fact.question.zh.startswith(("只", "都")),
        ambiguous=frozenset(words.ambiguous),
    )


def _asked_if_done() -> list[FactWords]:
    """The words of what is asked to be finished."""
    return [words for words in spoken_words().values() if "not yet" in words.denies]


def _affirming(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Words that affirm; a no that one hopes to hear does so only at the end of a part ("没有", not "跑了三趟都没办成")."""
    hoped_for = any_of(tuple(word for word in words if word in plain_words().denies))
    others = any_of(tuple(word for word in words if word not in plain_words().denies))
    if hoped_for is None or others is None:
        return others or hoped_for
    return re.compile(rf"{others.pattern}|(?:{hoped_for.pattern}){_ENDS_THERE}")


def _only(words: tuple[str, ...]) -> tuple[str, ...]:
    """只 is said in four ways, and 一概不卖 as well as 不卖."""
    refused = [f"{word[:-2]}{all_of_it}不卖" for word in words if word.endswith("的不卖") for all_of_it in _ALL_OF_IT]
    return (*words, *refused, *(other + word[1:] for word in words if word.startswith("只") for other in "就光仅单"))


def _about(nouns: tuple[str, ...], verbs: tuple[str, ...]) -> re.Pattern[str] | None:
    noun, verb = any_of(nouns), any_of(verbs)
    if noun is None:
        return None
    doing = verb.pattern if verb is not None else "有|要"
    return re.compile(
        rf"(?:(?P<no>{_NO_AHEAD})\s?[搞弄整]?)?(?P<verb>(?:{doing}))?(?P<noverb>不了|"
        rf"不到)?(?:[了个点些块的一两几三二台套间家张幅种盒瓶样类排批堆大小新any\s]{{0,4}})"
        rf"(?P<rest>{_THE_REST})?(?P<noun>{noun.pattern})(?:(?:还是|肯定|必须|一定|当然|[是得都也就我们店里这些还先暂时目前现在已经早\s]|[一半][本个份样点件台条瓶包种盒]|昨天|今天|"
        rf"上个?月|上个?(?:周|星期)|去年|年前|前[天阵]子?|前几天|这个?月|刚刚?){{0,4}}(?:(?P<afterno>{_NO_AHEAD})\s?)?"
        rf"(?:要|会|想|打算|准备)?(?P<afterverb>(?:{doing}|yes\b)(?!的\S|酒))?)?"
    )

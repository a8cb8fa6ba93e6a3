"""What each clause (小句) of a message is for: a wish, a question, or a statement that may hold answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from dialogs.understanding.intents import PRESSING, Intent
from dialogs.understanding.purposes import MAYBE_ASKED, Purpose
from dialogs.understanding.questions import FaqGuess
from dialogs.understanding.segments import Segment, compact
from dialogs.understanding.vocabulary import Vocabulary

WISHED = 0.25
WISHED_LEAD = 0.08
"""How like a known wish a clause must be, and how much more than anything else, to be taken as one."""
WISHED_BESIDE = 0.42
"""The same beside an answer, for wishes to leave it out or to begin anew ("老招牌拆了，新的做小点，3个平方")."""
PRESSED = 0.30
"""The same for a wish that ends or undoes something."""
WISHED_AS_WORDS = 0.42
"""The same where a name or a text was asked for, or a business may be described."""
ASKED = 0.5
ASKED_LEAD = 0.22
"""How like a known question a clause must be, and how much more than the next, to be answered without asking back."""
STATED = 0.5
"""How like a question a statement must be to be answered without asking back."""
MAYBE_STATED = 0.26
"""From here a statement is taken as a question, too ("健康证还没下来")."""
STATED_AT_FIRST = 0.4
"""The same for what may describe a business while nobody knows what is to be opened."""
STATED_AS_WORDS = 0.32
"""The same where a name or a text was asked for."""
TALKED = 0.5
"""From here a clause is small talk."""
ASKED_WEAKLY = 0.35
"""Below this a clause that asks says too little by itself ("licence?"), and what is told beside it says what about."""
NEARLY_WHOLE = 0.8
"""How much of the likeness of its clearest part a message needs as a whole, to be taken as a whole."""
BELONGS = 0.1
"""From here a clause is part of the question that the message asks."""
OVERRULED = 0.4
OVERRULED_LEAD = 0.25
"""From here a question weighs more than a phrase that happens to stand in it."""
SHORTEST_WISH = 3
"""Shorter wishes are known phrases, or none."""
SHORTEST_STATEMENT = 6
SHORTEST_IN_ENGLISH = 3
"""Characters, or words of English, below which a statement is like too many questions ("imported snacks")."""
MOST_JOINED = 6
"""Clauses that may say something together ("整不动了，明儿个再说")."""
MANNERS = (Intent.COMPLAINT, Intent.SKIP, Intent.THANKS, Intent.GREETING)
"""What is said beside the matter: anything else in the message counts for more."""

_YES_OR_NO = frozenset({Intent.YES, Intent.NO})
_NO_ANSWER = frozenset({Intent.SKIP, Intent.RESTART, Intent.WITHDRAW, Intent.HUMAN})
_PART_OF_IT = frozenset({*MANNERS, Intent.PAUSE, Intent.RESUME})
"""What may be part of something said in several clauses, though it is known by itself."""
_LANGUAGES = frozenset({Intent.LANGUAGE_EN, Intent.LANGUAGE_ZH})
"""A language can be what is taught: "教大人学英语" is a school."""
_EVEN_ASKED = _LANGUAGES | {Intent.HUMAN}
_NAMES_A_LANGUAGE = re.compile(
    r"中文|中国话|汉语|汉字|国语|普通话|华语|英|外语|语言|老外|外国|文字|外文|chinese|mandarin|english|language|eng\b|characters"
)
"""Without one of them no language is wished for ("用的中国联通")."""
_OTHERS_SPEAK = re.compile(
    r"\b(?:he|she|they|who|(?:my|our) [a-z]+) (?:also |only |can |could |both )?(?:speaks?|knows?|understands?)\b|"
    r"[他她](?:们)?(?:会|也|只|能)?[说讲懂]"
)
"""Whoever speaks a language, it is not who writes ("she speaks English")."""
_LATER_ON = re.compile(
    r"(?:以后|往后|后面|后期|将来|过后|今后|明年|下半年|过段时间|later)(?:再|看情况)(?:加|添|补|说|扩|增|考虑|看|招|上|买)(?!吗|么)"
)
"""That something may come later: the end of what is stated, and no question how ("120 sets for now, 以后再加")."""
_OF_BOTH_ENDS = re.compile(r"前后|前.{1,6}后|\bfront (?:and|&|plus) (?:the )?(?:back|rear)\b|\bback (?:and|&) front\b")
"""Where doors are, and no wish to go back."""
_OF_WHICH_KIND = re.compile(
    r"(?:[这那]种)?(?:应该|该|要|得|是|又|到底)*(?:归|算|属于?|选|是)(?:到|在|成)?(?:哪|什么|啥)(?:一)?(?:个|种)?(?:类别?|行业?|业态|门类)"
    r"(?:里面?|的)?(?:呢|啊|呀|哦)?$"
)
"""Behind a business that the catalogue may have another name for ("给狗剪毛的铺子归哪一类")."""
_A_NUMBER = re.compile(r"\d{2}|[二三四五六七八九]?[十百千]")
_LEFT_OUT = re.compile(r"(?:忘|漏|少)(?:了|记)?(?:讲|说|写|填|提|报)")
"""What follows was left out before, and is not put off."""
_GONE_THROUGH = re.compile(r"^(?!.*[重再头新清换]).*[走过跑]一[遍趟回]")
"""To go through it once, and not once more ("学着把流程走一遍")."""
_ALL_ARE = re.compile(r"(?:我们?|店里|这儿?|里面)?(?:都|全|全部|就|只|光)是[^，。；]{1,8}?的(?=$|没|不|呀|啊|嘛)")
"""What all of them are, beside an answer: a statement, whatever question it is like ("都是唱歌的没得游戏机")."""
_WHERE_TO_GO = re.compile(
    r"(?:那|这个?|又|要|该|得|应该)?(?:去|在|到|上|找)?(?:哪里?|哪儿|什么地方|啥地方|哪个地方)(?:去|能|可以)?(?:办|弄|搞|领|开|拿|补|申请|做)(?:呢|啊|呀|的|嘛)?"
)
"""Asks where something is to be had, which the clause before it names ("健康证还没办，去哪里办")."""
_WHAT_THEN = re.compile(r"(?:那|就|都|又|到时候?)?会?(?:咋|怎么?)(?:样|着|办|搞|弄|整)(?:呢|啊|呀|嘛|哦)?")
"""Asks what comes of something, which another clause says."""
_NAMES_A_ROLE = re.compile(
    r"(?:负责人|店长|经理|主管|园长|老板|校长|教练|药师|领导)(?:是|叫|姓)?[\u4e00-\u9fff]{2,4}|[也都]?不[住招雇请收接教][小大外客]?人"
)
"""Who somebody is, or that nobody is put up, and no wish to speak to anybody."""
_THANKS_FOR_IT = re.compile(r"(?:好的?|行|嗯+|得嘞|好[嘞咧滴]|知道了|明白了|ok)[\s,，]*(?:谢谢|感谢|多谢|谢了|谢啦)")
"""Where nothing was asked, it says yes to nothing."""
_WHAT_IS_IT = re.compile(
    r"^(?:这|这个|那|那个|它|你问的)?(?:是)?(?:什么|啥)(?:意思|东西|玩意|来的)?$|^what (?:is|"
    r"does) (?:this|that|it)(?: mean)?$|^什么叫|没看懂|看不懂$|不明白|听不懂"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with the intent or the frequent question that it is."""

    segment: Segment
    intent: Intent | None = None
    faq: FaqGuess | None = None
    settled: bool = False
    """Whether phrases leave no doubt of it."""
    talk: bool = False
    """Whether it wants and tells nothing."""
    alike: bool = False
    """Whether its intent is known by likeness only."""


def sorted_out(
    segments: Sequence[Segment],
    vocabulary: Vocabulary,
    answers: Callable[[Segment], bool],
    *,
    opening: bool,
    worded: bool | None,
) -> list[Clause]:
    """The clauses with what they are for; neither intent nor question where they only state something.

    `answers` says whether a clause by itself answers what was asked: then only a known phrase makes it anything else. `opening`:
    it is not known yet what is to be opened, so that a statement rather says that than anything else. `worded`: what was asked
    for is a name or a text, and any words can be one; None where no fact was asked for.
    """
    known = [_by_phrase(segment, vocabulary, opening=opening, worded=worded) for segment in segments]
    if len(known) > 1:
        known = [Clause(one.segment) if one.intent in _YES_OR_NO and one.segment.asks else one for one in known]
    where_to_go = {
        place for place, one in enumerate(known) if place and one.faq and _WHERE_TO_GO.fullmatch(one.segment.words)
    }
    known = [Clause(one.segment) if place in where_to_go else one for place, one in enumerate(known)]
    open_places = [
        place
        for place, clause in enumerate(known)
        if not clause.settled and (place + 1 in where_to_go or not answers(segments[place]))
    ]
    known = [
        # what answers is no wish, whatever words stand in it ("上个月签的" does not go back)
        Clause(one.segment) if place not in open_places and not one.settled and one.intent not in PRESSING else one
        for place, one in enumerate(known)
    ]
    if not open_places:
        return known
    beside = [place for place, one in enumerate(known) if place in open_places or one.intent in _PART_OF_IT]
    if open_places == beside and _asks_weakly([segments[place] for place in open_places], vocabulary):
        beside = [place for place, one in enumerate(known) if not one.settled]
    whole = _joined([segments[place] for place in beside]) if 1 < len(beside) <= MOST_JOINED else None
    answered = len(open_places) < len(segments)
    purposes, together = vocabulary.purposes.of(
        [segments[place].words for place in open_places], None if whole is None else whole.words
    )
    found = list(known)
    for place, purpose in zip(open_places, purposes, strict=True):
        one = replace(purpose, intent=None) if answered and _is_weak(purpose) else purpose
        found[place] = _by_purpose(known[place], one, vocabulary, opening=opening, worded=worded)
    if whole is None or together is None:
        return found
    if answered and _is_weak(together):
        return found
    said = _by_purpose(Clause(whole), together, vocabulary, opening=opening, worded=worded)
    return _with_whole(found, dict(zip(open_places, purposes, strict=True)), beside, (said, together))


def _is_weak(purpose: Purpose) -> bool:
    """Whether words are only somewhat like a wish that goes ill with an answer."""
    return purpose.intent in _NO_ANSWER and purpose.likeness < WISHED_BESIDE


def _asks_weakly(segments: Sequence[Segment], vocabulary: Vocabulary) -> bool:
    """Whether there is a question, but no clause that says what about."""
    if not any(segment.asks for segment in segments):
        return False
    purposes, _ = vocabulary.purposes.of([segment.words for segment in segments])
    return all(
        purpose.likeness < ASKED_WEAKLY or purpose.intent in _YES_OR_NO or _WHAT_THEN.fullmatch(segment.words)
        for segment, purpose in zip(segments, purposes, strict=True)
    )


def _joined(segments: Sequence[Segment]) -> Segment:
    words = " ".join(segment.words for segment in segments)
    return Segment(segments[0].start, segments[-1].end, words, any(segment.asks for segment in segments))


def _with_whole(
    found: list[Clause], parts: Mapping[int, Purpose], beside: Sequence[int], said: tuple[Clause, Purpose]
) -> list[Clause]:
    """The clauses, with what they only say together. `parts` are the purposes of the open ones by their place."""
    whole, together = said
    wished = {found[place].intent for place in beside} - {None}
    if whole.intent is not None:
        asked = any(found[place].faq is not None for place in parts)
        likeliest = max(purpose.likeness for purpose in parts.values())
        # "麻烦你了哈，讲得很清楚" only thanks, whatever its second half is like by itself
        return [whole] if (not wished and not asked) or together.likeness > NEARLY_WHOLE * likeliest else found
    if whole.faq is None or whole.faq.code is None or any(one.settled and one.faq is not None for one in found):
        return found
    code = whole.faq.code
    asking = [place for place in parts if found[place].faq is not None and found[place].intent is None]
    if not asking:
        named = any(one.settled and one.intent is None for one in found)  # "健身房，400平，没泳池没攀岩"
        # "就是个网咖，卖点泡面，都是袋装的": what is only perhaps asked around an answer is not
        named |= len(beside) < len(found) and not whole.segment.asks and not whole.faq.sure
        return [whole] if not wished and not named else found
    # the clauses that ask do so together, and those that are about the same belong to the question
    about = {place for place in parts if found[place].intent is None and parts[place].likeness_to(code) >= BELONGS}
    return [
        replace(one, faq=whole.faq) if place in about or place in asking else one for place, one in enumerate(found)
    ]


def _by_phrase(segment: Segment, vocabulary: Vocabulary, *, opening: bool, worded: bool | None) -> Clause:
    """What a clause is for by the phrases in it; not settled where they leave room for something else."""
    phrases, questions, trades = vocabulary.phrases, vocabulary.questions, vocabulary.trades
    words = segment.words
    intent = phrases.exactly(words)
    if opening and intent is None and (trades.is_name(words) or (not segment.asks and trades.is_wish_for(words))):
        return Clause(segment, settled=True)
    if intent is not None:
        return Clause(segment, intent, settled=True)
    if (
        opening
        and segment.asks
        and (of_kind := _OF_WHICH_KIND.search(words))
        and trades.tells(words[: of_kind.start()])
    ):
        return Clause(segment, settled=True)
    within = phrases.within(words)
    if within in _LANGUAGES and (not _NAMES_A_LANGUAGE.search(words) or _OTHERS_SPEAK.search(words)):
        within = None
    says_business = opening and not segment.asks and within in _LANGUAGES and trades.tells(words)
    if not worded and not says_business and (within in _EVEN_ASKED or (within in PRESSING and not segment.asks)):
        return Clause(segment, within, settled=True)
    faq = questions.exactly(words)
    if faq is not None:
        return Clause(segment, None, faq, settled=True)
    intent = phrases.loosely(words)
    if intent is Intent.YES and worded is None and _THANKS_FOR_IT.match(words):
        intent = Intent.THANKS
    doubted = intent is Intent.THANKS and segment.asks  # "靠谱吗" praises nobody
    if intent is not None and not doubted and not (intent in MANNERS and trades.named(words)):
        return Clause(segment, intent, settled=True)
    if _WHAT_IS_IT.search(compact(words)) and within is not Intent.COMPLAINT:
        return Clause(segment, None, FaqGuess(None, False, this=True), settled=True)
    return Clause(segment, None if says_business or (within in MANNERS and trades.named(words)) else within)


def _by_purpose(
    clause: Clause, purpose: Purpose, vocabulary: Vocabulary, *, opening: bool, worded: bool | None
) -> Clause:
    """What a clause is for by what it is like; a phrase found in it stands unless it is far more like a question."""
    segment = clause.segment
    if clause.intent is not None:
        asks_rather = purpose.question is not None and purpose.likeness >= OVERRULED and purpose.lead >= OVERRULED_LEAD
        if asks_rather:
            return Clause(segment, None, _question(purpose))
        # where words were asked for, a phrase in passing is part of them, unless it asks ("你们要身份证干嘛")
        meant = purpose.intent is clause.intent and purpose.likeness >= WISHED
        return Clause(segment) if worded and not meant and not segment.asks else clause
    if purpose.intent is not None:
        enough = PRESSED if purpose.intent in PRESSING else WISHED
        if worded or (opening and vocabulary.trades.intends(segment.words)):  # "弄个吃饭的地方"
            enough = WISHED_AS_WORDS
        if purpose.intent in _YES_OR_NO and (segment.asks or worded is not None):
            # whether that answers the question is for who reads the answer to say; one that asks is none ("is that fine?")
            return Clause(segment, None, _question(purpose) if segment.asks else None)
        if opening and not segment.asks and purpose.intent in MANNERS and vocabulary.trades.tells(segment.words):
            return Clause(segment)
        if purpose.likeness >= enough and purpose.lead >= WISHED_LEAD and len(segment.words) >= SHORTEST_WISH:
            described = opening and purpose.intent not in PRESSING and _is_a_business(segment, vocabulary)
            stated = described or _states_rather(segment.words, purpose.intent)
            if segment.asks and purpose.intent is Intent.THANKS:
                return Clause(segment, None, _question(purpose))
            return Clause(segment, None if stated else purpose.intent, alike=True)
    if segment.asks:
        return Clause(segment, None, _question(purpose))
    if _implies_a_question(segment, purpose, vocabulary, opening=opening, worded=worded):
        guess = _question(purpose)
        return Clause(segment, None, replace(guess, sure=guess.sure and purpose.likeness >= STATED))
    return Clause(segment, talk=not worded and purpose.is_talk and purpose.likeness >= TALKED)


def _states_rather(words: str, wished: Intent) -> bool:
    """Whether words that are like a wish rather state something."""
    return (
        (wished in _LANGUAGES and (not _NAMES_A_LANGUAGE.search(words) or _OTHERS_SPEAK.search(words) is not None))
        or (wished is Intent.RESTART and _GONE_THROUGH.search(words) is not None)
        or (wished is Intent.HUMAN and _NAMES_A_ROLE.fullmatch(words) is not None)
        or (wished is Intent.BACK and _OF_BOTH_ENDS.search(words) is not None)
        or (wished is Intent.SKIP and _A_NUMBER.search(words) is not None)
        or (wished is Intent.SKIP and _LEFT_OUT.search(words) is not None)
    )


def _is_a_business(segment: Segment, vocabulary: Vocabulary) -> bool:
    """Whether words certainly say what is to be opened, ours or not ("弄个吃饭的地方", "快递代收")."""
    guess = vocabulary.trades.guess(segment.words)
    return guess.sure and (bool(guess.codes) or guess.out_of_scope)


def _implies_a_question(
    segment: Segment, purpose: Purpose, vocabulary: Vocabulary, *, opening: bool, worded: bool | None
) -> bool:
    """Whether a statement asks for something all the same ("健康证还没下来")."""
    if purpose.question is None or purpose.lead < WISHED_LEAD or len(segment.words) < SHORTEST_STATEMENT:
        return False
    if segment.words.isascii() and len(segment.words.split()) < SHORTEST_IN_ENGLISH:
        return False
    if worded is not None and _ALL_ARE.match(segment.words):
        return False
    if _LATER_ON.search(segment.words) or (opening and vocabulary.trades.intends(segment.words)):
        return False
    if opening and vocabulary.is_about_trades(purpose.question):
        # "给狗狗洗澡剪毛的" says what is to be opened, and asks nothing about pets
        guess = vocabulary.trades.guess(segment.words)
        return purpose.likeness >= STATED_AT_FIRST and not guess.codes and not guess.out_of_scope
    if opening and vocabulary.trades.may_tell(segment.words):
        return False
    if worded:  # "康民大药房" is a name, and asks nothing about pharmacies
        return purpose.likeness >= (STATED if vocabulary.is_about_trades(purpose.question) else STATED_AS_WORDS)
    return purpose.likeness >= MAYBE_STATED


def _question(purpose: Purpose) -> FaqGuess:
    if not purpose.questions or purpose.likeness_to(purpose.questions[0]) < MAYBE_ASKED:
        return FaqGuess(None, False)
    sure = purpose.question is not None and purpose.likeness >= ASKED and purpose.lead >= ASKED_LEAD
    return FaqGuess(purpose.questions[0], sure, purpose.questions[1:])

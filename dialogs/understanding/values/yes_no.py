"""Answers that are yes or no (是否): bare ones, the fact's own words ("不卖烟"), and hedges, which are neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dialogs.understanding.values.bare_yes_no import AGREEING, DISAGREEING, MORE_THAN_IT, bare_words, polarity_of
from dialogs.understanding.values.folding import clauses, is_question, says_dont_know
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said, in_aside, is_supposed, without_asides
from dialogs.understanding.values.words import plain_words
from dialogs.understanding.values.yes_no_cues import (
    AGREED,
    ALSO_BEHIND,
    ANY_NO,
    BUSY,
    CANNOT,
    CANNOT_DO,
    CONDITIONED,
    DOUBLE,
    ENDS_WITH_NO,
    EXCEPT,
    FOR_OWN_USE,
    FORBIDDEN,
    GIVEN_UP,
    GOES_ON,
    GONE_SINCE,
    HEDGE,
    I_WILL,
    LIST_DENIED,
    LISTED_ON,
    MORE_THAN_NO,
    MUST,
    NEVER,
    NO_BEHIND,
    NO_OF_THE_NEXT,
    NONE_OF_THEM,
    NOT_AFTER_ALL,
    NOT_ALL_OF_IT,
    NOT_ANOTHER,
    NOT_ONLY_IT,
    NOT_SOLD_OUTSIDE,
    NOT_THE_THING,
    NOTHING_ELSE,
    ONLY,
    OTHERS_DO,
    PART_OF_IT,
    REMOVED,
    RHETORICAL,
    SAYS_NO_MORE,
    SOFT,
)
from dialogs.understanding.values.yes_no_negated import LOATH, denied, is_doubly_negated, is_negated, is_of_the_rest
from dialogs.understanding.values.yes_no_states import DONE, RUNNING, UNVOUCHED, is_not_done, is_not_now, without_others
from dialogs.understanding.values.yes_no_turns import (
    ALL_BUT_ONE,
    BOTH_WAYS,
    does_again,
    does_some,
    does_the_rest,
    is_only_some,
    names_it_only,
    turned,
)

_NUMBER_FOLLOWS = re.compile(r"是?\s?[\d一二两三四五六七八九十]")


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
    decided: re.Pattern[str] | None
    """What was decided in the end."""
    asks_whether_so: bool
    asks_if_done: bool
    """Whether it is asked if something is finished, so that a part of it is a no."""
    elsewhere: re.Pattern[str] | None
    """Other things of which it is asked if they are finished."""
    asks_if_all: bool
    """Whether it is asked if there is one thing only, so that anything else is a no."""
    ambiguous: frozenset[str]
    """Answers that would mean either (有 to "no such record, can you declare it?")."""

    def read(self, said: Said, around: Surroundings) -> Read:
        answer = BUSY.sub("", said.bare)
        answer = without_others(answer, self.elsewhere, self.nouns) if self.asks_if_done else answer
        if self.affirms is None and self.denies is None:
            if answer in plain_words().affirms:
                return Reading(True)
            if answer in plain_words().denies:
                return Reading(False)
        if not answer or answer in self.ambiguous:
            return Unclear("hint_yes_no")
        if self.asks_if_done and is_not_done(answer, self.elsewhere):
            return Reading(False, certain=False, settled=True)
        if says_dont_know(answer):
            return Unclear("hint_dont_know")
        parts = [answer[start:end].strip() for start, end in clauses(answer)]
        if is_not_now(parts):
            return Reading(False, certain=False, settled=True)
        if UNVOUCHED.search(answer) or HEDGE.search(answer) or CONDITIONED.search(answer) or BOTH_WAYS.search(answer):
            return Unclear("hint_yes_no_hedged")
        if MUST.search(answer):
            return Reading(True, certain=False, settled=True)
        if NEVER.search(answer) and self._bare(parts[0]) is not True:
            return Reading(False, certain=False, settled=True)
        if DOUBLE.search(answer):
            return Unclear("hint_yes_no")
        if FOR_OWN_USE.search(answer) and self.own_verbs is not None and self.own_verbs.search("卖"):
            return Reading(False, certain=False, settled=True)
        if GONE_SINCE.search(answer) or NOT_AFTER_ALL.search(answer):
            return Reading(False, certain=False, settled=True)
        if self.asks_if_done and PART_OF_IT.search(answer):
            return Reading(False, certain=False, settled=True)
        if self.decided is not None and (ends := [*self.decided.finditer(answer)]):
            return Reading(ends[-1]["no"] is None, certain=False, settled=True)
        if self.asks_if_done and (DONE.match(answer) or RUNNING.match(answer)) and not ANY_NO.search(answer):
            return Reading(True, certain=len(parts) == 1)
        certain = not SOFT.search(answer)
        here = without_asides(answer)
        certain &= bool(here)
        parts = [here[start:end].strip() for start, end in clauses(here)]
        turn = turned(parts, self._bare, self._told, self._does, asks_if_done=self.asks_if_done)
        if turn is None and (does_some(parts, self.narrower, self.own_verbs) or does_again(parts, self.own_verbs)):
            turn = True
        if turn is not None:
            return Reading(turn, certain=False, settled=True)
        own = self._own_words(here or answer)
        if self.asks_if_all and ALL_BUT_ONE.search(answer) and self.affirms is not None and self.affirms.search(answer):
            return Reading(False, certain=False, settled=True)
        if own is not None:
            sure = own.certain and certain and not is_question(answer)
            return Reading(own.value, sure, settled=own.settled and not sure)
        plain = self._plain(here or answer)
        beside = self.unless is not None and self.unless.search(answer) is not None
        if beside and ENDS_WITH_NO.search(answer):
            return Reading(False, certain=False)  # 药店才卖药，我不卖
        if plain is None and not beside and names_it_only(here, self.nouns):
            return Reading(True, certain=False)
        if plain is None or beside or (is_question(answer) and not AGREED.match(answer)):
            return Unclear("hint_yes_no")
        contrary = len({told for part in parts if (told := self._told(part)) is not None}) > 1
        sure = plain.certain and certain and not contrary and not is_question(answer)
        return Reading(plain.value, sure, settled=plain.settled and not sure)

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        found: list[Found] = []
        if NOT_AFTER_ALL.search(said.folded) or BOTH_WAYS.search(said.folded):
            return found
        for start, end in clauses(said.folded):
            clause = said.folded[start:end]
            after = said.folded[end : end + 1]
            if (
                after in {"?", "？"}
                or is_question(clause)
                or is_supposed(clause)
                or HEDGE.search(clause)
                or DOUBLE.search(clause)
                or says_dont_know(clause)
            ):
                continue
            for value, left, right in self._mentions(clause, self.about):
                if in_aside(said.folded, start + left) or REMOVED.search(clause):
                    continue
                certain = not SOFT.search(clause) and (value or not self._is_narrow(clause[left:right]))
                certain &= not (start and NOT_SOLD_OUTSIDE.match(clause, left))
                found.append(Found(value, start + left, start + right, certain, 2))
        denied = bool(found) and not any(one.value or one.certain for one in found)
        if denied and does_the_rest(said.folded, self.nouns, self.narrower):
            return [replace(one, value=True) for one in found]  # "带点香烟，电子烟不要"
        return found if len({mention.value for mention in found}) <= 1 else []

    def _own_words(self, answer: str) -> Reading | None:
        """What the fact's own words say; None when they are silent or contradict each other."""
        denied = [m.span() for m in self.denies.finditer(answer)] if self.denies is not None else []
        affirmed = [m.span() for m in self.affirms.finditer(answer)] if self.affirms is not None else []
        # the longer phrase holds the shorter one: 没有装好 over 装好
        affirmed = [a for a in affirmed if not any(d[0] <= a[0] and a[1] <= d[1] and d != a for d in denied)]
        denied = [d for d in denied if not any(a[0] <= d[0] and d[1] <= a[1] for a in affirmed)]
        if any(is_of_the_rest(answer, span[0]) for span in affirmed):
            return Reading(False, certain=False)  # "爆米花现做，别的都是袋装"
        said = {not (is_negated(answer, span[0]) or NO_BEHIND.match(answer, span[1])) for span in affirmed}
        if affirmed and any(CANNOT_DO.match(answer, end) for _, end in affirmed):
            said = {False}  # 声明不了
        said |= {False for span in denied if not is_doubly_negated(answer, span[0])}
        if len(said) > 1 and denied and affirmed and NOT_ALL_OF_IT.search(answer[affirmed[-1][1] :]):
            return Reading(False, certain=False)
        if said:
            return Reading(said.pop()) if len(said) == 1 else None
        if denied:
            loath = any(LOATH.search(answer[: span[0]]) for span in denied)
            return Reading(True, certain=False, settled=loath)  # 不是本人; 懒得自己跑
        mentions = [
            (value, answer[start + left : start + right])
            for start, end in clauses(answer)
            for value, left, right in self._mentions(answer[start:end], self.about_asked)
        ]
        if len({value for value, _ in mentions}) != 1:
            # "报纸卖，书不卖": some of it is done
            some = bool(mentions) and any(self._is_narrow(words) for _, words in mentions)
            return Reading(True, certain=False, settled=True) if some else None
        value = mentions[0][0]
        narrow = all(self._is_narrow(words) for _, words in mentions)
        some = narrow and does_the_rest(answer, self.nouns, self.narrower)
        if not value and (some or is_only_some(answer, self.narrower)):
            return Reading(True, certain=False, settled=True)
        # who sells no e-cigarettes may sell cigarettes
        return Reading(value, certain=value or not narrow)

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
                    (value != is_negated(clause, match.start()) if value else value, *match.span())
                    for match in pattern.finditer(clause)
                ]
        if mentions or about is None:
            return mentions
        for match in about.finditer(clause):
            before, after = match["no"] or match["noverb"] or denied(match), match["afterno"]
            excepted = EXCEPT.search(clause[: match.start()])
            if excepted and not ALSO_BEHIND.search(clause, match.end()):
                mentions.append((NOTHING_ELSE.search(clause, match.end("noun")) is not None, *match.span()))
            if excepted or (match["rest"] and (before or after)) or NOT_THE_THING.match(clause, match.end()):
                continue
            if match["verb"] and OTHERS_DO.search(clause[: match.start()]):
                continue
            if after and not match["afterverb"] and NO_OF_THE_NEXT.match(clause, match.end("afterno")):
                if before or match["verb"]:  # "sells cigarettes no medicine"
                    mentions.append((not before, match.start(), match.end("noun")))
                continue
            if after and not before and NOT_ONLY_IT.match(clause, match.end("afterno")):
                mentions.append((not self.asks_if_all, match.start(), match.end("noun")))
                continue  # "food isn't just packaged stuff": there is more of it
            if after and _NUMBER_FOLLOWS.match(clause, match.end()):
                continue  # "水箱不是20方"
            if after and not before and not match["afterverb"] and NOT_ANOTHER.match(clause, match.end()) is None:
                continue  # 书我们不印: says nothing of selling them
            if match["verb"] and not before and after and match["afterverb"] and GOES_ON.match(clause, match.end()):
                mentions.append((True, match.start(), match.end("noun")))  # 卖烟不卖药
                continue
            if before and MORE_THAN_NO.search(clause[: match.end("no") if match["no"] else match.end()]):
                continue
            if before and after and not match["afterverb"]:
                if not GOES_ON.match(clause, match.end()):
                    continue
                after = None  # 没泳池没攀岩: the second no belongs to what follows it
            after = after and not before  # 不卖烟不卖药 denies each by itself
            if not (before or after or match["verb"] or match["afterverb"]):
                none = NONE_OF_THEM.search(clause[: match.start("noun")]) is not None
                shared = False if none else self._shared_verb(clause[: match.start()])
                if shared is None and (listed := LIST_DENIED.match(clause, match.end("noun"))) is not None:
                    shared = listed["no"] is None  # 药跟书报都没得
                if shared is not None:
                    mentions.append((shared, match.start(), match.end("noun")))
                continue
            # the second verb of "卖酒水卖烟" belongs to what follows it
            next_one = match["verb"] and match["afterverb"] and GOES_ON.match(clause, match.end())
            end = match.end("noun") if before or (next_one and not after) else match.end()
            # the first verb of "烟卖药不卖" belongs to what stands before it
            start = match.start("noun") if match["verb"] and after and match["afterverb"] else match.start()
            mentions.append((not (before or after), start, end))
        return mentions

    def _shared_verb(self, before: str) -> bool | None:
        """What the verb of a list says of what stands further on in it ("卖饮料和烟")."""
        if self.verbs is None or not LISTED_ON.search(before):
            return None
        last = next((m for m in reversed(list(self.verbs.finditer(before)))), None)
        if last is None or len(before) - last.end() > _LONGEST_LIST:
            return None
        return not is_negated(before, last.start())

    def _plain(self, answer: str) -> Reading | None:
        """What the words say without the fact's own; certain only where nothing else is in them."""
        heads = [bare_words(answer[start:end]) for start, end in clauses(answer)]
        heads = [head for head in heads if head] or [answer]
        if CANNOT.search(answer):
            return Reading(False, certain=len(heads) == 1)
        if FORBIDDEN.search(answer):
            return Reading(False, certain=len(heads) == 1 and self._does(answer))
        if GIVEN_UP.search(answer):
            return Reading(False, certain=len(answer) <= _SHORT)
        if NOTHING_ELSE.search(answer) and not self._does(answer):
            return Reading(False, certain=False)
        if self.verbs is not None and self.verbs.fullmatch(heads[0]) and len(heads) == 1:
            return Reading(True)  # 修; 挂
        if len(heads) == 1 and ONLY.match(answer) and not (self.nouns is not None and self.nouns.search(answer)):
            return Reading(False, certain=False)  # "就卖日用品"
        if self.asks_if_all and MORE_THAN_IT.search(heads[0]):
            return Reading(False, certain=False)  # "not just packaged food"
        first = polarity_of(heads[0])
        later = [(head, polarity) for head in heads[1:] if (polarity := polarity_of(head)) is not None]
        # "Not using one. I'll pick it up": who tells what else there is agrees to nothing
        later = [one for one in later if not I_WILL.match(one[0]) or self._says_no_more(one[0]) or self._does(one[0])]
        if first is None and self.nouns is not None and self.nouns.search(heads[0]) and heads[0].isascii():
            # "cameras are working, the registration terminal is not connected": that no is of what it names itself
            later = [one for one in later if self._says_no_more(one[0])]
        rest = {polarity for _, polarity in later}
        if first is None:
            if len(rest) == 1:
                return Reading(rest.pop(), certain=self._says_no_more(later[0][0]) and len(heads) <= 2)
            # "只卖文具": something else only, when this was asked, unless it is the thing itself ("only packaged snacks")
            if ONLY.match(heads[0]) and not rest:
                itself = self.nouns is not None and self.nouns.search(heads[0]) is not None
                return Reading(itself, certain=itself and len(heads) == 1)
            each = (self._does_or_not(head) for head in (heads[-1], *heads[:-1]))
            return next((reading for reading in each if reading is not None), None)
        if first and False in rest:
            if heads[0] in AGREEING:
                return Reading(False)  # "对，不卖": the second part says what the first agrees with
            plain = heads[0] in plain_words().affirms or self._says_no_more(heads[0])
            # "挂啊，不挂谁知道"; "有，没多少" is left to be confirmed
            sure = any(RHETORICAL.search(head) for head in heads[1:])
            return Reading(True, certain=sure, settled=True) if plain else None
        if not first and True in rest:
            # "不是，有散称的" where it was asked whether something is so
            return Reading(False, certain=False) if self.asks_whether_so and heads[0] in DISAGREEING else None
        return Reading(first, certain=self._says_no_more(heads[0]))

    def _does(self, answer: str) -> bool:
        """Whether what one does with the thing is said ("房东不准挂")."""
        named = self.nouns is not None and self.nouns.search(answer) is not None
        return named or (self.own_verbs is not None and self.own_verbs.search(answer) is not None)

    def _does_or_not(self, head: str) -> Reading | None:
        """What a longer part says of doing it; to be confirmed ("商场里面不用挂", "昨天刚装的", "平台抽成太高不做")."""
        if self.done is not None and self.done.search(head) is not None and ANY_NO.search(head) is None:
            return Reading(True, certain=False)
        if self._means_to(head):
            return Reading(True, certain=False)
        if (self.undone is not None and self.undone.search(head) is not None) or ENDS_WITH_NO.search(head):
            return Reading(False, certain=False)
        return None

    def _means_to(self, head: str) -> bool:
        """Whether one means to do it, in a longer part ("店名肯定要挂起来")."""
        return self.meant is not None and self.meant.search(head) is not None and ANY_NO.search(head) is None

    def _bare(self, part: str) -> bool | None:
        """The yes or no of a part that says no more than that, with the thing's own verb at most."""
        head = bare_words(part)
        disagrees = head in DISAGREEING and (head != "no" or self.asks_whether_so)
        if head in AGREEING or disagrees or (self.nouns is not None and self.nouns.search(head)):
            return None
        polarity = polarity_of(head)
        if polarity is False and self.affirms is not None and self.affirms.search(head):
            return None  # where 没有 is what one hopes to hear
        if polarity is False and LOATH.search(head) and self._told(head):
            return None  # 不想自己跑
        return polarity if polarity is not None and self._says_no_more(head) else None

    def _told(self, part: str) -> bool | None:
        """What the thing's own words say in any part: what else is done ("光卖有包装的") says nothing against it."""
        reading = self._own_words(part)
        return reading.value is True if reading is not None else None

    def _says_no_more(self, head: str) -> bool:
        """Whether a part is yes or no and no more: "没有电梯" does not answer whether there is air conditioning."""
        words = plain_words()
        if head in words.affirms or head in words.denies:
            return True
        if self.nouns is not None and self.nouns.search(head):
            return True
        for own in (self.verbs, self.nouns):
            head = own.sub("", head) if own is not None else head
        return SAYS_NO_MORE.fullmatch(head.strip(" ，,。.!！~")) is not None


_SHORT = 6
_LONGEST_LIST = 12

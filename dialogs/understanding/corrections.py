"""Corrections (更正): that something said before was wrong, which fact it was, and what holds instead."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs.understanding.amendments import Amendment, of_one
from dialogs.understanding.announced_values import announced, bare, first_reading
from dialogs.understanding.changes import addition, change
from dialogs.understanding.correction_cues import is_correction, may_correct, speaks_of_error, without_old
from dialogs.understanding.each_changed import made_of_each
from dialogs.understanding.extents_changed import resized
from dialogs.understanding.mentions import Mentions
from dialogs.understanding.message_cues import SENT
from dialogs.understanding.mixed_up import mixed_up
from dialogs.understanding.own_numbers import Numbers, each_of_its_own
from dialogs.understanding.parts_replaced import part_replaced
from dialogs.understanding.reading import Reading, Surroundings
from dialogs.understanding.replaced_texts import replaced
from dialogs.understanding.respellings import respelt
from dialogs.understanding.segments import Segment, segments
from dialogs.understanding.unnamed_corrections import OLD_NUMBER, Unnamed
from dialogs.understanding.values.names import name_beside
from dialogs.understanding.values.quantities import quantities
from knowledge.pack import CHOSEN, NUMERIC, Fact
from knowledge.values import Value

_TAKES_BACK_A_NUMBER = re.compile(r"(?<!是)不是\s?[\d一二两三四五六七八九十百]|\b(?:not|instead of) \d")
_REMOVED = re.compile(r"取消|去掉|删掉|删了|拿掉|划掉|(?:拆|撤|停|退|关|砍|卖|处理)(?:掉|走|光)?了(?=$|[,，。\s])")
_DOOR = re.compile(r"(\d{1,5}(?:-\d{1,4})?)号")
_OF_A_KIND = re.compile(r"建筑面积|建面|套内|使用面积|实用面积|公摊")
"""Which of two areas is the shop's is asked."""
_MEASURED = re.compile(
    r"[大小宽长]|量了?[是为下出]|量(?:错|过)|平|㎡|\b(?:bigger|smaller|larger|measured|square|sqm|m2)\b"
)
"""That something is so big."""
_RENAMED = re.compile(r"名|[改换]叫|叫做?[一-鿿“「]|字[要也]?[改换]|[“「\"]")
"""That something is called otherwise ("招牌改名，叫老陈家面馆")."""
_AN_ADDRESS = re.compile(r"(?<![店铺所业])(?<![店铺所业]的)(?<!门面)(?<!门面的)地址|(?<!shop )(?<!store )address")
"""Says of no address which one it is."""
_IS_NAME = re.compile(r"(?:是|叫|成|为)(?P<who>[^，。；,;]{2,10})")
_OF_ANOTHER = re.compile(
    r"(?<![总店铺营门])[\u4e00-\u9fff](?<![把的是项改错说写报个下了那这前面刚才实际还有和跟与填店成内])(?<!场地)(?<!经营)(?<!营业)面积"
)
"""The area of something that has no name here: 院子面积."""
_SAID_BEFORE = re.compile(
    r"(?:刚才|刚刚|前面|上面|上头|之前|先前|前头|开头)我?(?:是|就)?(?:说|讲|填|写|选|答|报)|\bi (?:said|told you|wrote|put|answered)\b"
)
_OBJECTS = re.compile(
    r"(?:那个?|这个?|哦|啊|都|是|其实)*(?:不对|错了|不是|[说讲填写选答报搞弄]错)[了的啊哦呀]*|"
    r"(?:no,? )?(?:wait|that'?s wrong|that was wrong|no)(?:,? no)?"
)
_ONLY_WRONG = re.compile(
    r"(?:我|也|都|是|要|想|得|还|给|帮我|写|填|说|打|搞|弄|选|报|输|记|答|点|好像|那个|那项)*"
    r"(?:改|换|错|反|混|漏|不对|不是|有误|不正确|有问题|重新|更正|修改)(?:一下|一改|改|换|了|掉|下|个|来|填|写|说|的|吧)*|"
    r"(?:is |was )?(?:wrong|incorrect|a mistake|not right|changed?)"
)
"""Behind the name of a fact: that it is wrong, and no value."""


class Corrections:
    """Finds what a correction is about among the facts of a pack."""

    def __init__(self, facts: Mapping[str, Fact], names: Mentions) -> None:
        self._facts = facts
        self._names = names
        self._unnamed = Unnamed(facts, names.order)

    def amended(
        self, text: str, folded: str, clauses: list[Segment], known: Mapping[str, Value], around: Surroundings
    ) -> Amendment:
        """What the message corrects, with the choices that it takes back beside that."""
        named = self.amendment(text, folded, clauses, known, around)
        beside = self._unnamed.choices_exchanged(text, folded, known, around)
        beside = {code: one for code, one in beside.items() if code not in named.facts}
        if beside and not named.facts:  # "should be class 2, not class 3. And post it instead of window pickup"
            told = self._joined(text, folded, [c for c in clauses if is_correction(c.words)], known, around)
            named = replace(
                named, facts={code: one for code, one in told.facts.items() if code in known.keys() - beside}
            )
        supposed = {self._facts[code].when for code in beside}  # of another class is still repaired
        facts = {code: one for code, one in named.facts.items() if not (code in supposed and one.value is False)}
        return Amendment(named.target or next(iter(beside)), {**facts, **beside}) if beside else named

    def amendment(
        self, text: str, folded: str, clauses: list[Segment], known: Mapping[str, Value], around: Surroundings
    ) -> Amendment:
        """What the message corrects; `text` and `folded` have equal offsets."""
        if (mixed := mixed_up(folded, self._facts, known, self._names)) is not None:
            return Amendment(next(iter(mixed)), mixed)
        if (part := part_replaced(folded, self._facts, known)) is not None:
            return of_one(part)
        made = resized(folded, self._facts, known, self._names) or made_of_each(folded, self._facts, known)
        if made is not None:
            return of_one(made)
        if (holds := _behind_an_objection(clauses)) is not None:
            rest = folded[holds:]
            told = self.amendment(text[holds:], rest, segments(rest), known, around)
            if told.target in known and told.facts:
                return told
        naming = [c for c in clauses if speaks_of_error(c.words) and len(self._names.within(c.words)) > 1]
        if len(naming) == 1 and len(clauses) > 1 and not quantities(naming[0].words):
            told = self._one_by_one(text, folded, naming[0], clauses, known=known, around=around)
            if told.facts:
                return told
        if (told := self._counted_ahead(text, folded, clauses, known, around)) is not None:
            return told
        own = each_of_its_own(text, folded, clauses, Numbers(self._facts, self._names, known, around))
        if own is not None:
            return Amendment(next(iter(own)), own)
        several = [c for c in clauses if is_correction(c.words) and self._names.within(c.words)]
        if (groups := self._grouped(folded, clauses, known)) is not None:
            return self._joined(text, folded, groups, known, around)
        if len(several) > 1:
            return self._joined(text, folded, several, known, around)
        if len(several) == 1 and (told := self._beside_it(text, folded, clauses, known, around)) is not None:
            return told
        by_old = self._unnamed.by_old_value(text, folded, known, around)
        if by_old is not None and by_old.target is not None and self._is_worded(by_old.target):
            new = {code: replace(one, certain=False) for code, one in by_old.facts.items()}
            return replace(by_old, facts=new)  # "我名字打错字了，是李文静不是李文竟"; what is spelt is confirmed
        changed = respelt(text, self._facts, known) or replaced(text, self._facts, known, around)
        changed = changed or change(folded, self._facts, known, self._names)
        if changed is not None:
            return of_one(changed)
        changed = addition(text, folded, clauses, self._facts, known, around)
        if changed is not None:
            return of_one(changed)
        if by_old is not None and OLD_NUMBER.search(folded):
            return by_old  # "水箱不是10方是18方", whatever the words beside it name
        candidates = self._named(folded, known)
        if OLD_NUMBER.search(folded) and (not known.keys() & {*candidates} or _TAKES_BACK_A_NUMBER.search(folded)):
            by_number = self._unnamed.by_old_number(text, folded, known, around)
            if by_number is not None and by_number.target not in candidates[:1]:
                return by_number  # "make it 30 rooms, not 24": of the rooms that are 24
        said = without_old(text)
        tails = [*announced(said, without_old(folded)), *([said.strip()] if said != text else [])]  # "17 rooms, not 15"
        if candidates:
            one = self._of_named(candidates, tails, text, folded, clauses, known=known, around=around)
            return one or self._unnamed.by_old_number(text, folded, known, around) or Amendment(candidates[0])
        return (
            self._unnamed.by_old_value(text, folded, known, around)
            or self._unnamed.by_old_number(text, folded, known, around)
            or self._unnamed.by_day(text, folded, known, around)
            or self._unnamed.by_shape(folded, tails, known, around)
            or self._unnamed.by_choice(tails, known, around)
            or Amendment()
        )

    def _of_named(
        self,
        candidates: Sequence[str],
        tails: Sequence[str],
        text: str,
        folded: str,
        clauses: list[Segment],
        *,
        known: Mapping[str, Value],
        around: Surroundings,
    ) -> Amendment | None:
        """The first of the facts that are named which can take what is announced, or what stands behind a name."""
        said = without_old(text)
        named = self._names.within(folded)
        until = [*(mention.start for mention in named[1:]), *([len(text)] if named else [])]
        beside = [bare(said[one.end : end]) for one, end in zip(named, until, strict=True)]  # "改一下员工数，6个"
        for code in candidates:
            worded = self._facts[code].type in ("text", "address", "list")
            if self._facts[code].type == "boolean":
                if _REMOVED.search(folded):
                    return Amendment(code, {code: Reading(False, certain=False)})  # 把卖烟去掉
                beside += [text[clause.start : clause.end] for clause in reversed(clauses)]
            if self._facts[code].type in CHOSEN:
                own = [c for c in clauses if any(code in one.codes for one in self._names.within(c.words))]
                beside += [text[c.start : c.end] for c in own if not speaks_of_error(c.words)]  # "隔油池早就埋好了"
            spoken = [tail for tail in (*tails, *beside) if tail and not _ONLY_WRONG.fullmatch(tail.lower())]
            spoken = [tail for tail in spoken if not (worded and speaks_of_error(tail.lower()))]
            reading = first_reading(self._facts[code], spoken, around)
            if reading is not None and isinstance(reading.value, bool) and reading.value == known.get(code):
                reading = None  # "卖烟那题我选错了" only says again what was wrong
            if reading is not None and self._facts[code].type in NUMERIC and reading.value == known.get(code):
                by_number = self._unnamed.by_old_number(text, folded, known, around)  # "电脑我写80，实际上要装一百台"
                reading = by_number.facts[code] if by_number is not None and by_number.target == code else reading
            reading = reading or _other_door(known.get(code), spoken)
            if reading is not None:
                kind = self._facts[code].type == "area_m2" and _OF_A_KIND.search(folded) is not None
                sure = self._doubted(folded, code, reading, named[0].codes if named else (), known)
                return Amendment(code, {code: Reading(sure.value, certain=False) if kind else sure})
        return None

    def _counted_ahead(
        self, text: str, folded: str, clauses: list[Segment], known: Mapping[str, Value], around: Surroundings
    ) -> Amendment | None:
        """A number that grows or shrinks, ahead of clauses that name another one ("少报了一个厅，是7个，座位数也变成810")."""
        named = [self._names.within(clause.words) for clause in clauses]
        at = next((at for at, mentions in enumerate(named) if mentions), 0)
        if not at or not quantities(clauses[at].words) or not may_correct(clauses[0].words):
            return None
        changed = change(folded[: clauses[at].start], self._facts, known, self._names)
        if changed is None or changed[0] in {code for mention in named[at] for code in mention.codes}:
            return None
        start = clauses[at].start
        told = self.amendment(text[start:], folded[start:], segments(folded[start:]), known, around)
        return Amendment(changed[0], {changed[0]: changed[1], **told.facts}) if told.target in known else None

    def _one_by_one(
        self,
        text: str,
        folded: str,
        naming: Segment,
        clauses: list[Segment],
        *,
        known: Mapping[str, Value],
        around: Surroundings,
    ) -> Amendment:
        """Clauses that each say a number, of facts that one clause names first ("面积和人数都要改，面积260，人是7个")."""
        telling = [clause for clause in clauses if clause is not naming and quantities(clause.words)]
        parts = [(c, self._names.within(c.words)) for c in telling]
        own = {code for _, mentions in parts for mention in mentions for code in mention.codes}
        left = [m.codes[0] for m in self._names.within(naming.words) if not own.intersection(m.codes)]
        unnamed = [clause for clause, mentions in parts if not mentions]
        rest = self._joined(text, folded, [c for c, mentions in parts if mentions], known, around)
        if len(left) != 1 or len(unnamed) != 1:
            return rest
        last = first_reading(self._facts[left[0]], [text[unnamed[0].start : unnamed[0].end]], around)
        return rest if last is None else Amendment(rest.target or left[0], {**rest.facts, left[0]: last})

    def _grouped(self, folded: str, clauses: list[Segment], known: Mapping[str, Value]) -> list[Segment] | None:
        """Clauses that each correct a fact, where one only names it and the next says the number ("…，面积也改，260")."""
        groups: list[Segment] = []
        only_named = False
        for clause in clauses:
            mentions = self._names.within(clause.words)
            if not mentions and groups and only_named and quantities(clause.words):
                start = groups.pop().start
                groups.append(Segment(start, clause.end, folded[start : clause.end], asks=clause.asks))
                only_named = False
                continue
            if not mentions or known.keys().isdisjoint(mentions[-1].codes):
                return None
            only_named = _ONLY_WRONG.fullmatch(clause.words[mentions[-1].end :].strip()) is not None
            groups.append(clause)
        return groups if 1 < len(groups) < len(clauses) and not only_named else None

    def _joined(
        self, text: str, folded: str, clauses: list[Segment], known: Mapping[str, Value], around: Surroundings
    ) -> Amendment:
        """Clauses that each correct a fact ("面积改成90，人数改成8")."""
        parts = [self.amendment(text[c.start : c.end], folded[c.start : c.end], [c], known, around) for c in clauses]
        target = parts[0].target if parts else None
        return Amendment(target, {code: reading for part in parts for code, reading in part.facts.items()})

    def _beside_it(
        self, text: str, folded: str, clauses: list[Segment], known: Mapping[str, Value], around: Surroundings
    ) -> Amendment | None:
        """What clauses correct of which but one says so in words of its own ("老师9个改7个，校长换何丽了")."""
        naming = [c for c in clauses if may_correct(c.words) or is_correction(c.words)]
        naming = [c for c in naming if any(not known.keys().isdisjoint(m.codes) for m in self._names.within(c.words))]
        if len(naming) < 2:
            return None
        parts = [self._joined(text, folded, [clause], known, around) for clause in naming]
        if any(part.facts.keys().isdisjoint(known) or part.target not in known for part in parts):
            return None
        return Amendment(parts[0].target, {code: one for part in parts for code, one in part.facts.items()})

    def _doubted(
        self, folded: str, code: str, reading: Reading, meant: Sequence[str], known: Mapping[str, Value]
    ) -> Reading:
        """A name is confirmed where the word that says whose it is can mean several that are known."""
        names = [
            c for c in known if c in self._facts and self._facts[c].type == "text" and "名" in self._facts[c].label.zh
        ]
        unsure = self._facts[code].type == "text" and len(meant) > 1 and len(names) > 1
        if code in names and len(_names_in(folded)) > 1:
            unsure = True  # "法人才是范文静，校长是她妹妹范文雅"
        unsure |= self._facts[code].type == "area_m2" and _OF_ANOTHER.search(folded) is not None
        return Reading(reading.value, reading.certain and not unsure)

    def _named(self, folded: str, known: Mapping[str, Value]) -> list[str]:
        """The facts that are named, those already known before the others, and the known choices that go into them."""
        codes: list[str] = []
        sent_to = self._sent_to(folded, known)
        for mention in self._names.within(folded):
            bare_word = _AN_ADDRESS.fullmatch(folded, mention.start, mention.end) is not None
            codes += [code for code in (*(sent_to if bare_word else ()), *mention.codes) if code not in codes]
        codes += [code for code in sent_to if code not in codes]
        renamed = _RENAMED.search(folded) is not None
        within = [
            code for code in known if code in self._facts and self._goes_into(self._facts[code], codes, renamed=renamed)
        ]
        measured = [code for code in within if self._facts[code].type == "area_m2" and quantities(folded)]
        measured = (
            measured if _MEASURED.search(folded) else []
        )  # "泳池没那么大，量下来312" does not say that there is none
        first = [*measured, *(code for code in codes if code in known), *within]
        return list(dict.fromkeys((*first, *codes)))

    def _sent_to(self, folded: str, known: Mapping[str, Value]) -> list[str]:
        """The known addresses to which something is sent, where a message speaks of that ("寄到单位，前头那个地址不要")."""
        if not SENT.search(folded):
            return []
        addresses = (code for code in known if code in self._facts and self._facts[code].type == "address")
        return [code for code in addresses if SENT.search(self._facts[code].label.zh)]

    @staticmethod
    def _goes_into(fact: Fact, codes: Sequence[str], *, renamed: bool) -> bool:
        """Whether a fact is a choice, a number or the words of something named ("修车那个选错了，应该是二类", "水箱说错了，是15方")."""
        takes = (
            fact.type in NUMERIC or (fact.type in CHOSEN and bool(fact.choices)) or (fact.type == "text" and renamed)
        )
        return takes and not {*str(fact.when).split(" or ")}.isdisjoint(codes)

    def _is_worded(self, code: str) -> bool:
        """Whether a fact is a name or a text, which says by itself whose it is."""
        return self._facts[code].type == "text" and not self._facts[code].choices


def _behind_an_objection(clauses: Sequence[Segment]) -> int | None:
    """Where what holds begins, behind what was said before and that it is wrong ("上面说没装，不对，隔油池埋好了")."""
    for before, objects, holds in zip(clauses, clauses[1:], clauses[2:], strict=False):
        if _SAID_BEFORE.search(before.words) and _OBJECTS.fullmatch(objects.words.strip()):
            return holds.start
    return None


def _names_in(folded: str) -> set[str]:
    """The names of persons in folded text that stand behind 是 or 叫."""
    return {name for match in _IS_NAME.finditer(folded) if (name := name_beside(match["who"])) is not None}


def _other_door(known: Value | None, tails: list[str]) -> Reading | None:
    """The known address with another door number ("门牌号应该是89号"); to be confirmed."""
    if not isinstance(known, str) or len(_DOOR.findall(known)) != 1:
        return None
    doors = {match[1] for tail in tails if (match := _DOOR.fullmatch(tail)) is not None}
    return Reading(_DOOR.sub(f"{doors.pop()}号", known), certain=False) if len(doors) == 1 else None

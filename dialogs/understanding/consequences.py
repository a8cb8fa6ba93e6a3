"""What follows from what a message tells (由此可知): choices a clause names, who is meant again, words in quotes, what must be so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dialogs.understanding.answers import is_all_or_nothing
from dialogs.understanding.collected import Collected, names_it, supposed
from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.known_answers import LONGER_IN_ENGLISH, MEANT_PLAINLY, Enough, is_clear, is_of_person
from dialogs.understanding.led_texts import text_led_to
from dialogs.understanding.message_cues import IN_WORDS, QUOTED
from dialogs.understanding.reading import Reading, denied, read, ruled_out
from dialogs.understanding.segments import Segment
from dialogs.understanding.tellings import Tellings, Told
from dialogs.understanding.values.names import is_likely_name
from dialogs.understanding.values.words import words_of
from knowledge.pack import CHOSEN, Fact
from knowledge.values import Value

TOLD: Enough = (0.42, 0.15)
"""A clause in which nothing was heard, to tell a fact."""
TOLD_RATHER: Enough = (0.3, 0.25)
"""A clause with a number: many things can be counted."""
_THE_SAME = re.compile(
    r"(?:也|还|就)(?:还)?是(?:他|她|这人|同一)|(?:他|她)(?:兼|也|来?管)|同一个人|\bso is (?:he|she)\b|\b(?:he|she) is also\b"
)
_AND_I = re.compile(r"也(?:还)?(?:是|归|由|写)?(?:我|本人)(?![一-鿿]*[的们])|\bso am i\b|\bi am also\b")
_MYSELF = re.compile(r"我自己|我本人|本人|[是叫归由写]我|我[是叫姓]|\bme\b|\bmyself\b")
_WRITTEN = re.compile(r"(?:上面|上头|就)?(?:写|字是|内容是?)(?:的是|着|上)?[:：\s]*(?P<words>\S.{1,40})$")
_OF_ANYTHING = re.compile(r"也|还|不[只光止]|not only|also")
"""What begins like this says something only where it was asked ("也有")."""
_ALSO = re.compile(r"[也还](?:要|想|会|准备|打算)?[卖有做上带]|[卖有做]$|\b(?:also|too|as well)\b")
_ONLY = re.compile(r"(?:就|只|光|仅)[卖做有带收教]|(?:only|just) ")
_AMONG_THINGS = re.compile(
    r"^(?:(?:and|with|plus|also|some|a|an|the|we (?:have|sell|serve)|selling|serving|including|还|也|有|卖|带)\s?)+"
)
"""What may stand ahead of a thing that is named among others."""
_SHORT = 8
_IS_JUST_A = re.compile(r"^(?:(?:and|so|it'?s|it is|we'?re|we are|this is|just|only|a|an|the) )+|(?: only| just)$")
"""What stands around the name of a choice in English ("and its a hospital", "clinic only")."""
_SAYS_NO = re.compile(r"不|没|无|冇|别的|其[他它]|\b(?:no|not|none|other)\b")
_ENGLISH_NAME = re.compile(r"[A-Z][a-z'’-]+ [A-Z][a-z'’-]+")
_IS_NAMED = re.compile(
    r"(?:^|[\s，,、；;])(?:我的?)?(?:名字|姓名|大名|名叫)(?:叫|是)?[:： ]?([一-鿿]{2,4})(?=$|[\s，,、；;。])"
)
"""What leads to the name of who gives a telephone number."""
_CALLED = re.compile(r"(?:名字|就|店名|招牌名?)*叫(?:做|作)?[:：\s]*[“\"「『]?(?P<words>[^”\"」』]{2,40})")
_SELLS = re.compile(
    r"^(?:[我俺咱]们?|店里|主要|[只就光还也])*卖(?:的是|的|点|些)?(?=[一-鿿、]{1,15}[^类的]$)|^(?:we )?(?:only |mainly |mostly )?sell "
)
"""What leads to the things that are sold, where it was asked of which kinds they are."""
_SAME_PLACE = re.compile(
    r"[跟和同与][^，。；]{1,10}(?:一样|一致|相同|在一起|一个(?:地方|地址|位置|地点|门牌))|"
    r"\b(?:same (?:as|address|place)|both (?:are )?at)\b"
)
"""That two places are one."""
_EITHER = re.compile(r"\w+(?: or \w+)+")


def take_what_follows(more: Collected, words: str, told: Told) -> None:
    """The choices that a clause names which tells that there is something to choose ("卖图书和杂志")."""
    if more.facts[told.fact].type != "boolean" or {**more.heard.facts, **more.found}.get(told.fact) is False:
        return
    if not is_clear(told, TOLD_RATHER) and more.heard.facts.get(told.fact) is not True:
        return
    quoted = QUOTED.search(words)
    for fact in more.facts.values():
        if quoted is not None and fact.type == "text" and fact.when == told.fact and IN_WORDS in fact.label.zh:
            more.add(fact, quoted[1].strip())
            continue
        if fact.when != told.fact or fact.type not in CHOSEN or fact.code not in more.used:
            continue
        sure = more.heard.facts.keys() - more.heard.confirm
        if fact.code in {*sure, *more.said.known} or (fact.code in more.found and fact.type != "multi_choice"):
            continue
        reading = read(fact, words, more.said.around)
        if fact.type == "choice" and isinstance(whole := read(fact, more.said.text, more.said.around), Reading):
            reading = whole if whole.certain else reading  # "只洗车修车，二类维修"
        if isinstance(reading, Reading) and not is_all_or_nothing(reading.value, fact):
            more.add(fact, reading.value)


def take_how(more: Collected, clauses: Iterable[Segment]) -> None:
    """How it is with something that is told to be so, in words of its own ("有早餐，自己厨房做": not only prepackaged food)."""
    so = {code for code, value in {**more.heard.facts, **more.found}.items() if value is True}
    for fact in more.facts.values():
        if fact.type != "boolean" or fact.when not in so or fact.code in {*more.heard.facts, *more.said.known}:
            continue
        own = [
            word for word in (*words_of(fact.code).affirms, *words_of(fact.code).denies) if not _OF_ANYTHING.match(word)
        ]
        for clause in clauses:
            words = more.said.folded[clause.start : clause.end]
            if fact.code in more.used and any(word in words for word in own):
                reading = read(fact, words, more.said.around)
                if isinstance(reading, Reading) and reading.certain:
                    more.add(fact, reading.value)


def take_only(more: Collected) -> None:
    """What must be so where nothing else of a list is told ("就卖点瓶装饮料": only prepackaged food)."""
    told = {**more.heard.facts, **more.found}
    for fact in more.facts.values():
        for listed, choices in words_of(fact.code).where_only.items():
            value = told.get(listed)
            denied_it = told.get(fact.when or "") is False
            if isinstance(value, tuple) and {*value} <= {*choices} and _is_open(fact, more) and not denied_it:
                more.add(fact, value=True)


def take_named_with(more: Collected, yeses: Iterable[Segment]) -> None:
    """The choices that a yes names ("卖书和杂志", "只卖电子烟" where it was asked whether any are sold)."""
    asked = more.said.asked
    if asked is None or more.heard.facts.get(asked.code) is not True:
        return
    for fact in more.facts.values():
        if fact.when != asked.code or fact.type != "multi_choice":
            continue
        unsure = fact.code not in {*more.heard.facts, *more.said.known} - more.heard.confirm
        if fact.code in more.used and unsure and (several := _named_in_turn(fact, asked, more)) is not None:
            more.add(fact, several)
            continue
        if not _is_open(fact, more):
            continue
        for clause in yeses:
            reading = read(fact, more.said.text[clause.start : clause.end], more.said.around)
            if not isinstance(reading, Reading) or not isinstance(reading.value, tuple):
                continue
            # "卷烟卖，电子烟不卖" tells all there is to choose, as "只卖卷烟" does
            only = _ONLY.match(clause.words) or ruled_out(fact, more.said.text) - {*reading.value}
            if len(reading.value) > 1 or (only and reading.certain):
                more.add(fact, reading.value)


def _named_in_turn(fact: Fact, asked: Fact, more: Collected) -> tuple[str, ...] | None:
    """The choices that one clause after another names, where a later one says also ("卖书，也卖杂志", "烟要卖，电子烟也卖")."""
    clauses = [clause for clause in more.said.clauses if not clause.asks]
    also = next((at for at, clause in enumerate(clauses) if at and _ALSO.search(clause.words)), None)
    if also is None:
        return None
    named: list[set[str]] = []
    for clause in clauses[: also + 1]:
        reading = read(fact, more.said.text[clause.start : clause.end], more.said.around)
        value = reading.value if isinstance(reading, Reading) else ()
        named.append({*value} if isinstance(value, tuple) else set())
    choices = [choice.code for choice in fact.choices if choice.code != "none"]
    if len(choices) == 2 and named[-1] and not any(named[:-1]) and clauses[0].words[:1] in words_of(asked.code).nouns:
        return tuple(choices)
    together = set[str]().union(*named) if named[-1] and any(named[:-1]) else set[str]()
    return tuple(code for code in choices if code in together) if len(together) > 1 else None


def take_what_is_left(more: Collected) -> None:
    """The one of two choices that is left where the other one is ruled out ("烟要卖，电子烟不碰")."""
    told = {**more.heard.facts, **more.found}
    for fact in more.facts.values():
        if fact.type != "multi_choice" or told.get(fact.when or "") is not True or not _is_open(fact, more):
            continue
        choices = {choice.code for choice in fact.choices if choice.code != "none"}
        left = choices - denied(fact, more.said.text)
        if len(choices) == 2 and len(left) == 1:
            more.add(fact, tuple(left))


def take_named(more: Collected, unheard: Iterable[Segment]) -> None:
    """The choice that a short clause names, where it is a choice of one question only ("24个包厢，唱歌的")."""
    asked = more.said.asked_code
    beside = bool(more.heard.facts) and (asked is None or asked in more.heard.facts)
    opens = more.said.industry is None and more.heard.industry is not None and more.heard.industry.sure
    for clause in unheard:
        if opens and clause is more.said.clauses[0]:
            continue  # "small noodle shop, 42 sqm" names the business
        words = more.said.folded[clause.start : clause.end].strip()
        words = _IS_JUST_A.sub("", words) if beside else words  # "just a window" may be what was asked for
        if not 1 < len(words) <= _SHORT * (LONGER_IN_ENGLISH if beside and words.isascii() else 1) or _SAYS_NO.search(
            words
        ):
            continue
        named: list[tuple[Fact, Value]] = []
        for fact in more.facts.values():
            if fact.type in CHOSEN and fact.code in more.used and more.heard.facts.get(fact.when or "") is not False:
                reading = read(fact, words, more.said.around)
                if isinstance(reading, Reading) and reading.certain and not is_all_or_nothing(reading.value, fact):
                    named.append((fact, reading.value))
        if len(named) > 1:
            # "包厢18个 就唱歌": of several questions the one that goes with what was asked or heard
            named = [(fact, value) for fact, value in named if _goes_with_it(fact, more)]
        if len(named) == 1 and named[0][0].type == "choice" and _is_open(named[0][0], more):
            more.add(*named[0])


def take_things(more: Collected, unheard: Iterable[Segment]) -> None:
    """What a part of a first sentence names and says no more of ("a cinema: six halls, 780 seats, popcorn")."""
    if more.said.industry is not None or _SAYS_NO.search(more.said.folded):
        return
    for clause in unheard:
        words = _AMONG_THINGS.sub("", clause.words)
        named = [
            fact
            for fact in more.facts.values()
            if fact.type == "boolean" and _is_open(fact, more) and _is_thing(fact, words)
        ]
        if len(named) == 1:
            more.add(named[0], value=True)


def _is_thing(fact: Fact, words: str) -> bool:
    """Whether words are what a yes-or-no fact is about."""
    own = words_of(fact.code)
    return words in own.nouns or words in own.nouns_asked


def _goes_with_it(fact: Fact, more: Collected) -> bool:
    """Whether a fact supposes the same as the asked one, or as one that was heard."""
    beside = [more.facts[code] for code in more.heard.facts]
    beside += [more.said.asked] if more.said.asked is not None else []
    return fact.when is not None and any(fact.when in (one.when, one.code) for one in beside)


def _is_open(fact: Fact, more: Collected) -> bool:
    return fact.code in more.used and fact.code not in {*more.heard.facts, *more.found, *more.said.known}


def take_same_person(more: Collected, words: str, told: Told | None) -> None:
    """The person named before, who is this as well ("质量负责人也是她")."""
    if not _THE_SAME.search(words) and not _AND_I.search(words):
        return
    titled = [fact for fact in more.facts.values() if is_of_person(fact) and names_it(fact, words)]
    plain = told is not None and is_clear(told, TOLD) and is_of_person(more.facts[told.fact])
    fact = titled[0] if len(titled) == 1 else more.facts[told.fact] if told is not None and plain else None
    if fact is None or fact.code in more.heard.facts:
        return
    named = [code for code in (*more.heard.facts, *more.found) if is_of_person(more.facts[code])]
    if _AND_I.search(words) and not _MYSELF.search(more.said.folded.split(words.lower())[0]):
        return  # "消防是张三，治安是我": who that is was not said
    if len({more.found.get(code, more.heard.facts.get(code)) for code in named}) == 1:
        more.add(fact, more.found.get(named[0], more.heard.facts.get(named[0], "")))


def take_asked(more: Collected, unheard: Iterable[Segment]) -> None:
    """The choice that was asked for, in a clause beside answers to other questions ("有歌有舞那种，16个包厢")."""
    asked = more.said.asked
    if asked is None or asked.type != "choice" or asked.code in more.heard.facts or asked.code in more.found:
        return
    for clause in unheard:
        meant = more.known.meant(asked.code, more.said.text[clause.start : clause.end])
        if meant is not None and meant.value is not None and is_clear(meant, MEANT_PLAINLY):
            more.add(asked, meant.value)
            return


def take_written(more: Collected, unheard: Iterable[Segment]) -> None:
    """The words on the sign, in a clause by themselves ("招牌要挂，写“小麦穗”")."""
    for fact in more.facts.values():
        if fact.type != "text" or IN_WORDS not in fact.label.zh or fact.code in more.heard.facts or fact.when is None:
            continue
        supposed_so = more.said.asked is not None and more.said.asked.when == fact.when
        told = {**more.heard.facts, **more.found}
        if told.get(fact.when) is False:
            continue
        unsaid = {clause.start for clause in unheard}
        for clause in more.said.clauses:
            words = more.said.text[clause.start : clause.end]
            if clause.start not in unsaid and not (words.isascii() and text_led_to(fact, words)):
                continue  # "there'll be a sign saying Lucky Tea" tells both
            if told.get(fact.when) is not True and not supposed_so and not _is_sign_with_words(fact, words):
                continue
            lead = _WRITTEN.match(words)
            if lead is None and _follows_the_sign(fact, clause, more):
                lead = _CALLED.match(words)
            written = text_led_to(fact, words) if lead is None else lead["words"]
            quoted = QUOTED.search(words) if not written else None
            written = quoted[1] if quoted is not None else written  # "门头叫“六堰便民”"
            if not written or written[0].isdigit():
                continue  # "写7.5吧" is how large it is
            reading = read(fact, written, more.said.around)
            if isinstance(reading, Reading):
                more.add(fact, reading.value)


def _is_sign_with_words(fact: Fact, words: str) -> bool:
    """Whether a clause names what the text stands on, and has words in quotes ("门头叫“六堰便民”")."""
    return QUOTED.search(words) is not None and any(noun in words for noun in words_of(fact.when or "").nouns)


def _follows_the_sign(fact: Fact, clause: Segment, more: Collected) -> bool:
    """Whether the clause before names what the text stands on ("招牌有，叫阿芳发艺")."""
    before = [one for one in more.said.clauses if one.end <= clause.start]
    return bool(before) and any(noun in before[-1].words for noun in words_of(fact.when or "").nouns)


def take_led(more: Collected, unheard: Iterable[Segment]) -> None:
    """The text that a clause leads to, where what it depends on was told as well ("还给超市供货，主要供吐司")."""
    told = {**more.heard.facts, **more.found}
    open_ones = [
        fact
        for fact in more.facts.values()
        if fact.type == "text" and not is_of_person(fact) and IN_WORDS not in fact.label.zh and _is_open(fact, more)
        if fact.when is not None and any(_holds(part, told) for part in fact.when.split(" or "))
    ]
    for fact in open_ones if len(open_ones) == 1 else ():
        asked = more.said.asked
        of_asked = asked is not None and asked.type == "multi_choice" and asked.code in str(fact.when)
        clauses = [one for one in more.said.clauses if not one.asks] if of_asked else unheard
        said = [more.said.text[one.start : one.end].strip() for one in clauses]
        led_to = [(words, text_led_to(fact, words)) for words in said]
        sold = [(words, _SELLS.sub("", words)) for words in said] if of_asked else []  # "卖助听器，二类的"
        for words, led in (*led_to, *sold):
            reading = read(fact, led, more.said.around) if led and led != words and not _SAYS_NO.search(led) else None
            if isinstance(reading, Reading):
                more.add(fact, reading.value)
                return


def _holds(when: str, told: Mapping[str, Value]) -> bool:
    """Whether a condition that says one thing only is known to hold."""
    return any(
        code in told and (told[code] == so or (isinstance(value := told[code], tuple) and so in value))
        for code, so in supposed(when)
    )


def take_same_address(more: Collected) -> None:
    """The other one of two addresses that are said to be one ("注册地址跟店一个地方，…")."""
    told = {**more.heard.facts, **more.found}
    values = {value for code, value in told.items() if more.facts[code].type == "address"}
    if len(values) != 1 or _SAME_PLACE.search(more.said.folded) is None:
        return
    others = [fact for fact in more.facts.values() if fact.type == "address" and not fact.when and _is_open(fact, more)]
    if len(others) == 1:
        more.add(others[0], next(iter(values)))


def take_contact(more: Collected, unheard: Iterable[Segment]) -> None:
    """The name beside a telephone number ("找我小马，马骁，17786450932")."""
    phone = next((code for code in more.heard.facts if more.facts[code].sent_as == "phone"), None)
    fact = next((fact for fact in more.facts.values() if fact.sent_as == "name"), None)
    if phone is None or fact is None or fact.code in more.heard.facts or fact.code in more.said.known:
        return
    words = (more.said.text[clause.start : clause.end].strip() for clause in unheard)
    names = [one for one in words if is_likely_name(one) or _ENGLISH_NAME.fullmatch(one)]
    if not names:  # "电话0719-8123456 名字丁文斌" is one clause
        names = [one[1] for one in _IS_NAMED.finditer(more.said.text) if is_likely_name(one[1])]
    if len(names) == 1 and names[0] not in {*more.heard.facts.values(), *more.found.values()}:
        more.add(fact, names[0])


def with_supposed(
    heard: Heard, said: Context, known: Tellings, facts: Mapping[str, Fact], used: frozenset[str]
) -> Heard:
    """With what is known otherwise, but must be so where something corrected applies; to be confirmed."""
    more = Collected(heard, said, known, facts, used & said.known.keys())
    take_supposed(more)
    if not more.found:
        return heard
    return replace(heard, facts={**heard.facts, **more.found}, confirm=heard.confirm | more.found.keys())


def take_supposed(more: Collected) -> None:
    """What must be so where something told applies ("卖包装好的零食": food is sold)."""
    for code in [*more.heard.facts, *more.found]:
        told = {**more.heard.facts, **more.found}
        value = more.found.get(code, more.heard.facts.get(code))
        when = more.facts[code].when
        nothing = value in (False, 0, "none", ("none",)) and not words_of(code).no_supposes
        if when is None or nothing:
            continue
        for fact, so in supposed(when):
            more.suppose(fact, so)
        for fact in when.split(" or ") if _EITHER.fullmatch(when) else ():
            others = [told.get(one) for one in when.split(" or ") if one != fact]
            if _names(fact, more.said.folded) or all(one is False for one in others):
                more.suppose(
                    fact, so=True, asked_too=True
                )  # "one pool of 90 square metres", "no pool, 90 square metres"


def _names(code: str, folded: str) -> bool:
    """Whether words name the thing of a yes-or-no fact."""
    return any(noun in folded for noun in words_of(code).nouns)

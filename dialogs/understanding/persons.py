"""Who is what (各人职责): the persons of a message beside their roles, told side by side, one after another, or as the same."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product

from dialogs.understanding.heard import Context, Heard
from dialogs.understanding.intents import Intent
from dialogs.understanding.known_answers import is_of_person
from dialogs.understanding.values.folding import fold, is_question
from dialogs.understanding.values.name_places import SENDS_ME, introduced, named_persons
from dialogs.understanding.values.names import is_likely_name, name_beside
from dialogs.understanding.values.said import any_of
from dialogs.understanding.values.words import name_words, spoken_words, words_of
from knowledge.pack import Fact

_MOST_PARTS = 24
_LONGEST_NAMING = 16
"""Characters of a part that goes on about the role before it."""
_BREAK = re.compile(
    r"[，。；;、！!？?\n]|,(?!\d{3})|(?<=[\u4e00-\u9fff\d])\s+(?=[\u4e00-\u9fff\d])|\s(?:and|but|while)\s|(?<=[a-z])\.\s",
    re.IGNORECASE,
)
_NO_ROLE = (
    r"(?!验收|备案|队|大队|支队|局|所|科|设施|设备|器材|通道|检查|栓|手续|证|许可|协议|合同|问题|标准|资格|安全(?:距离|出口)|"
    r" (?:exits?|alarms?|extinguishers?|acceptance|inspection|door|cameras?|guards?))"
)
"""What makes of a role the name of something else: 消防验收, "fire exits"."""
_IN_FULL = re.compile(
    r"(?:[他她]的?)?(?:全名|本名|真名|大名|名字|姓名|名叫|叫)(?:叫做?|是|为)?[:： ]?(?=[\u4e00-\u9fff]{2,4}$)"
)
"""What leads to the whole name of who was only called 吴总 before."""
_LETS = re.compile(r"^\s*(?:就|是|都)*(?:让|叫|喊|请|派|由|找)(?=我)")
_BEFORE_A_ROLE = re.compile(r"(?:^|[^\u4e00-\u9fff]|店里?|我们?|铺子?|的)$")
_TO_US = re.compile(r"[你您]")
_FORMERLY = re.compile(
    r"以前|从前|原来|原先|之前|老早|早先|早前|早几年|先前|本来|起初|前任|上一?任|去年|"
    r"\b(?:used to|before|previously|formerly|was|were|former)\b"
)
_LEAVES = re.compile(
    r"不(?:干|做|来|在|管|当|上班)了|走[了掉]|离职|辞[职工了]|退休|调[走离]|跳槽|换人|回老家|请辞|"
    r"\b(?:left|quit|resigned|retired|has gone|no longer (?:works|here|with us))\b"
)
"""What is said of somebody whom another one follows ("赵敏不干了，换成杨帆")."""
_BY_NOW = re.compile(r"现在|如今|目前|今年|换|改|接手|接班|\b(?:now|currently|today)\b")
_NOT = re.compile(r"(?:不是|并非|不再是|不归|不写|别写|不用)|\b(?:not|isn'?t|no longer|instead of)\b")
_SAME = re.compile(
    r"[他她](?!爱人|[的们爸妈哥弟姐妹老家媳儿女太先丈妻娘侄表堂舅叔姨])|同一个?人|(?:这|那)个人|也一样|同上|"
    r"\b(?:her|him|he|she|same|also|as well|too)\b"
)
_ONE_PERSON = re.compile(r"(?:同|就)?是?(?:同?一个?人|同一位)|\bthe same (?:person|man|woman)\b")
"""That several roles are one person's, who is named in what follows ("园长跟法人是一个人，何丽萍")."""
_MYSELF = re.compile(r"我自己|我本人|本人|我(?![\u4e00-\u9fff]{0,2}[的们爸妈哥弟姐妹儿女老爱表堂])|\b(?:me|myself)\b")
_SPELT = re.compile(r"([\u4e00-\u9fff])[\u4e00-\u9fff]{1,3}的(?:那个)?\1$")
"""How a character is written ("杨树的杨")."""
_ALL_OF_THEM = re.compile(r"兼|都|和|跟|及|与|\b(?:and|both)\b|&")
_NO_MORE_THAN_LEADS = re.compile(r"[:：\s]|是|叫|为|由|归|写|填|的|也|就|\b(?:is|the|our)\b", re.IGNORECASE)
_OVERHEARD = frozenset({Intent.QUESTION, Intent.UNKNOWN, Intent.CORRECTION, Intent.GREETING, Intent.HUMAN})
"""What a message that names persons may sound like."""
_HEARD_BESIDE = frozenset({*_OVERHEARD, Intent.ANSWER, Intent.INDUSTRY})


@dataclass(slots=True)
class _Named:
    """Who was named so far."""

    topic: str | None
    persons: dict[str, str] = field(default_factory=dict[str, str])
    former: set[str] = field(default_factory=set[str])
    speakers: set[str] = field(default_factory=set[str])
    """The roles of who writes."""
    denied: set[str] = field(default_factory=set[str])
    """The roles that somebody is said not to have."""
    before: Mapping[str, str] = field(default_factory=dict[str, str])
    """Who was said before to have a role."""
    replaced: set[str] = field(default_factory=set[str])
    """The roles of which the message says that whoever was said to have it has it no longer."""
    last: str | None = None
    together: tuple[str, ...] = ()
    """The roles of which it is said that one person has them all."""

    def replace(self, role: str) -> None:
        """Take down that somebody else than before has a role, who is named in what follows."""
        self.topic = role
        self.replaced.add(role)
        self.former.add(self.before[role])

    def name(self, role: str, person: str) -> None:
        self.persons[role] = person
        self.last = person


def with_persons(heard: Heard, said: Context, facts: Mapping[str, Fact], used: Collection[str]) -> Heard:
    """With whom a message names for each role ("消防王强 治安李红", "联系人也写她"); to be confirmed where it is news."""
    if heard.intent not in _HEARD_BESIDE or any(clause.asks for clause in said.clauses):
        return heard
    roles = {code for code in used if code in facts and is_of_person(facts[code])}
    follows = _whose_name_follows(heard, said, facts, roles)
    asked = said.asked_code if said.asked_code in roles else follows
    # "it's China Unicom, not China Telecom" tells or changes something else, and names nobody who was asked for
    of_others = said.asked_code in roles and bool(heard.facts.keys() - roles)
    named = _named(said, roles, None if of_others else asked)
    news = {
        role: person
        for role, person in named.persons.items()
        if _is_news(role, person, heard, said, named)
        and (role == asked or not _has_another_role(role, person, heard, said))
        and heard.facts.get(facts[role].when or "") is not False
        and not (role == asked and _is_put_right(role, person, heard, said, named))
    }
    # the name of the agent, or of who has another role, is none of whoever writes or has not that one
    others = {
        code
        for code in roles - named.persons.keys()
        if heard.facts.get(code) in named.persons.values()
        and (code in named.denied or (follows in news and facts[code].sent_as) or named.replaced & news.keys())
    }
    if not news and not others:
        return heard
    supposed = {facts[role].when for role in news if heard.intent in (Intent.INDUSTRY, Intent.ANSWER)}
    so = {  # who names an agent has one
        code: True
        for code in supposed - heard.facts.keys() - said.known.keys()
        if code is not None and code in facts and facts[code].type == "boolean"
    }
    changes = any(role in said.known for role in news)
    replaces = bool(named.replaced & news.keys())
    intent = Intent.CORRECTION if changes else heard.intent
    if intent in _OVERHEARD and not changes and (asked in news or len(named.persons) > 1):
        intent = Intent.ANSWER
    return replace(
        heard,
        intent=intent,
        facts={**{code: value for code, value in heard.facts.items() if code not in others}, **news, **so},
        unclear={code: why for code, why in heard.unclear.items() if code not in news and not replaces},
        industry=None if replaces else heard.industry,
        confirm=heard.confirm - others | news.keys() | so.keys(),
        faq=heard.faq if intent is Intent.QUESTION else None,
        target=heard.target if intent is Intent.QUESTION else None,
    )


def names_several(text: str) -> bool:
    """Whether words name more than one role ("消防和治安都是王强")."""
    pattern, codes = _role_words()
    return len({codes[match.group()][0] for match in pattern.finditer(fold(text))}) > 1


def _whose_name_follows(heard: Heard, said: Context, facts: Mapping[str, Fact], roles: Collection[str]) -> str | None:
    """The role of the person whose name a yes leads to ("让我们行政陈思思跑一趟" where it was asked whether there is an agent)."""
    said_yes = said.asked_code is not None and heard.facts.get(said.asked_code) is True
    follow = [role for role in roles if said_yes and facts[role].when == said.asked_code and words_of(role).speaker]
    return follow[0] if len(follow) == 1 else None


def _is_news(role: str, person: str, heard: Heard, said: Context, named: _Named) -> bool:
    before = heard.facts.get(role)
    if before is None:
        return said.known.get(role) != person
    # "消防王强" is no name, and who was in charge before is not the one
    doubtful = role in heard.confirm and not str(before).startswith(person)
    # "消防归我爸管，谈建国；食品安全是我，谈小川": the other one's name is not this one's
    doubtful |= person != before and before in [one for code, one in named.persons.items() if code != role]
    return before != person and (before in named.former or doubtful)


def _has_another_role(role: str, person: str, heard: Heard, said: Context) -> bool:
    """Whether somebody whom only a word for anybody in charge names is known to have another role ("四个出口，负责人许强")."""
    if not words_of(role).roles_else or any(word in said.folded for word in words_of(role).roles):
        return False
    return any(code != role and value == person for code, value in heard.facts.items())


def _is_put_right(role: str, person: str, heard: Heard, said: Context, named: _Named) -> bool:
    """Whether a name is only the one of another role put right ("药师名字打错一个字，陈玉秀应该是陈毓秀")."""
    if heard.intent is not Intent.CORRECTION or any(word in said.folded for word in words_of(role).roles):
        return False
    others = {code: value for code, value in heard.facts.items() if code in said.known.keys() - {role, *named.denied}}
    return any(said.known[code] != value and person in (value, said.known[code]) for code, value in others.items())


def _named(said: Context, roles: Collection[str], asked: str | None) -> _Named:
    before = {role: value for role in roles if isinstance(value := said.known.get(role), str) and value}
    found = _Named(asked, before=before)
    for start, end in _parts(said.text):
        _take(found, said.text[start:end], said.folded[start:end], roles)
    own = introduced(said.text)
    speaker = own.name if own is not None and is_likely_name(own.name) else None
    speaker = speaker or next((found.persons[role] for role in found.speakers if role in found.persons), None)
    if speaker is not None:
        for role in found.speakers:
            found.persons.setdefault(role, speaker)
    return found


def _parts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for count, mark in enumerate(_BREAK.finditer(text)):
        if count == _MOST_PARTS:
            return
        if text[start : mark.start()].strip():
            yield start, mark.start()
        start = mark.end()
    if text[start:].strip():
        yield start, len(text)


def _take(found: _Named, text: str, folded: str, roles: Collection[str]) -> None:
    """Take down what one part of a message says of persons."""
    spans = list(_roles_in(folded, roles))
    former = _FORMERLY.search(folded) is not None and _BY_NOW.search(folded) is None
    denied = _NOT.search(folded) is not None
    if former or denied:
        found.former |= set(_names_in(_blanked(text, [span for _, *span in spans])))
        if spans and denied and spans[-1][0] in found.before and _NOT.search(folded, spans[-1][2]) is not None:
            found.replace(spans[-1][0])  # "药师不是周敏了", but not "不是药师兼"
        elif spans and (former or found.topic is None or found.topic in found.persons):
            found.topic = spans[-1][0]  # but "不是药师兼，另外有个人" tells nothing of who is asked for
        found.denied |= {role for role, *_ in spans} if denied else set[str]()
        return
    gone = _who_leaves(found, text, folded, spans[-1][0] if spans else None)
    if gone is not None:
        found.replace(gone)
        return
    if not spans:
        helper = _helper_in(folded, roles)
        found.topic = helper if helper is not None else found.topic
        gone = tuple(found.former)
        names = [] if _SPELT.search(folded) else [name for name in _names_in(text) if not name.startswith(gone)]
        goes_on = len(folded.strip()) <= _LONGEST_NAMING or text.isascii()
        if found.topic is not None and found.topic not in found.persons and len(names) == 1 and goes_on:
            for role in {found.topic, *found.together}:
                found.name(role, names[0])
        elif found.last is not None and len(names) == 1 and _IN_FULL.match(folded) and names[0][0] == found.last[0]:
            for role in [role for role, person in found.persons.items() if person == found.last]:
                found.name(role, names[0])
        return
    if SENDS_ME.match(folded, spans[-1][2]):
        return
    found.topic = spans[-1][0]
    if len(spans) > 1 and (same := _ONE_PERSON.search(folded)) is not None:
        found.together = tuple(role for role, *_ in spans)
        for role, name in product(found.together, _names_in(_blanked(text, [[spans[0][1], same.end()]]))[:1]):
            found.name(role, name)
        return
    blank = _blanked(text, [span for _, *span in spans])
    names = _names_in(blank) or _names_in(text)
    if len(spans) > 1 and len(names) == 1 and _ALL_OF_THEM.search(folded):
        for role, *_ in spans:
            found.name(role, names[0])
    elif len(spans) > 1:
        for (role, _, end), until in zip(spans, [*(start for _, start, _ in spans[1:]), len(text)], strict=True):
            _take_one(found, role, _names_in(text[end:until]), folded[end:until])
    else:
        _take_one(found, spans[0][0], names, blank.lower())


def _who_leaves(found: _Named, text: str, folded: str, role: str | None) -> str | None:
    """The role that somebody known leaves to another one, where it is named or only the person is."""
    if _LEAVES.search(folded) is None:
        return None
    if role is not None:
        return role if role in found.before else None
    theirs = [known for known, person in found.before.items() if person in text]
    return theirs[0] if len(theirs) == 1 else None


def _helper_in(folded: str, roles: Collection[str]) -> str | None:
    """The role of somebody who is said to do it, and is named only in what follows ("我爱人帮我办，她叫蒋红霞")."""
    who = any_of(name_words().beside)
    if who is None or who.match(_LETS.sub("", folded)) is None or _TO_US.search(folded) or is_question(folded):
        return None
    speakers = [role for role in roles if words_of(role).speaker]
    helps = [role for role in speakers if any(word in folded for word in words_of(role).charge)]
    return helps[0] if len(helps) == 1 else None


def _take_one(found: _Named, role: str, names: list[str], words: str) -> None:
    if len(names) == 1:
        found.name(role, names[0])
    elif names or any(character.isdigit() for character in words):
        return
    elif _SAME.search(words) and found.last is not None:
        found.name(role, found.last)
    elif _MYSELF.search(words):
        found.speakers.add(role)


def _roles_in(folded: str, roles: Collection[str]) -> Iterator[tuple[str, int, int]]:
    """The roles that words name, and where; of a word for several roles that which the business has."""
    pattern, codes = _role_words()
    for match in pattern.finditer(folded):
        fitting = [code for code in codes[match.group()] if code in roles]
        own = [code for code in fitting if match.group() in words_of(code).roles]
        alone = _BEFORE_A_ROLE.search(folded[: match.start()]) is not None
        fitting = own or (fitting if alone else [])  # "质量负责人" is another one
        if len(fitting) == 1:
            yield fitting[0], match.start(), match.end()


def _names_in(text: str) -> list[str]:
    """The persons that words name, each once."""
    names = [one.name for one in named_persons(text) if is_likely_name(one.name)]
    beside = name_beside(text) if not names else None
    return list(dict.fromkeys([*names, *([beside] if beside is not None else [])]))


def _blanked(text: str, spans: list[list[int]]) -> str:
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


@cache
def _role_words() -> tuple[re.Pattern[str], dict[str, list[str]]]:
    codes: dict[str, list[str]] = {}
    for code, words in spoken_words().items():
        for role in (*words.roles, *words.roles_else):
            codes.setdefault(role, []).append(code)
    words = any_of(tuple(codes))
    return re.compile(rf"(?:{words.pattern if words is not None else '(?!)'}){_NO_ROLE}"), codes

"""Judging what was heard (判分): right, wrong, or silently wrong, beside the label of a message."""

from __future__ import annotations

from dataclasses import dataclass

from bench.labelled import Utterance
from dialogs.understanding.heard import Heard
from knowledge.values import Value


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one message was understood. `offered`: right among the at most three that the applicant is offered."""

    right: bool
    offered: bool
    silent: bool
    """Something wrong was taken without asking."""
    wrong_answer: bool = False
    """A question was answered as if it were sure, with the answer to another one."""


def judge(said: Utterance, heard: Heard) -> Verdict:
    """The verdict on what was heard of a labelled message."""
    match said.kind:
        case "industry" | "out_of_scope":
            return _industry(said, heard)
        case "faq" | "faq_none":
            return _question(said, heard)
        case "intent":
            right = heard.intent.value in said.intents
            return Verdict(right, right, _takes_the_asked(said, heard))
        case "value" | "yes_no" | "multi" | "correction":
            return _values(said, heard)


def _industry(said: Utterance, heard: Heard) -> Verdict:
    wanted = said.means["industry"]
    codes = heard.industry.codes if heard.industry is not None else ()
    sure = heard.industry is not None and heard.industry.sure
    outside = heard.industry is not None and heard.industry.out_of_scope
    if wanted["codes"]:
        right = bool(codes) and codes[0] in wanted["codes"]
        other = {*wanted["codes"], *wanted.get("also", ())}
        offered = not {*wanted["codes"]}.isdisjoint(codes[:3])
        return Verdict(right, offered, (sure and bool(codes) and codes[0] not in other) or outside)
    right = outside if wanted["out_of_scope"] else not outside and not (sure and codes)
    return Verdict(right, right, bool(sure and codes))


def _question(said: Utterance, heard: Heard) -> Verdict:
    wanted = said.means["faq"]
    right_ones = {wanted["code"], *wanted.get("or", ())}
    code = heard.faq.code if heard.faq is not None else None
    sure = heard.faq is not None and heard.faq.sure and code is not None
    right = not sure if wanted["code"] is None else code in right_ones
    return Verdict(right, right, _takes_the_asked(said, heard), wrong_answer=sure and code not in right_ones)


def _values(said: Utterance, heard: Heard) -> Verdict:
    told = said.facts or {}
    unclear = set(said.means.get("unclear", ()))
    certain = {code: value for code, value in heard.facts.items() if code not in heard.confirm}
    right = (
        all(code in heard.facts and same(heard.facts[code], value) for code, value in told.items())
        and not unclear & certain.keys()
        and (not said.intents or heard.intent.value in said.intents)
        and _names_industry(said, heard)
    )
    silent = any(
        not same(value, told[code]) if code in told else code not in said.may_tell for code, value in certain.items()
    )
    return Verdict(right and not silent, right, silent)


def _names_industry(said: Utterance, heard: Heard) -> bool:
    if said.means.get("industry") is None:
        return True
    wanted: list[str] = said.means["industry"]["codes"]
    codes = heard.industry.codes if heard.industry is not None else ()
    return not wanted or (bool(codes) and codes[0] in wanted)


def _takes_the_asked(said: Utterance, heard: Heard) -> bool:
    """Whether a message that is no answer was taken as one to the question asked."""
    if said.asking is None or "answer" in said.intents or "facts" in said.means:
        return False
    return said.asking in heard.facts and said.asking not in heard.confirm


def same(one: Value, other: Value) -> bool:
    """Whether two values are one: the order of several choices says nothing, nor does how a number is written."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    if isinstance(one, str) and isinstance(other, str):
        return "".join(one.split()).casefold() == "".join(other.split()).casefold()
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-6 * max(1.0, abs(other))
    return one == other

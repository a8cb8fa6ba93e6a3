"""`bench understanding`: how much of the labelled set is understood, on the half that nothing is tuned on, and what it costs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bench.figures import Figure, say
from bench.judging import Verdict, judge
from bench.labelled import KINDS, Half, Utterance, utterances
from dialogs.understanding.heard import Heard
from dialogs.understanding.message import Understanding
from dialogs.understanding.reading import Surroundings
from dialogs.understanding.values.folding import fold
from knowledge.load import CITY, load_pack

CITY_NAME = "十堰市"


@dataclass(frozen=True, slots=True)
class Judged:
    """A message, what was heard of it, and how right that is."""

    said: Utterance
    heard: Heard
    verdict: Verdict
    milliseconds: float
    """Processor time of this one core."""


def understanding_figures(half: Half = "test", *, misses: bool = False) -> Iterator[Figure]:
    """The figures of the contract, and some more, over one half; misses are printed of the tuning half only."""
    judged = hear_all(list(utterances(half)))
    if misses and half == "tuning":
        for one in judged:
            if not one.verdict.right or one.verdict.silent or one.verdict.wrong_answer:
                say(_missed(one))
    say(confusion(judged))
    by_kind = {kind: [one for one in judged if one.said.kind == kind] for kind in KINDS}
    outside = [one for one in by_kind["out_of_scope"] if one.said.means["industry"]["out_of_scope"]]
    questions = [*by_kind["faq"], *by_kind["faq_none"]]
    yield _share("industry_top1", by_kind["industry"], ">= 0.92")
    offered = sum(one.verdict.offered for one in by_kind["industry"])
    yield Figure("industry_top3", offered / max(len(by_kind["industry"]), 1), "share", ">= 0.98")
    yield _share("out_of_scope", outside, ">= 0.9")
    yield _share("values", by_kind["value"], ">= 0.97")
    yield _share("yes_no", by_kind["yes_no"], ">= 0.99")
    yield _share("multi", by_kind["multi"], ">= 0.92")
    yield _share("corrections", by_kind["correction"], ">= 0.95")
    yield _share("intents", by_kind["intent"], ">= 0.95")
    yield _share("faq", by_kind["faq"], ">= 0.92")
    wrong = sum(one.verdict.wrong_answer for one in questions)
    yield Figure("faq_wrong_sure", wrong / max(len(questions), 1), "share", "<= 0.02")
    silent = sum(one.verdict.silent for one in judged)
    yield Figure("silent_errors", silent / max(len(judged), 1), "share", "<= 0.01")
    yield from _costs(judged)


def hear_all(said: Sequence[Utterance]) -> list[Judged]:
    """Every message, heard as the assistant hears it."""
    pack, _ = load_pack(CITY)
    understanding = Understanding(pack)
    for one in said[:20]:  # what is built at the first use is no message's cost
        _heard(understanding, one)
    judged: list[Judged] = []
    for one in said:
        started = time.process_time()
        heard = _heard(understanding, one)
        taken = time.process_time() - started
        judged.append(Judged(one, heard, judge(one, heard), 1000 * taken))
    return judged


def confusion(judged: Sequence[Judged]) -> str:
    """The intents that were meant against those that were heard, and the right ones of each kind, as a table for people."""
    lines = [f"{'kind':14}{'messages':>9}{'right':>8}{'silent':>8}"]
    for kind in KINDS:
        of_kind = [one for one in judged if one.said.kind == kind]
        right, silent = sum(one.verdict.right for one in of_kind), sum(one.verdict.silent for one in of_kind)
        lines.append(f"{kind:14}{len(of_kind):9}{right:8}{silent:8}")
    confused = Counter(
        (one.said.intents[0], one.heard.intent.value)
        for one in judged
        if one.said.intents and one.heard.intent.value not in one.said.intents
    )
    if confused:
        lines.append("\nintent meant -> heard instead")
        lines += [f"  {meant} -> {heard}: {count}" for (meant, heard), count in confused.most_common()]
    return "\n".join(lines)


def _heard(understanding: Understanding, one: Utterance) -> Heard:
    around = Surroundings(one.today, CITY_NAME, one.locale)
    return understanding.hear(one.text, asking=one.asking, industry=one.industry, known=one.known, around=around)


def _share(name: str, judged: Sequence[Judged], goal: str) -> Figure:
    return Figure(name, sum(one.verdict.right for one in judged) / max(len(judged), 1), "share", goal)


def _costs(judged: Sequence[Judged]) -> Iterator[Figure]:
    costs = sorted(one.milliseconds for one in judged)
    started = time.process_time()
    for one in judged:
        fold(one.said.text)
    folding = 1000 * (time.process_time() - started) / len(judged)
    yield Figure("p50_ms", costs[len(costs) // 2], "ms", "< 25", folding)
    yield Figure("p99_ms", costs[len(costs) * 99 // 100], "ms", "< 80", folding)


def _missed(one: Judged) -> str:
    said, heard = one.said, one.heard
    flags = "".join(mark for mark, is_so in (("S", one.verdict.silent), ("W", one.verdict.wrong_answer)) if is_so)
    industry = (
        None if heard.industry is None else (heard.industry.codes, heard.industry.sure, heard.industry.out_of_scope)
    )
    faq = None if heard.faq is None else (heard.faq.code, heard.faq.sure)
    told = {code: f"{value}{'?' if code in heard.confirm else ''}" for code, value in heard.facts.items()}
    return (
        f"{said.kind}{flags and ' ' + flags} | {said.text} | asking {said.asking} | means {dict(said.means)} | "
        f"heard {heard.intent.value} {told} unclear {sorted(heard.unclear)} industry {industry} faq {faq}"
    )

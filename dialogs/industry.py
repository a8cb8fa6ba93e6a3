"""Finding the industry (选行业), and what changes when it changes."""

from __future__ import annotations

from dialogs.asking import ask_step
from dialogs.conversation import Answer, Asking, Origin, State
from dialogs.draft import Draft
from dialogs.exchange import Choice
from dialogs.rewording import fact_text, needs_person, repeat_of, with_person
from dialogs.second_business import tell_second_business
from dialogs.understanding.message import IndustryGuess
from dialogs.understanding.reading import Unclear

_SHOWN = 6


def ask_industry(draft: Draft, *, greet: bool = False) -> None:
    """Ask what kind of shop it is to be."""
    fact = draft.fact("industry_category")
    open_ones = [code for code in draft.pack.industries if code not in draft.world.closed]
    choices = (
        *(industry_choice(draft, code) for code in open_ones[:_SHOWN]),
        draft.choice("industries", "choice_more_industries"),
    )
    before = draft.now.asking
    waited = before is not None and before.kind == "fact" and before.code == fact.code
    repeat = repeat_of(draft, fact.code, waited=waited, missed=draft.missed)
    unclear = Unclear("hint_which_industry") if draft.missed and waited else None
    if greet:
        text = draft.word("greeting", city=draft.pack.places.city.in_(draft.locale))
    elif unclear is None and repeat.put > 1:
        text = draft.word(f"industry_back_{repeat.put % 3 + 1}")
    else:
        text = fact_text(draft, fact, repeat, unclear, exact=False)
    if needs_person(repeat):
        choices = with_person(draft, choices, put_off=False)
    draft.reply(text, *choices)
    draft.ask(Asking("fact", fact.code, repeat.missed, tuple(choice.id for choice in choices)))
    if not greet and fact.code not in draft.now.asked:
        draft.change(asked=(*draft.now.asked, fact.code))


def show_all_industries(draft: Draft) -> None:
    """The whole catalogue as buttons."""
    choices = [industry_choice(draft, code) for code in draft.pack.industries if code not in draft.world.closed]
    draft.reply(draft.word("all_industries"), *choices)
    draft.ask(Asking("fact", "industry_category", 0, tuple(choice.id for choice in choices)))


def industry_choice(draft: Draft, code: str) -> Choice:
    return Choice(f"industry:{code}", draft.pack.industries[code].name.in_(draft.locale))


def take_guess(draft: Draft, guess: IndustryGuess) -> bool:
    """Act on what a message says of the industry; whether it said anything."""
    if guess.out_of_scope:
        where = draft.word(f"industry_elsewhere.{guess.elsewhere}") if guess.elsewhere is not None else ""
        draft.say("industry_out_of_scope", where=where, phone=draft.pack.places.window_phone.in_(draft.locale))
        return True
    if guess.sure and guess.codes:
        taken = set_industry(draft, guess.codes[0])
        if draft.now.industry == guess.codes[0]:
            tell_second_business(draft, guess.codes[0], guess.also)
        return taken
    if guess.codes and draft.now.industry is None:
        choices = [industry_choice(draft, code) for code in guess.codes[:3]]
        choices.append(draft.choice("industries", "choice_none_of_these"))
        ask_step(draft, "did_you_mean", draft.word("did_you_mean_industry"), *choices)
        draft.silent = True
        return True
    return False


def set_industry(draft: Draft, code: str) -> bool:
    """Take up an industry; answers stay, what the old industry gave and its notice do not."""
    industry = draft.pack.industries.get(code)
    if industry is None:
        return False
    name = industry.name.in_(draft.locale)
    if code in draft.world.closed:
        draft.say("industry_closed", industry=name)
        return True
    before = draft.now.industry
    if before == code:
        return True
    kept = {fact: answer for fact, answer in draft.now.answers.items() if answer.origin is not Origin.INDUSTRY}
    given = {fact: Answer(value, Origin.INDUSTRY, draft.at) for fact, value in industry.given.items()}
    draft.change(industry=code, answers={**kept, **_merged(draft, kept, given)})
    if before is not None:
        draft.change(
            left_out=(), held={}, commitment_excludes=(), notice=None, postponed=(), reviewed=False, signature=None,
            state=State.SCOPING,
        )  # fmt: skip
        draft.say("industry_changed", industry=name)
    else:
        draft.say("industry_found", industry=name)
    if industry.note is not None and (draft.locale == "zh" or industry.note.en):
        draft.say("industry_note", note=industry.note.in_(draft.locale))
    return True


def _merged(draft: Draft, kept: dict[str, Answer], given: dict[str, Answer]) -> dict[str, Answer]:
    """What was said stays where the industry gives a multiple choice as a minimum; else the industry decides."""
    merged: dict[str, Answer] = {}
    for code, answer in given.items():
        said = kept.get(code)
        if said is not None and isinstance(said.value, tuple) and isinstance(answer.value, tuple):
            chosen = {*said.value, *answer.value}
            order = [choice.code for choice in draft.pack.facts[code].choices]
            value = tuple(one for one in order if one in chosen)
            merged[code] = Answer(value, said.origin, said.at, said.by)
        else:
            merged[code] = answer
    return merged

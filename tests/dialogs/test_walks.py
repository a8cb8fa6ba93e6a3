"""Random walks through every industry: whatever is said or pressed, the promises of the design hold at each turn."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.case import case_of, exclusions_of
from dialogs.conversation import Conversation, Origin, Point
from dialogs.documents import document_of
from dialogs.exchange import Chose, Payload, Returned, Said, Signed, Uploaded
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.slices import parts
from knowledge.values import Range, Truth
from storage.snapshot import Snapshots
from tests.dialogs.chat import LICENCE, Chat, Rows, upload
from tests.dialogs.city import the_city
from tests.scenarios.reckoning import entries
from tests.scenarios.wording import CREDIT_CODE, value_for, words_for

INDUSTRIES = tuple(entries("industries"))
ROWS: tuple[Rows, ...] = (
    {},
    {"business_licence": LICENCE},
    {
        "business_licence": LICENCE,
        "identity_register": {"legal_rep_id_number": "110101199003070038"},
        "premises_register": {"premises_area": 480, "premises_floor": 2, "premises_right": "own"},
    },
)
ODD_WORDS = (
    "为什么问这个", "还剩多少", "上一个问题", "不知道", "人工", "要收费吗", "健康证怎么办", "谢谢", "English please",
    "说中文", "面积改成320平米", "面积改成三百", "不挂招牌了", "四十五六平吧", "烟草证已经有了", "其实有泳池", "电话改一下",
    "算了", "继续", "先存着，改天再办", "撤回申请", "重新开始", "删除我的信息", "开餐馆", "其实是开药店", CREDIT_CODE,
    "", "   ", "？？？", "\x00\x07", "🙂", "a" * 3000, "是不是都对啊", "50平米，卖烟，有招牌，租的", "不对", "好的",
)  # fmt: skip
FORGED = (
    "step:send:go",
    "fact:sells_tobacco:yes",
    "permits",
    "dont_know",
    "sure:restart",
    "wrong:premises_area",
    "x:y:z",
)


POINTS = (
    Point("p1", "market_regulation", "fact", "contact_phone", "电话打不通"),
    Point("p2", "market_regulation", "material", "lease_contract", "合同缺页"),
    Point("p3", "market_regulation", "fact", "premises_area", "面积与合同不符"),
    Point("p4", "market_regulation", "other", "", "请联系窗口"),
)


@dataclass(frozen=True)
class Step:
    """One thing that a wayward applicant does; `pick` chooses among what is there to press."""

    kind: str
    pick: int
    text: str


STEPS = st.lists(
    st.builds(
        Step,
        kind=st.sampled_from(("on", "on", "on", "on", "on", "on", "full", "press", "say", "forge", "upload", "sign")),
        pick=st.integers(0, 9),
        text=st.sampled_from(ODD_WORDS) | st.text(max_size=20),
    ),
    min_size=15,
    max_size=60,
)


@pytest.mark.slow
@pytest.mark.parametrize("industry", INDUSTRIES)
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, rows=st.sampled_from(ROWS))
def test_the_promises_hold_on_every_way(industry: str, steps: list[Step], rows: Rows) -> None:
    walk(the_city(), industry, steps, rows)


def walk(city: Knowledge, industry: str, steps: list[Step], rows: Rows) -> None:
    """One walk, every promise looked at after each step."""
    chat = Chat.open(city, rows).presses("industries").presses(f"industry:{industry}")
    for step in steps:
        payload = _payload(chat, step)
        before, chat = chat, chat.receives(payload)
        assert before.would_take(payload) == chat.last, "the same turn twice"
        assert chat.conversation == Conversation.from_json(Snapshots().json(chat.conversation))
        _is_answered(chat)
        _moves_along_the_machine(before, chat)
        _asks_nothing_settled(before, chat, payload)
        _asks_nothing_beyond_the_notice(chat)
        _loses_nothing_silently(before, chat)
        _signature_covers_what_it_covered(chat)
        _gives_each_department_its_own(chat)


def _payload(chat: Chat, step: Step) -> Payload:
    asking, buttons = chat.conversation.asking, chat.buttons
    if chat.state == "submitted" and step.pick < 7:
        return Returned((POINTS[step.pick % len(POINTS)], POINTS[-1]), "market_regulation")
    match step.kind:
        case "say":
            return Said(step.text)
        case "forge":
            return Chose(FORGED[step.pick % len(FORGED)])
        case "press" if buttons:
            return Chose(buttons[step.pick % len(buttons)])
        case "upload":
            return Uploaded(upload("any.pdf", chat.number), None)
        case "sign":
            return Signed("林小满", agreed=step.pick > 0)
        case _ if asking is None:
            return Said(step.text)
        case _ if asking.kind == "material":
            return Uploaded(upload("right.pdf", chat.number), asking.code)
        case _ if asking.kind == "step":
            return Signed("林小满", agreed=True) if asking.code == "sign" else Chose(asking.options[0])
        case _ if asking.code == "industry_category":
            return Chose(f"industry:{INDUSTRIES[step.pick]}")
        case kind:
            return Said(words_for(asking.code, value_for(asking.code, "full" if kind == "full" else "plain")))


def _is_answered(chat: Chat) -> None:
    """Every reply says something; there is one to everything."""
    assert chat.last.replies
    assert all(reply.text.strip() for reply in chat.last.replies)


def _moves_along_the_machine(before: Chat, chat: Chat) -> None:
    was, now = before.conversation, chat.conversation
    if was.state is now.state or now.industry is None or now.industry != was.industry:
        return
    machine = chat.knowledge.machine(now.industry)
    path = machine.event_between(was.state, now.state)
    # one message may answer, correct and go on at once: then a stage lies between
    between = any(
        machine.event_between(was.state, middle) and machine.event_between(middle, now.state)
        for middle in machine.states
    )
    assert path is not None or between, f"{was.state} to {now.state}"


def _asks_nothing_settled(before: Chat, chat: Chat, payload: Payload) -> None:
    """No question whose answer can't change what is needed, and none that was answered (设计第 2 条)."""
    view, now = chat.last.asking, chat.conversation
    if view is None or view.fact is None or view.fact == "industry_category" or now.industry is None:
        return
    known = now.answers.get(view.fact)
    planner = chat.knowledge.industry(now.industry)
    if known is None:
        remaining = planner.remaining(chat.facts, exclusions_of(now))
        opened = view.fact == planner.code_fact or view.fact in now.conflicts
        assert view.fact in remaining or opened, f"{view.fact} is settled"
    else:
        # only what the applicant opens, or gave roughly, is asked although it is known
        assert isinstance(known.value, Range) or _was_opened(before, chat, view.fact, payload)


def _was_opened(before: Chat, chat: Chat, fact: str, payload: Payload) -> bool:
    """Whether the applicant or a department asked for it, or goes on with it; the assistant never goes back by itself."""
    wished = isinstance(payload, Said) or (
        isinstance(payload, Chose) and payload.id in ("back", "sure:no", f"change:{fact}")
    )
    return wished or before.asks == fact or any(point.code == fact for point in chat.conversation.points)


def _asks_nothing_beyond_the_notice(chat: Chat) -> None:
    """What is asked for after the notice is in it, if only under a condition (设计第 3 条)."""
    notice, view, now = chat.conversation.notice, chat.last.asking, chat.conversation
    if notice is None or notice.acknowledged_at is None or view is None or view.material is None:
        return
    pack = chat.knowledge.pack
    listed = {need.code for code in notice.permits for need in pack.permits[code].materials}
    returned = {point.code for point in now.points}  # what a department asks for is the office's own affair
    assert view.material in listed | returned
    document = document_of(now, f"notice-{notice.version}", chat.knowledge)
    assert document is not None
    assert document.sha256() == notice.sha256


def _loses_nothing_silently(before: Chat, chat: Chat) -> None:
    """An answer goes only when that is asked for, or when the register it came from is another one now."""
    was, now = before.conversation, chat.conversation
    if now.erased or now.industry is None or now.industry != was.industry or not now.answers:
        return
    gone = set(was.answers) - set(now.answers)
    for code in gone:
        origin = was.answers[code].origin
        assert origin in (
            Origin.DERIVED, Origin.BUSINESS_LICENCE, Origin.PREMISES_REGISTER, Origin.IDENTITY_REGISTER,
            Origin.CREDIT_REGISTER, Origin.EARLIER,
        ), f"{code} of {origin} is gone"  # fmt: skip


def _signature_covers_what_it_covered(chat: Chat) -> None:
    """A signature stands only over exactly what was signed (设计第 4 条)."""
    signature = chat.conversation.signature
    if signature is not None:
        assert signature.root == chat.root


def _gives_each_department_its_own(chat: Chat) -> None:
    """A department gets no fact and no material that none of its permits needs (设计第 5 条)."""
    now = chat.conversation
    if now.submission is None or now.notice is None:
        return
    pack, rules = chat.knowledge.pack, chat.knowledge.rules
    for department, part in parts(case_of(now, chat.knowledge)).items():
        permits = [pack.permits[code] for code in part.permits]
        assert all(permit.department == department for permit in permits)
        listed = {code for permit in permits for code in permit.facts}
        assert set(part.facts) <= listed
        for code in part.facts:
            applies = rules.applies.get(code)
            assert applies is None or applies(chat.facts) is not Truth.UNMET
        needed = {need.code for permit in permits for need in permit.materials}
        assert {one.code for one in part.materials} <= needed

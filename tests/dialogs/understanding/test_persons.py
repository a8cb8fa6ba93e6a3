"""Persons are told side by side, one after another, or as the same, and each goes to its role."""

from __future__ import annotations

import pytest

from dialogs.understanding.intents import Intent
from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("fire_manager", "hotel", "消防王强 治安李红", {"fire_manager": "王强", "security_manager": "李红"}),
        ("fire_manager", "karaoke", "Mark Chen does fire, Tony Wu does security",
         {"fire_manager": "Mark Chen", "security_manager": "Tony Wu"}),
        ("fire_manager", "karaoke", "消防和治安都是王强", {"fire_manager": "王强", "security_manager": "王强"}),
        ("principal_name", "training_childcare", "校长李文静 联系人也写她 电话0719-8652233",
         {"principal_name": "李文静", "contact_name": "李文静"}),
        ("pharmacist_name", "pharmacy", "pharmacist is Grace Li, quality also her, no store room",
         {"pharmacist_name": "Grace Li", "quality_manager": "Grace Li"}),
        ("quality_manager", "pharmacy", "不是药师，质量是店长王芳", {"quality_manager": "王芳", "pharmacist_name": None}),
        ("fire_manager", "karaoke", "消防之前是前台小吴，现在改成经理孙志强", {"fire_manager": "孙志强"}),
        ("security_manager", "hotel", "保卫老早是我爸，他年纪大了，换我弟周小军", {"security_manager": "周小军"}),
        ("principal_name", "training_childcare", "之前校长是李明，今年换成王芳了", {"principal_name": "王芳"}),
        ("pharmacist_name", "pharmacy", "药师是我，黄志平；质量以前也我管，现在给小余管，全名余晓兰",
         {"pharmacist_name": "黄志平", "quality_manager": "余晓兰"}),
        ("pharmacist_name", "pharmacy", "药师是刘敏，质量归王总管，全名王立新",
         {"pharmacist_name": "刘敏", "quality_manager": "王立新"}),
        ("clinic_kind", "pharmacy", "请了个老中医坐堂，叫周济生", {"clinic_kind": "tcm", "medical_lead": "周济生"}),
        ("clinic_kind", "clinic", "中医馆，坐诊的是周济生", {"clinic_kind": "tcm", "medical_lead": "周济生"}),
        ("clinic_kind", "clinic", "中医的，医生叫程远志，一个医生", {"medical_lead": "程远志", "physician_count": 1}),
        ("training_subjects", "training_childcare", "舞蹈和跆拳道，校长姓钟，叫钟雪", {"principal_name": "钟雪"}),
        ("education_services", "training_childcare", "托育培训都做，托位30个，负责人秦雨桐",
         {"principal_name": "秦雨桐", "childcare_places": 30}),
        ("principal_name", "training_childcare", "园长跟法人是一个人，何丽萍",
         {"principal_name": "何丽萍", "legal_representative": "何丽萍"}),
        ("principal_name", "training_childcare", "校长和法人是同一个人，何丽萍",
         {"principal_name": "何丽萍", "legal_representative": "何丽萍"}),
        ("uses_agent", "pharmacy", "找了个人跑 叫谢娟", {"uses_agent": True, "agent_name": "谢娟", "contact_name": None}),
        ("uses_agent", "filling_station", "我是帮我哥办的 他是老板 我叫肖勇", {"uses_agent": True, "agent_name": "肖勇"}),
        ("uses_agent", "clinic", "让我们行政陈思思跑一趟", {"uses_agent": True, "agent_name": "陈思思"}),
        ("security_manager", "karaoke", "治安这块归我哥们儿吴浩管", {"security_manager": "吴浩"}),
        ("contact_name", "restaurant", "Contact person is me, Ivan Petrov, phone 13971908866",
         {"contact_name": "Ivan Petrov", "contact_phone": "13971908866"}),
        ("contact_name", "restaurant", "The contact is myself, Anna Maria Lopez", {"contact_name": "Anna Maria Lopez"}),
        (None, "restaurant", "The legal representative is me, Ivan Petrov", {"legal_representative": "Ivan Petrov"}),
        ("contact_name", "restaurant", "The contact is me, phone 13971908866", {"contact_name": None}),
        ("contact_phone", "hotel", "有事找我联系就行，电话13986881025", {"contact_name": None}),
        ("contact_phone", "supermarket", "call me on 18672105539, Daniel Okafor", {"contact_name": "Daniel Okafor"}),
    ],
)  # fmt: skip
def test_each_person_goes_to_the_role_that_is_named(
    hear: Listener, asking: str | None, industry: str, text: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert heard.intent is Intent.ANSWER
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("text", "known", "fact", "value"),
    [
        ("change the agent to Kevin Luo", {"uses_agent": True, "agent_name": "Jason Tang"}, "agent_name", "Kevin Luo"),
        ("Not Wang Jun, Wang Jing is the pharmacist", {"pharmacist_name": "Wang Jun"}, "pharmacist_name", "Wang Jing"),
        ("店招不叫小林奶茶了，改叫林间茶铺", {"sign_text": "小林奶茶"}, "sign_text", "林间茶铺"),
        ("The sign should say Blue Cup, not Blue Mug", {"sign_text": "Blue Mug"}, "sign_text", "Blue Cup"),
    ],
)
def test_a_name_replaces_the_known_one_and_is_confirmed(
    hear: Listener, text: str, known: dict[str, Value], fact: str, value: str
) -> None:
    heard = hear(text, asking="delivery_method", industry="pharmacy", known=known)
    assert heard.intent is Intent.CORRECTION
    assert dict(heard.facts) == {fact: value}
    assert fact in heard.confirm


@pytest.mark.parametrize(
    "text", ["Contact person is me", "The contact person will be me", "I'm the contact person", "联系人就是我"]
)
def test_who_only_says_that_it_is_them_names_nobody(hear: Listener, text: str) -> None:
    heard = hear(text, asking="contact_name", industry="restaurant")
    assert (heard.intent, dict(heard.facts)) == (Intent.ANSWER, {})


@pytest.mark.parametrize("text", ["老板喊我来填，我叫佟玉梅", "老板让我来办的，我叫佟玉梅"])
def test_who_is_sent_is_not_who_sends(hear: Listener, text: str) -> None:
    heard = hear(text, asking="contact_name", industry="hotel", known={"legal_representative": "佟国斌"})
    assert heard.facts["contact_name"] == "佟玉梅"
    assert "legal_representative" not in heard.facts


@pytest.mark.parametrize(
    "text",
    ["药师名字打错一个字，陈玉秀应该是陈毓秀", "陈玉秀的玉打错了，应该是陈毓秀", "药师名字写错了，陈玉秀改成陈毓秀"],
)
def test_a_name_that_is_put_right_answers_nothing_else(hear: Listener, text: str) -> None:
    heard = hear(text, asking="quality_manager", industry="pharmacy", known={"pharmacist_name": "陈玉秀"})
    assert (heard.intent, heard.facts) == (Intent.CORRECTION, {"pharmacist_name": "陈毓秀"})

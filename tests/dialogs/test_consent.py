"""Before anything personal: the privacy notice, its own consent for sensitive facts, and what a no means."""

from dataclasses import replace

from dialogs.exchange import Said
from dialogs.knowledge_in_force import Knowledge
from tests.dialogs.chat import Chat, milk_tea


def test_nothing_personal_is_asked_before_the_privacy_notice(city: Knowledge) -> None:
    chat = milk_tea(city)
    assert chat.asks == "privacy"
    assert not any(city.pack.facts[code].sensitive for code in chat.conversation.asked if code != "industry_category")
    assert chat.presses("step:privacy:privacy:yes").asks == "unified_social_credit_code"


def test_a_yes_in_words_is_consent_too(city: Knowledge) -> None:
    chat = milk_tea(city).says("同意")
    assert [(one.kind, one.given) for one in chat.conversation.consents] == [("privacy", True)]


def test_a_refusal_keeps_what_was_said_and_offers_a_person(city: Knowledge) -> None:
    chat = milk_tea(city).presses("step:privacy:privacy:no")
    assert chat.asks == "privacy"
    assert "human" in chat.buttons
    assert chat.facts["premises_area"] == 60
    assert chat.presses("step:privacy:privacy:yes").asks == "unified_social_credit_code"


def test_an_identity_number_has_a_consent_of_its_own(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("contact_name")
    assert [one.kind for one in chat.conversation.consents] == ["privacy", "sensitive"]
    asked = chat.conversation.asked
    assert asked.index("legal_rep_id_number") > asked.index("unified_social_credit_code")


def test_a_no_to_the_sensitive_consent_asks_for_no_identity_number(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("acknowledge_notice").presses("step:acknowledge_notice:read")
    assert chat.buttons == ("step:privacy:sensitive:yes", "step:privacy:sensitive:no")
    refused = chat.presses("step:privacy:sensitive:no")
    assert "legal_rep_id_number" not in refused.conversation.asked
    assert "human" in refused.buttons


def test_where_no_permit_is_needed_nothing_personal_is_asked(city: Knowledge) -> None:
    chat = Chat.open(city).says("健身房", "没有泳池")
    for _ in range(20):
        if chat.state == "nothing_needed":
            break
        chat = chat.does_the_next()
    assert chat.state == "nothing_needed"
    assert chat.conversation.consents == ()
    assert not any(city.pack.facts[code].sensitive for code in chat.conversation.asked)
    assert "不需要" in chat.texts[-1]


def test_identity_numbers_are_never_shown(city: Knowledge) -> None:
    rows = {"identity_register": {"legal_rep_id_number": "110101199003070038"}}
    chat = milk_tea(city, rows).goes_on_until("review")
    assert not any("110101199003070038" in text for text in chat.texts)


def test_what_is_sensitive_is_not_taken_from_a_channel_abroad(city: Knowledge) -> None:
    chat = milk_tea(city)
    chat = replace(chat, world=replace(chat.world, abroad=True)).presses("step:privacy:privacy:yes")
    chat = chat.says("电话13871234567，不卖烟")
    assert chat.facts["sells_tobacco"] is False
    assert "contact_phone" not in chat.facts
    assert "联系电话" in chat.last.replies[0].text
    assert "撤回" in chat.last.replies[0].text
    assert not any("13871234567" in reply.text for reply in chat.last.replies)


def test_the_same_words_on_a_page_of_ours_are_taken(city: Knowledge) -> None:
    chat = milk_tea(city)
    chat = replace(chat, world=replace(chat.world, abroad=True)).presses("step:privacy:privacy:yes")
    assert chat.receives(Said("电话13871234567", private=True)).facts["contact_phone"] == "13871234567"

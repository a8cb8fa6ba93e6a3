"""The notice once, with versions; the signature, void as soon as anything changes; materials put off with a date."""

from dataclasses import replace

from dialogs.case import case_of
from dialogs.conversation import Upload
from dialogs.documents import document_of
from dialogs.exchange import KeepDocument
from dialogs.knowledge_in_force import Knowledge
from knowledge.documents.papers import make_papers
from tests.dialogs.chat import LICENCE, Chat, milk_tea


def test_the_notice_is_hashed_and_acknowledged_with_time(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("acknowledge_notice")
    shown = chat.conversation.notice
    assert shown is not None
    assert shown.acknowledged_at is None
    document = document_of(chat.conversation, "notice-1", city)
    assert document is not None
    assert document.sha256() == shown.sha256
    read = chat.presses("step:acknowledge_notice:read").conversation.notice
    assert read is not None
    assert read.acknowledged_at
    assert KeepDocument("notice-1") in chat.effects


def test_changed_permits_make_a_new_version_that_says_what_changed(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("review").says("面积改成320平米")
    assert chat.asks == "acknowledge_notice"
    assert "消防" in chat.says_now
    assert "多了" in chat.says_now
    assert [one.version for one in chat.conversation.notices] == [1, 2]
    back = chat.presses("step:acknowledge_notice:read").goes_on_until("review").says("面积改成60平米")
    assert "不用办了" in back.says_now
    assert back.permits == {"small_catering"}


def test_a_change_that_leaves_the_permits_needs_no_new_notice(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("review").says("面积改成62平米")
    assert chat.asks == "review"
    assert len(chat.conversation.notices) == 1


def test_what_no_longer_applies_is_kept_inert_and_comes_back_unasked(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("review", has_outdoor_sign=True)
    without = chat.says("不挂招牌了").goes_on_until("review")
    assert "outdoor_sign" not in without.permits
    again = without.says("还是挂招牌").goes_on_until("review")
    assert "outdoor_sign" in again.permits
    assert again.conversation.asked == chat.conversation.asked
    parts = make_papers(case_of(without.conversation, city)).parts
    assert "sign_text" not in parts["market_regulation"].facts


def test_the_signature_is_over_exactly_what_is_shown(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("sign")
    assert chat.signs(root="sha256:other").conversation.signature is None
    assert chat.signs(name="林").conversation.signature is None
    signed = chat.signs(root=chat.root).conversation.signature
    assert signed is not None
    assert signed.root == chat.root


def test_a_change_voids_the_signature_and_says_what_changed(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("send").says("电话改成13987654321")
    assert chat.conversation.signature is None
    assert "联系电话" in chat.says_now
    assert "作废" in chat.says_now
    assert chat.asks == "review"


def test_a_character_that_no_paper_can_show_is_told_at_once_and_before_signing(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("review").says("联系人改成吴𠮷㐂")
    assert "𠮷 (U+20BB7)" in chat.last.replies[0].text
    assert "㐂" not in chat.last.replies[0].text
    assert "𠮷 (U+20BB7) 在字库里没有" in chat.last.replies[-1].text
    mended = chat.says("联系人改成吴吉㐂")
    assert "字库" not in mended.says_now


def test_the_same_answer_again_leaves_what_was_signed(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("send").presses("change:contact_phone").says("13812345678")
    assert chat.asks == "send"
    assert chat.conversation.signature is not None
    assert chat.conversation.signature.root == chat.root


def test_a_doubt_about_licence_data_voids_the_signature(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("send").says("名称改成大林饮品店")
    assert chat.conversation.signature is None
    assert chat.facts["operator_name"] == "小林饮品店"


def test_what_was_handed_in_is_not_put_off_by_an_old_button(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("send").presses("material:staff_health_certs:later")
    assert chat.conversation.deferred == {}
    assert chat.asks == "send"


def test_a_new_file_voids_the_signature_too(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("send").uploads("lease_contract", "new.pdf")
    assert chat.conversation.signature is None
    assert "租赁合同" in chat.says_now


def test_papers_that_read_otherwise_than_they_were_signed_are_signed_again(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("send")
    signature = chat.conversation.signature
    assert signature is not None
    older = replace(
        chat, conversation=replace(chat.conversation, signature=replace(signature, root="sha256:" + "0" * 64))
    )
    asked = older.presses("step:send:go")
    assert asked.asks == "sign"
    assert asked.state != "submitted"
    assert "再签一次" in asked.says_now
    assert asked.goes_on_until("send").presses("step:send:go").state == "submitted"


def test_a_signature_out_of_turn_is_not_taken(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("review").signs()
    assert chat.conversation.signature is None
    assert chat.asks == "review"


def test_a_commitment_can_be_taken_out_when_signing(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("sign", chooses_commitment=True)
    out = chat.signs(excludes=("small_catering",))
    assert out.conversation.signature is None
    assert out.conversation.commitment_excludes == ("small_catering",)
    assert out.asks == "premises_photos"


def test_a_file_may_be_put_off_until_a_date_where_the_rules_allow(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("staff_health_certs").presses("material:staff_health_certs:later")
    assert chat.asks == "defer"
    assert "2026-12-08" in chat.says_now  # ten working days after 24 November
    put_off = chat.presses("step:defer:staff_health_certs")
    assert put_off.conversation.deferred == {"staff_health_certs": "2026-12-08"}
    done = put_off.submits()
    case = case_of(done.conversation, city)
    assert [(one.code, one.deferred_until) for one in case.materials if one.deferred_until] == [
        ("staff_health_certs", "2026-12-08")
    ]


def test_a_file_that_is_needed_at_once_cannot_be_put_off(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("lease_contract").says("晚点给")
    assert chat.asks == "lease_contract"
    assert chat.conversation.deferred == {}
    assert chat.presses("material:lease_contract:later").conversation.deferred == {}


def test_a_poor_picture_may_be_replaced_or_kept(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("premises_photos").uploads(warnings=("file_dark",))
    first = _files(chat)[0]
    assert f"material:premises_photos:remove:{first.id}" in chat.buttons
    replaced = chat.presses(f"material:premises_photos:remove:{first.id}")
    assert _files(replaced) == ()
    assert replaced.asks == "premises_photos"


def test_a_held_permit_and_one_left_out_are_told_what_that_means(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("acknowledge_notice", has_outdoor_sign=True).presses("permits")
    chat = chat.presses("permit:outdoor_sign").presses("permit:outdoor_sign:left_out")
    assert chat.permits == {"small_catering"}
    assert "不能" in chat.says_now
    assert chat.conversation.notice is not None
    assert chat.conversation.notice.left_out == ("outdoor_sign",)
    back = chat.presses("permits").presses("permit:outdoor_sign:back")
    assert back.permits == {"small_catering", "outdoor_sign"}


def test_with_every_permit_taken_out_each_can_be_taken_in_again(city: Knowledge) -> None:
    chat = Chat.open(city, {"business_licence": LICENCE}).says("开餐馆").goes_on_until("acknowledge_notice")
    chat = chat.presses("permits").presses("permit:food_business").presses("permit:food_business:held")
    assert chat.permits == set()
    assert chat.asks == "acknowledge_notice"
    assert "permit:food_business:back" in chat.buttons
    back = chat.presses("permit:food_business:back")
    assert back.permits == {"food_business"}
    assert back.submits().state == "submitted"


def test_another_industry_has_a_notice_of_its_own(city: Knowledge) -> None:
    chat = milk_tea(city).goes_on_until("contact_name").says("其实是开餐馆").goes_on_until("contact_name")
    for record in chat.conversation.notices:
        document = document_of(chat.conversation, f"notice-{record.version}", city)
        assert document is not None
        assert document.sha256() == record.sha256
    assert [one.industry for one in chat.conversation.notices] == ["drinks_snacks", "restaurant"]


def _files(chat: Chat) -> tuple[Upload, ...]:
    return chat.conversation.materials.get("premises_photos", ())

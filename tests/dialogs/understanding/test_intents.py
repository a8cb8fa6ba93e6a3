"""What a message is for, in both languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.intents import Intent
from dialogs.understanding.message import Heard

STEERED: dict[Intent, str] = {
    Intent.BACK: "上一步|返回|回到上一题|返回上一步吧|我想回到上一个问题|back|go back please|previous question|"
    "can we go back",
    Intent.WHY: "为什么问这个|为啥要这个|为什么|问这个干嘛|这个有什么用啊|干嘛要问我这个|必须要填这个吗|"
    "why do you ask|why|why do you need that",
    Intent.REMAINING: "还剩什么|还要填啥|还剩几个问题|还有多少问题要答啊|还要问几个|快问完了吗|what is left|"
    "how many questions are left|what else do you need",
    Intent.PROGRESS: "进度|查一下进度|办到哪了|我的申请办到哪一步了|批下来了吗|证下来没有|how far is it|any news|"
    "status of my application|我填到百分之多少了|现在弄到那一步了",
    Intent.SKIP: "跳过|不知道|先不填|这个我不太清楚|我也不知道啊|没想好呢|先跳过吧|下一题|I don't know|"
    "skip this one|not sure|no idea",
    Intent.RESTART: "重新开始|从头来|我想重新来一遍|全部重填|start over|let's start again|restart",
    Intent.HUMAN: "人工|转人工|找个人|我要真人|帮我转人工客服|有人工吗|我不会画，能找个人吗|human|"
    "can I talk to a person|I want to speak to someone|real person please",
    Intent.PAUSE: "先到这|晚点再弄|保存|明天再填吧|我有事先走了|今天就先到这里|save and continue later|"
    "let's stop here for today|I'll come back later",
    Intent.RESUME: "继续|接着办|我回来了|接着上次的填|继续吧|continue|I'm back|let's continue",
    Intent.WITHDRAW: "撤回申请|不办了|我不想办了|算了，不办了|把申请撤了|店不开了|withdraw my application|"
    "cancel my application please|我不想申请综合证了",
    Intent.DELETE_DATA: "删除我的资料|把我的信息都删掉|请删除我的个人信息|注销我的账号|delete my data|"
    "please erase all my information|填过的姓名电话都给我删了|身份证号码这些全部给我清掉",
    Intent.GREETING: "早上好，麻烦您了|你好|您好！|在吗|早上好|hi|Hello there|good morning",
    Intent.THANKS: "好的谢谢了|谢谢|谢谢你啊|多谢了|辛苦了|好的谢谢|thanks|thank you very much|thanks a lot!",
    Intent.COMPLAINT: "你们怎么这么麻烦|太慢了吧|烦死了|什么破系统|问题也太多了吧，受不了|你听不懂人话吗|"
    "this is ridiculous|too many questions|you are so slow|this is taking forever|you keep getting it wrong|"
    "我都说了三遍了你还听不懂|搞了半天一点进展都没有|你们咋这麻烦，隔壁市人家一趟就办了",
    Intent.LANGUAGE_EN: "English please|说英文|能换成英文吗|switch to English|I don't speak Chinese",
    Intent.LANGUAGE_ZH: "说中文|换回中文吧|中文|Chinese please|switch to Chinese",
    Intent.YES: "好啊好啊|嗯嗯 看过了 没问题|是|对的|好的|嗯嗯|没问题|都对|可以|确定|yes|OK|sure|that's right",
    Intent.NO: "不是|不对|没有|不用了|算了|no|nope|no thanks|not correct",
    Intent.UNKNOWN: "？？|…|🙂|哈哈哈|啊啊啊啊|叭叭叭|asdfgh|rtyurtyu",
}


@pytest.mark.parametrize(
    ("text", "intent"), [(text, intent) for intent, texts in STEERED.items() for text in texts.split("|")]
)
def test_a_message_says_what_it_is_for(hear: Callable[..., Heard], text: str, intent: Intent) -> None:
    heard = hear(text)
    assert heard.intent is intent
    assert not heard.facts


@pytest.mark.parametrize(
    ("text", "asking", "intent"),
    [
        ("不知道", "catering_area", Intent.SKIP),
        ("跳过", "sells_tobacco", Intent.SKIP),
        ("略过略过", "business_scope", Intent.SKIP),
        ("没数过，得问一下我老公", "premises_area", Intent.SKIP),
        ("not certain, could we skip that", "catering_area", Intent.SKIP),
        ("一会说缺图纸一会说缺合同", "exit_count", Intent.COMPLAINT),
        ("都给我清空重新来", "room_count", Intent.RESTART),
        ("用中文吧，看英语吃力", "guest_rooms", Intent.LANGUAGE_ZH),
        ("为什么问这个", "catering_area", Intent.WHY),
        ("问租期是啥意图", "lease_end_date", Intent.WHY),
        ("身份证号为啥要给你", "legal_rep_id_number", Intent.WHY),
        ("先放一放，我去接娃", "lease_end_date", Intent.PAUSE),
        ("什么破系统，一个问题问我三遍", "exit_count", Intent.COMPLAINT),
        ("问来问去，要问到什么时候", "room_count", Intent.COMPLAINT),
        ("来了四趟都没弄下来，糊弄老百姓", "no_record_declared", Intent.COMPLAINT),
        ("先搁着，我要去接客人", "sign_size", Intent.PAUSE),
        ("就到这吧，明天早上接着弄", "premises_area", Intent.PAUSE),
        ("叫你们那个李主任跟我说", "sign_size", Intent.HUMAN),
        ("哎呀手滑了sdfsdfg", "room_count", Intent.UNKNOWN),
        ("上一步", "operator_name", Intent.BACK),
        ("转人工", "contact_name", Intent.HUMAN),
        ("晚点再弄", "contact_phone", Intent.PAUSE),
        ("还剩几个问题", "employee_count", Intent.REMAINING),
        ("谢谢", "premises_address", Intent.THANKS),
        ("这个我不懂", "premises_property", Intent.SKIP),
        ("说英文", "contact_name", Intent.LANGUAGE_EN),
        ("你好", "contact_name", Intent.GREETING),
        ("烦死了", "operator_name", Intent.COMPLAINT),
        ("I don't know", "premises_area", Intent.SKIP),
        ("go back", "sign_text", Intent.BACK),
        ("上一题我想重新填", "seat_count", Intent.BACK),
        ("我想重新回答上一个问题", "premises_area", Intent.BACK),
        ("前一个问题想改一下答案", "premises_area", Intent.BACK),
        ("oops go back one", "seat_count", Intent.BACK),
        ("还有多少题啊 我赶着接孩子", "teacher_count", Intent.REMAINING),
        ("I'll go on after dinner", "teacher_count", Intent.PAUSE),
        ("what do you need my tank volume for?", "tank_volume_m3", Intent.WHY),
        ("qwerty asdf", "contact_name", Intent.UNKNOWN),
    ],
)
def test_steering_is_not_taken_for_an_answer(
    hear: Callable[..., Heard], text: str, asking: str, intent: Intent
) -> None:
    heard = hear(text, asking=asking)
    assert heard.intent is intent
    assert not heard.facts


def test_why_is_about_the_question_that_was_asked(hear: Callable[..., Heard]) -> None:
    assert hear("为什么问这个", asking="catering_area").target == "catering_area"


def test_a_choice_that_says_not_sure_is_an_answer(hear: Callable[..., Heard]) -> None:
    heard = hear("不清楚", asking="fire_acceptance")
    assert (heard.intent, heard.facts) == (Intent.ANSWER, {"fire_acceptance": "unknown"})


def test_who_cannot_say_it_to_us_and_wants_a_person_answers_nothing(hear: Callable[..., Heard]) -> None:
    heard = hear("跟机器说不清楚，给我转个真人", asking="fire_acceptance")
    assert (heard.intent, dict(heard.facts)) == (Intent.HUMAN, {})


def test_a_wish_to_speak_to_someone_holds_beside_answers(hear: Callable[..., Heard]) -> None:
    heard = hear("店里60平，帮我转人工吧")
    assert heard.intent is Intent.HUMAN
    assert heard.facts == {"premises_area": 60}

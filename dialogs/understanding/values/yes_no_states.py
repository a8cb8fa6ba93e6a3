"""How things stand (进展): what is finished or not yet, what was decided in the end, what is not so now, what nobody can vouch for."""

from __future__ import annotations

import re

from dialogs.understanding.segments import blanked
from dialogs.understanding.values.folding import clauses

_DO = "弄整搞装办安配接调通签做连联覆"
_WELL = "好|完|妥当?|齐[全了]?|定(?!制|做)|利索|利落|巴适|到位|归一|通"
_WHO_ELSE = r"别的|其[他它余]|另外|另一?[个位]|[他她]们|合伙人|股东|投资人|法人|老[婆公板]|家里|几个"
UNVOUCHED = re.compile(
    rf"(?:{_WHO_ELSE})[^，。；]{{0,12}}(?:不知道|不清楚|不晓得|不确定|不好说|说不[准好清]|没(?:有)?问|不敢|打不了|保不[准齐])|"
    r"不敢(?:打包票|保证|担保|肯定|讲死|说死)|打不了包票|[装弄搞做办签]到(?:哪|什么|啥)[^，。]{0,8}(?:没|不)|"
    r"(?:还|正)在(?:谈|商量|考虑|犹豫)|\bcan(?:no|')t (?:vouch|speak|answer) for\b"
)
"""That it is so of oneself only, as far as one has heard, or not settled ("另外两个投资人我不敢打包票", "有人想租，还在谈")."""
DONE = re.compile(
    rf"^(?:[^，,。；]{{0,6}}[，,\s])?(?:[我俺咱]们?|店里|这个|这些|那个)?(?:早就?|都|全都?|已经?|刚刚?|终于|总算)*"
    rf"[{_DO}]得?(?:{_WELL})(?:了|啦|咯|喽|的|哈|呢)*(?=$|[，,。；\s])"
)
"""That something is finished ("早整利索了")."""
RUNNING = re.compile(
    r"^(?:(?:yes|yeah|yep|it|they|all|both|already|now|everything|is|are|fully|has|have|been|it's|they're|it has|they have)[, ]+)*"
    r"(?:up and running|running|working|live|online|operational|in (?:use|place|operation|service))"
    r"(?= (?:since|for|now|already|from|as of)\b|$|[,.;])(?!.*\b(?:from (?:next|tomorrow)|next|soon|until|once|except|only|half)\b)|"
    r"^(?:[我俺咱]们?|早就?|都|已经?|一直)*(?:(?<!现)在用|用上|用着|在运行|跑起来)(?:了|呢|的)(?=$|[，,。；\s])"
)
"""That something finished is in use ("up and running since last week")."""
_NOT_DONE = re.compile(
    rf"([{_DO}])(?:倒|也)?是\1(?:了|上|好)?了?[，,\s]*(?:但是?|可是?|不过|就是|只是)?[^，。；]{{0,4}}(?:还?没|不能|还?差|还?缺|用不)|"
    rf"(?:忘|漏)(?:了|记)?(?:去)?[{_DO}](?!.?没)|"
    rf"(?<![现不没])在(?:安|组|调)?[{_DO}试](?:着|了)(?=$|[，,。；\s])|"
    rf"(?<![上去前][个年])(?<![上去前\d一二三四五六七八九十])(?:(?:这个?|本)?月[底初中末]|(?:这个?|下个?)(?:周|星期|礼拜|月)|年[底前])(?:之?前|左右)?(?:应该|大概|估计)?(?:就|才)?(?:能|可以|会|得)?[安组调]?[{_DO}]得?(?:{_WELL})(?![了的])|"
    r"(?:正|还|正在|还在|在)(?:跟|和|同|与)[^，。；]{1,10}(?:谈|商量|沟通|对接|协商|联系|扯)(?!.{0,2}(?:好|妥|成|定|拢)了)|"
    r"\b(?:should|will|'ll|to) be (?:all )?(?:up|live|online|running|working|ready|done|installed|finished|connected|in place)\b|"
    r"还(?:差|缺|少|剩)(?:着|了)?[一二两俩三几个点\d]|就(?:差|缺|等)|只(?:差|缺)|"
    rf"(?:明天|后天|下周|下个?(?:月|星期|礼拜)|周[一二三四五六日末]|月[底初末]|年[底后]|过[几两]天|这[几两]天|马上|等着?)(?:[^，。；没不]{{0,4}})(?:来|去|上门|才|再)[^，。；没不]{{0,2}}[{_DO}]"
)
"""That it is not quite, or is going to be ("装是装了，还没联网", "派出所说下周来装")."""
_NOT_NOW = re.compile(
    r"(?:现在|目前|暂时|眼下|眼前|当前|开头|刚开始|起步|头[一两几]年|今年|先)+(?:[我俺咱]们?|还|是|就|都|肯定|真|暂时|倒)*(?:不|没)(?!定|确定|想好|知道|清楚|晓得|打算好|好说)"
)
_SOME_DAY = re.compile(r"以后|将来|往后|后面|后期|明年|等|说不定|可能|也许|考虑|再说|再看")
_IN_THE_END = (
    r"(?:(?:^|[，,。；\s])(?:还是|最后|最终|结果|后来)|想了?又?想|想了?半天|想来想去|考虑(?:再三|来考虑去)|商量(?:了|来商量去|半天|一下)*)"
    r"(?:[我俺咱]们?)?(?:还是|决定|最后|最终|后来|就|又|要|得|想|会|打算|准备)+"
)


def decided(verbs: tuple[str, ...]) -> re.Pattern[str] | None:
    """What says what it came to in the end ("开始想省钱不挂，想了想还是挂一块"); `verbs` are those of the fact."""
    if not verbs:
        return None
    return re.compile(rf"{_IN_THE_END}(?P<no>不|没|别)?(?:再|去)?(?:{'|'.join(verbs)})(?![^，。；\s]*[吗么?？])")


def is_not_done(answer: str, elsewhere: re.Pattern[str] | None) -> bool:
    """Whether something is not finished; `elsewhere` names other things, whose clauses are about them."""
    for match in _NOT_DONE.finditer(answer):
        start = max(answer.rfind(mark, 0, match.start()) for mark in "，,。；") + 1
        if elsewhere is None or elsewhere.search(answer[start : match.end()]) is None:
            return True
    return False


def without_others(answer: str, elsewhere: re.Pattern[str] | None, own: re.Pattern[str] | None) -> str:
    """An answer without the clauses about other things of which it is asked if they are finished, if it says more than those."""
    if elsewhere is None:
        return answer
    others = [
        span
        for span in clauses(answer)
        if elsewhere.search(answer, *span) is not None and (own is None or own.search(answer, *span) is None)
    ]
    left = blanked(answer, others).strip(" ，,。；;、") if others else answer
    return left or answer


def is_not_now(parts: list[str]) -> bool:
    """Whether what may be some day is, as the last word, not so now ("以后可能搞点，现在暂时不卖")."""
    return len(parts) > 1 and _NOT_NOW.match(parts[-1]) is not None and any(map(_SOME_DAY.search, parts[:-1]))

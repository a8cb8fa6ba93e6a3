"""Rhetorical questions (反问) said plainly: "开店哪有不挂招牌的" is "开店挂招牌的", "加油站哪敢卖烟" is "加油站不卖烟".

They look like questions, and only while yes or no is asked do they answer; what they say is to be confirmed.
"""

from __future__ import annotations

import re

from dialogs.understanding.segments import segments
from dialogs.understanding.values.folding import fold

_EDGES = " ，,。?？"
_HAN = r"[\u4e00-\u9fff]"
_THING = r"[^，。；！？,;!?\s不没]{1,8}?"
_END = r"(?:了|的|去|哦|喔|啊|呀|嘛|吗|么|呢|咯|啰|哟|噻|撒|哇|吧)*(?=$|[，。；！？,;!?\s])"
_COME_TO_GRIEF = (
    r"(?:喝西北风|吃土|饿死|饿肚子|等死|关门|倒闭|黄了|没(?:人|生意|客人|饭吃)[来进吃]?|没法(?:活|干|做)|"
    r"(?:吃|卖|做|干|挣|赚|挂|搞|用|开)(?:啥子?|什么)(?:钱|饭)?|[咋怎]么?(?:活|做生意|开|营业|干)|靠(?:啥子?|什么)(?:赚钱|吃饭|活)?|"
    r"[咋怎]么?(?:找|认)[得到]?|[咋怎]么?[^，。；！？\s]{1,2}得[上下起来去到出着]*|(?:谁|哪个)(?:来|会来|晓得|知道|看得[见到]|找得[到着])(?:你|我|我们)?(?:是|开|卖|在)?(?:了?店|啥的?|哪里?|这里?)?|"
    r"(?:走|去|往|排|流|倒|放)(?:到)?哪[里儿]?(?:去|排|流|走)?|哪(?:有|来的?)(?:生意|钱|人|客人?))"
)
"""What comes of not doing something, as one says who does it."""
_FOOLISH = r"(?:傻|蠢|憨|疯|有病|有毛病|亏|浪费|可惜|笑话|怪事|找死|白开|白干|白费)(?:死|大|透|到家)?"
_THEN = r"(?:那|就|早就?|都|要|得|只能|等着|我|我们|客人)*"
_NOBODY = r"(?:哪有|哪里有|哪儿有|哪个|哪家|谁家?)(?:[^，。；！？\s不没]{1,4})?"
_DOES_NOT = r"不(?!能|可以|准|让|许|用|需|要|收|算|行|好|是|知|晓|会|同|管|到|了|起|下|服|过)"
_TAKES_EFFORT = r"(?:卖|做|挂|装|搞|弄|摆|放|上|供|印|修|建|开|进|碰|整|抢|费|凑|惹|折腾)"
_ASKS_OF_RULES = r"(?:能|可以|可|该|让|准|许|算|你们?|您|都|还有|主要|具体|打算|准备)"
_EITHER_WAY = re.compile(rf"({_HAN})不\1(?!哪)")
"""Asks in earnest ("卖不卖烟")."""
_OF_COURSE = re.compile(
    rf"(?:^|(?<=[，。；！？,;!?\s]))(?:(?:那|这)?还?(?:用|要|需要|消)(?:得着)?(?:你)?(?:问|说|讲)|[你侬您](?:说|讲)|废话){_END}[？?]?"
)
"""Says no more than that anybody knows the answer."""
_SAID_OTHERWISE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), plain)
    for pattern, plain in (
        # nobody does without
        (rf"{_NOBODY}(?:会|敢)?{_DOES_NOT}(?=[^，。；！？\s]{{2}})", ""),
        (rf"{_NOBODY}(?:会|敢)?没有?(?=[^，。；！？\s]{{2}})", "有"),
        (rf"(?:咋|哪|怎么?|岂|还)个?(?:能|会|可能|敢)不({_THING})(?:吗|么|嘛)?(?=$|[，。；！？?\s])", r"\1"),
        (rf"(?<!能)(?:咋|哪|怎么?|岂|还)?个?(?:能|会)没有?({_THING})(?:吗|么|嘛)(?=$|[，。；！？?\s])", r"有\1"),
        (r"(?:咋|哪|怎么?|岂)个?(?:能|会|可能)没有?(?=[^，。；！？\s]{1,8})", "有"),
        (
            r"(?<![是要能会可行对好])不(都|就|早就|早|已经)(?:是)?((?:(?![不证罚费]|许可|备案|手续)[^，。；！？\s]){2,10})(?:吗|么|嘛)(?=$|[，。；！？?\s])",
            r"\1\2",
        ),
        # doing without comes to grief, or is foolish
        (rf"{_DOES_NOT}({_THING})[，\s]?{_THEN}{_COME_TO_GRIEF}{_END}", r"\1"),
        (rf"没有?({_THING})[，\s]?{_THEN}{_COME_TO_GRIEF}{_END}", r"有\1"),
        (
            rf"不({_THING})[，\s]?(?:那|这|我)*(?:不是|岂不是|不就是?|才是?|等于)[^，。；！？\s]{{0,4}}{_FOOLISH}{_END}",
            r"\1",
        ),
        # who would
        (r"哪(?:里|儿)?(?:敢|会|舍得|肯|还|轮得到|用得着)(?!不|没|有)(?=[^，。；！？\s])", "不"),
        (r"(?:谁|哪|哪个)有(?:那个?|这个?)?(?=闲?[工功]夫|闲心|闲钱|空|精力|本事|胆|条件|地方)", "不弄，没"),
        (r"(?:哪(?:里|儿)?(?:会|能|敢|可能)|[怎咋]么?(?:可能|敢))有", "没有"),
        (r"[怎咋]么?(?:可能|敢)(?!不|没)", "不会"),
        (
            rf"(?<=[店馆院铺站厅吧房行园])要({_THING})(?:干啥子?|干嘛|干什么|做啥子?|做什么|有啥用|有什么用){_END}",
            r"不要\1",
        ),
        (r"哪能(?!不|没)(?=[^，。；！？\s]{2})", "不"),
        (rf"(?:光靠|光用|只靠|只用|靠|光|用)({_THING})哪(?:行|成|够|中|受得了|吃得消|顶用|管用){_END}", r"不是\1"),
        (
            rf"(?:谁|哪个)(?:还|会|敢|愿意)(?!.{{0,4}}(?:查|批|管|来))((?:在|到|去|往|给|跟)[^，。；！？\s]{{1,6}}?(?={_TAKES_EFFORT}))?(?=[^，。；！？\s]{{2}})",
            r"\1不",
        ),
        (
            rf"(?:^|(?<=[，。；！？,;!?\s]))((?:(?!{_ASKS_OF_RULES})[^，。；！？\s]){{0,8}})(卖|做|挂|装|搞|弄|上|供|印|修|摆|建|设|开)个?"
            rf"(?:啥子?|什么|哪门子)(?!的)((?:(?!东西|手续|材料|[要能办算需证好]){_HAN}){{1,4}}?)(?:呀|啊|嘛|哦|哟|咯|啰|喔)*(?=$|[，。；！\s])",
            r"\1不\2\3",
        ),
        (
            rf"(?:^|(?<=[，。；！？,;!?\s]))((?:我们?|咱们?|俺|还|再|又|去)*)({_TAKES_EFFORT}[^，。；！？\s]{{0,8}}?)"
            rf"(?:干啥子?|干嘛|干什么|做啥子?|做什么|图啥|图什么){_END}",
            r"\1不\2",
        ),
        (r"\b(?:what|which)(?: kind of| sort of)? [a-z]+(?: [a-z]+)? (?:doesn't|does not|wouldn't|won't)\b", "we do"),
        (r"\bwho (?:doesn't|wouldn't)\b|\bhow (?:can|could) (?:we|i|you|it|anyone|a [a-z]+) not\b", "we do"),
        (r"\bwhy wouldn't (?:we|i|it)\b", "yes we do"),
        (r"\bwhy (?:on earth |the hell )?would (?:we|i|anyone)\b", "we don't"),
        (r"\bwho (?:still |even )+(?=[a-z]+s\b)", "nobody "),
        # a name that is taken up before anything is said of it: "药？不敢卖"
        (rf"^({_HAN}{{1,5}})[?？]\s*(?=\S)(?!.*[谁哪啥什吗怎咋?？])", r"\1，"),
    )
)


def said_plainly(text: str) -> str | None:
    """The message with its rhetorical questions as statements; None where there are none."""
    if _EITHER_WAY.search(text):
        return None
    plain = text
    for pattern, replacement in _SAID_OTHERWISE:
        plain = pattern.sub(replacement, plain)
    plain = _OF_COURSE.sub("", plain).strip(_EDGES)
    if not plain or plain == text.strip(_EDGES):
        return None
    left = segments(fold(plain))
    return None if not left or left[-1].asks else plain  # "卖零食不就是卖吃的吗，要办证不"

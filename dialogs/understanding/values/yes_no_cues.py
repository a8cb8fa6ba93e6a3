"""Words of yes and no (是否的旁词): hedges, negations, conditions, and what goes before and after them."""

from __future__ import annotations

import re

HEDGE = re.compile(
    r"(?<!不)(?<!没)(?<!没有)可能|也许|或许|说不定|不一定|看情况|看看再|再看|再说|到时候|随便|无所谓|都行|都可以|(?<![不没])(?<!没有)考虑|还没(?:有)?考虑|大概率|"
    r"差不多吧|有时|偶尔|(?<![手修业张来了好成完])以后(?!也不|也没|都不)|将来|等.{0,6}再|没(?:有)?考虑(?:好|清楚|成熟)|卖不卖都|要不要都|"
    r"\b(?:maybe|perhaps|might|depends|possibly|sometimes|whatever|either way|later|not sure|we'll see)\b"
)
CONDITIONED = re.compile(
    r"(?P<verb>(?![不没])[\u4e00-\u9fff])(?:倒|也)?是(?:想|要|可以|能|会)?(?P=verb)|(?:就|只)怕|担心|要是|如果|能不能批|批不批|"
    r"批得?下|办得?下|等.{0,6}批|\bif\b|\bhope to|\bwould like to, but"
)
"""卖是想卖, 想卖，就怕不批: said under a condition."""
SOFT = re.compile(r"应该|好像|估计|大概|大约|基本|\b(?:probably|i think|i guess|should be|i believe)\b")
LEAD = re.compile(
    r"^(?:不好意思|对不起|抱歉|(?:老板|老公|老婆|家里人?|合伙人|我们|我)(?:说|商量(?:了|过)?|想了想)|(?:别|莫|不要|不用)(?:再)?(?:问|啰嗦)了?|"
    r"那倒是?|反正|倒是?|那个|这个|门口|门上|外面|外头|里面|里头|上面|楼上|屋顶|顶上|嗯+|哦+|呃+|额+|啊+|唉|哎|那|就|我们?这(?:边|里|儿|头|(?=[没不有]))|"
    r"我们?店里|我们|我|咱们?|两者|两样|两个|两种|店里|这里|这边|目前|现在|暂时|其实|应该|好像|估计|基本上?|"
    r"大概|必须|一定|肯定|当然|确实|一直|我想|顺[带便]|附带|捎带着?|兼着?|搭着|"
    r"unfortunately|sadly|luckily|fortunately|(?:i'm )?afraid|sorry|honestly|to be honest|"
    r"well|um+|uh+|actually|i think|i guess|probably|oh)[\s,，]*"
)
TAIL = re.compile(
    r"(?:吧|呢|啊|呀|哦|哈|嘛|喔|噢|啦|咯|的|了|滴|哟|诶|撒|噻|嘞|呗|哒|哩|捏|哇|喽|thanks|thank you|please|谢谢|sir)[\s。!！~,，]*$"
)
MUST = re.compile(
    r"不([\u4e00-\u9fff]).{0,4}\1(?:啥子?|什么)$|^(?:肯定|当然|那|都|也|这个?|那个?)*(?:少|免|缺|离|跑)不(?:了|掉|开)|非(?:要|得)[^，。不]{1,4}$|不.{1,3}不(?:行|可|成|得)|一[个台只处样家条]?[\u4e00-\u9fff]{0,3}(?:都|也)?没有?(?:少|漏|落|缺)|不得不|不敢不(?!敢)|非.{1,4}不可|(?:咋|哪|怎么?|岂)(?:个)?(?:能|会|可能|敢)不(?!是)"
)
NEVER = re.compile(
    r"哪有什么|哪(?:里|儿|点)?来(?:的|什么|啥)|哪(?:里|儿)?(?:忙|顾|管|做|搞|弄|供|修|用|轮|放|挖|装|摆|养|建|盖|容|塞|搁|挤|腾|吃|受|耗|玩|请)得(?:过来|了|起|上|着|到|下|住|动|消)|哪有啥|哪里?(?:会|敢)(?!不)|怎么(?:会|可能|敢)(?!不)|咋(?:会|可能|敢)(?!不)|"
    r"不(?:去|想)?(?:跟|和|同)(?:人家|别人|他们?|她们?|隔壁|药店|[^，。]{1,3}店)[^，。]{0,2}(?:抢|争|凑热闹)|"
    r"(?:留给|让给)(?:别人|人家|别家|隔壁)|(?:给|让|由)(?:别人|人家|别家|隔壁)[^，。]{0,4}?(?:去[做卖搞弄干修]|[做卖搞弄干修]去)|"
    r"(?:让|叫|喊|请|劝)(?:(?:病人|患者|客人|家长|主人)[^，。]{0,3}(?:去|到|上)(?:别|大|县|市|区|省|外|其[他它]|专门)|"
    r"(?:他们?|她们?|人家)[^，。]{0,3}(?:去|到|上)(?:别|其[他它]|[^，。]{1,4}(?:店|医院)))|"
    r"没(?:得|有)?[那这](?:个|种|些|份)?(?:本事|技术|能耐|条件|设备|胆|功夫|工夫|精力|人手|资质|手艺|闲钱)|"
    r"\b(?:gave|given) up (?:on|selling|doing)\b|"
    r"\b(?:stopped|quit) (?:selling|doing)\b|\bsend (?:them|people|patients|clients|customers) (?:all )?(?:to|over|out|elsewhere)\b|"
    r"\bleave [a-z ]{1,20}\bto (?:others|someone else|somebody else|the (?:garage|experts))\b"
)
"""A question that says no ("哪有什么污水"), or that others do it ("修车留给别人干")."""
FORBIDDEN = re.compile(r"不(?:让|准|许|允许)")
GIVEN_UP = re.compile(r"免了$|算了$|放弃了?$|不(?:弄|搞|做|办|卖|挂|装|上|开|要|考虑)了(?:吧|呗|啊)?$")
NOTHING_ELSE = re.compile(
    r"(?:别的|其[他它余]的?|另外的?)(?:啥|什么)?(?:都|就|也|全)?(?:没有?|不)|(?:没有?|不[卖做])(?:什么|啥)?(?:别的|其[他它])"
)
DOUBLE = re.compile(r"不是不|没有不|不可能不|不会不|不能不|并非不|not that we don't|not not")
NEGATED_START = re.compile(
    r"^(?:都|也|还|全|先|暂时|目前|现在|从来|并|暂|真的?|完全|根本|绝对)*(?:不(?!好意思)|没|无|未|否|别|莫|冇|非|懒得)|"
    r"^(?:都|也|还|就|反正|根本)*[用要犯轮谈供装弄搞做卖挂]不(?:着|上|到|了|起|成)(?!多|几|[一二三两])|"
    r"^(?:no\b|nah\b|nope|not\b|never\b|none\b|nothing\b|without\b|"
    r"we (?:don'?t|do not|won'?t|will not|have no|haven'?t|are not|aren'?t)|"
    r"i (?:don'?t|do not|won'?t|will not|have no|haven'?t|am not)|i'm not|we're not|"
    r"there (?:is|are) no|there (?:is|are)n'?t|"
    r"it(?: is|'s)? not|it isn'?t|neither\b)"
)
AFFIRMED_START = re.compile(
    r"^(?:都|也|还|全|得|肯定|必须|一定|当然|已经|已|真的?|是要|打算|准备|计划|想)*(?:有|要|是|对|会|能|可以|需要|卖|做|用|装|"
    r"挂|设|排|签|愿意|同意|选|弄|搞|整|来(?:一|个))|"
    r"^(?:yes|yep|yeah|yup|sure|of course|we (?:do|will|have|are|plan)\b|we'(?:ll|re|ve)\b|i'(?:ll|ve)\b|"
    r"i (?:do|will|have|am|plan)\b|there (?:is|are)\b|it is\b|"
    r"both\b|all of)"
)
I_WILL = re.compile(r"(?:we|i|there)(?:'(?:ll|ve|re)| (?:do|will|have|are|am|plan))\b")
"""How English tells anything at all."""
REMOVED = re.compile(r"去掉|删掉|删了|拿掉|划掉|取消")
EXCEPT = re.compile(r"除了?[^，。；]{0,4}$")
ALSO_BEHIND = re.compile(r"[也还](?!不|没)")
"""Behind what something is beside ("除了卷烟电子烟也卖"), and no exception."""
MORE_THAN_NO = re.compile(r"(?:不仅|不光|不但|不只|不止|not only|not just)[^，。；]{0,6}$")
NOT_ONLY_IT = re.compile(r"\s?(?:just|only|merely)\b|[仅光只止]")
"""Behind a no that says that there is more ("the food isn't just packaged")."""
_SUIT_EACH_OTHER = r"(?:really |exactly )?(?:mix|match|(?:go|belong|fit|work)(?: well| very well)? (?:together|with))\b"
NOT_THE_THING = re.compile(
    r"\s?(?:证|许可|执照|批文|专卖|licen[cs]e|permit|certificate)|"
    rf"\s?{_SUIT_EACH_OTHER}"
)
"""Behind a noun: something is said that is not of doing it ("books and drinks don't mix")."""
UNLIKE_EACH_OTHER = re.compile(
    rf"(?:n't|\bnot|\bnever) {_SUIT_EACH_OTHER}|不搭(?:界|配|边)?(?:$|[的啊，。])|混在一起不|放(?:在)?一起不"
)
"""That two things do not go together, which says by itself of neither whether it is done."""
ONLY = re.compile(
    r"^(?:我们?|咱们?|店里|这边)?(?:就只?|只|光|仅|净|单纯|纯粹?|只是|就是)(?:是|做|卖|有|开|搞|弄|洗|住|加|用)|"
    r"^(?:we )?(?:only|just)\b"
)
"""Something else only ("只卖文具")."""
BUSY = re.compile(r"[我俺]?有(?:[点些]|急|别的)+事")
"""Why one stops now, and no yes ("我有点事，先停一下")."""
RHETORICAL = re.compile(r"谁|怎么|哪|咋|吗|行不通|不然|要不|否则|otherwise|or else")
SAYS_NO_MORE = re.compile(
    r"(?:都|也|还|全|已经|已|早就|早|真的?|准备|打算|计划|肯定|一定|必须|当然|绝对|暂时|暂|目前|现在|从来|并|完全|根本|想|会|能|"
    r"可以|需要|不|没得|没有?|无|未|有|要|"
    r"得|是|对|好|过|到|了|的|滴|呢|吧|啊|呀|哦|哈|嘛|撒|噻|咯|啦|哟|嘞|呗|些|点|个|块|台|套|张|幅|盏|间|大的?|小的?|一|两|几|"
    r"三|少量|不多|很多|多|全部|什么|啥|任何|这个|那个|这些|东西|情况|必要|"
    r"打算|计划|考虑|那种|这种|这方面|业务|项目|服务|生意|打算的|我们?|咱们?|店里|这边|"
    r"用不[着上到了]|玩意儿?|那[个种]?玩意儿?|"
    r"yes|no|not|we|i|it|do|don'?t|will|won'?t|have|haven'?t|any|some|are|is|isn'?t|there|aren'?t|none|plan to|"
    r"going to|a|an|the|that|those|them|of|so|for now|at all|yet|right now|[\s,，'])*"
)
"""A yes or no with nothing in it that could be another thing."""
ANY_NO = re.compile(r"[不没无未别]|\b(?:no|not|never)\b|n't")
GOES_ON = re.compile(r"(?![的了吧啊呀呢嘛哦])[\u4e00-\u9fff]")
NO_OF_THE_NEXT = re.compile(
    r"(?<=\bno)\s(?!(?:thanks?|thank|we|i|it|they|plans?|longer|more|need|never|not|at all|please|sir|way|problem|but|and|or)\b)"
    r"[a-z](?!.*\bno$)"
)
"""What follows a no has it, where blanks only part the things ("cigarettes no medicine no books")."""
OTHERS_DO = re.compile(
    r"\b(?:nobody|no one|none|neither|only (?:the|a)|landlord|neighbou?rs?|others?|(?:some|any)(?:body|one) else)\b[^,.]{0,24}$"
)
"""Ahead of what is done by others, or by nobody ("nobody here sells cigarettes")."""
LISTED_ON = re.compile(r"(?:和|跟|还有|以及|及|与|、|\band )\s?$")
LIST_DENIED = re.compile(
    r"(?:和|跟|与|、|及|还有)[^，。；、]{1,6}?(?:都|也|全|一概|一样)*(?:(?P<no>不(?:卖|做|搞|要|碰|带|弄|上|装)|没有?|没得|冇|莫得)|卖|有|做|要|装)"
    r"(?=[的了啊呢]|$|\s)"
)
"""What is said at the end of a list of all that stands in it ("药跟书报都没得")."""
ENDS_WITH_NO = re.compile(
    r"(?:不|没|懒得|从不)(?:做|搞|弄|卖|上|挂|装|要|办|签|排|供|修|印|进货?|碰|沾|接|收|干|放弃)(?:这个|那个|这些|那些)?(?:的|了|啊|呢)?$|"
    r"一[个台样张本份件条点包块](?:都|也)?没(?:有|得)?(?:的|了|啊|呢)?$"
)
AGREED = re.compile(r"(?:卖|挂|有|要|做|签|装|是|对)(?:啊|呀|的|了)?[,，!！。\s].*(?:谁|怎么|哪)")
ASKS_WHETHER_SO = re.compile(r"对吗|是.{2,30}吗|是不是")
HOW_MUCH = re.compile(r"(?:也|但|就|量|数量)?(?:不(?:算|太|是很|怎么)?(?:多|大|经常|常|贵|高|远)|没(?:有)?(?:多少|几))")
"""Said beside a yes, it tells how much ("卖点，不多")."""
NO_BEHIND = re.compile(
    r"(?:这块|这个|这种|那些|的?(?:事|活)|[我俺咱]们?|店里|暂时|目前|现在|就|也|都|还|倒|是|可){0,3}"
    r"(?:(?:不|没|莫|冇)(?:搞|做|弄|干|会|要|想|考虑|接|碰|打算|开|提供|沾|来)(?!完|好|不)|[搞做弄修干接]不(?:来|了|得))|"
    r"[，,\s]+(?:不|没|莫|冇)(?:搞|做|弄|干|会|修|接|卖|要)(?:的|了|啊|呢)*(?=$|[，,。\s])|"
    r"(?:这块|这个|这种|[我俺咱]们?|店里|暂时|目前|现在|就|也|都|倒|是|可){0,3}没(?:有|得)(?:的|了|啊|呢)*(?=$|[，,。；\s])"
)
"""That what was just named is not done ("修车不搞", "修车我们搞不来")."""
NOT_ALL_OF_IT = re.compile(
    r"(?:走廊|过道|大厅|楼梯|楼[上下顶]|[一二三四五六\d]楼|前台|前门|后门|后厨|包间|包厢|客房|房间|门口|那边|另外?|其[他它余]|剩下?|"
    r"还有)[^，。]{0,6}(?:还没|还差|还在|没装|没弄|没好|下周|下个?月|过几天|明天)|(?:只|才)[^，。]{0,4}(?:一半|一部分|大厅|前台|门口)"
)
"""That some of it is not done yet ("大厅装了，走廊还差两个")."""
PART_OF_IT = re.compile(
    r"\b(?:only|just|about|around|roughly|maybe)?\s?(?:half|some|part|most) (?:of )?(?:the|them|it|our|are|is)\b"
    r"(?!.*\ball (?:done|up|in|installed))|\bnot (?:all|every)|才(?:能|会|可以|来)(?:给|去)?(?:签|装|弄|搞|盖)"
)
"""The same in English, and what is only going to be done ("下个月才能签"), where it is asked if it is finished."""
GONE_SINCE = re.compile(
    r"(?:以前|原来|本来|曾经|之前|从前|原先|上家|前一?任|前面那|上一?任|上一手|前一家|上一家).*(?:拆(?:了|掉|光|走|干净)|没了|撤了|填(?:掉|平|了|上)|清(?:走|掉|空)|搬走|不[搞做卖弄开]了)"
    r"(?!.*(?:新的|重新|再[装做挂弄搞]|换上|还是))|"
    r"[\u4e00-\u9fff]过(?:一[阵段]|几[天年])?子?[，,\s]*(?:后来|现在|又|早就?)[^，。不没]{0,3}(?:撤|停|拆|不[卖做搞弄]|没(?:[卖做搞弄])?)了|"
    r"(?:停|撤|关|歇|拆|砍)了?[，,\s]*(?:不|没)再?[做搞弄卖干修印供]了|"
    r"[\u4e00-\u9fff]过[^，。；不没]{0,12}[，,\s]+(?:[我俺咱]们?)?(?:后来|现在|如今|眼下|目前|今年|这[两几]年|去年|早就?|已经)[^，。；不没又]{0,3}"
    r"(?:停|关|断|黄|歇|撤|拆|填|取消)(?:掉|业)?了(?!.*(?:又|重新|恢复|再[装做挂弄搞开卖供]|换上))|"
    r"\b(?:had|used to|there was)\b.*\b(?:removed|filled|took|taken out|tore|torn|gone|stopped|got rid|gave (?:it|that) up)\b"
)
"""What others had here is gone, or what was done is no more ("以前那家有包房，我接手就拆了", "师傅走了，停了不做了")."""
NOT_AFTER_ALL = re.compile(
    r"(?:原来|本来|原本|原先|开头|一开始|起初|最初|当初)(?:我们?|是|也|还|都)*(?:想|打算|计划|准备)(?![^，。\s]{0,4}[不没])"
    r"(?!.*(?:还是|最后|终于|总算|改成|好了|已经|建成|现在(?!不|没)))"
)
"""What was meant to be done once ("原来想搞面攀岩墙，房东不让打孔")."""
NONE_OF_THEM = re.compile(
    r"\b(?:no|neither|without|never had|don't (?:have|do|sell)(?: any)?|not any) (?:an? )?[a-z -]{2,30} n?or (?:an? |any )?$"
)
"""Ahead of the last of several things there are not ("no pool or climbing wall")."""
OF_THE_REST = re.compile(r"(?:别的|其[他它余]的?|剩下的?|另外的?)(?:东西|吃的)?$")
"""What is so of all the rest is not so of what stands before."""
NOT_ANOTHER = re.compile(r"[搞做弄整干碰沾考想要用需行能会可打得有多了的啊呀呢吧嘛哦算]|[^\u4e00-\u9fff]|$")
"""What may stand behind a no that means the thing just named; any other verb says that something else is not done with it."""
CANNOT_DO = re.compile(r"不(?:了|成|起|到)")
CANNOT = re.compile(
    r"(?:卖|做|挂|装|办|开|弄|上|修|印|搞|排|供|用|要|轮|犯|谈)不(?:了|成|起|到|下|着|上)(?!多|几|[一二三两]|什么|啥)"
)
UNWILLING = (
    r"不敢|没敢|不肯|不愿意?|不乐意|懒得|[用犯]不着|没(?:有)?(?:那个?|这个?)?"
    r"(?:心思|本事|胆子?|功夫|工夫|时间|空|精力|条件|必要|兴趣|资格|能力)"
)
"""How a no is said with its reason ("不敢卖烟", "没工夫自己跑")."""
NEGATION_BEFORE = re.compile(
    rf"(?:不(?:让|准|许|允许|给)(?:我们?|咱们?|人)?|{UNWILLING}|"
    r"不算|算不上|谈不上|不属于|称不上|不打算|没打算|不准备|不想|不会|不用|不需要|不要|没有|没|不|未|别|don'?t|nothing|none|nobody|"
    r"do not|won'?t|(?:do|does|did|is|are|was|were|has|have|had)n'?t|not|no|never)"
    r"\s?(?:去|去?找|去?请|再|在|有|有在|是|要|上|往外?|对外?|向外?|"
    r"an?|any|the|really|been|yet|yet been|even|actually|planning (?:on|to)|going to)?\s?$|"
    r"\b(?:not|never|no|nothing|none|nobody|without|cannot|[a-z]+n't)"
    r"(?: (?:be|been|being|ever|go(?:ing)?|to|gonna|plan(?:s|ning)?|inten(?:d|ding|tion of)|want(?:ing)?|need(?:ing)?|ha(?:ve|ving)|"
    r"us(?:e|ing)|hir(?:e|ing)|do(?:ing)?|get(?:ting)?|employ(?:ing)?|offer(?:ing)?|through|via|with|on|an?|any|the|our|my|yet|fully|"
    r"completely|really|currently|even|actually|quite|sort of|kind of)){0,6} $"
)
FOR_OWN_USE = re.compile(
    r"(?:只|就|都|光|全)?(?:是|够)?(?:给|供|为)?(?:我们?)?自己(?:家里?|店里?|医院|诊所|人|员工|的)*(?:病号|病宠|病人|患者|宠物|动物|猫狗|员工)?"
    r"(?:在)?(?:用|喝|吃|抽)(?:着|了)?(?:的)?$"
)
"""What is not sold, since it is there for the shop's own use ("驱虫药都只给自己病号用")."""
NOT_SOLD_OUTSIDE = re.compile(r"不外(?:卖|售|销|供)")
"""Of what another clause names, it rather says that only the shop itself uses it ("药只给自己看的病号用，不外卖")."""

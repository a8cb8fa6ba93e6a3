"""Answers that are an address (地址): from the province, if said, to the door."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dialogs.understanding.values.folding import clause_at, clauses, is_question, says_dont_know, stored
from dialogs.understanding.values.outcomes import Found, Read, Reading, Surroundings, Unclear
from dialogs.understanding.values.said import Said, any_of, is_supposed
from dialogs.understanding.values.words import words_of
from knowledge.pack import Fact

# a street or place, a few characters, and a door: 人民路88号, 万达广场3楼, 阳光小区5栋2单元
_DOOR = re.compile(
    r"(?:大道|路|(?<![临沿靠背当])街|道|巷|弄(?!个|一)|胡同|里|村|组|社区|小区|花园|广场|大厦|中心|商城|市场|园区|工业园|城|苑|园|镇|乡|区|步行街|商场|湾|坊)"
    r"[^，。；！？、,;!?\s0-9]{0,6}\s?(?!(?<=的)[一二三四五六七八九两\d]{1,2}层)"
    r"(?:特\d{0,2}|附|甲|乙|负|地下)?第?(?:\d{1,5}(?:-\d{1,4})?|[一二三四五六七八九十百零〇]{1,5}|[a-z]-?\d{1,4}|[a-z](?=[栋座幢区馆]))\s?"
    r"(?:之\d{1,3}\s?)?(?:号楼(?![上下])|号|栋|幢|座|单元|室|铺|楼|层|弄|组)"
)
_TAIL = re.compile(
    r"(?<=[楼层])\s?\d{1,2}[a-z]-?\d{1,4}(?!\d)|"
    r"\s?(?:号?附\s?\d{1,4}\s?号?|号|院|(?:门面|铺面|商铺|店面)(?:\s?\d{1,4}(?!\d|\s?(?:平|米|㎡|个|元|块|万|人)))?|之\d{1,3}|-\d{1,4}|"
    r"[（(][^（()）]{1,20}[）)]|"
    r"(?<=[栋幢座元楼层号])\s?\d{1,2}-\d{1,4}(?![\d.-])|"
    r"(?<=[栋幢座元楼层寓厦])\s?\d{3,4}(?![\d.]|\s?(?:室|号|铺|层|楼|栋|座|平|米|㎡|个|元|块|万|人|m))|"
    r"(?:负|地下)?(?:\d{1,4}(?:-\d{1,4}){0,3}|[一二三四五六七八九十]{1,3}|[a-z]-?\d{0,4}|[东西南北中])\s?(?:号楼|号铺|号门面|号|栋|幢|座|单元|楼|层|室|铺|区|馆|门|排)|"
    r"(?:(?![^，。；\s]{0,6}[租卖在有要做电是开平])[^\s，。；！？、0-9租卖在有要做电是开平人我]{2,8}?(?:负|地下)(?:[一二三123])\s?(?:层|楼))|"
    r"(?:(?![租卖在有要做电是开平人我])[^\s，。；！？、0-9租卖在有要做电是开平人我]{2,8}(?:\s?\d{1,3}|[一二三四五六七八九十]{1,3}|[a-z]\d?(?=[栋座幢]))\s?(?:层|楼|栋|幢|座|室|铺))|"
    r"(?:(?![租卖在有要做电是开平人我])[^\s，。；！？、0-9租卖在有要做电是开平人我]{2,8}(?:[a-z]-?\d{1,4}(?:-\d{1,4})?|\d{1,4}(?:-\d{1,4})+)(?![\d.]))|"
    r"(?:[一-鿿]{2,8}(?:大厦|广场|商场|小区|花园|中心|商城|市场|公寓|酒店))"
    r"(?:\s?\d{0,4}\s?(?:楼|层|号|室|栋|座))?)"
)
_STOREY_APART = re.compile(r"\s(?:第|负)?[一二三四五六七八九十\d]{1,2}[楼层](?=\s)")
"""北大街77号 一楼 260平: who leaves blanks tells one thing after the other."""
_STOREY_LAST = re.compile(r"号(?:第|负)?[一二三四五六七八九十\d]{1,2}[楼层]$")
"""中山路203号一楼: whether the storey goes with the address or apart is left to who said so, where nobody asked."""
_NAMED = r"(?:(?!(?:at|on|in|is|are|near|our|my|the|and|of|to|sqm|sq|square) )[a-z]+ )"
"""A word of the name of a street, and none that leads to it."""
_NO_PLACE = (
    r"(?!(?:rented|leased|owned|renting|about|ground|upstairs|downstairs|basement|thanks|please|right|okay|yes|just)\b)"
)
"""A word behind a comma that is no place ("7 Gongyuan Road, rented")."""
_ENGLISH = re.compile(
    r"(?:(?:(?:unit|room|shop|floor|no\.?|flat|suite|tower|building|block) ?[a-z]?-?\d{1,5}[a-z]?"
    r"|(?:tower|building|block) [a-z]),? ){0,3}"
    r"(?:(?:(?:no\.? ?)?\d{1,5}[a-z]?(?:-\d{1,4})?,? " + _NAMED + r"{1,4}"
    r"(?:road|street|avenue|lane|rd|st|ave|boulevard|alley|square|plaza)\b"
    r"|no\.? ?\d{1,5},? (?:[a-z]+ ){1,4}(?:road|street|avenue|lane|rd|st|ave))\.?"
    r"|\b"
    + _NAMED
    + r"{1,3}(?:road|street|avenue|lane|rd|ave),? (?:no\.? ?)?\d{1,5}(?!\d|[.,]\d| ?(?:sqm|sq|m2|m²|square|people|staff)))"
    r"(?:,? (?:[a-z']+ )?(?:district|city|town|county|province)\b){0,3}(?:, "
    + _NO_PLACE
    + r"[a-z']{4,14}(?=$|[.,;])){0,2}"
)
_ENGLISH_LEAD = re.compile(
    r"(?:(?:so|well|ok|please|it'?s|it is|we'?re|we are|my|our|the|shop|store|place|licence|license|address|registered|says|is|at|in|"
    r"on|located?s?|by post|post it|mail it|send it|to)[,: ]+)+"
)
_LEADING = re.compile(
    r"(?:开在|店在|位于|坐落在|坐落于|地址是|地址为|地址[:：]?|就在|设在|住在|落在|搁|寄到|寄给|寄去|寄往|寄(?=[一-鿿])|送到|搬到了?|搬去|换到了?|租了|租下|租的|盘了|盘下|租在|改成|改为|换成|改(?!革|造)|"
    r"(?:住所|地址)(?:栏|那一?栏|上)?(?:登记|写|印)(?:的是?|着|了)?|写(?!字楼|意|真)(?:的是?|着|成|上)?|系(?![统列数])|喺|是|在|到|:|：)\s?"
)
_OPENED_AT = re.compile(r"(?:开|设|坐落|落)在|位于|坐落于")
_START_NOISE = re.compile(
    r"^(?:(?:我们?的?|咱们?的?|这个|那个|店铺?|铺子|门面|经营|营业|收件|邮寄|公司|执照上?的?|写的是?|写着|登记的是?|住所|注册|场所|地方|就|呢|嗯|那|请|麻烦|"
    r"my |our |the |shop |store |address |is |at |in |located |it's |it is |we are |[:：,， ])+)"
)
_END_NOISE = re.compile(r"(?:这里|那里|这边|那边|附近|旁边|对面|吧|的|呢|啊|哦|了|，|,|。|\s)+$")
_GOES_ON = re.compile(
    r"\s?(?![租卖在有要做办盘弄搞干电是开平人我的了吧呢啊哦这那，。,.；;、！!？?（(]|面积|经营|接手|转让|一共|总共|大概|大约|约|联系|手机|附近|旁边|对面|隔壁|楼下|楼上|门口|准备|打算|想|员工|收件?)"
    r"[一-鿿]{2,}(?!\d)"
)
"""More of the address, perhaps, behind what was made out of it."""
_CUT_OFF = re.compile(r"[a-z]|\d{1,5}(?![\d.]|\s?(?:平|米|㎡|个|元|块|万|人|m))")
"""A door in a form of its own right behind what was made out ("3楼3F-12")."""
_LONGEST_MORE = 14
_NO_MORE_OF_IT = re.compile(r"[租卖在有要做办开我你他的了平㎡才给帮看教]|联系|电话|收件|面积")
_BESIDE_IT = re.compile(r"\s?(?:的)?(?:旁边?|对面|隔壁|附近|后面|前面|斜对面|门口|楼下|楼上|往|左|右)")
"""What stands beside an address has another one."""
_BESIDE_IN_ENGLISH = re.compile(
    r",? (?:it'?s )?(?:right |just |directly )?(?:beside|next to|next door to|opposite|near|behind|across from|in front of|close to|"
    r"above|below|round the corner|around the corner)\b"
)
_OF_ANOTHER = re.compile(r"\b(?:opposite|behind|near|next to|beside|across from|above|below)(?: the)? $")
_SAME = re.compile(
    r"^(?:就?(?:和|跟|同|与)?.{0,10}(?:一样|一致|相同|同一个)(?:的)?|同上|同住所|同经营场所|同店里|就是(?:店|住所|执照).{0,8}|same.{0,30})$"
)
_DIRECTIONS = re.compile(
    r"往|[向朝](?:东|西|南|北|里|前)|走\s?\d|\d\s?米|百米|拐|对面|旁边|隔壁|附近|门口|交叉|交汇|路口$|之间|后面|前面$"
)
"""How to find a place is not its address."""
_VILLAGE = re.compile(r"[一-鿿]{1,4}[镇乡村].{2,}")
_MEASURE = re.compile(
    r"\d[\d.,]*\s?(?:多|来)?(?:个)?(?:平方?米?|㎡|m2|m²|米|sq\b\.?(?: ?(?:m|ft|met\w+|feet))?\.?|sqm|square \w+|met(?:re|er)s?|"
    r"万|块|元|个?人|people|staff|rooms?)"
)
"""A number that is no door: "30 sq m on Wuhan Road"."""
_HAS_DOOR = re.compile(r"\d|[一二三四五六七八九十]+(?:号|栋|组|楼|层|室)|号|组|村")
_PLACE = re.compile(
    r"[省市区县镇乡村路街道巷弄里组号栋楼室园场城厦苑湾坊]|road|street|avenue|lane|district|\b(?:rd|st|ave|no)\b|building|floor|village"
)


@dataclass(frozen=True, slots=True)
class AddressReader:
    """Reads one address."""

    shortest: int
    longest: int
    near: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    nearby_default: bool

    def read(self, said: Said, around: Surroundings) -> Read:
        if _SAME.match(said.bare):
            return Unclear("hint_address_same")
        inside = _spans(said.folded)
        if len({said.text[start:end] for start, end in inside}) > 1 and "和" in said.folded:
            return Unclear("hint_address_one")
        if inside:
            start, end = inside[-1] if "不对" in said.folded or "改" in said.folded else inside[0]
            goes_on = _GOES_ON.match(said.folded, end) is not None or _CUT_OFF.match(said.folded, end) is not None
            if goes_on:
                end = _with_what_goes_on(said.folded, end)
            if said.folded.isascii() and (place := _BESIDE_IN_ENGLISH.search(said.folded, end)) is not None:
                lead = _ENGLISH_LEAD.match(said.folded)
                begin = min(start, lead.end()) if lead is not None else 0
                return self._within(stored(said.text[begin : place.start()]).rstrip(" ."), certain=False)
            if said.folded.isascii() and (whole := _whole_in_english(said, start, end)) is not None:
                return self._within(whole, certain=False)
            goes_on = goes_on or _BESIDE_IT.match(said.folded, end) is not None
            goes_on = goes_on or _OF_ANOTHER.search(said.folded[:start]) is not None
            return self._within(stored(said.text[start:end]), certain=not goes_on and not is_question(said.bare))
        if says_dont_know(said.bare):
            return Unclear("hint_dont_know")
        if is_question(said.bare) or not said.bare:
            return Unclear("hint_address")
        if len(said.bare) > 2 * self.longest:
            return Unclear("hint_too_long", details={"max": self.longest})
        whole = stored(said.text)
        begin = _START_NOISE.match(said.folded)
        if begin is not None:
            whole = stored(said.text[begin.end() :])
        while (lead := re.match(_LEADING.pattern, whole)) is not None and len(whole) > lead.end():
            whole = whole[lead.end() :]
        whole = _END_NOISE.sub("", whole)
        if _PLACE.search(whole.lower()) is None:
            return Unclear("hint_address")
        if _HAS_DOOR.search(_MEASURE.sub("", whole.lower())) is None or _DIRECTIONS.search(whole):
            # "大川镇街上邮局隔壁": in a village nobody has more of an address
            return (
                Reading(whole, certain=False)
                if _VILLAGE.search(whole) and len(whole) >= self.shortest
                else Unclear("hint_address_door")
            )
        return self._within(whole, certain=len(clauses(said.folded)) <= 2)

    def find(self, said: Said, around: Surroundings) -> list[Found]:
        found: list[Found] = []
        for start, end in _spans(said.folded):
            left, right = clause_at(said.folded, start)
            clause = said.folded[left:right]
            if is_supposed(clause) or (self.unless is not None and self.unless.search(clause)):
                continue
            named = self.near is not None and self.near.search(said.folded[left:start]) is not None
            led = not named and not self.nearby_default and self._leads(said.folded, left)
            goes_on = any(more.match(said.folded, end) is not None for more in (_GOES_ON, _CUT_OFF))
            end = _with_what_goes_on(said.folded, end) if goes_on else end
            value = stored(said.text[start:end])
            if (named or led or self.nearby_default) and self.shortest <= len(value) <= self.longest:
                certain = (
                    not led
                    and _OF_ANOTHER.search(said.folded[left:start]) is None
                    and not is_question(clause)
                    and not goes_on
                    and _BESIDE_IT.match(said.folded, end) is None
                    and _STOREY_LAST.search(said.folded, start, end) is None
                )
                found.append(Found(value, start, end, certain, 2 if named or led else 1))
        return found if len({address.value for address in found}) == 1 else []

    def _leads(self, folded: str, start: int) -> bool:
        """Whether the clause before says what the address is, and tells none itself ("证寄到我公司，白浪中路78号")."""
        before = clause_at(folded, start - 2) if start > 1 else (0, 0)
        words = folded[slice(*before)]
        return self.near is not None and self.near.search(words) is not None and not _spans(words)

    def _within(self, address: str, *, certain: bool) -> Read:
        if len(address) < self.shortest:
            return Unclear("hint_address_short", details={"min": self.shortest})
        if len(address) > self.longest:
            return Unclear("hint_too_long", details={"max": self.longest})
        return Reading(address, certain)


def _whole_in_english(said: Said, start: int, end: int) -> str | None:
    """All of an English address of which more stands around what was made out ("No. 77 Louyu Road, ground floor shop B12")."""
    lead = _ENGLISH_LEAD.match(said.folded)
    begin = lead.end() if lead is not None else 0
    around = len(re.findall(r"[a-z0-9]+", said.folded[begin:start])) + len(re.findall(r"[a-z0-9]+", said.folded[end:]))
    return stored(said.text[begin:]).rstrip(" .") if around > 1 else None


def _with_what_goes_on(folded: str, end: int) -> int:
    """Where the address ends that goes on to the end of its clause in a form of its own ("…58号摩尔城后楼")."""
    _, right = clause_at(folded, end - 1)
    more = folded[end:right]
    return end if len(more) > _LONGEST_MORE or _NO_MORE_OF_IT.search(more) or _BESIDE_IT.search(more) else right


def address_reader(fact: Fact) -> AddressReader:
    """The reader for an address fact."""
    words = words_of(fact.code)
    return AddressReader(
        shortest=int(fact.bounds.min or 1),
        longest=int(fact.bounds.max or 200),
        near=any_of(words.near),
        unless=any_of(words.unless),
        nearby_default=words.nearby_default,
    )


def _spans(folded: str) -> list[tuple[int, int]]:
    """Where addresses with a door stand: from the word that leads in, or the clause, to the last part."""
    found: list[tuple[int, int]] = []
    position = 0
    while (door := _DOOR.search(folded, position)) is not None:
        if (opened := _OPENED_AT.search(folded, door.start(), door.end())) is not None:
            position = opened.end()  # the 城 of "影城开在北京北路86号" is no place
            continue
        clause_start, _ = clause_at(folded, door.start())
        begin = max(clause_start, position)
        lead_end = max((m.end() for m in _LEADING.finditer(folded, begin, door.start())), default=begin)
        noise = _START_NOISE.match(folded[lead_end : door.start()])
        start = lead_end + (noise.end() if noise is not None else 0)
        while start < door.start() and folded[start].isspace():
            start += 1
        end = door.end()
        while (tail := _TAIL.match(folded, end)) is not None and tail.end() > end:
            if _STOREY_APART.match(folded, end):
                break
            end = tail.end()
        found.append((start, end))
        position = end
    if not found:
        found = [match.span() for match in _ENGLISH.finditer(folded)]
    return found

"""What a message tells besides is taken down clause by clause and part by part, and confirmed."""

from __future__ import annotations

import pytest

from dialogs.understanding.intents import Intent
from knowledge.values import Value
from tests.dialogs.understanding.listening import Listener


@pytest.mark.parametrize(
    ("text", "industry", "told"),
    [
        ("网吧，100台机子，电信宽带，两个安全出口，离学校600米", "internet_cafe",
         {"terminal_count": 100, "isp_name": "电信", "exit_count": 2, "school_distance_m": 600}),
        ("洗浴中心 能泡澡能过夜 消防验收过了 最多三百人", "bathhouse",
         {"hygiene_services": ("lodging", "bathing"), "fire_acceptance": "accepted", "max_occupancy": 300}),
        ("I'd like to open a hair salon, 60 square meters, ground floor, rented, with a sign outside", "beauty_salon",
         {"premises_area": 60, "premises_floor": 1, "premises_right": "lease", "has_outdoor_sign": True}),
        ("My name is Daniel Okafor. I'm opening a pet hospital with 4 vets and one x-ray machine", "pet_hospital",
         {"contact_name": "Daniel Okafor", "vet_count": 4, "has_xray": True}),
        ("opening a gym, 700 m2, a swimming pool, snacks", "gym",
         {"premises_area": 700, "has_pool": True, "sells_food": True}),
        ("Bookshop of 90 m2, we sell only books and we do not print", "bookstore",
         {"premises_area": 90, "sells_publications": True, "publication_kinds": ("books",), "does_printing": False}),
        ("Small bookshop, 80 m2, we'll also do printing, no food", "bookstore",
         {"premises_area": 80, "does_printing": True, "sells_food": False}),
        ("生鲜超市在江汉路9号，1800平，中央空调", "supermarket",
         {"premises_address": "江汉路9号", "premises_area": 1800, "has_central_ac": True}),
        ("面包店，招牌要挂，写“小麦穗”，烤炉房在三楼", "bakery", {"has_outdoor_sign": True, "sign_text": "小麦穗"}),
        ("理发店 姓名胡小琴 电话0719-8654321 租到2029年6月30号", "beauty_salon",
         {"contact_name": "胡小琴", "contact_phone": "0719-8654321", "lease_end_date": "2029-06-30"}),
        ("我们公司准备开一家电影院，三个厅", "cinema", {"applicant_kind": "company", "hall_count": 3}),
        ("蛋糕房，除了店里卖还给几个咖啡馆供货，主要供曲奇", "bakery",
         {"supplies_off_site": True, "workshop_products": "曲奇"}),
        ("烧烤店，让我弟弟来跑，他叫蒋建军", "restaurant", {"uses_agent": True, "agent_name": "蒋建军"}),
        ("浴池，二楼，负责人田家旺", "bathhouse", {"legal_representative": "田家旺", "premises_floor": 2}),
        ("托育中心，40个托位，食堂自己做饭", "training_childcare", {"childcare_places": 40, "sells_food": True}),
        ("面包房，八十平，自己的商铺", "bakery", {"premises_right": "own", "premises_property": "commercial"}),
        ("自家建的楼改民宿，8间房", "hotel",
         {"premises_property": "self_built", "is_homestay": True, "guest_rooms": 8}),
        ("我妈让我替她办，小卖部，30平", "convenience_store", {"uses_agent": True, "premises_area": 30}),
        ("攀岩馆！500平", "gym", {"premises_area": 500, "sport_area": None}),
        ("餐馆，后厨加大堂180平，总共二百一", "restaurant", {"catering_area": 180, "premises_area": 210}),
        ("餐馆，我姓郝，郝建军，房子是借朋友的不要钱", "restaurant", {"contact_name": "郝建军", "premises_right": "free_use"}),
    ],
)  # fmt: skip
def test_an_opening_tells_the_business_and_its_facts(
    hear: Listener, text: str, industry: str, told: dict[str, Value]
) -> None:
    heard = hear(text, industry=None)
    assert heard.intent is Intent.INDUSTRY
    assert heard.industry is not None
    assert heard.industry.codes == (industry,)
    assert {code: heard.facts.get(code) for code in told} == told


@pytest.mark.parametrize(
    ("asking", "industry", "text", "told"),
    [
        ("sells_tobacco", "convenience_store", "卷烟卖，电子烟不卖", {"tobacco_kind": ("cigarette",)}),
        ("cctv_ready", "hotel", "cameras are in and the guest system is not ready yet",
         {"cctv_ready": True, "guest_system_ready": False}),
        ("guest_system_ready", "hotel", "not installed yet, but CCTV is done",
         {"guest_system_ready": False, "cctv_ready": True}),
        ("sells_food", "medical_device_shop", "no food, the warehouse is 30 sqm, the shop 90",
         {"sells_food": False, "warehouse_area": 30, "premises_area": 90}),
        ("guest_rooms", "hotel", "Twenty rooms on floors three and four", {"guest_rooms": 20, "premises_floor": None}),
        ("medical_lead", "clinic", "Dr. Zhang Wei runs it, four doctors and six nurses",
         {"medical_lead": "Zhang Wei", "physician_count": 4, "nurse_count": 6, "has_xray": None}),
        ("does_printing", "bookstore", "no printing and no magazines, only books",
         {"does_printing": False, "sells_publications": True, "publication_kinds": ("books",)}),
        ("contact_name", "restaurant", "Anna Schmidt, tel 13871234567, she speaks English",
         {"contact_name": "Anna Schmidt", "contact_phone": "13871234567"}),
        ("tableware_cleaning", "restaurant", "dishwasher and disinfection cabinet, we do it ourselves",
         {"tableware_cleaning": "self", "delivery_method": None}),
        ("sells_tobacco", "convenience_store", "卖烟也卖电子烟",
         {"sells_tobacco": True, "tobacco_kind": ("cigarette", "e_cigarette")}),
        ("contact_name", "restaurant", "高建国 15972230018 没找人代办",
         {"contact_name": "高建国", "uses_agent": False, "agent_name": None}),
        ("device_classes", "medical_device_shop", "二类的，血压计为主，没有仓库", {"device_scope": "血压计"}),
        ("device_classes", "medical_device_shop", "只有一类，主要卖绷带",
         {"device_classes": ("class_1",), "device_scope": None}),
        ("supplies_off_site", "bakery", "桃酥和麻花往外批，前面门店卖",
         {"supplies_off_site": True, "workshop_products": "桃酥和麻花"}),
        ("has_central_ac", "beauty_salon", "分体的，招牌要挂，叫小林造型",
         {"has_central_ac": False, "has_outdoor_sign": True, "sign_text": "小林造型"}),
        ("hall_count", "cinema", "五个厅，消防归刘姐管，她叫刘芳", {"hall_count": 5, "fire_manager": "刘芳"}),
        ("exit_count", "cinema", "四个出口，负责人许强", {"fire_manager": "许强", "legal_representative": None}),
        ("hygiene_services", "bathhouse", "只做洗浴不能住人，十个技师",
         {"hygiene_services": ("bathing",), "hygiene_staff_count": 10}),
        ("sells_food", "internet_cafe", "就是个网吧，卖点饮料，都是瓶装的，烟不卖",
         {"sells_food": True, "sells_tobacco": False}),
        ("fuel_kinds", "filling_station", "不卖油，只修车，换油补胎那些",
         {"fuel_kinds": ("none",), "does_car_repair": True}),
        ("animal_clinic_kind", "pet_hospital", "宠物医院，两个兽医，带DR", {"vet_count": 2, "has_xray": True}),
        ("has_pool", "hotel", "no pool, but we do serve breakfast cooked on site",
         {"sells_food": True, "only_prepackaged": False}),
        ("only_prepackaged", "supermarket", "有散装的 也有熟食现做热的 食品安全员方丽",
         {"only_prepackaged": False, "food_items": ("bulk", "hot")}),
        ("sells_tobacco", "convenience_store", "Only cigarettes",
         {"sells_tobacco": True, "tobacco_kind": ("cigarette",)}),
        ("fuel_kinds", "filling_station", "只洗车修车 不卖油 二类维修", {"fuel_kinds": ("none",), "repair_kind": "class_2"}),
        ("sells_food", "karaoke", "卖酒水卖烟", {"sells_food": True, "sells_tobacco": True}),
        ("has_secondary_water", "hotel", "有的，楼顶两个水箱，一共八个方", {"has_secondary_water": True, "water_tank_m3": 8}),
        ("exit_count", "hotel", "两个安全出口，灭火器有，烟感报警也有", {"fire_facilities": ("extinguisher", "alarm")}),
        ("sells_publications", "bookstore", "卖图书和杂志，还搞打印装订", {"publication_kinds": ("books", "periodicals")}),
        ("pharmacist_name", "pharmacy", "药师刘敏，质量也是她管", {"pharmacist_name": "刘敏", "quality_manager": "刘敏"}),
        ("cctv_ready", "internet_cafe", "装了监控 治安负责人就写我 鲁大海", {"security_manager": "鲁大海"}),
        ("entertainment_kind", "karaoke", "有歌有舞那种，16个包厢", {"entertainment_kind": "song_dance", "room_count": 16}),
        ("supplies_off_site", "bakery", "供货的，主要供吐司和蛋黄酥给超市",
         {"supplies_off_site": True, "workshop_products": "吐司和蛋黄酥"}),
        ("premises_address", "gym", "洪山区雄楚大道288号3楼，四百平", {"premises_floor": 3, "premises_area": 400}),
        ("has_outdoor_sign", "restaurant", "要挂，上面写 半糖去冰 大概三平米",
         {"has_outdoor_sign": True, "sign_text": "半糖去冰", "sign_area": 3, "premises_area": None}),
        ("delivery_method", "bookstore", "邮寄，地址上海路29号张记五金",
         {"delivery_method": "post", "mailing_address": "上海路29号张记五金"}),
        ("registered_address", "restaurant", "执照上住所还是老的，没改，浙江路8号5楼",
         {"registered_address": "浙江路8号5楼"}),
        ("has_outdoor_sign", "restaurant", "要挂，写“老通城豆皮”，大概8个平方", {"sign_text": "老通城豆皮", "sign_area": 8}),
        ("sign_text", "drinks_snacks", "招牌写老李糖水，大概5平方", {"sign_text": "老李糖水", "sign_area": 5}),
        ("applicant_kind", "hotel", "company, the boss is Daniel Wu, he is also the contact",
         {"applicant_kind": "company", "legal_representative": "Daniel Wu", "contact_name": "Daniel Wu"}),
        ("security_manager", "hotel", "保卫是我舅邱大勇，消防也归他管", {"security_manager": "邱大勇", "fire_manager": "邱大勇"}),
        ("clinical_subjects", "clinic", "内科、儿科，医生一个 护士一个",
         {"clinical_subjects": "内科、儿科", "physician_count": 1, "nurse_count": 1}),
        ("device_scope", "medical_device_shop", "轮椅、助听器、血糖仪，都是二类，库房15平",
         {"device_scope": "轮椅、助听器、血糖仪", "device_classes": ("class_2",), "warehouse_area": 15}),
        ("device_scope", "medical_device_shop", "卖助听器、血压仪，不卖吃的，招牌挂一块",
         {"device_scope": "助听器、血压仪", "sells_food": False, "has_outdoor_sign": True}),
        ("xray_devices", "clinic", "口腔CT一台、牙片机一台；医废处置协议也签好了",
         {"xray_devices": ("口腔CT一台", "牙片机一台"), "medical_waste_contract": True}),
        ("workshop_products", "bakery", "cookies and bread, we have six staff",
         {"workshop_products": "cookies and bread", "employee_count": 6}),
        ("quality_manager", "pharmacy", "质量负责人是彭丽，药师王秀芝",
         {"quality_manager": "彭丽", "pharmacist_name": "王秀芝"}),
        ("food_safety_manager", "restaurant", "食品安全员是厨师长汪大海，消防我自己负责，我叫汪小川",
         {"food_safety_manager": "汪大海", "fire_manager": "汪小川"}),
        ("supplies_off_site", "bakery", "供，给学校送馒头花卷",
         {"supplies_off_site": True, "workshop_products": "馒头花卷"}),
        ("has_outdoor_sign", "bookstore", "要挂的，字是 悦读时光，大概五个平方",
         {"has_outdoor_sign": True, "sign_text": "悦读时光", "sign_area": 5}),
        ("delivery_method", "bookstore", "证寄到我公司，白浪中路78号创业大厦5楼506",
         {"delivery_method": "post", "mailing_address": "白浪中路78号创业大厦5楼506", "premises_floor": None}),
        ("sign_area", "restaurant", "门头4个平方，写“湘里人家”", {"sign_area": 4, "sign_text": "湘里人家"}),
        ("animal_clinic_kind", "pet_hospital", "clinic with 2 vets, medical waste contract signed",
         {"animal_clinic_kind": "clinic", "vet_count": 2, "medical_waste_contract": True}),
        ("has_pool", "gym", "Yes, 25 by 10 metres so 250 m2, and we have three lifeguards",
         {"has_pool": True, "sport_area": 250, "lifeguard_count": 3}),
        ("has_pool", "gym", "No pool, no climbing, 280 square metres in total",
         {"has_pool": False, "premises_area": 280, "sport_area": None}),
        ("teacher_count", "training_childcare", "全职4个，兼职的不算吧", {"teacher_count": 4}),
        ("fire_facilities", "hotel", "喷淋、烟感都有，责任人写我 罗建平", {"fire_manager": "罗建平"}),
        ("exit_count", "restaurant", "三个出口，负责人韩梅", {"exit_count": 3, "fire_manager": "韩梅"}),
        ("fire_manager", "hotel", "消防写我，李建国，保卫也是我", {"fire_manager": "李建国", "security_manager": "李建国"}),
        ("fire_manager", "hotel", "消防是张建国，治安也是我", {"fire_manager": "张建国", "security_manager": None}),
        ("uses_agent", "restaurant", "是，代办，我叫何雪梅", {"uses_agent": True, "agent_name": "何雪梅"}),
        ("uses_agent", "restaurant", "不是代办，我叫何雪梅", {"uses_agent": False, "agent_name": None}),
        ("supplies_off_site", "bakery", "给两家酒店供吐司，网上也卖", {"workshop_products": "吐司"}),
        ("has_xray", "pet_hospital", "有，DR一台，还有CT一台", {"has_xray": True, "xray_devices": ("DR一台", "CT一台")}),
        ("has_outdoor_sign", "bookstore", "要挂，写“三亩书田”", {"sign_text": "三亩书田", "premises_area": None}),
        ("delivery_method", "hotel", "寄到人民路18号3栋2楼",
         {"delivery_method": "post", "mailing_address": "人民路18号3栋2楼", "premises_floor": None}),
        ("operator_name", "pharmacy", "营业执照上叫十堰市康佰大药房", {"operator_name": "十堰市康佰大药房"}),
        ("quality_manager", "pharmacy", "不是药师兼，另外有个人，何伟", {"quality_manager": "何伟", "pharmacist_name": None}),
        ("sign_text", "gym", "招牌叫“力美健身” 5米长 1.2高 厚15公分",
         {"sign_text": "力美健身", "sign_size": "5×1.2×0.15"}),
        ("has_outdoor_sign", "hotel", "要挂 字是“山居小院” 长4米高1米 烟不卖的",
         {"sign_text": "山居小院", "sign_size": "4×1", "sells_tobacco": False}),
        ("sign_text", "restaurant", "招牌3米长0.8米高，二楼", {"sign_text": None, "sign_size": "3×0.8"}),
        ("has_pool", "gym", "Yes, 200 m2 pool, two lifeguards and one instructor",
         {"has_pool": True, "sport_area": 200, "lifeguard_count": 2, "instructor_count": 1}),
        ("cctv_ready", "hotel", "监控装了，系统还没", {"cctv_ready": True, "guest_system_ready": False}),
        ("premises_floor", "bookstore", "一楼，外面要挂个灯箱，两平米",
         {"premises_floor": 1, "sign_area": 2, "premises_area": None}),
        ("premises_floor", "bathhouse", "负一楼，四百八", {"premises_floor": -1, "premises_area": 480}),
        ("premises_floor", "pharmacy", "一楼，库房在二楼，25平", {"warehouse_area": 25, "premises_area": None}),
        ("hygiene_services", "bathhouse", "泡澡和足疗，服务员十五个",
         {"hygiene_staff_count": 15, "employee_count": None}),
        ("delivery_method", "clinic", "寄给我，武昌区中南路18号1204",
         {"delivery_method": "post", "mailing_address": "武昌区中南路18号1204"}),
        ("sign_text", "pharmacy", "写“百草堂大药房”，面积四平米", {"sign_text": "百草堂大药房", "sign_area": 4}),
        ("clinical_subjects", "clinic", "内科，医废协议去年签的",
         {"clinical_subjects": "内科", "medical_waste_contract": True}),
        ("supplies_off_site", "bakery", "批发，给车站边上几家店供馒头",
         {"supplies_off_site": True, "workshop_products": "馒头"}),
        ("fire_acceptance", "cinema", "验收合格了，负责人报李卫东",
         {"fire_acceptance": "accepted", "fire_manager": "李卫东"}),
        ("employee_count", "filling_station", "八个人，安全员是老板弟弟张磊",
         {"legal_representative": None, "safety_manager": "张磊"}),
        ("has_pool", "gym", "有池子，25乘12的标准池", {"has_pool": True, "sport_area": 300}),
        ("tobacco_kind", "convenience_store", "只卖香烟，电子烟查得严，不碰", {"tobacco_kind": ("cigarette",)}),
        ("guest_rooms", "hotel", "以前隔了十二间，后来拆掉两间，现在十", {"guest_rooms": 10, "premises_floor": None}),
        ("premises_property", "hotel", "村里自家盖的两层楼",
         {"premises_property": "self_built", "premises_address": None}),
        ("room_count", "karaoke", "包厢16个 就唱歌 能坐一百五十人",
         {"room_count": 16, "entertainment_kind": "song_dance", "max_occupancy": 150}),
        ("catering_area", "restaurant", "后厨跟大堂一共150平，能坐90个人", {"max_occupancy": None}),
        ("catering_area", "convenience_store", "不现做也不堂食 就称点干货", {"catering_area": 0}),
    ],
)  # fmt: skip
def test_an_answer_brings_others_along(
    hear: Listener, asking: str, industry: str, text: str, told: dict[str, Value]
) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert {code: heard.facts.get(code) for code in told} == told


def test_what_goes_without_saying_of_a_business_is_no_news(hear: Listener) -> None:
    heard = hear("处方药也卖，仓库20平", industry="pharmacy")
    assert heard.facts["warehouse_area"] == 20
    assert heard.facts.keys() - heard.confirm == {"warehouse_area", "drug_scope"}


def test_what_applies_only_where_something_is_so_says_that_it_is(hear: Listener) -> None:
    heard = hear("修，三类的，洗车水走沉淀池", asking="does_car_repair", industry="filling_station")
    assert heard.facts["pretreatment"] == ("sedimentation",)
    assert heard.facts["discharges_wastewater"] is True
    assert "discharges_wastewater" in heard.confirm


def test_what_a_part_of_a_message_denies_is_asked_back(hear: Listener) -> None:
    heard = hear("泡汤的池子有 游泳的没有", asking="has_pool", industry="bathhouse")
    assert heard.facts["has_pool"] is False
    assert "has_pool" in heard.confirm


@pytest.mark.parametrize(
    ("asking", "industry", "text"),
    [
        ("sells_tobacco", "convenience_store", "不卖，要挂招牌"),  # the no is no to tobacco only
        ("seat_count", "restaurant", "烟草证先不办"),  # a permit is left out
        ("business_scope", "restaurant", "餐饮服务，食品销售，烟草制品零售"),  # prose
        ("delivery_method", "restaurant", "寄给我吧，地址是朝阳路12号"),  # where to send it, not where the shop is
    ],
)
def test_what_tells_nothing_besides(hear: Listener, asking: str, industry: str, text: str) -> None:
    heard = hear(text, asking=asking, industry=industry)
    assert heard.facts.keys() <= {asking, "has_outdoor_sign", "mailing_address"}


@pytest.mark.parametrize("text", ["今天武汉又下雨了", "asdkjh", "hhhjkl;;3"])
def test_words_off_the_point_are_no_answer(hear: Listener, text: str) -> None:
    heard = hear(text, asking="premises_area", industry="restaurant")
    assert (heard.intent, heard.facts) == (Intent.UNKNOWN, {})


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("书店咋能不卖书呢", True),
        ("哪有什么书卖", False),
    ],
)
def test_a_question_that_asks_nothing_is_confirmed(hear: Listener, text: str, told: bool) -> None:
    heard = hear(text, asking="sells_publications", industry="bookstore")
    assert heard.facts["sells_publications"] is told
    assert heard.facts.keys() == heard.confirm
    assert told or heard.facts.keys() == {"sells_publications"}

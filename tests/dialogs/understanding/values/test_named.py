"""Names and texts among the words that people put around them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dialogs.understanding.reading import Found, Reading, Unclear

Reads = Callable[[str, str], Reading | Unclear]
Finds = Callable[[str, str], list[Found]]


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("quality_manager", "让我外甥黄志强管", "黄志强"),
        ("quality_manager", "我们店长杨帆管", "杨帆"),
        ("quality_manager", "质量是我妹妹陈静在管", "陈静"),
        ("food_safety_manager", "我表姐王桂芳在管", "王桂芳"),
        ("fire_manager", "后厨的大师傅吴德胜在抓", "吴德胜"),
        ("fire_manager", "交给我表弟罗勇了", "罗勇"),
        ("safety_manager", "安全员张德胜有证", "张德胜"),
        ("principal_name", "园长由我妈吴桂英来当", "吴桂英"),
        ("contact_name", "小周 周立波的周 全名周海涛", "周海涛"),
        ("contact_name", "李春来", "李春来"),
        ("contact_name", "你就找张桂兰，我媳妇儿，她整天守着店", "张桂兰"),
        ("contact_name", "您找我爸就行，周国平，他管店", "周国平"),
        ("principal_name", "园长我姐马丽华，我管后勤", "马丽华"),
        ("medical_lead", "我爸辛守仁坐堂负责", "辛守仁"),
        ("contact_name", "管丽华", "管丽华"),
        ("food_safety_manager", "食品安全那边王丽管", "王丽"),
        ("security_manager", "换过人，现在是退伍军人赵建军负责", "赵建军"),
        ("pharmacist_name", "执业药师是聘的，郑国庆郑老师", "郑国庆"),
        ("principal_name", "园长是李秀英李园长", "李秀英"),
        ("quality_manager", "老谭谭永新", "谭永新"),
        ("security_manager", "何师傅何大勇", "何大勇"),
        ("legal_representative", "姓何，名字叫何勇", "何勇"),
        ("legal_representative", "姓刘，名叫德华", "刘德华"),
        ("contact_name", "有事打给我姐，柯春梅", "柯春梅"),
        ("contact_name", "my cousin Kevin Zhao handles that", "Kevin Zhao"),
    ],
)
def test_a_name_stands_between_who_that_is_and_what_they_do(reads: Reads, code: str, text: str, name: str) -> None:
    answer = reads(code, text)
    assert isinstance(answer, Reading)
    assert answer.value == name


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("fire_manager", "有5个包间，消防这块归我弟赵凯负责", "赵凯"),
        ("security_manager", "系统弄好了，治安负责人是我弟孙磊", "孙磊"),
        ("security_manager", "监控好了，治安让潘志强管", "潘志强"),
        ("quality_manager", "仓库没得，质量我媳妇刘晓霞管", "刘晓霞"),
        ("principal_name", "老师6个，校长是我，我叫田甜", "田甜"),
        ("agent_name", "委托我办的，我叫吴晓萍", "吴晓萍"),
        ("agent_name", "我替我妈办的，我叫陈一诺", "陈一诺"),
        ("contact_name", "Hi, I'm Emma, the shop is at 12 Gongyuan Road", "Emma"),
        ("contact_name", "手机15299014472，我叫巴哈提·努尔兰", "巴哈提·努尔兰"),
        ("legal_representative", "老板就我，佟佳明", "佟佳明"),
        ("safety_manager", "三类，安全员是持证的段文斌", "段文斌"),
        ("fire_manager", "消防我自己负责，我叫汪小川", "汪小川"),
        ("pharmacist_name", "药师的话，许文强", "许文强"),
        ("principal_name", "校长是我，名字叫周敏", "周敏"),
        ("food_safety_manager", "五个人，食安员我自己，我叫郭峰", "郭峰"),
        ("food_safety_manager", "安全员是我表妹郑洁", "郑洁"),
        ("operator_name", "合作社，叫竹溪县云雾山茶叶专业合作社", "竹溪县云雾山茶叶专业合作社"),
        ("operator_name", "公司，武汉悦动体育有限公司，法人赵一鸣", "武汉悦动体育有限公司"),
        ("operator_name", "我们是十堰市恒信餐饮有限责任公司，想开个饭店", "十堰市恒信餐饮有限责任公司"),
        ("operator_name", "It's a company, Red Oak Trading Co., Ltd.", "Red Oak Trading Co., Ltd."),
        ("contact_name", "ask for Peter Lang on 13477025519", "Peter Lang"),
        ("principal_name", "6 teachers, headmistress is Tang Yue", "Tang Yue"),
        ("medical_lead", "dental, run by Dr Lin Yue", "Lin Yue"),
        ("operator_name", "the licence says Red Oak Trading", "Red Oak Trading"),
        ("medical_lead", "诊所负责人是我老汉儿杨德福", "杨德福"),
    ],
)
def test_whose_name_it_is_may_be_said_by_what_they_do(finds: Finds, code: str, text: str, name: str) -> None:
    assert [found.value for found in finds(code, text)] == [name]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("contact_name", "this is taking forever"),
        ("contact_name", "I'm Chinese and want to open a gym"),
        ("contact_name", "我是开网吧的"),
        ("safety_manager", "消防安全由王涛负责"),
        ("quality_manager", "质量怎么管"),
        ("operator_name", "店名那几个字错了"),
        ("operator_name", "我们村里几户人家合起来弄的农民专业合作社"),
        ("legal_representative", "寄到中山路88号，老板代收"),
        ("legal_representative", "老板让我来办，我叫刘敏"),
        ("operator_name", "The licence says company"),
        ("operator_name", "the licence says a limited company"),
        ("legal_representative", "从老板舅舅那租的，一年一交钱"),
    ],
)
def test_other_words_name_nobody(finds: Finds, code: str, text: str) -> None:
    assert finds(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("operator_name", "执照上叫 武汉星河影城管理有限公司", "武汉星河影城管理有限公司"),
        ("operator_name", "全称叫武汉市江夏区老樊炭烤羊肉店", "武汉市江夏区老樊炭烤羊肉店"),
        ("operator_name", "我们公司叫湖北鲜果时光餐饮管理有限公司", "湖北鲜果时光餐饮管理有限公司"),
        ("operator_name", "十堰利民医药有限公司张湾分公司", "十堰利民医药有限公司张湾分公司"),
        ("operator_name", "写意茶馆", "写意茶馆"),
        ("operator_name", "照上名字是十堰市张湾区阿兰美发店", "十堰市张湾区阿兰美发店"),
        ("operator_name", "本子上印的叫青山区小红卤味店", "青山区小红卤味店"),
        ("operator_name", "等我翻一下执照……叫武昌区老王烧烤店", "武昌区老王烧烤店"),
        ("operator_name", "我看看啊…叫 茅箭区老陈家热干面馆", "茅箭区老陈家热干面馆"),
        ("operator_name", "登记的名字是武昌区大碗面馆，碗是饭碗的碗", "武昌区大碗面馆"),
        ("operator_name", "The licence has us as Golden Bridge Trading Co., Ltd.", "Golden Bridge Trading Co., Ltd."),
        ("operator_name", "茅箭区小陈早点铺 执照上是这个", "茅箭区小陈早点铺"),
        ("operator_name", "张湾区阿秀粉店，照上就这么写的", "张湾区阿秀粉店"),
        ("xray_devices", "one dental CT and two x-ray units, details to follow", ("one dental CT", "two x-ray units")),
        ("xray_devices", "DR一台，牙片机两台，型号回头补", ("DR一台", "牙片机两台")),
        ("business_scope", "经营范围写的是图书零售、文具用品零售", "图书零售、文具用品零售"),
        ("business_scope", "执照上经营范围是出版物零售和办公用品销售", "出版物零售和办公用品销售"),
        ("sign_text", 'It will say "Mama Rosa Pizzeria" in red letters', "Mama Rosa Pizzeria"),
        ("sign_text", "Sign says 'The Reading Nook', white on blue", "The Reading Nook"),
        ("sign_text", "老巷子烧烤，红底白字", "老巷子烧烤"),
        ("sign_text", "White letters on a navy board: BLUE DOOR", "BLUE DOOR"),
        ("pharmacist_name", "聘的，姓蔡，单名一个琳字", "蔡琳"),
        ("workshop_products", "主要是供月饼和蛋黄酥", "月饼和蛋黄酥"),
        ("clinical_subjects", "口腔内科、口腔修复科，就这两块哈", "口腔内科、口腔修复科"),
        ("registered_address", "照上住所写的郧阳区城关镇东岭街19号", "郧阳区城关镇东岭街19号"),
        ("mailing_address", "地址写张湾区公园路46号2栋302", "张湾区公园路46号2栋302"),
        ("premises_address", "12 Zhongshan Road, opposite the bank", "12 Zhongshan Road"),
        ("sign_text", "就写 老陈家牛肉面 没别的字了", "老陈家牛肉面"),
        ("sign_text", "不叫“小林面馆”，叫“大林面馆”", "大林面馆"),
        ("sign_text", "原来写“老李面馆”，执照换了以后，现在写“李家面馆”", "李家面馆"),
        ("workshop_products", "给三家超市供，主要是桃酥和麻花", "桃酥和麻花"),
        ("device_scope", "口罩、体温计，家里常备的就这两样", "口罩、体温计"),
        ("isp_name", "本来看上联通，最后办的电信", "电信"),
        ("clinical_subjects", "内科和外科，还有针灸加小儿推拿", "内科和外科，还有针灸加小儿推拿"),
        ("sign_text", "就写 阿嬷手作 四个字", "阿嬷手作"),
        ("sign_text", "the sign just says Daisy Bakery", "Daisy Bakery"),
        ("sign_text", "we're going to write Golden Wok on it", "Golden Wok"),
        ("workshop_products", "就蛋糕胚和吐司两样", "蛋糕胚和吐司"),
        ("workshop_products", "月饼和蛋黄酥 就这两样往外批", "月饼和蛋黄酥"),
        ("workshop_products", "主要是吐司和贝果，供给几家咖啡馆", "吐司和贝果"),
        ("device_scope", "主要就是血糖仪、血糖试纸", "血糖仪、血糖试纸"),
        ("isp_name", "就用移动的宽带，人家送了路由器", "移动"),
        ("isp_name", "联通了，不用电信", "联通"),
        ("clinical_subjects", "口腔内科、口腔修复", "口腔内科、口腔修复"),
        ("clinical_subjects", "看内科、儿科，还有针灸", "内科、儿科，还有针灸"),
        ("xray_devices", "口腔CT，朗视Smart3D-X，1台", ("口腔CT，朗视Smart3D-X，1台",)),
        ("xray_devices", "口腔CT，型号X9，一台；牙片机，一台", ("口腔CT，型号X9，一台", "牙片机，一台")),
        ("xray_devices", "DR机，CT机", ("DR机", "CT机")),
        ("xray_devices", "DR一台，CT一台，全部是国产的", ("DR一台", "CT一台")),
        ("xray_devices", "两台牙片机 韩国的 两台，还有口腔CT一台", ("牙片机 韩国的 两台", "口腔CT一台")),
        ("mailing_address", "寄武当路18号万达公寓1210", "武当路18号万达公寓1210"),
        ("xray_devices", "口腔CT一台 全景机两台", ("口腔CT一台", "全景机两台")),
        ("xray_devices", "一台口腔CT 两台牙片机", ("一台口腔CT", "两台牙片机")),
        ("isp_name", "楼上那家用联通，我们是长城宽带", "长城宽带"),
        ("isp_name", "We used China Unicom before, now it is China Telecom", "China Telecom"),
        ("sign_text", "隔壁叫好又多，我们叫 家家福便利", "家家福便利"),
        ("sign_text", "隔壁老王烧烤", "隔壁老王烧烤"),
        ("workshop_products", "桃酥和绿豆糕往外批，面包只在店里卖", "桃酥和绿豆糕"),
        ("clinical_subjects", "只看内科儿科，外科不敢看", "内科儿科"),
        (
            "device_scope",
            "Blood pressure monitors and thermometers, no lenses",
            "Blood pressure monitors and thermometers",
        ),
        ("business_scope", "预包装食品销售，不含冷藏冷冻食品", "预包装食品销售，不含冷藏冷冻食品"),
        ("business_scope", "经营范围那栏就写了餐饮服务", "餐饮服务"),
        ("business_scope", "一共三项：食品销售，烟草零售，日用品零售", "食品销售，烟草零售，日用品零售"),
        ("business_scope", "一类医疗器械销售，食品销售", "一类医疗器械销售，食品销售"),
        ("workshop_products", "卖的是麻花和月饼", "麻花和月饼"),
        ("xray_devices", "设备就DR一台", ("DR一台",)),
        ("xray_devices", "我们的机器有牙片机两台，口腔CT一台", ("牙片机两台", "口腔CT一台")),
    ],
)
def test_a_text_is_freed_of_the_words_around_it(
    reads: Reads, code: str, text: str, value: str | tuple[str, ...]
) -> None:
    answer = reads(code, text)
    assert isinstance(answer, Reading)
    assert answer.value == value


@pytest.mark.parametrize("code", ["fire_manager", "operator_name", "sign_text"])
@pytest.mark.parametrize("text", ["刚才那个不是", "讲错喽", "这个先跳过"])
def test_words_about_the_answers_are_no_answer(reads: Reads, code: str, text: str) -> None:
    assert isinstance(reads(code, text), Unclear)

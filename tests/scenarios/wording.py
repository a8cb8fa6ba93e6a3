"""Plausible values for every fact, and the words in which an applicant would say them."""

from __future__ import annotations

from typing import Any, Literal

from tests.scenarios.reckoning import entries

Mood = Literal["plain", "full"]
"""Plain applicants say no and name small numbers; full ones say yes and name large ones."""

CREDIT_CODE = "92420303MA4E3Y6A6D"
TEXTS = {
    "operator_name": "小林商行",
    "business_scope": "零售、餐饮及相关服务",
    "registered_address": "人民路88号",
    "premises_address": "人民路88号",
    "mailing_address": "人民路88号2楼",
    "sign_text": "小林的店",
    "workshop_products": "面包、糕点",
    "device_scope": "血糖仪、创可贴",
    "isp_name": "中国电信",
    "clinical_subjects": "全科医疗",
    "contact_phone": "13812345678",
    "legal_rep_id_number": "110101199003070038",
    "agent_id_number": "110101198503070056",
    "unified_social_credit_code": CREDIT_CODE,
    "lease_end_date": "2029-03-01",
}
NAMES = ("林小满", "王一鸣")
SIZES = {"plain": "3×1×0.2米", "full": "8×2×0.2米"}
NUMBERS: dict[str, tuple[float, float]] = {
    "premises_area": (60, 480),
    "catering_area": (40, 120),
    "sign_area": (3, 16),  # as SIZES says
    "warehouse_area": (0, 60),
    "sport_area": (50, 200),
    "premises_floor": (1, 2),
    "school_distance_m": (9999, 300),
    "daily_water_m3": (5, 60),
    "water_tank_m3": (2, 12),
    "tank_volume_m3": (20, 90),
    "childcare_places": (20, 60),
    "guest_rooms": (8, 40),
    "max_occupancy": (30, 200),
}


def value_for(code: str, mood: Mood) -> Any:
    """A value of a fact that fits the mood."""
    fact = entries("facts")[code]
    choices = [choice["code"] for choice in fact.get("choices", ())]
    full = mood == "full"
    match fact["type"]:
        case "boolean":
            return full and code != "chooses_commitment"
        case "choice":
            if code == "premises_right":
                return "lease"
            return choices[-1 if full and "none" not in choices else 0]
        case "multi_choice":
            real = [one for one in choices if one != "none"]
            if full:
                return real
            return ["none"] if "none" in choices else real[:1]
        case "integer":
            return int(NUMBERS.get(code, (2, 8))[full])
        case "area_m2" | "decimal" | "money":
            return NUMBERS.get(code, (20, 150))[full]
        case "list":
            return ["口腔CT 1台"]
        case _:
            if code == "sign_size":
                return SIZES[mood]
            return TEXTS.get(code, NAMES[full])


def words_for(code: str, value: Any) -> str:
    """How an applicant says a value when that fact is asked."""
    fact = entries("facts")[code]
    labels = {choice["code"]: choice["label"]["zh"] for choice in fact.get("choices", ())}
    match fact["type"]:
        case "boolean":
            return "是" if value else "否"
        case "choice":
            return labels[value]
        case "multi_choice" | "list":
            return "、".join(labels.get(one, one) for one in value)
        case "area_m2":
            return f"{value:g}平方米"
        case "integer" | "decimal" | "money":
            return f"{value:g}"
        case _:
            return str(value)

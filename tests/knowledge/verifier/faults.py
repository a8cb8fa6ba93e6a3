"""Seeded faults: each a small edit of one file of the real pack, and the kind of finding that must come of it."""

# ruff: noqa: E501  one row a fault

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`old` stands once in the file after `within` (the start of an entry), and becomes `new`."""

    name: str
    file: str
    within: str
    old: str
    new: str
    code: str
    shown: bool = False
    """Whether the finding comes with answers that show it."""


FAULTS = (
    # reading
    Fault("a bracket is not closed", "permits", "- code: drug_retail", "facts: [", "facts: [[", "syntax"),
    Fault("a key stands twice", "facts", "- code: premises_area", "  scope:", "  scope: shared\n  scope:", "duplicate_key"),
    Fault("a code is used twice", "materials", "- code: floor_plan", "code: floor_plan", "code: lease_contract", "duplicate_code"),
    Fault("a key is misspelt", "facts", "- code: premises_area", "source:", "sorce:", "schema"),
    Fault("a type does not exist", "facts", "- code: premises_area", "type: area_m2", "type: area", "schema"),
    Fault("a code has capitals", "departments", "- code: sports", "code: sports", "code: Sports", "schema"),
    Fault("an alias of YAML", "faq", "- code: what_is", "about: general", "about: *x", "alias"),
    # conditions as texts
    Fault("a condition ends too early", "industries", "- code: bakery", "when: supplies_off_site", "when: supplies_off_site and", "condition_syntax"),
    Fault("a condition calls a function", "industries", "- code: bakery", "when: supplies_off_site", "when: len(supplies_off_site)", "condition_syntax"),
    Fault("a comparison is chained", "industries", "- code: bakery", "when: premises_area >= 300", "when: premises_area >= 300 == True", "condition_syntax"),
    Fault("a condition names no fact", "industries", "- code: bakery", "when: supplies_off_site", "when: supplies_of_site", "unknown_fact"),
    Fault("a choice is compared as a number", "industries", "- code: pharmacy", "clinic_kind == 'tcm'", "clinic_kind >= 3", "condition_type"),
    Fault("a condition names a choice that was removed", "facts", "- code: clinic_kind", "code: tcm,", "code: tcm_moved,", "condition_type"),
    Fault("a number stands alone as a condition", "industries", "- code: bakery", "when: supplies_off_site", "when: premises_area", "condition_type"),
    Fault("a fact hangs on itself", "facts", "- code: sign_text", "when: has_outdoor_sign", "when: sign_text == 'x'", "circular_when"),
    Fault("two facts hang on each other", "facts", "- code: only_prepackaged", "when: sells_food", "when: catering_area > 1", "circular_when"),
    Fault("a threshold lies beyond the bounds", "industries", "- code: bakery", "premises_area >= 300", "premises_area >= 300000", "threshold_out_of_bounds"),
    # conditions tried out
    Fault("a condition contradicts itself", "permits", "- code: food_business", "when: premises_right == 'own'", "when: premises_right == 'own' and premises_right == 'lease'", "never_holds", shown=True),
    Fault("two thresholds exclude each other", "industries", "- code: bakery", "premises_area >= 300", "premises_area >= 300 and premises_area < 200", "never_holds", shown=True),
    Fault("a condition always holds", "industries", "- code: bakery", "when: supplies_off_site", "when: supplies_off_site or not supplies_off_site", "always_holds", shown=True),
    Fault("a part of a condition can never hold", "industries", "- code: bakery", "when: supplies_off_site", "when: supplies_off_site or (premises_area > 50 and premises_area < 40)", "constant_part", shown=True),
    Fault("a permit can never apply in its industry", "industries", "- code: restaurant", "code: food_business}", "code: food_business, when: only_prepackaged}", "permit_never", shown=True),
    Fault("a permit always applies though it has a condition", "industries", "- code: restaurant", "code: food_business}", "code: food_business, when: sells_food}", "permit_always", shown=True),
    Fault("a question can never be asked for its permit", "permits", "- code: prepackaged_food_filing", "food_items, ", "food_items, catering_area, ", "unreachable_question", shown=True),
    Fault("a material is never needed", "permits", "- code: prepackaged_food_filing", "when: uses_agent", "when: not only_prepackaged", "unreachable_material", shown=True),
    Fault("a material is always needed though it has a condition", "permits", "- code: prepackaged_food_filing", "when: uses_agent", "when: only_prepackaged", "constant_condition", shown=True),
    Fault("a given fact settles a material's condition", "permits", "- code: drug_retail", "code: floor_plan}", "code: floor_plan, when: sells_drugs or has_pool}", "given_makes_constant", shown=True),
    Fault("what an industry gives settles a material", "permits", "- code: film_screening", "code: floor_plan}", "code: floor_plan, when: has_pool}", "given_makes_constant", shown=True),
    Fault("the commitment is never open", "permits", "- code: small_catering", "commitment: {allowed: true,", "commitment: {allowed: true, when: catering_area > 50,", "commitment_never", shown=True),
    Fault("a condition names choices that do not exist", "industries", "- code: filling_station", "when: does_car_repair", "when: does_car_repair or fuel_kinds == 3", "condition_type"),
    Fault("the credit record decides a permit", "industries", "- code: bakery", "when: supplies_off_site", "when: on_dishonesty_list", "decider_never_asked"),
    Fault("the choice of commitment decides a permit", "industries", "- code: bakery", "when: supplies_off_site", "when: chooses_commitment", "decider_never_asked"),
    # references and values
    Fault("a given value does not fit", "industries", "- code: cinema", "has_pool: false", "has_pool: 3", "given_value"),
    Fault("a given choice does not exist", "industries", "- code: cinema", "[screening]", "[screenings]", "given_value"),
    Fault("a given fact is used by nothing", "industries", "- code: cinema", "has_pool: false", "has_pool: false, does_car_repair: false", "given_unused"),
    Fault("a given fact never applies", "industries", "- code: bakery", "only_prepackaged: false}", "only_prepackaged: true, catering_area: 20}", "given_inapplicable", shown=True),
    Fault("a permit of another name", "industries", "- code: bakery", "code: food_workshop,", "code: food_workshops,", "unknown_permit"),
    Fault("a department of another name", "permits", "- code: food_workshop", "department: market_regulation", "department: market", "unknown_department"),
    Fault("a material of another name", "permits", "- code: food_workshop", "code: floor_plan}", "code: floor_plans}", "unknown_material"),
    Fault("a form names no fact", "permits", "- code: food_workshop", "operator_name,", "operator_names,", "unknown_fact"),
    Fault("a partner is missing", "industries", "- code: bakery", "[fire_rescue, housing_drainage,", "[housing_drainage,", "partners"),
    Fault("two industries share an alias", "industries", "- code: bakery", "[面包店,", "[奶茶店,", "duplicate_alias"),
    Fault("an industry can hardly be found", "industries", "- code: bakery", ", 蛋糕店, 烘焙店, 甜品店, 西点店, 糕点店, 烘焙坊", "", "aliases_number"),
    Fault("a permit stands twice", "industries", "- code: bakery", "{code: food_business}", "{code: food_business}\n    - {code: food_business}", "listed_twice"),
    Fault("a choice stands twice", "facts", "- code: premises_right", "{code: own,", "{code: own, label: {zh: 自有, en: Owned}}\n    - {code: own,", "duplicate_choice"),
    Fault("the bounds are swapped", "facts", "- code: premises_area", "{min: 1, max: 200000}", "{min: 200000, max: 1}", "bounds"),
    Fault("a pattern is broken", "facts", "- code: legal_rep_id_number", r"'^\d{17}[\dX]$'", r"'^\d{17}[\dX$'", "pattern"),
    Fault("a pattern can take minutes", "facts", "- code: legal_rep_id_number", r"'^\d{17}[\dX]$'", r"'^(\d+)+$'", "pattern"),
    Fault("personal data is not marked", "facts", "- code: contact_phone", "sensitive: true", "sensitive: false", "not_sensitive"),
    Fault("a derived fact names no source", "facts", "- code: sign_area", "derive: sign_size", "derive: sign_sizes", "unknown_fact"),
    Fault("a form lacks what a fact is worked out from", "permits", "- code: outdoor_sign", "sign_size, ", "", "derive_unasked"),
    Fault("a condition hangs on a fact that nobody asks", "permits", "- code: food_workshop", "code: floor_plan}", "code: floor_plan, when: industry_category == 'bakery'}", "never_asked"),
    Fault("an upload takes no format", "materials", "- code: floor_plan", "formats: [pdf, jpg, png]", "formats: []", "material_formats"),
    Fault("a register material has no source", "materials", "- code: premises_title", "source: premises_register", "source: none", "material_source"),
    Fault("two materials replace the same original", "materials", "- code: lease_contract", "merges: [", "merges: [营业执照复印件, ", "merged_twice"),
    Fault("the commitment replaces what is not asked", "permits", "- code: food_business", "replaces: [floor_plan,", "replaces: [fire_plan,", "replaces_unasked"),
    Fault("the commitment lacks its letter", "permits", "- code: food_business", "{code: commitment_letter,", "{code: fire_plan,", "commitment_letter"),
    Fault("a refused commitment gives no reason", "permits", "- code: car_repair_filing", ", why_not: {zh: 备案即办。, en: 'Filed at once.'}", "", "why_not"),
    Fault("what may follow later is not asked", "permits", "- code: food_business", "{code: staff_health_certs, days: 10}", "{code: fire_plan, days: 10}", "deferrable_unasked"),
    Fault("more days are promised than the law gives", "permits", "- code: food_business", "promised_days: 5", "promised_days: 50", "days"),
    Fault("a fee is charged", "permits", "- code: food_business", "fee: 0", "fee: 10", "fee"),
    Fault("a basis names no article", "permits", "- code: food_business", ", article: 第三十五条}", "}", "basis"),
    # texts
    Fault("a question has no Chinese", "facts", "- code: premises_floor", "question: {zh: ", "question: {zh_: ", "schema"),
    Fault("a label has empty English", "facts", "- code: premises_floor", "en: Storey", "en: ''", "missing_en"),
    Fault("an answer in words has no English", "facts", "- code: sells_tobacco", 'en: "no tobacco"', "en: ''", "missing_en"),
    Fault("words for yes at a number", "facts", "- code: premises_floor", "  scope:", "  said: {'yes': {zh: 是, en: 'yes'}, 'no': {zh: 否, en: 'no'}}\n  scope:", "said_without_boolean"),
    Fault("the commitment hangs on what is not asked", "permits", "- code: food_business", "catering_area, seat_count, sells_food_online,", "seat_count, sells_food_online,", "commitment_unasked"),
    Fault("a note has no English", "industries", "- code: karaoke", ", en: 'A bar for drinks only, without singing or dancing facilities, applies as a restaurant.'", "", "missing_en"),
    Fault("an answer names a place that nothing fills", "faq", "- code: not_listed", "{window_phone}，", "{window_fax}，", "template"),
    Fault("two entries share a phrasing", "faq", "- code: is_compulsory", "- 必须办一业一证吗", "- 一业一证是什么？", "duplicate_phrasing"),
    Fault("an answer is about nothing", "faq", "- code: is_compulsory", "about: general", "about: generals", "unknown_subject"),
    Fault("a notice can't be filled", "notices", "- code: acceptance", "{due_date}", "{due_day}", "template"),
    Fault("a notice has unmatched braces", "notices", "- code: acceptance", "{due_date}", "{due_date", "template"),
    Fault("a notice requires what nothing says", "notices", "- code: acceptance", "- code: query", "- code: weather", "no_source"),
    Fault("a text of a notice calls something", "notices", "- code: acceptance", "{due_date}", "{{ lipsum() }}", "template"),
    Fault("a text of a notice reaches for a class", "notices", "- code: correction", "{count}", "{{ count.__class__ }}", "template"),
    Fault("a text of a notice writes a list out", "notices", "- code: correction", "{count}", "{lines}", "template"),
    Fault("the letter lacks what its notice requires", "commitment", "letter:", "- code: publicity", "- code: publication", "no_source"),
    Fault("the promise does not say what is promised", "commitment", "clauses:", "{conditions}", "{condition}", "template"),
    Fault("the letter names no fact", "commitment", "letter:", "operator_name,", "operators_name,", "unknown_fact"),
    Fault("the licence shows no fact", "licence", "fields:", "fact: operator_name", "fact: operators_name", "unknown_fact"),
    Fault("a licence event leads nowhere", "licence", "events:", "item_status: ", "item_status: no_", "unknown_status"),
    Fault("a department does nothing", "departments", "- code: education", "code: education", "code: schooling", "unknown_department"),
    Fault("a material is used nowhere", "permits", "- code: childcare_filing", "childcare_health_eval", "floor_plan", "unused"),
)  # fmt: skip

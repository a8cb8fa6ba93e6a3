"""The pack that comes with the product, read once for all tests of a process."""

from __future__ import annotations

from functools import cache

from knowledge.conditions.rules import Rules, rules_of
from knowledge.load import CITY, load_pack
from knowledge.pack import Pack
from knowledge.planner.plan import Planner, planner_of


@cache
def city_pack() -> Pack:
    """The pack of the city."""
    return load_pack(CITY)[0]


@cache
def city_rules() -> Rules:
    """Its conditions, compiled."""
    return rules_of(city_pack().facts)


@cache
def city_planner() -> Planner:
    """Its planners; that of an industry is built when first needed."""
    return planner_of(city_pack())

"""Licences for tests, of any industry and length."""

from __future__ import annotations

from knowledge.documents.licence import Licence, LicencePermit, licence_number
from tests.city import city_pack


def licence(industry: str = "drinks_snacks", *, permits: int = 4) -> Licence:
    """A licence of an industry with so many permits, from the whole catalogue."""
    pack = city_pack()
    chosen = list(pack.permits.values())[:permits]
    return Licence(
        number=licence_number(pack, industry, 2026, 1),
        version=0,
        operator="小林饮品店",
        credit_code="92420303MA4E3Y6A6D",
        legal_representative="林小满",
        industry=industry,
        industry_name=pack.industries[industry].name,
        address="示范市示范区人民路88号",
        permits=tuple(
            LicencePermit(
                one.code,
                one.name,
                one.document,
                f"JY{24203030000000 + at}",
                "2026-12-01",
                None if one.validity_years is None else "2031-11-30",
                pack.departments[one.department].name,
            )
            for at, one in enumerate(chosen, start=1)
        ),
        issuer=pack.departments["government_services"].name,
        made_on="2026-12-02",
    )

"""A refused login is on record, without the name that was typed."""

from __future__ import annotations

from storage import journal
from storage.journal import pseudonym
from tests.web.staff.house import StaffClient, StaffHouse


async def test_a_refused_login_is_on_record_under_a_pseudonym(house: StaffHouse) -> None:
    answer = await StaffClient(house.client()).log_in("周敏", "wrong password")
    assert answer.status_code == 401
    entries = await house.store.read(lambda connection: list(journal.entries(connection)))
    refused = [entry for entry in entries if entry.kind == "login_refused"]
    assert len(refused) == 1
    assert pseudonym(house.store.keyring, "周敏") in refused[0].details
    assert "周敏" not in refused[0].details

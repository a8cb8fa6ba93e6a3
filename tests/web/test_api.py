"""The applicant's API as the contract has it: turns, repeats, tokens, transcript, view, events, documents."""

from __future__ import annotations

import json

import httpx
import pytest

from files.samples import sample
from tests.web.conftest import Caller, Served

TURN = {"seq", "replies", "asking", "state", "progress"}


def test_a_conversation_begins_with_a_greeting_a_token_and_a_cookie(http: httpx.Client) -> None:
    answer = http.post("/api/v1/conversations", json={"locale": "en"})
    opened = answer.json()
    assert set(opened) == {"id", "token"} | TURN
    assert opened["state"] == "choosing"
    assert "permit" in opened["replies"][0]["text"]
    cookie = next(one for one in answer.headers.get_list("set-cookie") if opened["token"] in one)
    assert cookie.startswith("yz_")
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()


def test_a_sentence_moves_the_conversation_on(caller: Caller) -> None:
    turn = caller.says("想在人民路88号盘个店卖珍珠奶茶，大概60平，不卖烟").json()
    assert set(turn) == TURN
    assert turn["seq"] == 2
    assert turn["asking"]["step"] == "privacy"
    assert turn["progress"]["left"] > 0
    view = caller.get().json()
    assert view["industry"] == "drinks_snacks"
    assert view["answers"]["sells_tobacco"]["value"] is False
    assert view["answers"]["sells_tobacco"]["origin"] == "applicant"
    assert view["plan"]["permits"]["tobacco_retail"] == "not_needed"


def test_a_repeated_message_answers_the_stored_turn_and_another_body_is_a_conflict(caller: Caller) -> None:
    first = caller.post({"id": "same", "text": "奶茶店"})
    assert caller.post({"id": "same", "text": "奶茶店"}).json() == first.json()
    refused = caller.post({"id": "same", "text": "药店"})
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert len(caller.get("/transcript").json()["entries"]) == 1 + 1 + len(first.json()["replies"])


def test_the_transcript_comes_in_order_with_the_clients_ids(caller: Caller) -> None:
    caller.says("奶茶店")
    entries = caller.get("/transcript").json()["entries"]
    assert [entry["from"] for entry in entries][:2] == ["bot", "applicant"]
    said = next(entry for entry in entries if entry["from"] == "applicant")
    assert (said["id"], said["text"]) == ("m1", "奶茶店")
    assert caller.get("/transcript?after=1").json()["entries"][0] == said
    assert caller.get("/transcript?after=x").status_code == 400


@pytest.mark.parametrize(
    ("token", "status"), [(None, 401), ("wrong", 404)], ids=["no token", "another's looks like none"]
)
def test_nobody_reads_or_writes_a_conversation_without_its_token(
    http: httpx.Client, caller: Caller, token: str | None, status: int
) -> None:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    for path in ("", "/transcript", "/events", "/documents/notice-1"):
        assert http.get(caller.path + path, headers=headers).status_code == status
    for path in ("/messages", "/files"):
        assert http.post(caller.path + path, headers=headers, json={}).status_code == status


def test_foreign_and_absent_conversations_look_alike(http: httpx.Client, caller: Caller) -> None:
    other = http.post("/api/v1/conversations").json()
    http.cookies.clear()
    foreign = http.get(f"/api/v1/conversations/{other['id']}", headers=caller.headers)
    absent = http.get("/api/v1/conversations/" + "0" * 32, headers=caller.headers)
    assert foreign.status_code == absent.status_code == 404
    assert foreign.json() == absent.json()


def test_a_write_by_cookie_needs_our_own_origin(served: Served) -> None:
    with httpx.Client(base_url=served.url) as browser:
        opened = browser.post("/api/v1/conversations").json()
        path = f"/api/v1/conversations/{opened['id']}"
        message = {"id": "m1", "text": "奶茶店"}
        assert browser.get(path).status_code == 200
        assert browser.post(f"{path}/messages", json=message).status_code == 403
        foreign = {"origin": "https://elsewhere.example"}
        assert browser.post(f"{path}/messages", json=message, headers=foreign).status_code == 403
        assert browser.post(f"{path}/messages", json=message, headers={"origin": served.url}).status_code == 200
        assert browser.post("/api/v1/conversations", headers=foreign).status_code == 403


def test_problems_are_told_in_the_language_of_the_client(caller: Caller) -> None:
    for language, words in (("en-GB", "exactly one of"), ("zh-CN", "其中一个")):
        headers = {**caller.headers, "accept-language": language}
        answer = caller.http.post(f"{caller.path}/messages", json={"id": "x"}, headers=headers)
        assert answer.status_code == 400
        assert set(answer.json()) == {"type", "title", "status", "detail"}
        assert words in answer.json()["detail"]


def test_events_go_on_behind_what_was_seen(caller: Caller) -> None:
    caller.says("奶茶店")
    headers = {**caller.headers, "last-event-id": "1"}
    with caller.http.stream("GET", f"{caller.path}/events", headers=headers) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        lines: list[str] = []
        for line in stream.iter_lines():
            lines.append(line)
            if line.startswith("data:"):
                break
    assert "id: 2" in lines
    assert "event: turn" in lines
    assert json.loads(lines[-1].removeprefix("data:"))["seq"] == 2


def test_a_file_is_uploaded_and_then_sent_for_a_material(caller: Caller) -> None:
    caller.says("奶茶店")
    sent = caller.http.post(
        f"{caller.path}/files",
        files={"file": ("sample.pdf", sample("sample.pdf"), "application/pdf")},
        headers=caller.headers,
    )
    stored = sent.json()
    assert set(stored) == {"file", "sha256", "pages"}
    turn = caller.post({"id": "f1", "file": stored["file"], "material": "staff_health_certs"})
    assert turn.status_code == 200
    assert caller.post({"id": "f2", "file": "0" * 32, "material": "staff_health_certs"}).status_code == 404


def test_a_file_that_lies_about_its_type_is_refused_with_advice(caller: Caller) -> None:
    files = {"file": ("plan.pdf", b"<html><script>1</script></html>", "application/pdf")}
    answer = caller.http.post(f"{caller.path}/files", files=files, headers=caller.headers)
    assert answer.status_code == 422
    assert answer.json()["detail"]


def test_the_documents_of_a_conversation_are_pdfs_for_its_token_only(caller: Caller) -> None:
    assert caller.get("/documents/notice-1").status_code == 404
    assert caller.get("/documents/..%2F..%2Fetc").status_code == 404


def test_an_acknowledged_turn_survives_a_kill(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.ports import unused_port

    server = Served(tmp_path_factory.mktemp("killed"), unused_port())
    server.start()
    try:
        with httpx.Client(base_url=server.url, timeout=20) as http:
            opened = http.post("/api/v1/conversations").json()
            http.cookies.clear()
            caller = Caller(http, opened["id"], opened["token"])
            turn = caller.says("奶茶店").json()
            server.kill()
            server.start()
            assert caller.post({"id": "m1", "text": "奶茶店"}).json() == turn
            assert caller.says("要收费吗").json()["seq"] == turn["seq"] + 1
    finally:
        server.stop()


def test_health_and_documentation_need_no_token_and_load_nothing_from_elsewhere(http: httpx.Client) -> None:
    assert http.get("/livez").json() == {"status": "live"}
    assert http.get("/readyz").status_code == 200
    described = http.get("/api/openapi.json").json()
    assert "/api/v1/conversations/{conversation}/messages" in described["paths"]
    assert "TextMessage" in described["components"]["schemas"]
    page = http.get("/api/docs")
    assert page.status_code == 200
    assert 'src="http' not in page.text
    assert "/api/v1/conversations/{conversation}/files" in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]

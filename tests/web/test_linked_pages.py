"""Pages that a link opens (签字、上传、填写): good for one act, not used up by looking, and alike when they are over."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, expect

from files.samples import sample
from tests.licence.drawing import TEA_SHOP, draw, jpeg, photographed
from tests.ports import unused_port
from tests.web.chatting import SMALL, applicant
from tests.web.conftest import Served

ANSWERS = {
    "catering_area": "45",
    "lease_end_date": "2028年3月1日",
    "unified_social_credit_code": "92420303MA4E3Y6A6D",
}

PATIENCE_S = 240.0

SENSITIVE = {"contact_phone": "13800138000", "uses_agent": "否", "chooses_commitment": "是"}


@pytest.fixture(scope="module")
def abroad(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that takes the web chat for a messaging app hosted abroad."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YIZHENG_PHOTO_LIMIT_S", str(PATIENCE_S))  # a busy machine is no fault of the reader's
        server = Served(tmp_path_factory.mktemp("abroad"), unused_port(), abroad=("web",))
        server.start()
    yield server
    server.stop()


@pytest.fixture
def visitor(abroad: Served) -> Iterator[Visitor]:
    """An applicant with a conversation of their own."""
    with Visitor(abroad.url) as visitor:
        visitor.send(text="想在人民路88号盘个店卖珍珠奶茶，大概60平，不卖烟")
        yield visitor


class Visitor:
    """A chat that sends its applicant to pages by link."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, timeout=20, headers={"origin": url})
        opened = self.http.post("/api/v1/conversations", json={"locale": "zh"}).json()
        self.path = f"/api/v1/conversations/{opened['id']}"
        self.chat = f"/chat/{opened['id']}"
        self.sent = 0

    def __enter__(self) -> Visitor:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def send(self, **message: str) -> None:
        self.sent += 1
        answer = self.http.post(f"{self.path}/messages", json={"id": f"m{self.sent}", **message})
        assert answer.status_code == 200, answer.text

    def asking(self) -> tuple[str, str]:
        """The kind and code of what is asked."""
        view: dict[str, dict[str, str] | None] = self.http.get(self.path).json()
        asking = view["asking"] or {}
        return next(((kind, asking[kind]) for kind in ("fact", "material", "step") if kind in asking), ("", ""))

    def choices(self) -> list[str]:
        """The quick replies under the last turn on the chat page."""
        return re.findall(r'(?:data-choice|value)="((?:fact|step):[^"]+)"', self.last_turn())

    def last_turn(self) -> str:
        return self.http.get("/").text.split('<div class="turn')[-1].split("</main>")[0]

    def goes_on_until(self, kind: str, code: str = "") -> None:
        """Answers what is asked, until something of this kind is."""
        for _ in range(60):
            asked, name = self.asking()
            if asked == kind and (not code or name == code):
                return
            self._answer(asked, name)
        pytest.fail(f"never asked: {kind} {code}", pytrace=False)

    def _answer(self, kind: str, code: str) -> None:
        choices = self.choices()
        if kind == "material":
            self.post_link("upload", files={"file": ("lease.pdf", sample("sample.pdf"), "application/pdf")})
            return
        liked = [one for one in choices if one.endswith((":yes", ":check", ":ok", ":read"))]
        if kind == "step":
            self.send(choice=liked[0])
        elif 'data-open="sensitive"' in self.last_turn():
            self.post_link("sensitive", data={"text": SENSITIVE.get(code, "林小满")})
        elif facts := [one for one in choices if one.startswith("fact:")]:
            no = [one for one in facts if one.endswith(":no")]
            self.send(choice=facts[0] if code == "chooses_commitment" else (no or facts)[-1])
        else:
            self.send(text=ANSWERS.get(code, "6"))

    def link(self, page: str) -> str:
        answer = self.http.post(f"{self.chat}/open/{page}")
        assert answer.status_code == 200, answer.text
        return answer.json()["url"]

    def post_link(
        self, page: str, *, data: dict[str, str] | None = None, files: dict[str, tuple[str, bytes, str]] | None = None
    ) -> httpx.Response:
        answer = self.http.post(self.link(page), data=data, files=files)
        assert answer.status_code == 200, answer.text
        return answer


def test_a_sensitive_answer_goes_through_a_page_that_works_once(visitor: Visitor, abroad: Served) -> None:
    visitor.goes_on_until("fact", "contact_phone")
    link = visitor.link("sensitive")
    with httpx.Client(base_url=abroad.url, headers={"origin": abroad.url}, timeout=20) as stranger:
        for _ in range(2):  # an app that previews links does not use them up
            assert 'inputmode="tel"' in stranger.get(link).text
        assert stranger.post(link, data={"text": "一百二十平"}).status_code == 422
        assert stranger.post(link, data={"text": "13800138000"}).status_code == 200
        over = stranger.get(link)
        assert over.status_code == 410
        assert stranger.get("/answer/never-existed").text == over.text
    assert visitor.asking() != ("fact", "contact_phone")


def test_who_would_rather_not_say_is_told_that_it_can_wait(visitor: Visitor) -> None:
    visitor.goes_on_until("fact", "contact_phone")
    link = visitor.link("sensitive")
    told = visitor.http.post(link, data={"text": "不告诉你"})
    assert told.status_code == 200
    assert "先放一放" in told.text
    assert visitor.http.get(link).status_code == 410
    assert visitor.asking() != ("fact", "contact_phone")


def test_a_material_goes_through_a_page_and_a_bad_file_may_be_tried_again(visitor: Visitor) -> None:
    visitor.goes_on_until("material")
    asked = visitor.asking()
    link = visitor.link("upload")
    bad = visitor.http.post(link, files={"file": ("lease.pdf", b"<html></html>", "application/pdf")})
    assert bad.status_code == 422
    assert 'role="alert"' in bad.text
    good = {"file": ("lease.pdf", sample("sample.pdf"), "application/pdf")}
    assert visitor.http.post(link, files=good).status_code == 200
    assert visitor.http.post(link, files=good).status_code == 410
    assert visitor.asking() != asked


@pytest.mark.slow
def test_abroad_a_photo_of_the_licence_goes_through_the_page_too_and_comes_back_as_a_question(
    visitor: Visitor, abroad: Served
) -> None:
    visitor.goes_on_until("fact", "unified_social_credit_code")
    link = visitor.link("upload")
    assert "营业执照照片" in visitor.http.get(link).text
    picture = {"file": ("licence.jpg", jpeg(photographed(draw(TEA_SHOP))), "image/jpeg")}
    assert visitor.http.post(link, files=picture).status_code == 200
    assert "正在识别" in visitor.last_turn()
    assert visitor.http.get(link).status_code == 410
    deadline = time.monotonic() + PATIENCE_S
    while visitor.asking() == ("fact", "unified_social_credit_code") and time.monotonic() < deadline:
        assert "打出来" not in visitor.last_turn()
        time.sleep(0.1)
    assert visitor.asking() == ("step", "did_you_mean")
    assert TEA_SHOP.code in visitor.last_turn()
    visitor.send(choice="photo:ok")
    known = visitor.http.get(visitor.path).json()["answers"]
    assert known["unified_social_credit_code"]["value"] == TEA_SHOP.code
    assert abroad.process is not None
    loaded = Path(f"/proc/{abroad.process.pid}/maps").read_text()
    assert "onnxruntime" not in loaded, "the server never loads what reads photos"


def test_a_signature_is_for_exactly_what_was_shown_and_the_link_for_one(visitor: Visitor) -> None:
    visitor.goes_on_until("step", "sign")
    link = visitor.link("sign")
    page = visitor.http.get(link).text
    assert "可靠电子签名" not in page
    form = {
        "root": _field(page, "root"), "excludes": _field(page, "excludes"), "way": "typed", "name": "林小满",
        "agreed": "yes",
    }  # fmt: skip
    assert visitor.http.post(link, data={**form, "agreed": ""}).status_code == 422
    assert visitor.http.post(link, data={**form, "root": "sha256:other"}).status_code == 422
    assert visitor.http.post(link, data=form, headers={"origin": "https://elsewhere.example"}).status_code == 403
    without = visitor.http.get(f"{link}?chosen=1").text
    assert _field(without, "root") != form["root"]
    assert visitor.http.post(link, data=form).status_code == 303
    assert visitor.http.post(link, data=form).status_code == 410
    assert visitor.asking() == ("step", "send")


def test_an_identity_number_shows_only_its_ends_on_the_signing_page(visitor: Visitor) -> None:
    visitor.goes_on_until("step", "sign")
    page = visitor.http.get(visitor.link("sign")).text
    assert "4203••••••••••1283" in page
    assert re.search(r"\d{17}[\dX]", re.sub(r"sha256:\w+", "", page)) is None


async def test_linked_pages_are_good_to_use_on_the_smallest_screen(
    browser: Browser, visitor: Visitor, abroad: Served, axe_source: str, tmp_path: Path
) -> None:
    person = await applicant(browser, abroad.url, axe_source, tmp_path, size=SMALL, dark=True)
    page = person.page
    visitor.goes_on_until("fact", "contact_phone")
    await page.goto(abroad.url + visitor.link("sensitive"))
    await person.looks("answer")
    await page.fill("#answer", "13800138000")
    await page.press("#answer", "Enter")
    await expect(page.locator("main")).to_contain_text("收到了")
    await person.looks("answered")
    visitor.goes_on_until("material")
    await page.goto(abroad.url + visitor.link("upload"))
    paper = tmp_path / "lease.pdf"
    paper.write_bytes(sample("sample.pdf"))
    await page.set_input_files("#upload-file", paper)
    await page.route("**/upload/*", lambda route: route.abort())
    await page.click("#upload button")
    await expect(page.locator("#failed")).to_be_visible()
    await person.looks("upload-failed")
    await page.unroute("**/upload/*")
    await page.click("#upload button")
    await expect(page.locator("main")).to_contain_text("收到了")
    assert person.faults == []


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return found[1]

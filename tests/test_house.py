"""The house stands: databases, the browser and the lowest module are as everything else expects them."""

import ast
from pathlib import Path

import pytest
from playwright.async_api import Browser
from sqlalchemy import create_engine, text

import errors

KINDS = (errors.PackError, errors.StaleConversation, errors.DeliveryFailed, errors.NotPermitted)


def test_a_test_gets_an_empty_database_that_keeps_chinese_text(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE shop (name TEXT NOT NULL)"))
        connection.execute(text("INSERT INTO shop VALUES ('奶茶店')"))
        assert connection.scalar(text("SELECT name FROM shop")) == "奶茶店"
    engine.dispose()


async def test_the_browser_shows_a_page_and_axe_finds_nothing_wrong_with_it(browser: Browser, axe_source: str) -> None:
    page = await browser.new_page()
    await page.set_content("<html lang=zh><title>一证</title><main><h1>您想开什么店？</h1></main></html>")
    await page.evaluate(axe_source)
    assert await page.evaluate("async () => (await axe.run()).violations.map(found => found.id)") == []


@pytest.mark.parametrize("kind", KINDS)
def test_one_handler_catches_all_that_we_raise(kind: type[errors.IntakeError]) -> None:
    assert issubclass(kind, errors.IntakeError)
    assert kind.__doc__


def test_the_errors_lie_below_everything_else() -> None:
    imports = [
        node
        for node in ast.walk(ast.parse(Path(errors.__file__).read_text("utf-8")))
        if "Import" in type(node).__name__
    ]
    assert imports == []

"""A published house to be copied, as the Telegram tests have it."""

from tests.bot.telegram.conftest import api, data, people, person, published

__all__ = ["api", "data", "people", "person", "published"]

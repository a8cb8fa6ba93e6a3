"""The assistant's wordings (话术): a catalogue by key, in Chinese and English, with Jinja2 placeholders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

from errors import PackError

LOCALES = Path(__file__).resolve().parent.parent / "locales"
DIALOG_FILES = ("dialogs.yaml", "manners.yaml", "hints.yaml", "files.yaml", "photos.yaml")


class Words:
    """Wordings by key and locale; each template is compiled when it is first said."""

    def __init__(self, entries: Mapping[str, Mapping[str, str]]) -> None:
        self.entries = entries
        self._templates: dict[tuple[str, str], Any] = {}

    def say(self, key: str, locale: str, **values: object) -> str:
        """The wording for a key. Raises PackError for a key that the catalogue lacks, or a value that the wording needs."""
        template = self._templates.get((key, locale))
        if template is None:
            template = self._templates[(key, locale)] = self._compile(key, locale)
        if isinstance(template, str):
            return template
        return cast(str, template.render(values))

    def has(self, key: str) -> bool:
        """Whether the catalogue words this key."""
        return key in self.entries

    def _compile(self, key: str, locale: str) -> Any:
        entry = self.entries.get(key)
        if entry is None or locale not in entry:
            raise PackError(f"locales: no wording {key!r} in {locale}; add it to locales/dialogs.yaml in zh and en")
        text = entry[locale]
        return _environment().from_string(text) if "{" in text else text


def load_words(folder: Path = LOCALES, files: Iterable[str] = DIALOG_FILES) -> Words:
    """The catalogue of these files; a key stands in one file only. Raises PackError."""
    entries: dict[str, Mapping[str, str]] = {}
    for name in files:
        path = folder / name
        if path.is_file():
            for key, entry in _flat(_read(path)):
                if key in entries:
                    raise PackError(f"locales/{name}: the key {key!r} stands in another file too; rename one")
                entries[key] = entry
    return Words(entries)


def _read(path: Path) -> dict[str, Any]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {}


def _flat(entries: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Wordings of a group are named "group.key"."""
    for key, entry in entries.items():
        if "zh" in entry:
            yield key, entry
        else:
            for name, wording in entry.items():
                yield f"{key}.{name}", wording


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)

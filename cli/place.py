"""Where this installation keeps its data (数据目录), as every command is told."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DEFAULT = Path("var")
DATABASE = "yizheng.db"


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of `--data` or YIZHENG_DATA; a command gets it with `@click.pass_obj`."""

    data: Path = DEFAULT

    def database_url(self) -> str:
        """The database of this installation: YIZHENG_DATABASE_URL, or a SQLite file in the folder."""
        return os.environ.get("YIZHENG_DATABASE_URL") or f"sqlite:///{self.data.resolve() / DATABASE}"

    def root_key(self) -> Path:
        """The file of the root key: YIZHENG_KEY_FILE, or one in the folder."""
        named = os.environ.get("YIZHENG_KEY_FILE")
        return Path(named) if named else self.data.resolve() / "keys" / "root.key"

    def anchor_public_key(self) -> Path:
        """The public half of the key that signs anchors: beside YIZHENG_ANCHOR_KEY, or in the folder."""
        named = os.environ.get("YIZHENG_ANCHOR_KEY")
        return (Path(named) if named else self.data / "keys" / "anchor.key").with_suffix(".pub")

    def anchor_folders(self) -> tuple[Path, ...]:
        """Where anchors are kept: in the folder, and in YIZHENG_ANCHOR_COPIES."""
        copies = os.environ.get("YIZHENG_ANCHOR_COPIES")
        return (self.data / "anchors", *([Path(copies)] if copies else []))

    def has_database(self) -> bool:
        """Whether there is something to open; a file that does not exist is not created by looking."""
        return bool(os.environ.get("YIZHENG_DATABASE_URL")) or (self.data / DATABASE).is_file()

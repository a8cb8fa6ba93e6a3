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

    def has_database(self) -> bool:
        """Whether there is something to open; a file that does not exist is not created by looking."""
        return bool(os.environ.get("YIZHENG_DATABASE_URL")) or (self.data / DATABASE).is_file()

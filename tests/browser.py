"""Which Chromium the tests drive, and how it is started."""

import os
import shutil
from pathlib import Path

NAMED_BY = "YIZHENG_CHROMIUM"
KNOWN_NAMES = ("/usr/bin/chromium", "chromium", "google-chrome", "google-chrome-stable", "chromium-browser")

# root (containers, CI) has no sandbox, and small /dev/shm crashes tabs; the rest keeps it from calling home
FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class BrowserMissing(Exception):
    """There is no Chromium to test with; the message says what to do."""


def installed_chromium() -> Path:
    """The Chromium that the environment names, or the first one found.

    Raises BrowserMissing.
    """
    named = os.environ.get(NAMED_BY)
    if named:
        if not Path(named).exists():
            raise BrowserMissing(f"{NAMED_BY} names {named}, which does not exist. Correct it, or unset it.")
        return Path(named)
    for name in KNOWN_NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    raise BrowserMissing(f"No Chromium found. Install one, or name it in {NAMED_BY}.")

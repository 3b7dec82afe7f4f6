"""A headless Chromium for the tests that look at pages. Debian's own, found on PATH.

Without a browser these tests are skipped, out loud; where CI is set they fail instead: nobody reads a CI's skips.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, without a sandbox, which containers often lack; nothing but siplan's own pages is opened in it."""
    path = next((found for name in _NAMES if (found := shutil.which(name))), None)
    if path is None:
        told = f"NO BROWSER: no page was looked at; install chromium (looked for {', '.join(_NAMES)})"
        if os.environ.get("CI"):
            pytest.fail(told)
        pytest.skip(told)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()

"""A page of its own for each test."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.ui import looking


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with looking.looking(browser) as opened:
        yield opened

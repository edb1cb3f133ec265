"""A real browser for tests: the system's Chromium, driven by Playwright."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; skips the test where there is none."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("the widget's tests need Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


class Screen:
    """A page of our own, signed in as somebody; what the console complains of is kept."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self.complaints.append(line.text) if "Policy" in line.text else None)

    def sign_in(self, user_id: str, path: str = "/agent/widget/") -> "Screen":
        """Through the local sign-in page, as a person would."""
        self.page.goto(f"{self.base}/local/?next={path}")
        self.page.locator(f'[data-user-id="{user_id}"]').click()
        self.page.wait_for_url(f"**{path}")
        return self

    def pick(self, order_id: str) -> "Screen":
        """Choose an order and wait for the greeting."""
        self.page.locator(f'order-picker [data-order-id="{order_id}"]').click()
        self.page.locator("article.assistant").first.wait_for()
        return self

    def ask_without_an_order(self) -> "Screen":
        """Open a conversation about no order yet."""
        self.page.get_by_role("button", name="Something else, or not sure").click()
        self.page.locator("article.assistant").first.wait_for()
        return self

    def say(self, text: str) -> None:
        """Type a message and send it by Enter."""
        self.page.get_by_label("Your message").fill(text)
        self.page.keyboard.press("Enter")

    def confirm(self) -> None:
        """Press the confirm button of the offer."""
        self.page.get_by_role("button", name="Confirm").click()

    def texts(self, role: str) -> list[str]:
        """What one side has said, as shown."""
        return [each.strip() for each in self.page.locator(f"article.{role} .bubble").all_inner_texts()]

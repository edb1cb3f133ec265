"""The widget in a real browser, against a running stack."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from tests import axe_core
from tests.e2e.browser import Screen, chromium
from tests.e2e.running_stack import RunningStack

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
expect.set_options(timeout=30_000)
OpenScreen = Callable[..., Screen]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningStack]:
    stack = RunningStack(tmp_path_factory.mktemp("widget"))
    stack.start()
    yield stack
    stack.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def screen(browser: Browser, shop: RunningStack) -> Iterator[OpenScreen]:
    opened = []

    def open_screen(**options: object) -> Screen:
        context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-US", **options)
        opened.append(context)
        context.set_default_timeout(60_000)
        made = Screen(context.new_page(), shop.ready["base"])
        screens.append(made)
        return made

    screens: list[Screen] = []
    yield open_screen
    for context in opened:
        context.close()
    assert [complaint for made in screens for complaint in made.complaints] == []


def _sent(screen: Screen, shop: RunningStack, user_id: str) -> list[str]:
    """What the service has as the customer's words in the conversation on the screen."""
    conversation = screen.page.evaluate("sessionStorage.getItem('brightthread.conversation')")
    kept = shop.get(user_id, f"/agent/v1/conversations/{conversation}")
    return [message["text"] for message in kept["messages"] if message["role"] == "customer"]


def test_a_change_goes_from_request_to_receipt(screen: OpenScreen, shop: RunningStack) -> None:
    lena = screen().sign_in("u-lena").pick("BT-2002")
    lena.say("can we use the Oktoberfest art → hop emblem")
    card = lena.page.locator(".option")
    expect(card).to_have_count(1)
    expect(card.locator(".date")).to_contain_text("+2 days")
    lena.confirm()
    receipt = lena.page.locator(".receipt")
    expect(receipt).to_contain_text("BT-2002")
    lines = shop.get("u-lena", "/platform/v1/orders/BT-2002")["lines"]
    assert {line["artwork"]["name"] for line in lines} == {"Hop emblem"}
    with lena.page.expect_download() as download:
        receipt.get_by_role("button", name="Download receipt").click()
    assert download.value.suggested_filename.startswith("receipt-rcp_")
    assert shop.get("u-lena", "/platform/v1/orders/BT-2002")["version"] == 2


def test_everything_can_be_done_by_keyboard(screen: OpenScreen, shop: RunningStack) -> None:
    ana = screen().sign_in("u-ana")
    page = ana.page
    row = page.locator('[data-order-id="BT-1001"]')
    row.wait_for()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    for _ in range(30):
        page.keyboard.press("Tab")
        if row.evaluate("row => row === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.locator("article.assistant").first.wait_for()
    expect(page.get_by_label("Your message")).to_be_focused()
    page.keyboard.type("make it 80 mediums")
    page.keyboard.press("Enter")
    confirm = page.get_by_role("button", name="Confirm")
    confirm.wait_for()
    for _ in range(6):
        page.keyboard.press("Shift+Tab")
        if confirm.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".receipt")).to_contain_text("+$99.80")
    expect(page.get_by_label("Your message")).to_be_focused()


def test_a_double_click_confirms_once(screen: OpenScreen, shop: RunningStack) -> None:
    ana = screen().sign_in("u-ana").pick("BT-1002")
    ana.say("make the 100 caps 90")
    ana.page.get_by_role("button", name="Confirm").dblclick()
    expect(ana.page.locator(".receipt")).to_have_count(1)
    assert _sent(ana, shop, "u-ana") == ["make the 100 caps 90", "confirm"]


def test_a_cut_connection_is_taken_up_again_without_saying_it_twice(screen: OpenScreen, shop: RunningStack) -> None:
    mei = screen().sign_in("u-mei").pick("BT-4002")
    cut: list[Route] = []

    def lose_the_first_answer(route: Route) -> None:
        if cut:
            route.continue_()
            return
        cut.append(route)
        route.fetch()
        route.abort()

    mei.page.route("**/messages", lose_the_first_answer)
    mei.say("what is my order status?")
    expect(mei.page.locator("article.assistant")).to_have_count(2)
    assert _sent(mei, shop, "u-mei") == ["what is my order status?"]
    expect(mei.page.locator("article.customer")).to_have_count(1)


def test_what_could_not_be_sent_is_sent_again_when_online(screen: OpenScreen, shop: RunningStack) -> None:
    mei = screen().sign_in("u-mei").pick("BT-4003")
    mei.page.context.set_offline(True)
    mei.say("where is my order?")
    expect(mei.page.locator(".typing")).to_contain_text("connection was lost")
    mei.page.context.set_offline(False)
    expect(mei.page.locator("article.assistant")).to_have_count(2)
    assert _sent(mei, shop, "u-mei") == ["where is my order?"]


def test_a_reload_finds_the_conversation_and_its_offer(screen: OpenScreen) -> None:
    lena = screen().sign_in("u-lena").pick("BT-2001")
    lena.say("make it 160")
    lena.page.get_by_role("button", name="Confirm").wait_for()
    lena.page.reload()
    lena.confirm()
    expect(lena.page.locator(".receipt")).to_contain_text("BT-2001")


def test_a_notice_leaves_the_offer_that_waits(screen: OpenScreen, shop: RunningStack) -> None:
    mei = screen().sign_in("u-mei").pick("BT-4001")
    mei.say("make the black mediums 16")
    mei.confirm()
    mei.page.locator(".receipt").wait_for()
    mei.say("and the black smalls 11")
    mei.page.get_by_role("button", name="Confirm").wait_for()
    expect(mei.page.locator("article.system")).to_contain_text("have the change on BT-4001")
    expect(mei.page.get_by_role("button", name="Confirm")).to_be_visible()
    mei.page.reload()
    mei.confirm()
    expect(mei.page.locator(".receipt")).to_have_count(2)


def test_what_a_human_writes_appears_by_itself(screen: OpenScreen, shop: RunningStack) -> None:
    lena = screen().sign_in("u-lena").pick("BT-2004")
    lena.say("talk to a person")
    expect(lena.page.locator(".ticket")).to_contain_text("A colleague has this")
    dana = screen().sign_in("u-cx-dana", "/agent/workbench/")
    dana.page.locator("case-queue .row", has_text="BT-2004").first.click()
    dana.page.get_by_role("button", name="Take over").click()
    expect(lena.page.locator("article.system")).to_contain_text("Dana Brooks")
    dana.page.get_by_label("Write to the customer").fill("Hi Lena, Dana here.")
    dana.page.get_by_role("button", name="Send").click()
    expect(lena.page.locator("article.cx_agent")).to_contain_text("Hi Lena, Dana here.")
    lena.say("thank you")
    expect(dana.page.locator("article.customer", has_text="thank you")).to_have_count(1)
    expect(lena.page.locator(".typing")).to_contain_text("A colleague is answering you")
    dana.page.get_by_role("button", name="Hand back to the assistant").click()
    expect(lena.page.locator("article.system")).to_have_count(2)


def test_a_review_is_approved_in_the_workbench_and_the_customer_hears_of_it(
    screen: OpenScreen, shop: RunningStack
) -> None:
    raj = screen().sign_in("u-raj").pick("BT-3001")
    raj.say("cancel the order")
    raj.page.get_by_role("button", name="Confirm and send for approval").click()
    expect(raj.page.locator(".ticket")).to_have_count(1)
    dana = screen().sign_in("u-cx-dana", "/agent/workbench/")
    dana.page.locator("case-queue .row", has_text="refund $4,965.00").click()
    dana.page.get_by_label("Comment").fill("Sorry to see it go.")
    assert axe_core.violations(dana.page) == []
    dana.page.get_by_role("button", name="Approve").click()
    expect(dana.page.locator(".review")).to_have_count(0)
    expect(raj.page.locator("article", has_text="was approved")).to_have_count(1)
    assert shop.get("u-raj", "/platform/v1/orders/BT-3001")["status"] == "CANCELLED"


def test_an_ended_session_asks_to_sign_in_again(screen: OpenScreen) -> None:
    ana = screen().sign_in("u-ana")
    ana.page.locator("order-picker .row").first.wait_for()
    ana.page.evaluate("sessionStorage.setItem('brightthread.token', 'stale')")
    ana.page.locator("order-picker .row").first.click()
    expect(ana.page.get_by_role("link", name="Sign in")).to_be_visible()
    expect(ana.page.get_by_role("alert")).to_contain_text("Your session has ended")


def test_what_an_ended_session_kept_from_being_sent_is_there_after_signing_in(screen: OpenScreen) -> None:
    ana = screen().sign_in("u-ana").pick("BT-1004")
    ana.page.evaluate("sessionStorage.setItem('brightthread.token', 'stale')")
    ana.say("ship it to the warehouse")
    ana.page.get_by_role("link", name="Sign in").wait_for()
    ana.sign_in("u-ana")
    expect(ana.page.get_by_label("Your message")).to_have_value("ship it to the warehouse")


@pytest.mark.parametrize("width", [1280, 390])
def test_no_accessibility_rule_is_broken(screen: OpenScreen, width: int) -> None:
    guest = screen()
    guest.page.set_viewport_size({"width": width, "height": 820})
    guest.page.goto(f"{guest.base}/agent/widget/")
    guest.page.get_by_role("link", name="Sign in").wait_for()
    assert axe_core.violations(guest.page) == []
    tom = guest.sign_in("u-tom")
    tom.page.locator("order-picker .row").first.wait_for()
    assert axe_core.violations(tom.page) == []
    tom.pick("BT-1003")
    tom.say("change 20 of the medium navy tees to large")
    tom.page.get_by_role("button", name="Confirm").wait_for()
    assert axe_core.violations(tom.page) == []
    tom.page.get_by_role("button", name="Keep it as it is").click()
    tom.page.locator(".rating").wait_for()
    assert axe_core.violations(tom.page) == []
    assert tom.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

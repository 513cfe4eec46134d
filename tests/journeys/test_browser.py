"""The page in a real browser: three questions, three writings, a phone, a keyboard, and no markup of a stranger."""

import re
import shutil

import pytest

pytestmark = [pytest.mark.system, pytest.mark.browser]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine (Debian: apt install chromium fonts-noto-core)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser, system):
    contexts = []
    complaints: list[str] = []

    def open_(width=1000, height=800, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.goto(system.url)
        page.locator("#question:not([placeholder=''])").wait_for()
        return page

    yield open_
    for context in contexts:
        context.close()
    assert [text for text in complaints if "net::ERR_FAILED" not in text] == []  # a test cuts the line on purpose


def ask(page, text):
    """Type, press Enter, wait for the reply; its bubble."""
    replies = page.locator(".turn:not(.mine) .bubble")
    before = replies.count()
    page.fill("#question", text)
    page.keyboard.press("Enter")
    replies.nth(before).wait_for(timeout=30_000)
    return replies.nth(before)


@pytest.mark.parametrize(
    ("question", "language", "direction"),
    [
        ("mera shanakhti card gum ho gaya hai, ab kya karoon?", "ur-Latn", "ltr"),
        ("پاسپورٹ کی تجدید کے لیے کون سے کاغذات چاہئیں؟", "ur", "rtl"),
        ("how do I check which SIMs are on my CNIC", "en", "ltr"),
    ],
    ids=["ur-Latn", "ur", "en"],
)
def test_three_questions(open_page, question, language, direction):
    bubble = ask(open_page(), question)
    assert bubble.get_attribute("lang") == language
    assert bubble.evaluate("each => getComputedStyle(each).direction") == direction


def test_the_menu_switches_page_and_direction(open_page):
    page = open_page()
    page.select_option("#language", "ur")
    page.locator("html[dir=rtl]").wait_for()
    assert page.locator("html").get_attribute("lang") == "ur"
    assert re.search(r"[\u0600-\u06ff]", page.get_attribute("#question", "placeholder"))
    page.reload()
    page.locator("html[dir=rtl]").wait_for()


def test_urdu_has_room_above_and_below(open_page):
    bubble = ask(open_page(), "میرا شناختی کارڈ گم ہو گیا ہے")
    ratio = bubble.evaluate(
        "each => parseFloat(getComputedStyle(each).lineHeight) / parseFloat(getComputedStyle(each).fontSize)"
    )
    assert ratio >= 2


def test_a_starter_and_a_button_need_no_typing(open_page):
    page = open_page()
    page.locator("#starters button").first.click()
    choices = page.locator(".choices button")
    choices.first.wait_for(timeout=30_000)
    title = choices.first.inner_text()
    choices.first.click()
    page.locator(".turn:not(.mine) .bubble").nth(1).wait_for(timeout=30_000)
    assert page.locator(".mine .bubble").nth(1).inner_text() == title


def test_a_phone_shows_everything_without_sideways_scrolling(open_page):
    page = open_page(360, 640)
    for language in ("en", "ur"):
        page.select_option("#language", language)
        ask(page, "mera shanakhti card gum ho gaya hai, ab kya karoon?")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        for selector in ("#send", "#language", "#afresh", "#question"):
            box = page.locator(selector).bounding_box()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 360
            assert box["y"] + box["height"] <= 640
            assert box["height"] >= 44


def test_markup_stays_text(open_page):
    page = open_page()
    ask(page, "<img src=x onerror=\"document.title='broken into'\"><b>salam</b>")
    assert page.locator("#bubbles img, #bubbles b").count() == 0
    assert page.title() != "broken into"
    assert "<b>salam</b>" in page.locator(".mine .bubble").inner_text()


def test_links_are_safe(open_page):
    page = open_page()
    ask(page, "how do I check which SIMs are on my CNIC")
    links = page.locator("#bubbles a")
    assert links.count() >= 1
    for number in range(links.count()):
        assert links.nth(number).get_attribute("href").startswith("https://")
        assert "noopener" in links.nth(number).get_attribute("rel")


def test_the_keyboard_is_enough(open_page):
    page = open_page()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.locator("#question").focus()
    page.keyboard.type("salam")
    page.keyboard.press("Enter")
    page.locator(".turn:not(.mine) .bubble").first.wait_for(timeout=30_000)
    assert page.locator("#bubbles").get_attribute("aria-live") == "polite"


def test_a_reload_keeps_the_conversation_and_afresh_forgets_it(open_page):
    page = open_page()
    ask(page, "mera shanakhti card gum ho gaya hai")
    page.reload()
    page.locator(".turn").nth(1).wait_for()
    assert page.locator(".turn").count() == 2
    page.click("#afresh")
    page.locator("#welcome").wait_for()
    assert page.locator(".turn").count() == 0
    reply = ask(page, "aur kaghzat?")
    assert "Gum ya kharab" not in reply.inner_text()


def test_what_could_not_be_sent_can_be_sent_again(open_page):
    page = open_page()
    page.route("**/web/messages", lambda route: route.abort())
    page.fill("#question", "salam")
    page.keyboard.press("Enter")
    retry = page.locator(".unsent button")
    retry.wait_for()
    page.unroute("**/web/messages")
    retry.click()
    page.locator(".turn:not(.mine) .bubble").first.wait_for(timeout=30_000)
    assert page.locator(".mine .bubble").count() == 1


def test_a_phone_number_keeps_its_order_in_urdu(open_page):
    bubble = ask(open_page(), "پاسپورٹ کی تجدید کیسے کروں؟")
    numbers = bubble.locator("bdi")
    for place in range(numbers.count()):
        assert numbers.nth(place).get_attribute("dir") == "ltr"
    loose = bubble.evaluate("each => [...each.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('')")
    assert not re.search(r"\d-\d", loose)

"""The script is an extra: what it adds in a real browser, and that all works without it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.components.browsing import Screen
from tests.components.surroundings import Render

pytestmark = pytest.mark.browser

WORDS = (
    '{% extends "layouts/question.html" %}{% from "components/textarea.html" import textarea %}'
    '{% from "components/read_aloud.html" import read_aloud %}'
    "{% block heading %}What would you change?{% endblock %}{% block content %}"
    '<form method="post" action="/next/"><input type="hidden" name="csrf_token" value="x">'
    '<h1 data-read><label for="words">{{ self.heading() }}</label></h1>{{ read_aloud() }}'
    "{{ textarea('words', value=value, max_length=20, threshold=threshold, keep='survey.change') }}"
    '<button type="submit">Continue</button></form>{% endblock %}'
)
NEXT = (
    '{% extends "layouts/question.html" %}{% block heading %}Next{% endblock %}{% block content %}'
    '<h1>Next</h1><div data-kept-clear="survey.change survey.other"></div>{% endblock %}'
)
FINISH = (
    '{% extends "layouts/question.html" %}{% block heading %}Done{% endblock %}{% block content %}'
    '<h1>Done</h1><form method="post" action="/next/" data-clear-device>'
    '<button type="submit">Finish and clear this device</button></form>{% endblock %}'
)
QUESTION = (
    '{% extends "layouts/question.html" %}{% from "components/answers.html" import answers %}'
    '{% set stop_form = "answer-form" %}{% block heading %}Is it so?{% endblock %}'
    '{% block content %}<form id="answer-form" method="post" action="/next/">'
    "{{ answers('a', self.heading(), [{'value': 'yes', 'text': 'Yes'}]) }}"
    '<button type="submit">Continue</button></form>{% endblock %}'
)
ERRORS = (
    '{% extends "layouts/bare.html" %}{% from "components/error_summary.html" import error_summary %}'
    '{% from "components/input.html" import input %}'
    "{% block heading %}Sign in{% endblock %}{% block content %}"
    "{{ error_summary([{'text': 'Write your email.', 'href': '#email'}]) }}<h1>Sign in</h1>"
    "{{ input('email', 'Email', error='Write your email.') }}{% endblock %}"
)
VOICES = """
window.said = [];
window.SpeechSynthesisUtterance = function (words) { this.text = words; };
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [{ lang: "en-GB", localService: %s, name: "v" }],
  speak: (u) => { window.said.push(u.text); setTimeout(() => u.onend(), 0); },
  cancel: () => {}, addEventListener: () => {},
} });
"""


@pytest.fixture
def writing(render: Render) -> Callable[..., str]:
    """A page with a box for words."""

    def page(value: str = "", threshold: int | None = None) -> str:
        return render(WORDS, value=value, threshold=threshold)

    return page


def test_the_letters_left_are_counted_while_typing(screen: Screen, writing: Callable[..., str]) -> None:
    page = screen.open("/words/", writing())
    count = page.locator(".govuk-character-count__message[aria-hidden]")
    expect(count).to_have_text("Letters left: 20")
    page.fill("#words", "hello")
    expect(count).to_have_text("Letters left: 15")
    assert not screen.wrong


def test_an_emoji_is_one_letter_as_on_the_server(screen: Screen, writing: Callable[..., str]) -> None:
    page = screen.open("/words/", writing())
    page.fill("#words", "😀😀")
    expect(page.locator(".govuk-character-count__message[aria-hidden]")).to_have_text("Letters left: 18")


def test_too_many_letters_are_said_and_marked_but_never_cut(
    screen: Screen, writing: Callable[..., str]
) -> None:
    page = screen.open("/words/", writing())
    page.fill("#words", "x" * 25)
    expect(page.locator(".govuk-character-count .govuk-error-message")).to_have_text("Letters too many: 5")
    expect(page.locator("#words")).to_have_value("x" * 25)


def test_the_count_stays_away_until_it_matters(screen: Screen, writing: Callable[..., str]) -> None:
    page = screen.open("/words/", writing(threshold=75))
    count = page.locator(".govuk-character-count__message[aria-hidden]")
    expect(count).to_have_text("")
    page.fill("#words", "x" * 16)
    expect(count).to_have_text("Letters left: 4")


def test_words_being_typed_survive_a_closed_tab(screen: Screen, writing: Callable[..., str]) -> None:
    page = screen.open("/words/", writing())
    page.fill("#words", "Please do not lose me")
    page.close()
    again = screen.open("/words/", writing())
    expect(again.locator("#words")).to_have_value("Please do not lose me")


def test_kept_words_never_replace_what_the_server_has(screen: Screen, writing: Callable[..., str]) -> None:
    screen.open("/words/", writing()).fill("#words", "older")
    again = screen.open("/words/", writing("newer, saved"))
    expect(again.locator("#words")).to_have_value("newer, saved")


def test_kept_words_go_when_the_server_has_them(
    screen: Screen, writing: Callable[..., str], render: Render
) -> None:
    screen.pages["/next/"] = render(NEXT)
    page = screen.open("/words/", writing())
    page.fill("#words", "Sent")
    page.click("text=Continue")
    page.wait_for_url("**/next/")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_finishing_clears_every_kept_word_from_the_device(
    screen: Screen, writing: Callable[..., str], render: Render
) -> None:
    screen.pages["/next/"] = render(FINISH)
    screen.open("/words/", writing()).fill("#words", "For my child only")
    page = screen.open("/done/", render(FINISH))
    with page.expect_navigation():
        page.click("text=Finish and clear this device")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_after_an_error_the_reader_starts_at_the_summary_and_is_led_into_the_field(
    screen: Screen, render: Render
) -> None:
    page = screen.open("/sign-in/", render(ERRORS))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.click(".govuk-error-summary a")
    expect(page.locator("#email")).to_be_focused()


def test_read_it_to_me_reads_the_page_and_what_was_typed(
    screen: Screen, writing: Callable[..., str]
) -> None:
    screen.context.add_init_script(VOICES % "true")
    page = screen.open("/words/", writing("My own words"))
    page.click("text=Read it to me")
    page.wait_for_function("window.said.length === 2")
    assert page.evaluate("window.said") == ["What would you change?", "My own words"]
    expect(page.locator("button[data-read-aloud]")).to_have_text("Read it to me")
    assert not screen.wrong


@pytest.mark.parametrize("voices", [VOICES % "false", ""], ids=["on the network", "none"])
def test_without_a_voice_on_the_device_it_is_not_offered(
    voices: str, screen: Screen, writing: Callable[..., str]
) -> None:
    screen.context.add_init_script(voices)
    page = screen.open("/words/", writing())
    expect(page.locator("button[data-read-aloud]")).to_be_hidden()


def test_the_quick_way_out_leaves_the_page_out_of_the_history(screen: Screen, render: Render) -> None:
    link = (
        '{% extends "layouts/bare.html" %}{% block heading %}Help{% endblock %}{% block content %}'
        '<h1>Help</h1><a href="/weather/" data-quick-exit>Leave now</a>{% endblock %}'
    )
    screen.pages["/weather/"] = render(NEXT)
    screen.pages["/before/"] = render(NEXT)
    page = screen.open("/before/")
    screen.pages["/help/"] = render(link)
    page.goto(page.url.replace("/before/", "/help/"))
    page.click("text=Leave now")
    page.wait_for_url("**/weather/")
    page.go_back()
    assert page.url.endswith("/before/")


def test_without_the_script_the_limit_stands_as_a_sentence_and_the_form_is_sent(
    quiet_screen: Screen, writing: Callable[..., str], render: Render
) -> None:
    quiet_screen.pages["/next/"] = render(NEXT)
    page = quiet_screen.open("/words/", writing())
    expect(page.locator("#words-info")).to_have_text("You can write up to 20 letters.")
    expect(page.locator("button[data-read-aloud]")).to_be_hidden()
    page.fill("#words", "plain")
    page.click("text=Continue")
    page.wait_for_url("**/next/")
    assert "words=plain" in quiet_screen.sent[0]


def test_the_enter_key_goes_on_and_does_not_stop(quiet_screen: Screen, render: Render) -> None:
    quiet_screen.pages["/next/"] = render(NEXT)
    page = quiet_screen.open("/question/", render(QUESTION))
    page.focus("#a-0")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/next/")
    assert quiet_screen.sent == ["a=yes"]


def test_save_and_stop_sends_the_answer_with_it(quiet_screen: Screen, render: Render) -> None:
    quiet_screen.pages["/next/"] = render(NEXT)
    page = quiet_screen.open("/question/", render(QUESTION))
    page.check("#a-0")
    page.click("text=Save and stop")
    page.wait_for_url("**/next/")
    assert quiet_screen.sent == ["stop=1&a=yes"]


def test_a_browser_that_refuses_to_keep_anything_loses_nothing_else(
    screen: Screen, writing: Callable[..., str]
) -> None:
    screen.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })"
    )
    page = screen.open("/words/", writing())
    page.fill("#words", "hello")
    expect(page.locator(".govuk-character-count__message[aria-hidden]")).to_have_text("Letters left: 15")
    assert not screen.wrong

"""An XLSForm is taken in whole or not at all, with a report; a version given out is taken in again."""

import io
import zipfile
from typing import Any

import pytest
from sqlalchemy import func, select

from portal.accounts.roles import Role
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.surveys.models import Survey
from portal.surveys.xlsform.reading import LARGEST_WITHIN, read_sheets
from portal.surveys.xlsform.relevant import NotTaken, parse, written
from portal.surveys.xlsform.taking import Taken, take_over
from tests.checked_client import CheckedClient
from tests.signing_in import sign_in
from tests.surveys.building import STAFF, survey_called
from tests.surveys.forms import workbook
from tests.surveys.test_builder import built, hang

TAKE = f"{STAFF}from-file/"
HEAD = ("type", "name", "label", "label::Arabic (ar)", "hint", "relevant", "required")
GOOD: list[list[Any]] = [
    ["start", "start"],
    ["begin group", "meals", "Meals", "وجبات"],
    [
        "select_one yesno",
        "eats_here",
        "Do you eat at school?",
        "هل تأكل في المدرسة؟",
        "Any day.",
        None,
        "yes",
    ],
    ["select_multiple food", "likes", "What do you like?", None, None, "${eats_here} = 'yes'"],
    ["end group"],
    [
        "integer",
        "days",
        "How many days?",
        None,
        None,
        "${eats_here} = 'yes' and selected(${likes}, 'soup')",
    ],
    ["text", "why", "Why?", None, None, "${days} >= 3 or ${eats_here} != 'yes'"],
    ["date", "when", "When did it begin?"],
    ["note", "thanks", "Thank you.", None, None, "regex(${why}, 'x')"],
]


@pytest.fixture
def editor(client: CheckedClient) -> CheckedClient:
    """An editor, signed in."""
    sign_in(client, Role.EDITOR)
    return client


def taken(content: bytes) -> Taken:
    """A form as a draft, without a database."""
    return take_over(read_sheets(content), title="", invited="young")


def sent(editor: CheckedClient, content: bytes) -> Any:
    """Send a file as an editor does."""
    data = {"invited": "young", "title": "", "file": (io.BytesIO(content), "form.xlsx")}
    token = editor.token(TAKE)
    return editor.post(TAKE, data={**data, "csrf_token": token}, content_type="multipart/form-data")


def surveys() -> int:
    """How many surveys there are."""
    db.session.rollback()
    return db.session.scalar(select(func.count(Survey.id))) or 0


def test_a_form_becomes_a_draft_with_a_report(editor: CheckedClient) -> None:
    made = sent(editor, workbook(GOOD, head=HEAD))
    assert made.status_code == 303, made.text
    version = survey_called("school-meals").versions[0]
    asked = {one.key: one for one in version.questions}
    assert list(asked) == ["eats-here", "likes", "days", "why", "thanks"]
    kinds = [question.wordings[0].kind for question in asked.values()]
    assert kinds == ["choice", "multi", "number", "free", "info"]
    assert asked["eats-here"].section == {"standard": "Meals", "standard@ar": "وجبات"}
    assert asked["days"].show_if == {
        "all": [{"question": "eats-here", "in": ["yes"]}, {"question": "likes", "in": ["soup"]}]
    }
    assert asked["why"].show_if == {
        "any": [{"question": "days", "at_least": "3"}, {"question": "eats-here", "not_in": ["yes"]}]
    }
    arabic = asked["eats-here"].wording("standard", "ar")
    assert arabic is not None
    page = editor.get(str(made.location)).text
    for said in ("“when”: a question of the type “date”", "It is asked always now", "can be skipped"):
        assert said in page
    editor.send(f"{made.location}texts/", seen="1")
    assert editor.get(f"{made.location}preview/1/standard/?place=2").status_code == 200


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["begin_repeat", "child", "Each child"], ["text", "a", "A?"], ["end_repeat"]], "again and again"),
        ([["selct_one yesno", "a", "A?"]], "we do not know the type “selct_one”"),
        ([["text", "a", "A?", "${b} != ''"], ["text", "b", "B?", "${a} != ''"]], "in a circle: “a”, “b”"),
        ([["text", "a", "A?", "${a} != ''"]], "in a circle: “a”"),
        ([["text", "a", "A?"], ["text", "A", "B?"]], "Two questions are called"),
        ([["select_one nothing", "a", "A?"]], "there is no list “nothing”"),
        ([["text", "a"]], "needs a name and a label"),
        ([["begin_group", "g", "G"], ["text", "a", "A?"]], "has no end"),
        ([["end_group"], ["text", "a", "A?"]], "never began"),
        ([["start", "start"]], "no question in this file"),
        ([["text", f"a{n}", "A?"] for n in range(5000)], "more than 1000 rows"),
        ([["text", f"a{n}", "A?"] for n in range(101)], "at most 100 questions"),
        ([["text", "a", "A" * 1500]], "write a shorter question"),
    ],
)
def test_a_form_that_cannot_be_asked_is_refused_in_plain_words(rows: list[list[Any]], said: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        taken(workbook(rows))
    assert said in refused.value.message


def test_nothing_half_made_is_left_of_a_file_that_is_refused(editor: CheckedClient) -> None:
    before = surveys()
    good = workbook(GOOD, head=HEAD)
    for content in (b"", b"no workbook", good[:2000], workbook([*GOOD, ["quiz", "q", "Q?"]], head=HEAD)):
        refused = sent(editor, content)
        assert refused.status_code == 422
        assert 'href="#file"' in refused.text
    assert surveys() == before


def test_a_file_that_unpacks_to_gigabytes_or_lies_is_not_opened() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b"0" * (LARGEST_WITHIN + 1))
    with pytest.raises(RuleBroken) as refused:
        read_sheets(bomb.getvalue())
    assert "unpacks to far more" in refused.value.message
    entities = io.BytesIO()
    with zipfile.ZipFile(entities, "w") as packed:
        packed.writestr("xl/workbook.xml", b"<!DOCTYPE a [<!ENTITY b 'bbbb'>]><a>&b;</a>")
    with pytest.raises(RuleBroken):
        read_sheets(entities.getvalue())


def test_a_rule_that_asks_forward_or_for_no_answer_is_said_not_to_be_taken() -> None:
    rows = [
        ["text", "a", "A?", "${b} = 'yes'"],
        ["select_one yesno", "b", "B?"],
        ["text", "c", "C?", "${b} = 'maybe'"],
        ["text", "d", "D?", "${b} = 'yes' and (${a} != '' or ${c} != '')"],
        ["text", "e", "E?", "(" * 50 + "${b} = 'yes'" + ")" * 50],
    ]
    form = taken(workbook(rows))
    assert [one.show_if for one in form.draft.questions] == [None] * 5
    assert sum("asked always now" in said for said in form.not_taken) == 4


@pytest.mark.parametrize(
    "rule",
    [
        {"question": "a", "in": ["x", "y"]},
        {"question": "a", "answered": True},
        {"question": "a", "at_least": "3"},
        {"any": [{"question": "a", "in": ["x"]}, {"question": "b", "not_in": ["y"]}]},
        {"all": [{"question": "a", "not_in": ["x"]}, {"question": "b", "in": ["y"]}]},
    ],
)
def test_a_rule_is_written_and_read_again(rule: dict[str, Any]) -> None:
    for takes in ("one", "many"):
        assert parse(written(rule, {"a": takes, "b": takes})) == rule


@pytest.mark.parametrize(
    "text", ["", "${a}", "${a} =", "1 = 1", "${a} = 'x' or (${b} = 'y' and ${c} = 'z')", "x;"]
)
def test_what_is_no_rule_of_ours_is_not_taken(text: str) -> None:
    with pytest.raises(NotTaken):
        parse(text)


def test_a_version_is_given_out_and_taken_in_again(editor: CheckedClient) -> None:
    at = built(editor)
    rule = {"join": "all", "answer-1": "school.days=", "test-1": "at-least", "number-1": "1"}
    assert hang(editor, at, "school.why", **rule) == 303
    given = editor.get(f"{at}xlsform/1/")
    assert given.status_code == 200
    assert editor.get(f"{at}xlsform/2/").status_code == 404
    made = sent(editor, given.data)
    assert made.status_code == 303, made.text
    first, second = (survey_called(slug).versions[0] for slug in ("how-is-winter", "how-is-winter-2"))
    assert [_plain(one) for one in first.questions] == [_plain(one) for one in second.questions]


def _plain(question: Any) -> tuple[Any, ...]:
    wordings = sorted((one.mode, one.language, one.kind, one.words) for one in question.wordings)
    answers = [(one["code"], one["words"]) for one in question.own_answers or []]
    return question.key, wordings, answers, question.options, question.show_if

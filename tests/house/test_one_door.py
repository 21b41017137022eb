"""Family text comes in by one door, which screens it: every caller of the door is known by name."""

import ast

import pytest

from tests.house.source import modules

pytestmark = [pytest.mark.house, pytest.mark.pure]
DOOR, SCREEN, RAISE = "record", "screen_words", "raise_by_staff"
# who lets family text in; whoever adds a form for families adds the part that keeps its words
CALLERS = {
    "portal.board.difference_actions",
    "portal.consultations.note_actions",
    "portal.earlier.putting_actions",
    "portal.receipts.note_actions",
    "portal.surveys.responses.answer_actions",
    "portal.topics.comment_actions",
}


def calls() -> dict[str, set[str]]:
    """For every module the last names of what it calls, with the module a name was imported from."""
    found: dict[str, set[str]] = {}
    for name, tree in modules().items():
        known: dict[str, str] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for one in node.names:
                    known[one.asname or one.name] = f"{node.module}.{one.name}"
        found[name] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                whole = ast.unparse(node.func)
                first, _dot, rest = whole.partition(".")
                found[name].add(f"{known.get(first, name + '.' + first)}{'.' if rest else ''}{rest}")
    return found


def callers_of(function: str) -> set[str]:
    """Every module that calls this function, by whatever name it goes there."""
    return {name for name, called in calls().items() if function in called}


def test_every_caller_of_the_door_is_known() -> None:
    found = callers_of(f"portal.feedback.actions.{DOOR}")
    assert found >= CALLERS
    # only writes may let words in: never a view, a form or a template filter
    assert not [name for name in found if not name.endswith("actions")]


def test_the_door_screens_and_nothing_else_does() -> None:
    screening = callers_of(f"portal.safeguarding.actions.{SCREEN}")
    # the demonstration's made-up alerts stand for words that were taken back
    assert screening == {"portal.feedback.actions", "portal.demo.safeguarding"}
    tree = modules()["portal.feedback.actions"]
    door = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == DOOR)
    # the last thing it does before it returns, whatever the words, and not under any condition
    assert SCREEN in ast.unparse(door.body[-2])
    assert isinstance(door.body[-2], ast.Expr)


def test_staff_worries_go_the_same_way() -> None:
    raising = callers_of(f"portal.safeguarding.actions.{RAISE}")
    assert raising >= {"portal.insight.worry_views", "portal.surveys.responses.paper"}

"""Small files, short functions, thin views; every module begins with what it is for."""

import ast
from pathlib import Path

import pytest

from tests.house.source import ROOT, functions, modules, python_files, templates

pytestmark = [pytest.mark.house, pytest.mark.pure]
FILE, FUNCTION, VIEW, TEMPLATE = 300, 40, 25, 120
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}


@pytest.mark.parametrize("path", list(python_files()), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_file_is_small_has_a_sentence_and_short_functions(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= FILE
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module begins with a sentence on what it is for"
    assert path.stem not in DRAWERS
    for function in functions(tree):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= FUNCTION, f"{function.name} has {length} lines"


@pytest.mark.parametrize("name", sorted(n for n in modules() if n.endswith(("views", "leaving", "health"))))
def test_a_view_is_thin(name: str) -> None:
    for function in functions(modules()[name]):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= VIEW, f"{function.name} has {length} lines"


@pytest.mark.parametrize("path", templates(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_template_is_small_and_says_what_it_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= TEMPLATE
    assert text.startswith("{#"), "a template begins with a comment on what it is for"


def test_every_public_function_says_what_it_does() -> None:
    silent = [
        f"{name}.{function.name}"
        for name, tree in modules().items()
        for function in functions(tree)
        if not function.name.startswith("_")
        and not ast.get_docstring(function)
        and not _inside(tree, function)
    ]
    assert not silent


def _inside(tree: ast.Module, function: ast.FunctionDef) -> bool:
    """Whether a function stands inside another (its parent says what it is for) or in a Protocol."""
    inner = (ast.unparse(node) for node in ast.walk(tree) if _explains_for_its_parts(node, function))
    return any(inner)


def _explains_for_its_parts(node: ast.AST, function: ast.FunctionDef) -> bool:
    if isinstance(node, ast.ClassDef):
        return any("Protocol" in ast.unparse(base) for base in node.bases) and function in node.body
    inside = isinstance(node, ast.FunctionDef) and node is not function
    return inside and any(part is function for part in ast.walk(node))

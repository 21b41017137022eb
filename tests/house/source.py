"""Reads the source of the house: its modules, what they import, its templates."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import config

ROOT = config.ROOT
PORTAL = ROOT / "portal"


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the portal by its dotted name."""
    return {
        _name(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PORTAL.rglob("*.py"))
    }


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(name: str) -> set[str]:
    """The portal modules a module imports, as dotted names."""
    found: set[str] = set()
    for node in ast.walk(modules()[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return found


def python_files() -> Iterator[Path]:
    """Our own Python files, migrations left out (they are written once and never read again)."""
    for folder in ("portal", "tests"):
        yield from sorted((ROOT / folder).rglob("*.py"))
    yield from sorted(ROOT.glob("*.py"))


def templates() -> list[Path]:
    """Every template."""
    return sorted((ROOT / "templates").rglob("*.html"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Every function and method of a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node

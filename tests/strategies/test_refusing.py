"""A malformed strategy file is refused with file, line and reason, and then nothing at all is loaded."""

import shutil
from pathlib import Path

import flask
import pytest
from sqlalchemy import func, select

from portal.core import clock
from portal.core.checked_yaml import FileRefused
from portal.core.db import db, transaction
from portal.core.errors import RuleBroken
from portal.strategies.actions import SHIPPED, load_strategies
from portal.strategies.models import Commitment, Theme

# a file, words in it, what stands there instead, how many lines below the refusal points, its reason
BAD = [
    ("wirral-2020.yaml", "vision:", "vison:", 0, "unknown key 'vison'"),
    ("wirral-2020.yaml", "title: SEND Strategy\n", "", -2, "the key 'title' is missing"),
    ("wirral-2020.yaml", "starts: 2020", "starts: 2020\nstarts: 2021", 1, "'starts' stands here twice"),
    ("wirral-2020.yaml", "starts: 2020", "starts: soon", 0, "expected a whole number, found 'soon'"),
    ("wirral-2020.yaml", "starts: 2020", "starts: 20200", 0, "from 1990 to 2100"),
    ("wirral-2020.yaml", "ends: 2024", "ends: 2019", 0, "from 2020 to 2100"),
    ("wirral-2020.yaml", "area: wirral", "area: sefton", 0, "unknown area 'sefton'"),
    ("wirral-2020.yaml", "  number: 2", "  number: 3", 0, "expected 2: numbers run 1, 2, 3"),
    ("wirral-2020.yaml", "  - learning-inclusion", "  - learning", 0, "unknown theme 'learning'"),
    ("wirral-2020.yaml", "theme: information", "theme: facts", 0, "unknown theme 'facts'"),
    ("wirral-2020.yaml", "p1-c2\n", "p1-c1\n", 0, "'wirral-2020-p1-c1' stands already in"),
    ("wirral-2020.yaml", "wirral-2020-p1-c2\n", "p1-c2\n", 0, "does not begin with 'wirral-2020-'"),
    (
        "wirral-2020.yaml",
        "survey: partly",
        "survey: no",
        0,
        "expected words, found 'no'; put it in quotes",
    ),
    ("wirral-2020.yaml", "survey: partly", "survey: maybe", 0, "expected one of no, partly, yes"),
    ("wirral-2020.yaml", "      who: PC, YP\n", "", -2, "the key 'who' is missing"),
    ("wirral-2020.yaml", "priorities:", "priorities: {", 1, "this is not readable YAML"),
    ("wirral-2020.yaml", "Help should fit", "Help \x00 fit", 0, "cannot be printed"),
    ("wirral-2020.yaml", "area: wirral", "area: &a wirral\ntitle: *a", 1, "an alias"),
    ("themes.yaml", "slug: health", "slug: plans", 0, "stands in the files twice"),
    ("themes.yaml", "label: Health and therapies", "label: ''", 0, "expected words, found none"),
    ("crosswalk.yaml", "strength: weak", "strength: feeble", 0, "expected one of medium, new"),
    ("crosswalk.yaml", "later: null", "later: liverpool-2023-p1", 0, "null where the strength is orphan"),
    (
        "crosswalk.yaml",
        "later: liverpool-2023-p2",
        "later: wirral-2020-p2",
        0,
        "is not of a later strategy",
    ),
    ("crosswalk.yaml", "earlier: liverpool-2019-p3", "earlier: liverpool-2019-p9", 0, "unknown priority"),
    ("crosswalk.yaml", "liverpool-2023-g3", "liverpool-2023-g9", 0, "unknown commitment"),
    ("liverpool-ofsted-2019.yaml", "'2019-02-26'", "'2019-02-30'", 0, "expected a date such as"),
    ("liverpool-ofsted-2019.yaml", "status: closed", "status: shut", 0, "expected one of closed, open"),
]


def loaded_from(folder: Path) -> FileRefused:
    """The refusal of a folder."""
    with pytest.raises(FileRefused) as refusal, transaction():
        load_strategies(folder=folder, by=None, at=clock.now())
    return refusal.value


@pytest.mark.parametrize(("file", "old", "new", "below", "reason"), BAD, ids=[bad[4] for bad in BAD])
def test_a_bad_file_is_refused(
    app: flask.Flask, tmp_path: Path, file: str, old: str, new: str, below: int, reason: str
) -> None:
    text = (SHIPPED / file).read_text()
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new, 1))
    line = text.count("\n", 0, text.index(old)) + 1 + below
    refusal = loaded_from(tmp_path)
    assert (refusal.file, refusal.line) == (file, line), refusal.message
    assert reason in refusal.message


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        (b"", 1, "the file is empty"),
        (b"slug: x\n---\nslug: y\n", 2, "not readable YAML"),
        (b"slug: x\ntitle: \xff\n", 2, "not UTF-8"),
        (b"- a\n- b\n", 1, "expected named fields"),
        (b"[" * 1200, 1, "too deeply"),
    ],
)
def test_what_is_no_strategy_at_all_is_refused(
    app: flask.Flask, tmp_path: Path, raw: bytes, line: int, reason: str
) -> None:
    (tmp_path / "odd.yaml").write_bytes(raw)
    refusal = loaded_from(tmp_path)
    assert refusal.line == line
    assert reason in refusal.message


def test_a_refused_file_loads_nothing_of_the_others(app: flask.Flask, tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path, dirs_exist_ok=True)
    themes, wirral = tmp_path / "themes.yaml", tmp_path / "wirral-2020.yaml"
    themes.write_text(themes.read_text().replace("Health and therapies", "Health"))
    wirral.write_text(wirral.read_text().replace("area: wirral", "area: sefton"))
    loaded_from(tmp_path)
    labels = set(db.session.scalars(select(Theme.label)))
    assert "Health and therapies" in labels
    assert "Health" not in labels


def test_a_slug_once_loaded_is_never_taken_out(app: flask.Flask, tmp_path: Path) -> None:
    text = (SHIPPED / "wirral-2020.yaml").read_text()
    (tmp_path / "wirral-2020.yaml").write_text(text.replace("wirral-2020-p4-c26", "wirral-2020-p4-c27"))
    count = db.session.scalar(select(func.count()).select_from(Commitment))
    assert "'wirral-2020-p4-c26' was loaded before and is not in the file" in loaded_from(tmp_path).message
    assert db.session.scalar(select(func.count()).select_from(Commitment)) == count


def test_a_folder_without_files_is_refused(app: flask.Flask, tmp_path: Path) -> None:
    with pytest.raises(RuleBroken, match="There is no"), transaction():
        load_strategies(folder=tmp_path, by=None, at=clock.now())

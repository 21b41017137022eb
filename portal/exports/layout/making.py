"""The worker's part of the layout: a zip of JSON files, question by question."""

import json
import zipfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from portal.core.spreadsheet import zip_entry
from portal.core.worker import running
from portal.exports.files import Report
from portal.exports.layout.content import Line, content_of, read_me
from portal.exports.models import FileFormat, Holds
from portal.exports.queries import not_cleared_count, words_seal
from portal.exports.records.making import Kind, make, scope_of_survey
from portal.exports.records.sheets import RecordScope

JOB = "layout"
INPUTS = "inputs"


def write(path: Path, scope: RecordScope, _format: FileFormat, report: Report) -> tuple[int, int]:
    """Write the zip; returns how many people are in it, and how many comments nobody has cleared."""
    content = content_of(scope)
    steps = len(content.asked) + 1
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr(zip_entry("read-me.txt"), "".join(f"{line}\n" for line in read_me(scope)))
        people = _write_lines(packed, f"{INPUTS}/respondents.jsonl", content.respondents())
        for number in range(1, len(content.asked) + 1):
            report(number, steps, "Questions.")
            folder = f"{INPUTS}/question_part_{number}"
            packed.writestr(zip_entry(f"{folder}/question.json"), _json(content.question(number)) + "\n")
            _write_lines(packed, f"{folder}/responses.jsonl", content.responses(number))
    return people, not_cleared_count(scope.area, scope.wave_ids)


def _write_lines(packed: zipfile.ZipFile, name: str, lines: Iterable[Line]) -> int:
    number = 0
    with packed.open(zip_entry(name), "w", force_zip64=True) as raw:
        for number, line in enumerate(lines, start=1):  # noqa: B007 - the last one is how many there are
            raw.write(f"{_json(line)}\n".encode())
    return number


def _json(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False)


LAYOUT = Kind(
    job=JOB,
    holds=Holds.LAYOUT,
    act="made consultation layout",
    name="consultation",
    scope=scope_of_survey,
    write=write,
    seal=lambda scope: words_seal(scope.area, scope.wave_ids, scope.at),
)


def init_app() -> None:
    """Hand the worker what a job of this kind does."""
    running.register(JOB, partial(make, LAYOUT))

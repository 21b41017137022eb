"""Earlier notes: 50,000 rows of a workbook are tried out and put in; a family answers all the while."""

import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import openpyxl

from config import Settings
from portal import create_app
from portal.core import clock
from portal.core.db import reading, transaction
from portal.core.vocabulary import Audience, Channel
from portal.core.worker import running
from portal.earlier import actions
from portal.earlier.columns import Mapping
from portal.earlier.models import EarlierFile, EarlierState
from portal.earlier.queries import file_in
from portal.earlier.sheets import table_in
from tests.bench.ground import Report, planted
from tests.bench.importing import LONGEST_WAIT, Family
from tests.planting import area_called
from tests.serving import start

ROWS = 50_000
# the officer who brings the file waits for this one
MOST_SECONDS_LOOKING = 10
MOST_MINUTES = 10
MOST_MEMORY = 400
SAID = "Row {}: the taxi is late most days, nobody rings, and my child waits in the rain for an hour."


class Took(NamedTuple):
    """Seconds of each step, and the most MB that the process held."""

    looked: float
    tried: float
    put: float
    back: float
    most: float


def bench_earlier(report: Report) -> None:
    """The way of a file by the worker's own code in a process of its own, beside the real server."""
    with planted() as deployment, deployment.app.app_context():
        file = deployment.folder / "survey.xlsx"
        _write(file)
        server = start(deployment, workers=1, threads=4)
        family = Family(server.address)
        try:
            # this process holds what it wrote: the worker's memory is its own
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                took = pool.submit(_worked, deployment.settings, file).result()
        finally:
            waits = sorted(family.stop())
            server.stop()
        report.note(f"a workbook of {file.stat().st_size / 1e6:.1f} MB with two sheets")
    report.line("its sheets are counted and its headings read", took.looked, MOST_SECONDS_LOOKING, "s")
    report.line(f"{ROWS} rows are tried out", took.tried / 60, MOST_MINUTES, "min")
    report.line(f"{ROWS} rows are put in", took.put / 60, MOST_MINUTES, "min")
    report.note(f"that is {ROWS / took.put:.0f} rows a second; all are taken back in {took.back:.0f} s")
    report.line("memory of the worker at its most", took.most, MOST_MEMORY, "MB")
    report.note(f"a family's {len(waits)} answers meanwhile, median {waits[len(waits) // 2]:.3f} s")
    report.line("the longest that an answer waited", waits[-1], LONGEST_WAIT, "s")


def _write(file: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    book.create_sheet("Cover").append(["School survey"])
    sheet = book.create_sheet("Answers")
    sheet.append(["Id", "Comment", "Date", "Who"])
    for number in range(ROWS):
        sheet.append([number, SAID.format(number), "03/05/2025", "parent"])
    book.save(file)


def _worked(settings: Settings, file: Path) -> Took:
    content = file.read_bytes()
    with create_app(settings).app_context():
        began = time.perf_counter()
        table = table_in(content, file.name)
        looked = time.perf_counter() - began
        with transaction():
            number = actions.bring(
                area=area_called("liverpool"),
                title="School survey",
                file_name=file.name,
                content=content,
                table=table,
                by=1,
                at=clock.now(),
            ).id
        columns = Mapping(
            (1,), Audience.PARENT_CARER, clock.today(), Channel.PAPER, day=2, audience=3, key=0
        )
        at = clock.now()
        tried = _step(lambda: actions.start_trying(found=_found(number), mapping=columns, by=1, at=at))
        put = _step(lambda: actions.start_putting_in(found=_found(number), by=1, at=at))
        with reading():
            assert _found(number).state == EarlierState.DONE
        back = _step(lambda: actions.start_taking_back(found=_found(number), by=1, at=at))
    status = Path("/proc/self/status").read_text()
    return Took(looked, tried, put, back, int(status.split("VmHWM:")[1].split()[0]) / 1024)


def _step(begin: Callable[[], object]) -> float:
    began = time.perf_counter()
    with transaction():
        begin()
    running.run_waiting()
    return time.perf_counter() - began


def _found(number: int) -> EarlierFile:
    found = file_in(area_called("liverpool"), number)
    assert found is not None
    return found

"""Tables as one JSON file, row by row: the shape is docs/themed-export.schema.json."""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TextIO

from portal.core.spreadsheet import Cell

SHAPE = "send-portal-tables-1"


class JsonFile:
    """A .json file; use it in a `with`, or the file is not finished. The same tables are the same bytes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None
        self._begun = False

    def __enter__(self) -> "JsonFile":
        self._file = self._path.open("w", encoding="utf-8", errors="replace", newline="\n")
        self._write(f'{{"shape": {json.dumps(SHAPE)}, "tables": [')
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._write("\n]}\n")
            self._file.close()

    def _write(self, text: str) -> None:
        if self._file is None:
            raise ValueError("use a JsonFile in a with")
        self._file.write(text)

    def add(self, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
        """Write one table; each row is an object by heading."""
        key = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        self._write(",\n" if self._begun else "\n")
        self._begun = True
        head = json.dumps({"key": key, "title": name, "columns": list(headings)}, ensure_ascii=False)
        self._write(f'{head[:-1]}, "rows": [')
        number = 0
        for number, row in enumerate(rows, start=1):
            one = json.dumps(dict(zip(headings, row, strict=True)), ensure_ascii=False)
            self._write(f"{',' if number > 1 else ''}\n{one}")
        self._write("]}")
        return number

    def add_lines(self, name: str, lines: Sequence[str]) -> None:
        """Write one table of lines."""
        self.add(name, ("line",), ([line] for line in lines))

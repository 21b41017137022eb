"""Every page the crawl met, kept as a file with who saw it, in which mode, and what rendered it."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.page_rules import Page

Token = tuple[str, ...]


@dataclass(frozen=True)
class Visit:
    """One answer of the portal. `templates` are the pages rendered for it, the first is its own."""

    who: str
    mode: str
    method: str
    path: str
    status: int
    kind: str
    templates: list[str]
    file: str
    policy: str


@dataclass
class Album:
    """Visits in the order they were made; their bodies lie beside the index as files."""

    folder: Path
    visits: list[Visit] = field(default_factory=list)
    # every template the app has loaded, the parts included
    loaded: list[str] = field(default_factory=list)

    def keep(self, visit: Visit, body: bytes) -> None:
        """Add a visit and write its body."""
        (self.folder / visit.file).write_bytes(body)
        self.visits.append(visit)

    def next_file(self, kind: str) -> str:
        """A name for the next body: web pages can be told by their ending."""
        return f"{len(self.visits):04}.{'html' if kind == 'text/html' else 'bin'}"

    def save(self) -> None:
        """Write the index."""
        index = {"visits": [asdict(visit) for visit in self.visits], "loaded": self.loaded}
        (self.folder / "index.json").write_text(json.dumps(index, indent=1), "utf-8")

    def body(self, visit: Visit) -> str:
        """The page of a visit."""
        return (self.folder / visit.file).read_text("utf-8")

    def of_template(self, name: str) -> list[Visit]:
        """The pages that a template rendered."""
        return [visit for visit in self.visits if name in visit.templates and visit.kind == "text/html"]

    def answer_to(self, path: str) -> Visit:
        """What the portal answered to this path."""
        return next(visit for visit in self.visits if visit.path.partition("?")[0] == path)

    def showing_everything(self, visits: Iterable[Visit]) -> list[Visit]:
        """As few of these pages as hold every kind of element that any of them holds."""
        tokens = {visit.file: tokens_of(self.body(visit)) for visit in visits}
        left = sorted(visits, key=lambda visit: (-len(tokens[visit.file]), visit.file))
        seen: set[Token] = set()
        chosen = []
        while left:
            best = max(left, key=lambda visit: len(tokens[visit.file] - seen))
            if not tokens[best.file] - seen:
                break
            chosen.append(best)
            seen |= tokens[best.file]
            left.remove(best)
        return chosen


def tokens_of(body: str) -> set[Token]:
    """The kinds of element on a page: tag, classes, type and role."""
    return {
        (tag, values.get("class", ""), values.get("type", ""), values.get("role", ""))
        for tag, values in Page(body).tags
    }


def opened(folder: Path) -> Album:
    """The album that was saved in a folder."""
    index = json.loads((folder / "index.json").read_text("utf-8"))
    return Album(folder, [Visit(**visit) for visit in index["visits"]], index["loaded"])

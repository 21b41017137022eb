"""Set-up of the words: lists every marked sentence, brings translations up to date, and compiles them.

`python -m portal.languages.extracting` compiles what has changed; `… words` first lists the sentences
anew and updates each translation (make words).
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from portal.core import checked_yaml

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "portal" / "translations"
METHODS = [
    ("portal/pages/data/help.yaml", "portal.languages.extracting:sentences_of_yaml"),
    ("portal/surveys/data/scales.yaml", "portal.languages.extracting:sentences_of_yaml"),
    ("portal/**.py", "python"),
    ("templates/**.html", "jinja2"),
]
OPTIONS = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
# a rule that says no is shown in the reader's language (portal/core/errors.py)
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "RuleBroken": None,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "words_in": (2,),
}
# what people read in the files of shipped words
YAML_KEYS = {"title", "words", "name", "text", "standard", "young", "easy"}


def sentences_of_yaml(
    file: BinaryIO, _keywords: Any, _comment_tags: Any, options: Any
) -> Iterator[tuple[int, str, str, list[str]]]:
    """The sentences of a shipped YAML file that pages translate when they show them."""
    for text in _readable(checked_yaml.load_shipped(Path(file.name))):
        yield 1, "gettext", text, []


def _readable(value: Any, *, is_text: bool = False) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _readable(inner, is_text=key in YAML_KEYS)
    elif isinstance(value, list):
        for inner in value:
            yield from _readable(inner)
    elif isinstance(value, str) and is_text and value:
        yield value


def extracted() -> Catalog:
    """Every marked sentence of the portal with the files it stands in."""
    catalog = Catalog(project="send-portal", charset="utf-8", fuzzy=False)
    found = extract_from_dir(str(ROOT), METHODS, OPTIONS, KEYWORDS, directory_filter=_is_ours)
    for place, _line, text, _comments, context in found:
        catalog.add(text, None, [(place, 0)], context=context)
    return catalog


def _is_ours(folder: str) -> bool:
    place = Path(folder).relative_to(ROOT).parts
    return not place or place[0] in {"portal", "templates"}


def write_template(target: Path) -> None:
    """Write the list of sentences, sorted, without lines or dates, so that it changes only with them."""
    with target.open("wb") as file:
        write_po(file, extracted(), sort_output=True, omit_header=True, width=0, include_lineno=False)


def update(po: Path, template: Catalog) -> None:
    """Bring one translation up to date: new sentences come in empty, old ones go; nothing is guessed."""
    with po.open("rb") as file:
        catalog = read_po(file, locale=po.parent.parent.name.replace("-", "_"))
    catalog.update(template, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with po.open("wb") as file:
        write_po(file, catalog, sort_output=True, width=0, include_lineno=False, ignore_obsolete=True)


def compile_changed() -> list[Path]:
    """Compile each translation whose source is newer than what was compiled; which were."""
    done = []
    for po in sorted(FOLDER.glob("*/LC_MESSAGES/messages.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
            continue
        with po.open("rb") as file:
            catalog = read_po(file, locale=po.parent.parent.name.replace("-", "_"))
        new = mo.with_suffix(".new")
        with new.open("wb") as file:
            write_mo(file, catalog)
        new.replace(mo)
        done.append(mo)
    return done


def main(asked: list[str]) -> None:
    """List and update when asked for "words"; always compile."""
    if "words" in asked:
        write_template(FOLDER / "messages.pot")
        template = extracted()
        for po in sorted(FOLDER.glob("*/LC_MESSAGES/messages.po")):
            update(po, template)
    for mo in compile_changed():
        print(f"words: {mo.parent.parent.name} compiled")


if __name__ == "__main__":
    main(sys.argv[1:])

"""The SPSS syntax that reads the codes of a record-level file and gives them their words."""

from collections.abc import Iterator, Sequence

from portal.exports.records.columns import Column

LONGEST_LABEL = 120
WIDEST_CODE = 80


def syntax(file_name: str, plain: Sequence[tuple[str, str]], columns: Sequence[Column]) -> Iterator[str]:
    """The lines, ready to run beside the unpacked file. `plain`: names and words of the first columns."""
    yield "* Put this file beside the unpacked CSV files and run all of it."
    yield f"GET DATA /TYPE=TXT /FILE={quoted(file_name)} /ENCODING='UTF8'"
    yield "  /DELCASE=LINE /DELIMITERS=',' /QUALIFIER='\"' /ARRANGEMENT=DELIMITED /FIRSTCASE=2"
    yield "  /VARIABLES="
    for name, _words in plain:
        yield f"  {name} A{WIDEST_CODE}"
    for column in columns:
        yield f"  {column.name} {'F1.0' if column.cell is not None else f'A{WIDEST_CODE}'}"
    yield "  ."
    yield "VARIABLE LABELS"
    for name, words in [*plain, *((column.name, column.words) for column in columns)]:
        yield f"  {name} {quoted(words)}"
    yield "  ."
    for column in columns:
        yield f"VALUE LABELS {column.name}"
        for code, words in column.values.items():
            yield f"  {code if column.cell is not None else quoted(code)} {quoted(words)}"
        yield "  ."
    yield "EXECUTE."


def quoted(text: str) -> str:
    """A text as SPSS takes it: in one line, in single quotes, those inside it doubled."""
    plain = " ".join(text.split())[:LONGEST_LABEL]
    return "'" + plain.replace("'", "''") + "'"

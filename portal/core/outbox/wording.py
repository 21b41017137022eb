"""The words of e-mails: a YAML file a feature ships, with names in {braces} that the feature fills."""

from functools import cache
from pathlib import Path

from portal.core import checked_yaml


@cache
def _read(path: Path) -> dict[str, dict[str, list[str] | str]]:
    found: dict[str, dict[str, list[str] | str]] = checked_yaml.load_shipped(path)
    return found


def words_of(path: Path, key: str, **filled: str) -> tuple[str, str]:
    """The subject and the body of one e-mail; raises KeyError for a name that nothing fills.

    What is filled in is plain text and is not read for braces again.
    """
    entry = _read(path)[key]
    body = "\n\n".join(str(line).format(**filled) for line in entry["body"])
    return str(entry["subject"]).format(**filled), body + "\n"

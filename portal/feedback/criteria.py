"""What area inspections look at (data/inspection-criteria.yaml): a second set of tags beside the themes."""

from functools import cache
from pathlib import Path

from portal.core import checked_yaml

FILE = Path(__file__).parent / "data" / "inspection-criteria.yaml"


@cache
def criteria() -> dict[str, str]:
    """The criteria by their key, in the order of the file: how each is called."""
    data = checked_yaml.load_shipped(FILE)
    return {entry["key"]: entry["title"] for entry in data["criteria"]}

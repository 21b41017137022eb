"""Reads a folder of strategy files into drafts; a file that is not as it must be is refused."""

from pathlib import Path

from portal.core import checked_yaml
from portal.core.checked_yaml import Entry
from portal.core.errors import RuleBroken
from portal.strategies.drafts import (
    Drafts,
    InspectionDraft,
    ItemDraft,
    LinkDraft,
    MeasureDraft,
    PriorityDraft,
    StrategyDraft,
    ThemeDraft,
)
from portal.strategies.models import InSurvey, Part, Strength

FIRST_YEAR, LAST_YEAR = 1990, 2100
ITEM = {"slug", "text", "theme"}
HOW = {"ask", "kind", "who", "domain"}
TARGETED = {"target"}
PRIORITY_LISTS = {"themes", "families_told_us", "commitments", "measures"}


def read_folder(folder: Path) -> Drafts:
    """Every *.yaml file of a folder, by name; refuses a folder without any.

    A file says what it is by its keys: themes, crosswalk, the findings of an inspection, else a
    strategy.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise RuleBroken(f"There is no .yaml file in {folder.name or folder}.")
    drafts = Drafts(themes=[], strategies=[], inspections=[], links=[])
    for file in files:
        _read_file(checked_yaml.read(file), drafts)
    return drafts


def _read_file(entry: Entry, drafts: Drafts) -> None:
    if entry.has("themes"):
        drafts.themes.extend(_themes(entry.fields({"themes"})["themes"]))
    elif entry.has("findings"):
        drafts.inspections.append(_inspection(entry))
    elif entry.has("crosswalk"):
        lines = entry.fields({"crosswalk"})["crosswalk"].items()
        drafts.links.extend(_link(line) for line in lines)
    else:
        drafts.strategies.append(_strategy(entry))


def _themes(entry: Entry) -> list[ThemeDraft]:
    themes = []
    for position, line in enumerate(entry.items(), start=1):
        fields = line.fields({"slug", "label", "meaning"}, {"asked_of_families"})
        asked = fields.get("asked_of_families")
        themes.append(
            ThemeDraft(
                slug=fields["slug"].slug(),
                label=fields["label"].words(200),
                meaning=fields["meaning"].words(),
                position=position,
                asked_of_families=asked.yes_or_no() if asked else True,
            )
        )
    return themes


def _item(entry: Entry) -> ItemDraft:
    fields = entry.fields(ITEM)
    return ItemDraft(fields["slug"].slug(), fields["text"].words(), fields["theme"].slug())


def _commitment(entry: Entry) -> ItemDraft:
    fields = entry.fields(ITEM, {"from_running_text"})
    running = fields.get("from_running_text")
    return ItemDraft(
        fields["slug"].slug(),
        fields["text"].words(),
        fields["theme"].slug(),
        from_running_text=running.yes_or_no() if running else False,
    )


def _finding(entry: Entry) -> ItemDraft:
    fields = entry.fields(ITEM | {"part"})
    return ItemDraft(
        fields["slug"].slug(),
        fields["text"].words(),
        fields["theme"].slug(),
        letter_part=fields["part"].words(200),
    )


def _measure(entry: Entry) -> MeasureDraft:
    fields = entry.fields(ITEM | {"survey"}, {"how"})
    survey = fields["survey"].one_of({word.value for word in InSurvey})
    how = fields.get("how")
    if how is None and survey != InSurvey.NO:
        entry.place.refuse("the key 'how' is missing: a survey shows this measure, so say how it asks")
    asked = {name: value.words() for name, value in how.fields(HOW, TARGETED).items()} if how else None
    return MeasureDraft(
        fields["slug"].slug(),
        fields["text"].words(),
        fields["theme"].slug(),
        survey=survey,
        how=asked,
    )


def _priority(entry: Entry, number: int) -> PriorityDraft:
    fields = entry.fields({"slug", "number", "title", "short_title"} | PRIORITY_LISTS)
    if fields["number"].whole(1, 99) != number:
        fields["number"].place.refuse(f"expected {number}: numbers run 1, 2, 3 without a gap")
    themes = [theme.slug() for theme in fields["themes"].items()]
    if not themes or len(set(themes)) < len(themes):
        fields["themes"].place.refuse("a priority needs at least one theme, and none of them twice")
    return PriorityDraft(
        slug=fields["slug"].slug(),
        number=number,
        title=fields["title"].words(),
        short_title=fields["short_title"].words(200),
        themes=themes,
        families_told_us=[_item(line) for line in fields["families_told_us"].items()],
        commitments=[_commitment(line) for line in fields["commitments"].items()],
        measures=[_measure(line) for line in fields["measures"].items()],
    )


def _strategy(entry: Entry) -> StrategyDraft:
    required = {"slug", "area", "title", "starts", "ends", "vision", "priorities"}
    fields = entry.fields(required, {"whole_strategy"})
    starts = fields["starts"].whole(FIRST_YEAR, LAST_YEAR)
    lines = enumerate(fields["priorities"].items(), start=1)
    priorities = [_priority(line, number) for number, line in lines]
    if not priorities:
        fields["priorities"].place.refuse("a strategy needs at least one priority")
    whole = fields.get("whole_strategy")
    found = whole.fields(set(), {"commitments", *Part}) if whole else {}
    commitments = found.get("commitments")
    return StrategyDraft(
        slug=fields["slug"].slug(),
        area=fields["area"].slug(),
        title=fields["title"].words(),
        starts=starts,
        ends=fields["ends"].whole(starts, LAST_YEAR),
        vision=fields["vision"].words(),
        priorities=priorities,
        commitments=[_commitment(line) for line in commitments.items()] if commitments else [],
        parts={part: [_item(line) for line in found[part].items()] for part in Part if part in found},
    )


def _inspection(entry: Entry) -> InspectionDraft:
    fields = entry.fields({"slug", "area", "title", "dated", "status", "findings"})
    return InspectionDraft(
        slug=fields["slug"].slug(),
        area=fields["area"].slug(),
        title=fields["title"].words(),
        dated=fields["dated"].day(),
        status=fields["status"].one_of({"open", "closed"}),
        findings=[_finding(line) for line in fields["findings"].items()],
    )


def _link(entry: Entry) -> LinkDraft:
    fields = entry.fields({"earlier", "later", "strength", "note"}, {"nearest"})
    earlier, later, nearest = fields["earlier"], fields["later"], fields.get("nearest")
    strength = fields["strength"].one_of({word.value for word in Strength})
    if later.is_null != (strength == Strength.ORPHAN):
        later.place.refuse("'later' is null where the strength is orphan, and only there")
    if earlier.is_null != (strength == Strength.NEW):
        earlier.place.refuse("'earlier' is null where the strength is new, and only there")
    return LinkDraft(
        place=entry.place,
        earlier=None if earlier.is_null else earlier.slug(),
        later=None if later.is_null else later.slug(),
        strength=strength,
        note=fields["note"].words(),
        nearest=[line.slug() for line in nearest.items()] if nearest else [],
    )

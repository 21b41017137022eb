"""Between a topic and its form: what may be chosen, what was typed, and how it stands now."""

import re
from collections.abc import Sequence

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.core.text import clean_words
from portal.pictures.queries import pictures_of
from portal.pictures.shipped import drawings
from portal.pictures.showing import OWN
from portal.strategies.queries import priorities_in_force, themes
from portal.topics.details import Details, Paper
from portal.topics.forms import LONGEST_TEXT, MOST_PAPERS, TopicForm
from portal.topics.models import Space, Topic
from portal.topics.naming import space_name

_PAPER = re.compile(r"(?P<name>\S(?:.*\S)?)\s+(?P<address>https://[^\s<>\"']{3,300})")
LONGEST_NAME = 120


def offer(form: TopicForm, area: Area, spaces: Sequence[Space], topic: Topic | None = None) -> TopicForm:
    """Fill in the choices; what a topic holds already stays on offer."""
    form.space.choices = [(space.value, space_name(space)) for space in spaces]
    if len(spaces) == 1:
        # there is nothing to choose
        form.space.data, form.space.validators = spaces[0].value, []
    own = [(f"{OWN}{one.slug}", one.name) for one in pictures_of(area) if one.ended_at is None]
    shown = [(one.code, one.name) for one in drawings()]
    kept = [(topic.picture, topic.picture)] if topic and topic.picture else []
    names = dict([*kept, *own, *shown])
    form.picture.choices = [("", str(_("No picture"))), *names.items()]
    form.picture.data = form.picture.data or ""
    form.themes.choices = [(one.slug, one.label) for one in themes()]
    offered = {one.slug: one for one in priorities_in_force(area, clock.today())}
    offered |= {one.slug: one for one in topic.priorities} if topic else {}
    form.priorities.choices = [(slug, f"{one.number}. {one.short_title}") for slug, one in offered.items()]
    return form


def details_of(form: TopicForm, area: Area) -> Details:
    """What was typed; only call it on a form that is valid. Refuses papers that cannot be read."""
    known = {one.slug: one for one in priorities_in_force(area, clock.today())}
    return Details(
        space=Space(form.space.data),
        title=clean_words(form.title.data, limit=LONGEST_NAME),
        summary=clean_words(form.summary.data, limit=LONGEST_TEXT),
        easy_summary=clean_words(form.easy_summary.data, limit=LONGEST_TEXT),
        can_change=clean_words(form.can_change.data, limit=LONGEST_TEXT),
        opens_on=form.opens_on.data,
        closes_on=form.closes_on.data,
        changes_by=form.changes_by.data,
        picture=form.picture.data or None,
        papers=_papers(form.papers.data or ""),
        themes=tuple(one for one in themes() if one.slug in (form.themes.data or [])),
        priorities=tuple(one for slug, one in known.items() if slug in (form.priorities.data or [])),
    )


def fill(form: TopicForm, topic: Topic) -> None:
    """The form as the topic stands."""
    for name in ("space", "title", "summary", "easy_summary", "can_change", "changes_by"):
        form[name].data = getattr(topic, name)
    form.picture.data = topic.picture or ""
    form.opens_on.data = clock.local(topic.opens_at).date()
    form.closes_on.data = topic.last_day
    form.papers.data = "\n".join(" ".join(paper) for paper in topic.papers)
    form.themes.data = [one.slug for one in topic.themes]
    form.priorities.data = [one.slug for one in topic.priorities]
    form.version.data = str(topic.version)


def _papers(typed: str) -> tuple[Paper, ...]:
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > MOST_PAPERS:
        raise RuleBroken("Name up to ten papers.", field="papers", status=422)
    return tuple(_paper(line) for line in lines)


def _paper(line: str) -> Paper:
    found = _PAPER.fullmatch(line)
    if found is None or len(found["name"]) > LONGEST_NAME:
        reason = "Write a name, a space and an address that begins with https://, one paper a line."
        raise RuleBroken(reason, field="papers", status=422)
    return found["name"], found["address"]

"""Where a new survey can begin: blank, a shipped template, or a survey of the area."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from flask_babel import gettext as _

from portal.core.errors import RuleBroken
from portal.core.vocabulary import Mode
from portal.surveys.builder_forms import BLANK, COPY, TEMPLATE
from portal.surveys.models import Survey
from portal.surveys.templates import SurveyDraft, shipped


@cache
def _templates() -> dict[str, SurveyDraft]:
    return {draft.slug: draft for draft in shipped()}


def beginnings(surveys: Iterable[Survey]) -> list[tuple[str, str]]:
    """Every beginning as (value, words)."""
    named = [
        (f"{TEMPLATE}/{slug}", draft.texts["title"][Mode.STANDARD]) for slug, draft in _templates().items()
    ]
    copies = [(f"{COPY}/{one.id}", str(one.versions[-1].text("title", Mode.STANDARD))) for one in surveys]
    return [
        (BLANK, _("Nothing: a blank survey")),
        *((value, _("Template: %(title)s", title=title)) for value, title in named),
        *((value, _("A copy of: %(title)s", title=title)) for value, title in copies),
    ]


def as_named(slug: str, title: str) -> SurveyDraft:
    """A shipped template under another title in standard words; refuses one that is not shipped."""
    draft = _templates().get(slug)
    if draft is None:
        raise RuleBroken("Choose from the list.", field="begins", status=422)
    titles = {**draft.texts["title"], Mode.STANDARD: title}
    return replace(draft, texts={**draft.texts, "title": titles})

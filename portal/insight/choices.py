"""What may be chosen when words are sorted, and what the ticks of a form mean today."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from portal.areas.models import Area
from portal.core.errors import RuleBroken
from portal.feedback.criteria import criteria
from portal.feedback.frame_models import SubTheme
from portal.feedback.frame_queries import Frame, frame_of
from portal.feedback.models import FeedbackItem, Stance
from portal.insight.forms import ManyForm, SortForm, Sorting
from portal.insight.sorting import Choice, choice_of
from portal.insight.suggesting.queries import suggested_for
from portal.strategies.queries import priorities_of_area, themes
from portal.surveys.results.names import stance_name


@dataclass(frozen=True)
class Read:
    """What was chosen, and a sentence where the frame changed while somebody sorted ("" where it did not).

    `must_choose`: a sub-theme was split, so that a person has to choose again.
    """

    choice: Choice
    news: str = ""
    must_choose: bool = False


def many_form(area: Area, given: Any) -> ManyForm:
    """The form that puts the same on many items."""
    form = ManyForm(formdata=given)
    _offer(form, frame_of(area))
    return form


def _offer(form: Sorting, frame: Frame) -> None:
    form.themes.choices = [(theme.slug, theme.label) for theme in themes()]
    form.subs.choices = [(one.slug, one.name) for one in frame.all]
    form.stance.choices = [("", str(_("Not said")))] + [(one, stance_name(one)) for one in Stance]
    form.stance.data = form.stance.data or ""


def read_many(area: Area, form: ManyForm) -> Read:
    """What the form puts on many items; refuses what is not on the lists, or nothing at all."""
    if not form.validate():
        raise RuleBroken(
            "; ".join(str(one) for errors in form.errors.values() for one in errors), status=422
        )
    subs, news, must_choose = _subs(frame_of(area), form.subs.data or [], set())
    choice = Choice(
        themes=[one for one in themes() if one.slug in (form.themes.data or [])],
        sub_themes=subs,
        labels=form.labels.labels,
        stance=Stance(form.stance.data) if form.stance.data else None,
    )
    if not choice.things() and choice.stance is None:
        raise RuleBroken("Choose a theme, a label or what they say.", status=422)
    return Read(choice, news, must_choose)


def read_one(area: Area, item: FeedbackItem, given: Any) -> Read:
    """What the form of the desk says of one item; refuses what is not on the lists.

    A theme that the desk suggested and the person ticked is put as a suggestion that was confirmed.
    """
    form = SortForm(formdata=given)
    frame = frame_of(area)
    _offer(form, frame)
    known = {one.slug: one for one in priorities_of_area(area)}
    form.priorities.choices = [(slug, slug) for slug in known]
    form.criteria.choices = list(criteria().items())
    if not form.validate():
        raise RuleBroken(
            "; ".join(str(one) for one in form.labels.errors)
            or str(_("Choose themes and priorities from the lists.")),
            status=422,
        )
    before = {sub.slug for sub in choice_of(item).sub_themes}
    subs, news, must_choose = _subs(frame, form.subs.data or [], before)
    choice = Choice(
        themes=[one for one in themes() if one.slug in (form.themes.data or [])],
        priorities=[known[slug] for slug in form.priorities.data or []],
        sub_themes=subs,
        criteria=form.criteria.data or [],
        labels=form.labels.labels,
        stance=Stance(form.stance.data) if form.stance.data else None,
        says_it_well=form.says_it_well.data,
        suggested=frozenset(one.theme for one in suggested_for(area, item) or []),
    )
    return Read(choice, news, must_choose)


def _subs(frame: Frame, slugs: list[str], before: set[str]) -> tuple[list[SubTheme], str, bool]:
    """The sub-themes meant by these slugs today: one that was merged meanwhile is what it was merged into.

    One that stood on the item before stays as it was put then. Of one that was split the theme is kept.
    """
    found, news, must_choose = [], "", False
    for slug in slugs:
        one = frame.named(slug)
        if one is None:
            continue
        if one.ended is None or slug in before:
            found.append(one)
        elif now := frame.now(one):
            found.append(now)
            news = str(_("“%(old)s” is now part of “%(new)s”. We used that.", old=one.name, new=now.name))
        else:
            must_choose = True
            parts = ", ".join(part.name for part in frame.parts(one))
            news = str(
                _(
                    "“%(old)s” was split into: %(parts)s. Please choose. All else is saved.",
                    old=one.name,
                    parts=parts,
                )
            )
    return list(dict.fromkeys(found)), news, must_choose

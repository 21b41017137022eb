"""The frame for sorting: themes with their sub-themes; each change of it is a version with its reason."""

from collections.abc import Callable

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.accounts.queries import names_of
from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.forms import Form
from portal.feedback import frame_actions
from portal.feedback.frame_actions import Change, SubWords
from portal.feedback.frame_models import SubTheme
from portal.feedback.frame_queries import frame_of, version_number, versions_of
from portal.insight.frame_forms import FrameForm, MergeForm, SplitForm, SubForm
from portal.insight.permissions import can_sort_feedback
from portal.insight.queries import tags_by_sub_theme
from portal.strategies.queries import theme_by_slug, themes

blueprint = flask.Blueprint("staff_frame", __name__, url_prefix="/<area:area>/staff/frame")
Answer = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_sort_feedback)
def index(area: Area) -> str:
    """Every theme with its sub-themes, what has ended and why, and the versions."""
    versions = versions_of(area)
    return flask.render_template(
        "insight/frame/index.html",
        themes=themes(),
        frame=frame_of(area),
        counts=tags_by_sub_theme(area),
        versions=versions,
        names=names_of({version.made_by for version in versions}),
    )


@blueprint.get("/new/")
@needs(can_sort_feedback)
def new(area: Area) -> Answer:
    """A new sub-theme, empty."""
    return _new_page(area, SubForm(formdata=None))


def _new_page(area: Area, form: SubForm) -> str:
    form.theme.choices = [(theme.slug, theme.label) for theme in themes()]
    form.seen.data = form.seen.data or str(version_number(area.id))
    return flask.render_template("insight/frame/new.html", form=form)


@blueprint.post("/new/")
@needs(can_sort_feedback)
def add(area: Area) -> Answer:
    """Add it; what was typed stays on the page when it is refused."""
    form = SubForm(formdata=flask.request.form)
    form.theme.choices = [(theme.slug, theme.label) for theme in themes()]

    def act() -> None:
        theme = theme_by_slug(form.theme.data) or flask.abort(404)
        frame_actions.add(area=area, theme=theme, words=_words(form), change=_change(form))

    if _done(form, act):
        return _to_frame(_("The sub-theme can be used from now on."))
    return _new_page(area, form), 422


@blueprint.get("/<slug:sub>/")
@needs(can_sort_feedback)
def show(area: Area, sub: str) -> Answer:
    """One sub-theme: its words, and how it can be merged or split."""
    return _sub_page(area, _sub(area, sub))


def _sub(area: Area, slug: str) -> SubTheme:
    return frame_of(area).named(slug) or flask.abort(404)


def _sub_page(area: Area, sub: SubTheme, **forms: Form) -> str:
    frame = frame_of(area)
    others = [(one.slug, one.name) for one in frame.standing if one.id != sub.id]
    given = {"form": SubForm(formdata=None, obj=sub), "merge": MergeForm(formdata=None)}
    shown = {**given, "split": SplitForm(formdata=None), **forms}
    for form in shown.values():
        form["seen"].data = form["seen"].data or str(frame.number)
    shown["merge"]["into"].choices = others
    return flask.render_template(
        "insight/frame/show.html",
        sub=sub,
        now=frame.now(sub),
        parts=frame.parts(sub),
        tags=tags_by_sub_theme(area).get(sub.id, 0),
        others=others,
        **shown,
    )


@blueprint.post("/<slug:sub>/")
@needs(can_sort_feedback)
def reword(area: Area, sub: str) -> Answer:
    """Say anew what it is called and means."""
    found, form = _sub(area, sub), SubForm(formdata=flask.request.form)
    form.theme.choices, form.theme.data = [(found.theme.slug, found.theme.label)], found.theme.slug
    if _done(
        form,
        lambda: frame_actions.reword(area=area, sub=found, words=_words(form), change=_change(form)),
    ):
        return _to_frame(_("Saved as a new version."))
    return _sub_page(area, found, form=form), 422


@blueprint.post("/<slug:sub>/merge/")
@needs(can_sort_feedback)
def merge(area: Area, sub: str) -> Answer:
    """Read it as another from now on."""
    found, form = _sub(area, sub), MergeForm(formdata=flask.request.form)
    form.into.choices = [(one.slug, one.name) for one in frame_of(area).standing]

    def act() -> None:
        frame_actions.merge(area=area, sub=found, into=_sub(area, form.into.data), change=_change(form))

    if _done(form, act):
        return _to_frame(_("Merged. Its tags stay as they were put, and are read as the other."))
    return _sub_page(area, found, merge=form), 422


@blueprint.post("/<slug:sub>/split/")
@needs(can_sort_feedback)
def split(area: Area, sub: str) -> Answer:
    """End it and begin others in its place."""
    found, form = _sub(area, sub), SplitForm(formdata=flask.request.form)
    if _done(
        form,
        lambda: frame_actions.split(area=area, sub=found, names=form.parts, change=_change(form)),
    ):
        return _to_frame(_("Split. Its tags stay until somebody sorts those words anew."))
    return _sub_page(area, found, split=form), 422


def _words(form: SubForm) -> SubWords:
    named = (form.name.data, form.meaning.data, form.includes.data, form.excludes.data)
    return SubWords(*(word or "" for word in named))


def _change(form: FrameForm) -> Change:
    seen = form.seen.data or ""
    version = int(seen) if seen.isdecimal() and len(seen) < 9 else -1
    return Change(form.note.data or "", version, person().id, clock.now())


def _done(form: FrameForm, act: Callable[[], object]) -> bool:
    """Do it if the form is right; whether it was done. A refusal that names no field is thrown on."""
    if not form.validate():
        return False
    try:
        act()
    except RuleBroken as broken:
        if broken.status != 422:
            raise
        form.show(broken)
        return False
    return True


def _to_frame(words: str) -> Response:
    flask.flash(words, "done")
    return flask.redirect(flask.url_for(".index"), 303)

"""Surveys for staff: the list, a new one, its texts, its versions and its rounds."""

from datetime import datetime, timedelta

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.filters import long_date
from portal.core.slugs import slug_of
from portal.core.vocabulary import Mode
from portal.core.words import WordsReport, check_words
from portal.surveys import actions, comparing, draft_actions, missing, queries
from portal.surveys.builder_forms import COPY, NewForm, PublishForm, RoundForm, TextsForm
from portal.surveys.drafting import blank
from portal.surveys.models import Survey, SurveyVersion, Wave
from portal.surveys.names import invited_name, kind_name, language_name, mode_name, when_words
from portal.surveys.permissions import can_publish_surveys, can_write_surveys
from portal.surveys.starting import as_named, beginnings

blueprint = flask.Blueprint("staff_surveys", __name__, url_prefix="/<area:area>/staff/surveys")
Page = str | Response | tuple[str, int]


@blueprint.get("/")
@needs(can_write_surveys)
def index(area: Area) -> Page:
    """Every survey of the area: its versions and its rounds."""
    surveys = queries.surveys_of(area)
    return flask.render_template("surveys/staff/index.html", surveys=surveys, now=clock.now())


@blueprint.route("/new/", methods=["GET", "POST"])
@needs(can_write_surveys)
def new(area: Area) -> Page:
    """A new survey: blank, from a template, or a copy of one that is there."""
    form = NewForm.offering(beginnings(queries.surveys_of(area)))
    if form.validate_on_submit():
        try:
            survey = _begin(area, form)
        except RuleBroken as broken:
            form.show(broken)
        else:
            return _to(survey)
    page = flask.render_template("surveys/staff/new.html", form=form)
    return (page, 422) if form.is_submitted() else page


def _begin(area: Area, form: NewForm) -> Survey:
    how, _slash, what = form.begins.data.partition("/")
    title, by, at = form.title.data.strip(), person().id, clock.now()
    if how == COPY:
        source = queries.survey_in(area, int(what)) or flask.abort(404)
        return actions.copy_survey(version=source.versions[-1], title=title, by=by, at=at)
    modes = [Mode(mode) for mode in form.modes.data]
    draft = as_named(what, title) if what else blank(title, form.invited.data, modes)
    free = actions.with_free_slug(draft, area.id, title)
    return actions.make_survey(area=area, draft=free, by=by, at=at)


@blueprint.get("/<int:survey_id>/")
@needs(can_write_surveys)
def show(area: Area, survey_id: int) -> Page:
    """One survey: the draft with its questions and what it lacks, the versions, the rounds."""
    survey = _survey(area, survey_id)
    draft = draft_actions.draft_of(survey)
    return flask.render_template(
        "surveys/staff/show.html",
        survey=survey,
        draft=draft,
        newest=survey.versions[-1],
        questions=queries.questions_of(draft or survey.versions[-1]),
        lacks=missing.lacks(draft, area) if draft else [],
        now=clock.now(),
        may_publish=can_publish_surveys(person(), area),
    )


@blueprint.route("/<int:survey_id>/texts/", methods=["GET", "POST"])
@needs(can_write_surveys)
def texts(area: Area, survey_id: int) -> Page:
    """Title, purpose, length, privacy and thanks of the draft, in each mode."""
    survey = _survey(area, survey_id)
    draft = _draft(survey)
    form = TextsForm.over(draft)
    if form.validate_on_submit():
        try:
            modes = form.modes.data or []
            draft_actions.change_texts(
                version=draft,
                modes=modes,
                texts=form.texts(),
                seen=form.seen_edits(),
                by=person().id,
                at=clock.now(),
            )
            return _to(survey)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template(
        "surveys/staff/texts.html", form=form, survey=survey, draft=draft, modes=Mode
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/<int:survey_id>/next/")
@needs(can_write_surveys)
def next_version(area: Area, survey_id: int) -> Page:
    """Begin the next version as a copy of the newest."""
    survey = _survey(area, survey_id)
    actions.next_version(survey=survey, by=person().id, at=clock.now())
    return _to(survey)


@blueprint.route("/<int:survey_id>/publish/", methods=["GET", "POST"])
@needs(can_publish_surveys)
def publish(area: Area, survey_id: int) -> Page:
    """Publish the draft, after seeing what it lacks and what changed."""
    survey = _survey(area, survey_id)
    draft = _draft(survey)
    form = PublishForm()
    before = survey.versions[-2] if len(survey.versions) > 1 else None
    shared = comparing.shared(before, draft) if before else []
    form.comparable.choices = [(one.key, one.key) for one in shared]
    if form.validate_on_submit():
        try:
            _publish(draft, form)
            flask.flash(
                _("Version %(number)s is published. Now open a round.", number=draft.number), "done"
            )
            return _to(survey)
        except RuleBroken as broken:
            form.show(broken)
    shown = {"survey": survey, "draft": draft, "form": form, "shared": shared}
    page = flask.render_template("surveys/staff/publish.html", **shown, lacks=missing.lacks(draft, area))
    return (page, 422) if form.is_submitted() else page


def _publish(draft: SurveyVersion, form: PublishForm) -> None:
    note = " ".join((form.note.data or "").split())
    keys = form.comparable.data or []
    actions.publish_version(version=draft, by=person().id, at=clock.now(), note=note, comparable=keys)


@blueprint.route("/<int:survey_id>/rounds/open/", methods=["GET", "POST"])
@needs(can_publish_surveys)
def open_round(area: Area, survey_id: int) -> Page:
    """Open a round of the newest published version, now or on a day to come."""
    survey, form = _survey(area, survey_id), RoundForm()
    published = [version for version in survey.versions if version.published_at is not None]
    if not published:
        flask.abort(409)
    if form.validate_on_submit():
        try:
            _open(published[-1], form)
            return _to(survey)
        except RuleBroken as broken:
            form.show(broken)
    page = flask.render_template(
        "surveys/staff/round.html", form=form, survey=survey, version=published[-1]
    )
    return (page, 422) if form.is_submitted() else page


def _open(version: SurveyVersion, form: RoundForm) -> None:
    first, last = form.opens_on.data, form.closes_on.data
    actions.open_wave(
        version=version,
        slug=slug_of(form.slug.data or str(first.year), str(first.year)),
        title=form.title.data.strip(),
        opens_at=clock.local_midnight(first),
        closes_at=clock.local_midnight(last + timedelta(days=1)),
        by=person().id,
        at=clock.now(),
    )
    flask.flash(_("The round is there. Families can answer it on its days."), "done")


@blueprint.post("/<int:survey_id>/rounds/<int:wave_id>/close/")
@needs(can_publish_surveys)
def close_round(area: Area, survey_id: int, wave_id: int) -> Page:
    """Close a round now."""
    survey = _survey(area, survey_id)
    wave = next((one for one in survey.waves if one.id == wave_id), None) or flask.abort(404)
    actions.close_wave(wave=wave, by=person().id, at=clock.now())
    flask.flash(
        _("The round is closed. Those who have begun can still send their answers for a day."), "done"
    )
    return _to(survey)


def _survey(area: Area, survey_id: int) -> Survey:
    return queries.survey_in(area, survey_id) or flask.abort(404)


def _draft(survey: Survey) -> SurveyVersion:
    draft = draft_actions.draft_of(survey)
    if draft is None:
        raise RuleBroken("This version is published. Make the next version to change it.")
    return draft


def _to(survey: Survey) -> Response:
    return flask.redirect(flask.url_for("staff_surveys.show", survey_id=survey.id), 303)


@blueprint.app_template_test("is_open_at")
def is_open_at(wave: Wave, at: datetime) -> bool:
    """Whether a round is open at a moment."""
    return wave.is_open(at)


@blueprint.app_template_filter("last_day")
def last_day(closes_at: datetime) -> str:
    """The last day of a round that closes at this moment."""
    return long_date(closes_at - timedelta(seconds=1))


@blueprint.app_template_global()
def words_check(words: str, mode: str) -> WordsReport:
    """What the words check says of words in a mode."""
    return check_words(words, easy=mode == Mode.EASY)


for _name in (mode_name, kind_name, invited_name, language_name, when_words):
    blueprint.add_app_template_global(_name)

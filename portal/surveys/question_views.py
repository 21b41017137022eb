"""The questions of a draft for staff: add, change, move, remove, and when each is asked."""

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import needs, person
from portal.core.errors import RuleBroken
from portal.core.vocabulary import Mode
from portal.pictures.queries import pictures_of
from portal.pictures.shipped import drawings
from portal.pictures.showing import OWN
from portal.surveys import draft_actions, queries
from portal.surveys.builder_forms import QuestionForm
from portal.surveys.draft_pages import back_to, draft_in, question_in, seen_edits
from portal.surveys.drafting import Condition, When
from portal.surveys.models import Question, Survey, SurveyVersion
from portal.surveys.permissions import can_write_surveys
from portal.surveys.rules_written import MOST, offered, when_of

blueprint = flask.Blueprint(
    "staff_questions", __name__, url_prefix="/<area:area>/staff/surveys/<int:survey_id>"
)
Page = str | Response | tuple[str, int]


@blueprint.route("/questions/add/", methods=["GET", "POST"])
@needs(can_write_surveys)
def add(area: Area, survey_id: int) -> Page:
    """One more question at the end."""
    survey, draft = draft_in(area, survey_id)
    form = _form(area)
    if form.validate_on_submit():
        try:
            content = form.content(None)
            draft_actions.add_question(version=draft, content=content, by=person().id, at=clock.now())
            return back_to(survey, _("“%(key)s” is added.", key=content.key))
        except RuleBroken as broken:
            form.show(broken)
    return _page(survey, draft, form, None)


@blueprint.route("/questions/<int:question_id>/", methods=["GET", "POST"])
@needs(can_write_surveys)
def edit(area: Area, survey_id: int, question_id: int) -> Page:
    """Change a question in every mode."""
    survey, draft = draft_in(area, survey_id)
    question = question_in(draft, question_id)
    form = _form(area, question)
    if not form.is_submitted():
        form.start(question)
    elif form.validate():
        try:
            _change(question, form)
            return back_to(survey, _("“%(key)s” is saved.", key=form.key.data))
        except RuleBroken as broken:
            form.show(broken)
    return _page(survey, draft, form, question)


def _change(question: Question, form: QuestionForm) -> None:
    draft_actions.change_question(
        question=question,
        content=form.content(question),
        seen=form.seen_edits(),
        by=person().id,
        at=clock.now(),
    )


@blueprint.post("/questions/<int:question_id>/move/")
@needs(can_write_surveys)
def move(area: Area, survey_id: int, question_id: int) -> Page:
    """One place up or down."""
    survey, draft = draft_in(area, survey_id)
    question = question_in(draft, question_id)
    up = flask.request.form.get("to") == "up"
    try:
        draft_actions.move_question(question=question, up=up, by=person().id, at=clock.now())
    except RuleBroken as broken:
        flask.flash(broken.message)
    return back_to(survey, "", f"q-{question.id}")


@blueprint.route("/questions/<int:question_id>/remove/", methods=["GET", "POST"])
@needs(can_write_surveys)
def remove(area: Area, survey_id: int, question_id: int) -> Page:
    """Take a question out, after asking once more."""
    survey, draft = draft_in(area, survey_id)
    question, problem = question_in(draft, question_id), ""
    if flask.request.method == "POST":
        try:
            draft_actions.remove_question(question=question, by=person().id, at=clock.now())
            return back_to(survey, _("The question is out of the draft."))
        except RuleBroken as broken:
            problem = broken.message
    shown = {"survey": survey, "question": question, "problem": problem}
    page = flask.render_template("surveys/staff/remove.html", **shown)
    return (page, 422) if problem else page


@blueprint.route("/questions/<int:question_id>/when/", methods=["GET", "POST"])
@needs(can_write_surveys)
def when(area: Area, survey_id: int, question_id: int) -> Page:
    """When the question is asked: always, or only after certain answers."""
    survey, draft = draft_in(area, survey_id)
    question, problem = question_in(draft, question_id), None
    chosen = when_of(question.show_if)
    if flask.request.method == "POST":
        chosen = _typed()
        try:
            _set(area, question, chosen)
            return back_to(survey, _("When “%(key)s” is asked is saved.", key=question.key))
        except RuleBroken as broken:
            problem = broken.message
    earlier = [one for one in queries.questions_of(draft) if one.position < question.position]
    known, lines = offered(area, earlier), min(MOST, len(chosen.conditions) + 2)
    shown = {"survey": survey, "question": question, "when": chosen, "known": known, "lines": lines}
    page = flask.render_template("surveys/staff/when.html", **shown, problem=problem)
    return (page, 422) if problem else page


def _set(area: Area, question: Question, chosen: When) -> None:
    draft_actions.set_when(
        area=area,
        question=question,
        when=chosen,
        seen=seen_edits(),
        by=person().id,
        at=clock.now(),
    )


def _typed() -> When:
    sent = flask.request.form
    rows = [
        [sent.get(f"{name}-{n}", "") for name in ("test", "answer", "number")] for n in range(1, MOST + 3)
    ]
    parted = [(test, *answer.partition("=")[::2], number.strip()) for test, answer, number in rows]
    conditions = [Condition(*one) for one in parted if one[1]]
    return When(sent.get("join", "all"), conditions if sent.get("join") != "always" else ())


def _form(area: Area, question: Question | None = None) -> QuestionForm:
    themes = [(slug, theme.label) for slug, theme in queries.themes_by_slug().items()]
    known = [*queries.measures_for(area, clock.today()), *(question.measures if question else [])]
    measures = list({one.slug: one.text for one in known}.items())
    return QuestionForm.offering(themes, measures, _pictures(area, question))


def _pictures(area: Area, question: Question | None) -> list[tuple[str, str]]:
    """The area's own pictures and those that ship; an ended one only where it stands already."""
    now = ((question.picture if question else None) or {}).get("code")
    own = [(f"{OWN}{one.slug}", one.name, one.ended_at is None) for one in pictures_of(area)]
    drawn = [(one.code, one.name.capitalize()) for one in drawings()]
    return [(code, name) for code, name, may_be_chosen in own if may_be_chosen or code == now] + drawn


def _page(survey: Survey, draft: SurveyVersion, form: QuestionForm, question: Question | None) -> Page:
    shown = {"survey": survey, "draft": draft, "form": form, "question": question, "modes": list(Mode)}
    page = flask.render_template("surveys/staff/question.html", **shown)
    return (page, 422) if form.is_submitted() else page

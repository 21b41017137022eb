"""Around a question for staff: the section it begins and its sign-language video; families get the file."""

import io

import flask
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from portal.areas.models import Area
from portal.core import clock
from portal.core.access import anyone, needs, person
from portal.core.easy_read import without_trace
from portal.core.errors import RuleBroken
from portal.core.security import larger_form
from portal.core.static_files import HEADERS, YEAR
from portal.core.text import clean_words
from portal.surveys.around_actions import keep_video, set_section, set_sign_video
from portal.surveys.around_forms import SectionForm, SignVideoForm
from portal.surveys.draft_pages import back_to, draft_in, question_in, seen_edits
from portal.surveys.models import Question
from portal.surveys.permissions import can_write_surveys
from portal.surveys.queries import sign_video_with
from portal.surveys.sign_videos import LARGEST_FILE, LONGEST_WORDS, SignVideo, checked_link, read_video

blueprint = flask.Blueprint(
    "staff_around", __name__, url_prefix="/<area:area>/staff/surveys/<int:survey_id>/questions"
)
files = flask.Blueprint("sign_videos", __name__, url_prefix="/<area:area>/sign-videos")
Page = str | Response | tuple[str, int]
# so that a file which is somewhat too large still gets its sentence beside the field
LARGEST_UPLOAD = LARGEST_FILE * 5 // 4


@blueprint.route("/<int:question_id>/section/", methods=["GET", "POST"])
@needs(can_write_surveys)
def section(area: Area, survey_id: int, question_id: int) -> Page:
    """Whether a section begins with this question, and its title."""
    survey, draft = draft_in(area, survey_id)
    question, form = question_in(draft, question_id), SectionForm()
    if not form.is_submitted():
        form.start(question)
    elif form.validate():
        try:
            set_section(
                question=question,
                titles={mode: title for mode, title in form.titles().items() if draft.has_mode(mode)},
                seen=seen_edits(),
                by=person().id,
                at=clock.now(),
            )
            return back_to(survey, _("The section is saved."), f"q-{question.id}")
        except RuleBroken as broken:
            form.show(broken)
    shown = {"survey": survey, "draft": draft, "question": question, "form": form}
    page = flask.render_template("surveys/staff/section.html", **shown)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:question_id>/sign-video/", methods=["GET", "POST"])
@larger_form(LARGEST_UPLOAD)
@needs(can_write_surveys)
def sign_video(area: Area, survey_id: int, question_id: int) -> Page:
    """The question in sign language: a link or a file, with the same in written words."""
    survey, draft = draft_in(area, survey_id)
    question, form = question_in(draft, question_id), SignVideoForm()
    if not form.is_submitted():
        form.start(question)
    elif form.validate():
        try:
            video = _sent(area, question, form)
            set_sign_video(
                question=question, video=video, seen=seen_edits(), by=person().id, at=clock.now()
            )
            return back_to(survey, _("The video is saved."), f"q-{question.id}")
        except RuleBroken as broken:
            form.show(broken)
    shown = {"survey": survey, "draft": draft, "question": question, "form": form}
    page = flask.render_template("surveys/staff/sign_video.html", **shown)
    return (page, 422) if form.is_submitted() else page


def _sent(area: Area, question: Question, form: SignVideoForm) -> SignVideo | None:
    if form.gone.data:
        return None
    words = clean_words(form.words.data or "", limit=LONGEST_WORDS)
    uploaded, link = form.uploaded(), (form.link.data or "").strip()
    if uploaded:
        return SignVideo(words, file=keep_video(area_id=area.id, sent=read_video(uploaded)))
    if link:
        return SignVideo(words, link=checked_link(link))
    kept = (question.sign_video or {}).get("file", "")
    if not kept:
        raise RuleBroken("Write a link, or choose a file.", "link", status=422)
    return SignVideo(words, file=kept)


@files.get("/<token:video_hash>/")
@anyone
@without_trace
def file(area: Area, video_hash: str) -> flask.Response:
    """One video, in parts where the browser asks for parts; its address changes with what is in it."""
    found = sign_video_with(area.id, video_hash)
    if found is None:
        flask.abort(404)
    response = flask.send_file(
        io.BytesIO(found.content),
        mimetype=f"video/{found.ending}",
        conditional=True,
        etag=video_hash,
        max_age=YEAR,
    )
    response.headers.update(HEADERS)
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    return response

"""The page on which an editor pastes words and sees what to mend."""

import flask

from portal.areas.models import Area
from portal.core.access import needs
from portal.core.words import check_words
from portal.wording.forms import WordsCheckForm
from portal.wording.permissions import can_check_words

blueprint = flask.Blueprint("staff_words", __name__, url_prefix="/<area:area>/staff/words")


@blueprint.route("/", methods=["GET", "POST"])
@needs(can_check_words)
def check(area: Area) -> str | tuple[str, int]:
    """Look at a text; it goes no further than this answer."""
    form = WordsCheckForm()
    report, text = None, form.text.data or ""
    if form.validate_on_submit():
        report = check_words(text, easy=form.easy.data)
    page = flask.render_template("wording/staff/check.html", form=form, report=report, text=text)
    return (page, 422) if form.is_submitted() and report is None else page

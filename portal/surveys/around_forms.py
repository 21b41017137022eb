"""What may be typed around a question: the title of a section, a video in sign language."""

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import BooleanField, FileField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.core.forms import Form
from portal.core.vocabulary import Mode
from portal.surveys.models import Question
from portal.surveys.sign_videos import LARGEST_FILE, LONGEST_LINK, LONGEST_WORDS


class SectionForm(Form):
    """The title of a section in each mode; empty everywhere: no section begins here."""

    def start(self, question: Question) -> None:
        """Fill the form with the section as it is."""
        for mode in Mode:
            self[f"title_{mode}"].data = (question.section or {}).get(mode, "")

    def titles(self) -> dict[str, str]:
        """What was typed, by mode."""
        return {str(mode): " ".join((self[f"title_{mode}"].data or "").split()) for mode in Mode}


for _mode in Mode:
    setattr(
        SectionForm,
        f"title_{_mode}",
        StringField(
            _("Title"), validators=[Length(max=80, message=_("Write a shorter title: up to 80 letters."))]
        ),
    )


class SignVideoForm(Form):
    """A link or a file, and what is signed in it."""

    link = StringField(
        _("Link to the video"),
        description=_("It begins with https:// and opens on its own page."),
        validators=[Length(max=LONGEST_LINK, message=_("Write a shorter address."))],
    )
    file = FileField(
        _("Or the video itself"),
        description=_("MP4 or WebM, up to 12 MB. It plays only when somebody starts it."),
        render_kw={"accept": "video/mp4,video/webm"},
    )
    words = TextAreaField(
        _("What is signed, in written words"),
        validators=[
            InputRequired(_("Write what is signed.")),
            Length(max=LONGEST_WORDS, message=_("Write less: up to 2,000 letters.")),
        ],
    )
    gone = BooleanField(_("Take the video away"))

    def start(self, question: Question) -> None:
        """Fill the form with the video as it is, its words with the question when there is none."""
        now = question.sign_video or {}
        first = next((one.words for one in question.wordings), "")
        self.link.data, self.words.data = now.get("link", ""), now.get("words", first)

    def uploaded(self) -> bytes:
        """The file that was sent, empty when there is none; one byte more than the limit at most."""
        sent = self.file.data
        return sent.stream.read(LARGEST_FILE + 1) if isinstance(sent, FileStorage) else b""

"""What may be sent and typed about an area's own picture."""

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import FileField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.core.forms import SeenForm
from portal.pictures.decoding import LARGEST_FILE
from portal.pictures.models import LONGEST_ALTERNATIVE, LONGEST_CREDIT, LONGEST_NAME, OwnPicture

KINDS = "image/png,image/jpeg,image/webp"


class AddForm(SeenForm):
    """A new picture and its words; `version` is the one that the page showed."""

    file = FileField(
        _("The picture"),
        description=_("PNG, JPEG or WebP, up to 8 MB. We make it small and take out where it was taken."),
        render_kw={"accept": KINDS},
    )
    name = StringField(
        _("Name"),
        description=_("A few words to find it by, like: our library."),
        validators=[
            InputRequired(_("Give it a name.")),
            Length(max=LONGEST_NAME, message=_("Write a shorter name: up to 60 letters.")),
        ],
    )
    alternative = TextAreaField(
        _("What it shows"),
        description=_("A short sentence for people who cannot see it, like: “A girl reads with her dad.”"),
        validators=[
            InputRequired(_("Write what the picture shows.")),
            Length(max=LONGEST_ALTERNATIVE, message=_("Write it in up to 200 letters.")),
        ],
    )
    credit = StringField(
        _("Whose picture it is"),
        description=_("Who made it, and what others may do with it. Families see this."),
        validators=[
            InputRequired(_("Write whose picture it is.")),
            Length(max=LONGEST_CREDIT, message=_("Write it in up to 150 letters.")),
        ],
    )

    def uploaded(self) -> bytes:
        """The file that was sent, empty when there is none; one byte more than the limit at most."""
        sent = self.file.data
        return sent.stream.read(LARGEST_FILE + 1) if isinstance(sent, FileStorage) else b""


class ChangeForm(AddForm):
    """New words for a picture and, where one is sent, a new file; its name stays."""

    name = None

    def start(self, picture: OwnPicture) -> None:
        """Fill the form with a picture as it is."""
        self.alternative.data, self.credit.data = picture.alternative, picture.credit
        self.version.data = str(picture.version)

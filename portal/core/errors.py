"""How a rule says no: RuleBroken carries the plain sentence that a form or a page shows."""

from flask_babel import gettext


class RuleBroken(Exception):
    """An action refused, and why, in words for the person who asked, in the language of their page.

    `message` is one plain sentence, written out where it is raised so that it can be collected for
    translation; what is put into it comes in `values` ("%(least)s"). `field` names the form field it
    belongs to, None for the whole form. `status` is the HTTP status when it reaches no form (409: the
    state has changed).
    """

    def __init__(
        self, message: str, field: str | None = None, *, status: int = 409, **values: object
    ) -> None:
        said = str(gettext(message, **values))
        super().__init__(said)
        self.message = said
        self.field = field
        self.status = status

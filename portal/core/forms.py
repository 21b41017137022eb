"""The form every form starts from, and how a broken rule becomes an error beside its field."""

from flask_wtf import FlaskForm
from wtforms import Field

from portal.core.errors import RuleBroken


class Form(FlaskForm):
    """A form whose errors are collected in the order of its fields, for the summary on top."""

    class Meta:
        """Flask-WTF checks the token for every POST before the view runs; not again per form."""

        csrf = False

    def show(self, broken: RuleBroken) -> None:
        """Put a refusal beside its field, or above the form when it names none."""
        field = self._fields.get(broken.field or "")
        if field is None:
            self.form_errors.append(broken.message)
        else:
            field.errors = [*field.errors, broken.message]

    def error_list(self) -> list[dict[str, str]]:
        """Every error as {text, href} for the error summary; the first error of each field."""
        found = [{"text": str(text), "href": ""} for text in self.form_errors]
        for field in self:
            if field.errors:
                found.append({"text": str(first_error(field)), "href": f"#{anchor(field)}"})
        return found


def first_error(field: Field) -> str:
    """The first sentence that is wrong with a field."""
    first = field.errors[0]
    return str(first[0] if isinstance(first, list) else first)


def anchor(field: Field) -> str:
    """The id an error points to: the first choice of a group, else the field itself."""
    return f"{field.id}-0" if field.type in {"RadioField", "SelectMultipleField"} else str(field.id)

"""The form every form starts from, and how a broken rule becomes an error beside its field."""

from collections.abc import Iterator
from typing import Any

import flask
from flask_wtf import FlaskForm
from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import Field, HiddenField

from portal.core.errors import RuleBroken


class Form(FlaskForm):
    """A form whose errors are collected in the order of its fields, for the summary on top."""

    class Meta(FlaskForm.Meta):
        """Flask-WTF checks the token for every POST before the view runs; not again per form."""

        csrf = False

        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """What was sent, without null bytes, which PostgreSQL refuses; JSON is no form."""
            if flask.has_request_context() and flask.request.is_json:
                return None
            sent = super().wrap_formdata(form, formdata)
            if sent is None or (flask.has_request_context() and flask.request.method != "POST"):
                return sent
            return MultiDict(_without_null_bytes(sent))

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


class SeenForm(Form):
    """A form of a page that showed a row in a certain version (core/versions.py)."""

    version = HiddenField()

    def seen_version(self) -> int:
        """The version that the page showed; 0, which no row has, when it was tampered with."""
        text = self.version.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _without_null_bytes(sent: Any) -> Iterator[tuple[str, Any]]:
    """Every field as it came; a file is not text and stays as it is, but its name is."""
    for name, values in sent.lists():
        for value in values:
            if isinstance(value, FileStorage) and value.filename:
                value.filename = value.filename.replace("\x00", "")
            yield name, value.replace("\x00", "") if isinstance(value, str) else value


def first_error(field: Field) -> str:
    """The first sentence that is wrong with a field."""
    first = field.errors[0]
    return str(first[0] if isinstance(first, list) else first)


def anchor(field: Field) -> str:
    """The id an error points to: the first choice of a group, else the field itself."""
    return f"{field.id}-0" if field.type in {"RadioField", "SelectMultipleField"} else str(field.id)

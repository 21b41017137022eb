"""Each kind of WTForms field comes out as the right component, with its errors beside it."""

import re

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    EmailField,
    Form,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
)
from wtforms.fields.choices import SelectChoice

from tests.components.surroundings import Render


class Example(Form):
    """One field of each kind."""

    name = StringField("Name", description="As people know you.")
    email = EmailField("Email", [validators.InputRequired("Write your email.")])
    password = PasswordField("Password")
    role = RadioField(
        "Role",
        [validators.InputRequired("Pick one.")],
        choices=[SelectChoice("a", "Admin"), SelectChoice("b", "Board")],
    )
    needs = SelectMultipleField("Needs", choices=[SelectChoice("x", "Rest"), SelectChoice("y", "Play")])
    wave = SelectField("Wave", choices=[SelectChoice("1", "Spring"), SelectChoice("2", "Autumn")])
    words = TextAreaField("Words")
    agree = BooleanField("I agree", description="You can change this later.")
    token = HiddenField()


def filled(**values: object) -> Example:
    """The form as it was sent."""
    pairs = [
        (name, one)
        for name, value in values.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    return Example(MultiDict(pairs))


def shown(render: Render, form: Example, field: str, more: str = "") -> str:
    """One field of the form on a page."""
    source = '{% from "components/form_field.html" import form_field %}'
    return render(source + "{{ form_field(form." + field + more + ") }}", form=form)


def test_a_line_of_text_has_label_hint_and_value(render: Render) -> None:
    page = shown(render, filled(name="A < B"), "name")
    assert '<label class="govuk-label" for="name">Name</label>' in page
    assert '<div id="name-hint" class="govuk-hint">As people know you.</div>' in page
    assert 'value="A &lt; B" aria-describedby="name-hint"' in page


def test_an_error_stands_beside_its_field(render: Render) -> None:
    form = filled()
    form.validate()
    page = shown(render, form, "email", ", autocomplete='email'")
    assert "Write your email.</p>" in page
    assert 'type="email"' in page
    assert 'aria-describedby="email-error" autocomplete="email"' in page


def test_a_password_is_never_sent_back(render: Render) -> None:
    page = shown(render, filled(password="hunter2"), "password")
    assert "hunter2" not in page
    assert 'type="password"' in page


def test_radios_keep_what_was_chosen_and_the_ids_that_errors_point_to(render: Render) -> None:
    page = shown(render, filled(role="b"), "role", ", item_hints={'a': 'Sees all.'}")
    assert re.findall(r'<input[^>]* id="([^"]+)"', page) == ["role-0", "role-1"]
    assert re.findall(r'value="(\w)" checked', page) == ["b"]
    assert "Sees all." in page


def test_a_group_can_be_the_heading_of_the_page(render: Render) -> None:
    page = shown(render, filled(), "role", ", heading=true")
    assert '<h1 class="govuk-fieldset__heading">Role</h1>' in page


def test_a_group_shows_its_error(render: Render) -> None:
    form = filled()
    form.validate()
    assert "Pick one.</p>" in shown(render, form, "role")


def test_many_choices_are_boxes(render: Render) -> None:
    page = shown(render, filled(needs=["x", "y"]), "needs")
    assert page.count('type="checkbox"') == page.count(" checked") == 2


def test_a_list_keeps_its_choice(render: Render) -> None:
    assert '<option value="2" selected>Autumn</option>' in shown(render, filled(wave="2"), "wave")


def test_words_in_a_box_come_back_as_typed(render: Render) -> None:
    page = shown(render, filled(words="one\ntwo </textarea>"), "words", ", max_length=50, keep='k'")
    assert ">\none\ntwo &lt;/textarea&gt;</textarea>" in page
    assert 'data-maxlength="50"' in page
    assert 'data-keep="k"' in page


@pytest.mark.parametrize("ticked", [True, False])
def test_a_single_box_is_ticked_or_not(ticked: bool, render: Render) -> None:
    page = shown(render, filled(agree="y") if ticked else filled(), "agree")
    assert (" checked" in page) is ticked
    assert "You can change this later." in page


def test_what_the_field_and_the_page_both_say_is_said_once(render: Render) -> None:
    page = shown(render, filled(), "name", ", attributes={'type': 'email', 'data-x': '1'}")
    assert page.count("type=") == 1
    assert 'type="email"' in page
    assert 'data-x="1"' in page


def test_an_empty_field_has_no_value(render: Render) -> None:
    assert "value=" not in shown(render, filled(), "name")


def test_a_hidden_field_stays_hidden(render: Render) -> None:
    page = shown(render, filled(token="t"), "token")
    assert 'type="hidden"' in page
    assert "label" not in page

"""The commands about people: the first admin of an area, and a new password from outside."""

import re

import flask

from portal.accounts.queries import person_by_email
from portal.accounts.roles import Role
from portal.areas.queries import area_by_slug
from tests.checked_client import CheckedClient
from tests.signing_in import PASSWORD, plant

EMAIL = "first@example.org"


def run(app: flask.Flask, *words: str) -> tuple[int, str]:
    """Run a `flask people …` command; its exit code and what it prints."""
    result = app.test_cli_runner().invoke(args=["people", *words])
    return result.exit_code, result.output


def path_in(output: str) -> str:
    found = re.search(r"https://portal\.example(/account/invitation/[\w-]+/)", output)
    assert found is not None, output
    return found.group(1)


def test_the_first_admin_joins_by_a_printed_link(app: flask.Flask, client: CheckedClient) -> None:
    words = (
        "--area",
        "liverpool",
        "--role",
        "area admin",
        "--email",
        EMAIL,
        "--site",
        "https://portal.example/",
    )
    code, output = run(app, "add", *words)
    assert code == 0
    assert client.send(path_in(output), name="First Admin", password=PASSWORD).status_code == 303
    person, area = person_by_email(EMAIL), area_by_slug("liverpool")
    assert person is not None
    assert area is not None
    assert person.roles_in(area) == {Role.AREA_ADMIN}


def test_what_cannot_be_is_said_in_one_line(app: flask.Flask) -> None:
    assert run(app, "add", "--area", "atlantis", "--email", EMAIL) == (
        1,
        "Error: There is no area “atlantis”.\n",
    )
    assert "is not an email address" in run(app, "add", "--area", "wirral", "--email", "nobody")[1]
    assert run(app, "add", "--area", "wirral", "--email", EMAIL, "--role", "queen")[0] == 2
    assert "works here" in run(app, "password-link", "--email", "nobody@example.org")[1]


def test_a_person_of_two_areas_gets_a_new_password_from_outside(
    app: flask.Flask, client: CheckedClient
) -> None:
    plant("officer", email="both@example.org")
    plant("officer", "wirral", email="both@example.org")
    _code, output = run(
        app, "password-link", "--email", "both@example.org", "--site", "https://portal.example"
    )
    assert client.send(path_in(output), password="another lorry song").status_code == 303

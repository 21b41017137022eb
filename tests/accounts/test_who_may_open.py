"""Every role, nobody, and another area's admin, each really asking for each page of this feature."""

import pytest

from portal.accounts.roles import Role
from tests.checked_client import CheckedClient
from tests.signing_in import plant, sign_in

ADMIN = frozenset({Role.AREA_ADMIN})
STAFF = "/liverpool/staff/"
PAGES = {
    "people/": ADMIN,
    "people/roles/": ADMIN,
    "people/invite/": ADMIN,
    "people/{officer}/": ADMIN,
    "people/{officer}/end/": ADMIN,
    "settings/": ADMIN,
    "audit/": ADMIN,
}
ACTS = {
    "people/invite/": 422,
    "people/invitations/999/take-back/": 404,
    "people/{officer}/": 422,
    "people/{officer}/password-link/": 303,
    "people/{officer}/end/": 303,
    "settings/": 422,
}


def path(pattern: str) -> str:
    return STAFF + pattern.format(officer=plant("officer").id)


@pytest.mark.parametrize("role", Role)
def test_a_role_opens_its_own_pages_and_no_other(client: CheckedClient, role: Role) -> None:
    sign_in(client, role)
    for pattern, allowed in PAGES.items():
        assert client.get(path(pattern)).status_code == (200 if role in allowed else 403), pattern


@pytest.mark.parametrize("role", Role)
def test_a_role_acts_on_its_own_pages_and_no_other(client: CheckedClient, role: Role) -> None:
    sign_in(client, role)
    for pattern, answer in ACTS.items():
        response = client.send(path(pattern), at="/account/password/")
        assert response.status_code == (answer if role in ADMIN else 403), pattern


def test_a_stranger_is_asked_to_sign_in_and_led_back(client: CheckedClient) -> None:
    for pattern in PAGES:
        response = client.get(path(pattern))
        assert response.status_code == 302
        assert response.location == f"/account/sign-in/?next={path(pattern)}"


def test_a_stranger_cannot_act(client: CheckedClient) -> None:
    for pattern in ACTS:
        response = client.send(path(pattern), at="/account/sign-in/")
        assert response.location == "/account/sign-in/?next="


def test_the_admin_of_another_area_is_kept_out(client: CheckedClient) -> None:
    sign_in(client, "area admin", "wirral")
    for pattern in PAGES:
        assert client.get(path(pattern)).status_code == 403, pattern
    for pattern in ACTS:
        assert client.send(path(pattern), at="/account/password/").status_code == 403, pattern


def test_nothing_is_done_without_the_token_of_the_form(client: CheckedClient) -> None:
    sign_in(client, "area admin")
    for pattern in ACTS:
        response = client.post(path(pattern))
        assert response.status_code == 400, pattern
        assert "Please send that again" in response.text


def test_looking_changes_nothing(client: CheckedClient) -> None:
    """A GET that wrote would raise GetWrote; HEAD and OPTIONS are asked too."""
    sign_in(client, "area admin")
    for pattern in [*PAGES, "people/invitations/1/"]:
        for ask in (client.get, client.head, client.options):
            assert ask(path(pattern)).status_code in {200, 404}, pattern

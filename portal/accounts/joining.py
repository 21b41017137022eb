"""Using an invitation: which of three forms its link opens, and what the form then does.

A new person gives a name and a password. A person with an account proves it by their own
password, or whoever holds the link could take the account over. A link for a new password asks
for just that.
"""

from dataclasses import dataclass

from portal.accounts import actions, invitation_actions, links, passwords, queries
from portal.accounts.forms import JoinForm, NewPasswordForm, OwnPasswordForm
from portal.accounts.models import Person, SignIn
from portal.accounts.tries import check_password, password_cost
from portal.core import clock
from portal.core.db import reading

JoiningForm = JoinForm | NewPasswordForm | OwnPasswordForm


@dataclass(frozen=True)
class OpenLink:
    """What an open invitation says; `role` None: it is for a new password."""

    invitation_id: int
    email: str
    area_name: str
    role: str | None
    has_account: bool

    def form(self) -> JoiningForm:
        """The form that the link opens."""
        if self.role and self.has_account:
            return OwnPasswordForm()
        form = JoinForm() if self.role else NewPasswordForm()
        form.email_address = self.email
        return form


def open_link(token: str) -> OpenLink | None:
    """What the link says; None when it is unknown, used, taken back or too old."""
    with reading():
        invitation = queries.invitation_by_hash(links.hash_of(token))
        if invitation is None or not invitation.is_open(clock.now()):
            return None
        person = queries.person_by_email(invitation.email)
        return OpenLink(
            invitation_id=invitation.id,
            email=invitation.email,
            area_name=invitation.area.name,
            role=invitation.role,
            has_account=person is not None and not person.has_ended,
        )


def use(link: OpenLink, form: JoiningForm) -> SignIn:
    """Do what the form asks and sign the person in.

    Raises WrongPassword or TooMany for a wrong own password, RuleBroken when the link has closed
    since. The hash is worked out first, then the one transaction of the request writes.
    """
    person = _use_own_password(link, form) if isinstance(form, OwnPasswordForm) else _use_new(link, form)
    return actions.start_sign_in(
        person_id=person.id, checked_hash=person.password_hash, new_hash=None, at=clock.now()
    )


def _use_own_password(link: OpenLink, form: OwnPasswordForm) -> Person:
    checked = check_password(link.email, form.password.data)
    return invitation_actions.join_with_account(
        invitation_id=link.invitation_id, person_id=checked.person_id, at=clock.now()
    )


def _use_new(link: OpenLink, form: JoinForm | NewPasswordForm) -> Person:
    password_hash = passwords.hash_password(form.password.data, cost=password_cost())
    if isinstance(form, NewPasswordForm):
        return invitation_actions.set_password_by_link(
            invitation_id=link.invitation_id, password_hash=password_hash, at=clock.now()
        )
    return invitation_actions.join(
        invitation_id=link.invitation_id,
        name=form.name.data.strip(),
        password_hash=password_hash,
        at=clock.now(),
    )

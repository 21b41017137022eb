"""What staff call the ways to answer, the kinds of question, who is invited, and when one is asked."""

from flask_babel import gettext as _

from portal.core.vocabulary import Mode
from portal.languages.catalogues import ENGLISH, languages
from portal.surveys.models import Invited, Question
from portal.surveys.routing import Rule, conditions
from portal.surveys.scales import all_scales


def mode_name(mode: str) -> str:
    """How a question is put ("Easy Read")."""
    names: dict[Mode, str] = {
        Mode.STANDARD: _("Standard words"),
        Mode.YOUNG: _("Words for young people"),
        Mode.EASY: _("Easy Read"),
    }
    return names[Mode(mode)]


def invited_name(invited: str) -> str:
    """Who a survey is for."""
    names: dict[Invited, str] = {
        Invited.PARENTS: _("Parents and carers"),
        Invited.YOUNG: _("Children and young people"),
        Invited.PRACTITIONERS: _("People who work with families"),
        Invited.FAMILIES: _("Families: parents, carers and young people"),
        Invited.EVERYONE: _("Everyone"),
    }
    return names[Invited(invited)]


def language_name(code: str) -> str:
    """What staff call a language; its code where no catalogue has it."""
    known = {one.code: one.english_name for one in (ENGLISH, *languages().values())}
    return known.get(code, code)


def kinds() -> list[tuple[str, str]]:
    """Every kind of question with its name, those most used first."""
    return [
        ("agree5", _("How far they agree: five answers")),
        ("sat5", _("How happy they are: five answers")),
        ("face3", _("Three faces: good, OK, not good")),
        ("face5", _("Five faces: great to bad")),
        ("effort5", _("How easy it was: five answers")),
        ("easy3", _("Easy, OK or hard")),
        ("change5", _("Better or worse than before: five answers")),
        ("better3", _("Better, the same or worse")),
        ("yes-no", _("Yes or no")),
        ("yes-no-notsure", _("Yes, no or not sure")),
        ("yes-partly-no", _("Yes, partly or no")),
        ("count-band", _("How many times")),
        ("wait-band", _("How long they waited")),
        ("time-band", _("How long before")),
        ("choice", _("Choose one answer from a list")),
        ("multi", _("Choose all that fit from a list")),
        ("picture-pick", _("Choose pictures")),
        ("ranking", _("Put a list in order with numbers")),
        ("number", _("A whole number")),
        ("short", _("A few words of their own")),
        ("free", _("In their own words")),
        ("info", _("Words to read, nothing to answer")),
    ]


def kind_name(kind: str) -> str:
    """One kind."""
    return dict(kinds()).get(kind, kind)


def lists() -> list[tuple[str, str]]:
    """The shipped lists of answers that a question may take."""
    return [(key, scale.what) for key, scale in all_scales().items() if scale.kind in {"choice", "multi"}]


def when_words(question: Question) -> str:
    """When a question is asked, in one line: "Only when plan.heard is agree-lot"."""
    rule = question.show_if
    said = [_condition_words(one) for one in conditions(rule)]
    joined = (_(" or ") if rule and "any" in rule else _(" and ")).join(said)
    return str(_("Only when %(conditions)s.", conditions=joined))


def _condition_words(one: Rule) -> str:
    key = one["question"]
    if "at_least" in one:
        return str(_("%(key)s is at least %(code)s", key=key, code=one["at_least"]))
    if "in" in one:
        return str(_("%(key)s is %(codes)s", key=key, codes=", ".join(one["in"])))
    if "answered" in one:
        return str(_("%(key)s is answered", key=key))
    return str(_("%(key)s is not %(codes)s", key=key, codes=", ".join(one.get("not_in", []))))

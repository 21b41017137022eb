"""Hard words and short forms of the plans, and their plain words, shown under the text that uses them."""

import re
from collections.abc import Iterable

from flask_babel import lazy_gettext as _

MEANINGS = {
    "ADHD": _("attention deficit hyperactivity disorder"),
    "Co-production": _("families and services plan together, as equals"),
    "EHC plan": _("education, health and care plan"),
    "GP": _("family doctor"),
    "Graduated approach": _("find the need, plan, help, then check and start again"),
    "LivPaC": _("the parent carer forum of Liverpool"),
    "Local Offer": _("the list of all help for children with SEND in the area"),
    "Mediation": _("someone who takes no side helps people to agree"),
    "NICE": _("the National Institute for Health and Care Excellence, which says what good care is"),
    "OT": _("occupational therapy, which helps with daily tasks"),
    "PCPW": _("Parent Carer Participation Wirral, the parent carer forum"),
    "SALT": _("speech and language therapy"),
    "SEMH": _("social, emotional and mental health"),
    "SEN Support": _("extra help in school, without an EHC plan"),
    "SEND": _("special educational needs and disabilities"),
    "SENDCO": _("the person in a school who leads on SEND"),
    "Supported internship": _("a study year that is mostly at work, with a job coach"),
    "Written Statement of Action": _("the plan to put right what inspectors found"),
}
PATTERNS = {
    "Co-production": r"(?i:co-?production)",
    "EHC plan": r"EHC",
    "GP": r"GPs?",
    "Graduated approach": r"(?i:graduated approach)",
    "LivPaC": r"LivPa[cC]",
    "Mediation": r"(?i:mediation)",
    "SENDCO": r"SENDC[oO]",
    "Supported internship": r"(?i:supported internships?)",
}


def explained(texts: Iterable[str]) -> list[tuple[str, str]]:
    """The short forms that stand in these texts, each with its meaning, in alphabetical order."""
    whole = "\n".join(texts)
    return [
        (form, str(meaning))
        for form, meaning in MEANINGS.items()
        if re.search(rf"\b{PATTERNS.get(form, re.escape(form))}\b", whole)
    ]

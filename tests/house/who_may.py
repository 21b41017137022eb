"""Who may open what: one table for every endpoint. A route that is missing here fails a test.

A set names the roles that may, each in its own area only; nobody else gets in.
"""

from portal.accounts.roles import Role

ANYONE = "anyone"
SIGNED_IN = "every signed-in person, whatever their area"
Who = str | frozenset[Role]


def _only(*roles: Role) -> frozenset[Role]:
    return frozenset(roles)


ADMIN = _only(Role.AREA_ADMIN)
EVERY_ROLE = _only(*Role)
EDITOR = _only(Role.EDITOR)
WRITERS = _only(Role.EDITOR, Role.OFFICER)
LEAD = _only(Role.SAFEGUARDING_LEAD)
OFFICER = _only(Role.OFFICER)
PAPER = _only(Role.DATA_ENTRY, Role.OFFICER)
NUMBERS = _only(Role.ANALYST, Role.BOARD_VIEWER, Role.OFFICER)
WORDS = _only(Role.ANALYST, Role.OFFICER)

WHO_MAY: dict[str, Who] = {
    "account.accept": ANYONE,
    "account.areas": SIGNED_IN,
    "account.password": SIGNED_IN,
    "account.sign_in": ANYONE,
    "account.sign_out": ANYONE,
    "codes.ask": ANYONE,
    "codes.open_link": ANYONE,
    "health.live": ANYONE,
    "health.ready": ANYONE,
    "leaving.another": ANYONE,
    "leaving.call_back": ANYONE,
    "leaving.clear": ANYONE,
    "leaving.cleared": ANYONE,
    "pages.accessibility": ANYONE,
    "pages.brand": ANYONE,
    "pages.choose_area": ANYONE,
    "pages.cookies": ANYONE,
    "pages.glossary": ANYONE,
    "pages.help_now": ANYONE,
    "pages.help_now_easy": ANYONE,
    "pages.home": ANYONE,
    "pages.how_it_works": ANYONE,
    "pages.privacy": ANYONE,
    "pages.robots": ANYONE,
    "places.come": ANYONE,
    "pictures.index": ANYONE,
    "receipt.add": ANYONE,
    "receipt.answer": ANYONE,
    "receipt.close": ANYONE,
    "receipt.go_on": ANYONE,
    "receipt.quote": ANYONE,
    "receipt.seen": ANYONE,
    "receipt.show": ANYONE,
    "receipt.tell_me": ANYONE,
    "receipt.withdraw": ANYONE,
    "releases.file": ANYONE,
    "releases.index": ANYONE,
    "releases.listed": ANYONE,
    "releases.show": ANYONE,
    "receipt.withdraw_all": ANYONE,
    "responses.answer": ANYONE,
    "responses.check": ANYONE,
    "responses.done": ANYONE,
    "responses.mode": ANYONE,
    "responses.question": ANYONE,
    "responses.saved": ANYONE,
    "responses.stop": ANYONE,
    "staff_audit.index": ADMIN,
    "staff_channels.index": NUMBERS,
    "staff_channels.show": NUMBERS,
    "staff_codes.download": OFFICER,
    "staff_codes.index": OFFICER,
    "staff_codes.make": OFFICER,
    "staff_codes.pdf": OFFICER,
    "staff_codes.printed": OFFICER,
    "staff_codes.sheet": OFFICER,
    "staff_codes.show": OFFICER,
    "staff_codes.void": OFFICER,
    "staff_codes.void_one": OFFICER,
    "staff_exports.cancel": WORDS,
    "staff_exports.download": WORDS,
    "staff_exports.index": WORDS,
    "staff_exports.make": WORDS,
    "staff_exports.making": WORDS,
    "staff_exports.show": WORDS,
    "staff_feedback.as_written": WORDS,
    "staff_feedback.clear": WORDS,
    "staff_feedback.index": WORDS,
    "staff_feedback.note": OFFICER,
    "staff_feedback.put_back": WORDS,
    "staff_feedback.read": WORDS,
    "staff_feedback.reopen": WORDS,
    "staff_feedback.show": WORDS,
    "staff_feedback.sort": WORDS,
    "staff_feedback.take_out": WORDS,
    "staff_feedback.take_out_details": WORDS,
    "staff_home.show": EVERY_ROLE,
    "staff_jobs.cancel": ADMIN,
    "staff_jobs.index": ADMIN,
    "staff_jobs.show": ADMIN,
    "staff_languages.index": EDITOR,
    "staff_languages.show": EDITOR,
    "staff_languages.withdraw": EDITOR,
    "staff_messages.again": ADMIN,
    "staff_messages.index": ADMIN,
    "staff_messages.show": ADMIN,
    "staff_paper.check_all": PAPER,
    "staff_paper.figures": PAPER,
    "staff_paper.finish": PAPER,
    "staff_paper.form": PAPER,
    "staff_paper.give_up": PAPER,
    "staff_paper.index": PAPER,
    "staff_paper.make": PAPER,
    "staff_paper.open_again": PAPER,
    "staff_paper.outside": PAPER,
    "staff_paper.show": PAPER,
    "staff_paper.sign": PAPER,
    "staff_people.end": ADMIN,
    "staff_people.index": ADMIN,
    "staff_people.invite": ADMIN,
    "staff_people.invited": ADMIN,
    "staff_people.password_link": ADMIN,
    "staff_people.roles": ADMIN,
    "staff_people.show": ADMIN,
    "staff_people.take_back": ADMIN,
    "staff_places.add": OFFICER,
    "staff_places.edit": OFFICER,
    "staff_places.end": OFFICER,
    "staff_places.index": OFFICER,
    "staff_places.poster": OFFICER,
    "staff_priorities.index": NUMBERS,
    "staff_priorities.show": NUMBERS,
    "staff_releases.approve": WORDS,
    "staff_releases.cancel": WORDS,
    "staff_releases.choose": WORDS,
    "staff_releases.drop": WORDS,
    "staff_releases.index": WORDS,
    "staff_releases.prepare": WORDS,
    "staff_releases.preparing": WORDS,
    "staff_releases.publish": OFFICER,
    "staff_releases.show": WORDS,
    "staff_releases.words": WORDS,
    "staff_safeguarding.call": LEAD,
    "staff_safeguarding.call_done": LEAD,
    "staff_safeguarding.decide": LEAD,
    "staff_safeguarding.decided": LEAD,
    "staff_safeguarding.index": LEAD,
    "staff_safeguarding.show": LEAD,
    "staff_settings.show": ADMIN,
    "staff_sheets.check": PAPER,
    "staff_sheets.key": PAPER,
    "staff_sheets.next_one": PAPER,
    "staff_sheets.settle": PAPER,
    "staff_sheets.take_out": PAPER,
    "staff_themes.index": NUMBERS,
    "staff_themes.show": NUMBERS,
    "staff_words.check": WRITERS,
    "strategies.index": ANYONE,
    "strategies.priority": ANYONE,
    "strategies.show": ANYONE,
    "surveys.index": ANYONE,
    "surveys.start": ANYONE,
    "tell_me.confirm": ANYONE,
    "tell_me.stop": ANYONE,
}

# what the page answers to those who may, where it is not a plain 200 (GET) or 303 or 422 (POST)
ANSWERS: dict[tuple[str, str], set[int]] = {
    # the message of this test waits: it does not need another try
    ("staff_messages.again", "POST"): {409},
    # a mailbox presses this by itself and follows no redirect
    ("tell_me.stop", "POST"): {200},
    # with one area to work in there is nothing to choose
    ("account.areas", "GET"): {200, 302},
    # its Easy Read is the same page now
    ("pages.help_now_easy", "GET"): {302},
    # the link of a card leads to what it opens
    ("codes.open_link", "GET"): {303},
    # the link of a place leads to the open surveys
    ("places.come", "GET"): {303},
    ("staff_codes.download", "POST"): {200},
    ("staff_codes.pdf", "POST"): {200},
    # the batch of this test is being keyed: there is nothing to check, settle or sign yet
    ("staff_paper.check_all", "POST"): {409},
    ("staff_paper.finish", "POST"): {409},
    ("staff_paper.open_again", "POST"): {422, 409},
    ("staff_paper.sign", "POST"): {409},
    ("staff_sheets.check", "GET"): {303},
    ("staff_sheets.check", "POST"): {409},
    ("staff_sheets.key", "POST"): {409},
    ("staff_sheets.settle", "GET"): {303},
    # the forms of this test carry no version, and its words may not be quoted
    ("staff_releases.approve", "POST"): {409},
    ("staff_releases.choose", "POST"): {409},
    ("staff_releases.drop", "POST"): {409},
    ("staff_releases.words", "POST"): {409},
    # the form of this test names no mode
    ("responses.mode", "POST"): {400},
}

"""What a page answers to those who may open it, where that is not what pages usually answer."""

# where it is not a plain 200 (GET) or 303 or 422 (POST)
ANSWERS: dict[tuple[str, str], set[int]] = {
    # the id that this test knows is that of a service
    ("oruk.place", "GET"): {404},
    ("oruk.taxonomy", "GET"): {404},
    ("oruk.term", "GET"): {404},
    # the link of this test is closed, and its correction decided on, by the first who may
    ("providers.entry", "GET"): {200, 410},
    ("providers.entry", "POST"): {422, 410},
    ("providers.right", "POST"): {303, 410},
    # the entry of this test is off the list once the first who may has taken it off
    ("champions.correct", "POST"): {422, 404},
    # a mailbox presses this by itself and follows no redirect
    ("champions.stop", "POST"): {200},
    # the first who may ends the champion
    ("staff_champions.end", "POST"): {303, 409},
    # the page of this test showed another version of the service
    ("staff_providers.accept", "POST"): {409},
    # nor is the service shown any more, once the first who may has taken it off
    ("staff_providers.ask", "POST"): {303, 409},
    ("staff_providers.refuse", "POST"): {303, 409},
    ("staff_providers.revoke", "POST"): {303, 409},
    # a program posts here with a key, which nobody of this test holds
    ("search_log.take_in", "POST"): {401},
    # the first who may takes the key back
    ("staff_search_keys.take_back", "POST"): {303, 409},
    # leads to the service, by way of the counter
    ("local_offer.open_result", "GET"): {303},
    # the view and the step of this test are somebody else's
    ("staff_feedback.forget_view", "POST"): {404},
    ("staff_feedback.undo", "POST"): {404},
    # the message of this test waits: it does not need another try
    ("staff_messages.again", "POST"): {409},
    # without a comment sent from this device they lead back to the topic
    ("topics.done", "GET"): {303},
    ("topics.call_back", "GET"): {303},
    # nor does it hold an idea that was sent, or the code of a comment whose decision may be appealed
    ("topics.suggested", "GET"): {303},
    ("topics.appeal", "POST"): {303, 422},
    # the topic of this test is the forum's: tests/topics/test_who_may_do_what.py asks about every space
    ("staff_moderation.show", "GET"): {200, 404},
    ("staff_moderation.appeal", "GET"): {200, 404},
    ("staff_moderation.appeal", "POST"): {422, 404},
    ("staff_moderation.idea", "GET"): {200, 404},
    ("staff_moderation.idea", "POST"): {422, 404},
    ("staff_moderation.keep", "POST"): {303, 404},
    ("staff_moderation.claim", "POST"): {303, 404},
    ("staff_moderation.confirm", "POST"): {303, 404},
    ("staff_moderation.decide", "POST"): {303, 404},
    ("staff_moderation.let_go", "POST"): {303, 404},
    ("staff_moderation.put_back", "POST"): {303, 404},
    ("staff_moderation.take_out", "POST"): {303, 404},
    ("staff_moderation.take_out_details", "POST"): {303, 404},
    ("staff_topics.edit", "GET"): {200, 403},
    ("staff_topics.edit", "POST"): {422, 403},
    ("staff_topics.answer", "POST"): {422, 403},
    ("staff_topics.send_back", "POST"): {409, 403},
    ("staff_topics.stage", "POST"): {303, 403},
    # a mailbox presses this by itself and follows no redirect
    ("tell_me.stop", "POST"): {200},
    # with one area to work in there is nothing to choose
    ("account.areas", "GET"): {200, 302},
    # its Easy Read is the same page now
    ("pages.help_now_easy", "GET"): {302},
    # the link of a card leads to what it opens
    ("codes.open_link", "GET"): {303},
    # the family of this test has not answered five questions yet
    ("responses.send_first_answers", "POST"): {409},
    # the link of a place leads to the open surveys
    ("places.come", "GET"): {303},
    ("survey_links.come", "GET"): {303},
    ("staff_codes.download", "POST"): {200},
    ("staff_codes.pdf", "POST"): {200},
    # the batch of this test is being keyed: there is nothing to check, settle or sign yet
    # the next version of the survey of this test is being written already
    ("staff_surveys.next_version", "POST"): {409},
    # the first who may closes the round and removes the question
    ("staff_surveys.close_round", "POST"): {303, 409},
    ("staff_questions.remove", "POST"): {303, 404},
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
    # the promise of this test is published, and its form carries no version
    ("staff_board.publish", "POST"): {409},
    # the consultation of this test is published; the first who may takes its way and point off
    ("staff_consultations.publish", "POST"): {409},
    ("staff_consultations.remove_way", "POST"): {303, 404},
    ("staff_consultations.drop_point", "POST"): {303, 404},
    # the half year that ended last has its report in the demonstration
    ("staff_half_year.freeze", "POST"): {409},
    # the vote of this test is closed
    ("staff_counts.confirm", "POST"): {409},
    ("staff_votes.end", "POST"): {409},
    ("staff_votes.tablet", "POST"): {409},
    # nothing was chosen on this device yet
    ("votes.arrive", "GET"): {303},
    ("votes.choose", "GET"): {303},
    ("votes.check", "GET"): {303},
    ("votes.done", "GET"): {303},
    # the device of this test is no tablet that staff started
    ("kiosk.still_there", "GET"): {303},
    ("kiosk.thanks", "GET"): {303},
    ("kiosk.wait", "GET"): {303},
    # a sentence is tried on the page itself
    ("staff_safeguarding.try_words", "POST"): {200},
    # nobody answered about a promise on the device of this test
    ("board.call_back", "GET"): {303},
    ("board.call_back", "POST"): {303},
    ("board.words", "GET"): {303},
    ("board.words", "POST"): {303},
    ("board.words_kept", "GET"): {303},
    # no comment was sent from the device of this test
    ("comments.done", "GET"): {303},
    ("comments.call_back", "GET"): {303},
    ("comments.call_back", "POST"): {303},
    # the demonstration has published these months
    ("staff_comments.publish", "POST"): {409},
    # the import of this test waits for its columns
    ("staff_imports.show", "GET"): {303},
    ("staff_imports.put_in", "POST"): {409},
    ("staff_imports.cancel", "POST"): {404},
    ("staff_imports.drop", "POST"): {303, 409},
    # the file of this test waits for its columns
    ("staff_earlier.show", "GET"): {303},
    ("staff_earlier.put_in", "POST"): {409},
    ("staff_earlier.take_back", "POST"): {409},
    ("staff_earlier.cancel", "POST"): {404},
    ("staff_earlier.drop", "POST"): {303, 409},
    # the form of this test names no mode
    ("responses.mode", "POST"): {400},
}

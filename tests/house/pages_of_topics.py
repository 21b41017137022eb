"""The names of the pages of topics: those that everyone may open, of the desk, and behind glass."""

TOPICS_PAGES = (
    "another",
    "appeal",
    "call_back",
    "clear",
    "cleared",
    "done",
    "index",
    "report",
    "same",
    "show",
    "suggest",
    "suggested",
)
GLASS_PAGES = ("behind", "glass", "not_shown")
DESK_PAGES = (
    "appeal",
    "appeals",
    "claim",
    "confirm",
    "decide",
    "digest",
    "following",
    "idea",
    "ideas",
    "index",
    "keep",
    "let_go",
    "put_back",
    "show",
    "spam",
    "take_out",
    "take_out_details",
    "undo",
)

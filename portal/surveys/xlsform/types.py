"""The types of question that an XLSForm can have: those we ask, those we leave out, those nobody sees."""

KINDS = {
    "text": "free",
    "string": "free",
    "integer": "number",
    "int": "number",
    "decimal": "number",
    "note": "info",
    "select_one": "choice",
    "select_multiple": "multi",
    "rank": "ranking",
}
LISTED = {"select_one", "select_multiple", "rank"}
# what other tools note by themselves: nobody is asked
SILENT = {
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "phonenumber",
    "simserial",
    "subscriberid",
    "email",
    "audit",
    "calculate",
    "hidden",
    "background-audio",
    "start-geopoint",
    "xml-external",
    "csv-external",
}
# questions that only an app on a phone can ask
NOT_HERE = {
    "date",
    "time",
    "datetime",
    "geopoint",
    "geotrace",
    "geoshape",
    "image",
    "photo",
    "audio",
    "video",
    "file",
    "barcode",
    "range",
    "acknowledge",
    "trigger",
    "osm",
    "url",
    "select_one_from_file",
    "select_multiple_from_file",
}
IGNORED = (
    "constraint",
    "default",
    "calculation",
    "choice_filter",
    "read_only",
    "readonly",
    "repeat_count",
    "trigger",
)


def type_of_row(written: str) -> str:
    """The type of a row in small letters, with the underscores that some tools leave out."""
    words = " ".join(written.casefold().split())
    for spaced in (
        "begin group",
        "end group",
        "begin repeat",
        "end repeat",
        "select one",
        "select multiple",
    ):
        if words == spaced or words.startswith(f"{spaced} "):
            return words.replace(spaced, spaced.replace(" ", "_"), 1)
    return words

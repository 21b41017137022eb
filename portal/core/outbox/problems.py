"""Why a message was not taken, in kinds only: the text of an error may hold an address."""

NO_CONNECTION = "no connection"
REFUSED = "refused: "
# RFC 5321: codes that begin with 5 say that trying again is of no use
BOUNCED = f"{REFUSED}5"


class NotReached(Exception):
    """The mail server (or folder) cannot be reached: nothing is wrong with the message itself."""

    def __init__(self, problem: BaseException) -> None:
        super().__init__(f"{NO_CONNECTION}: {type(problem).__name__}")


class NotTaken(Exception):
    """The mail server refused this message; `for_ever` when it says that trying again is of no use."""

    def __init__(self, code: int, *, for_ever: bool) -> None:
        super().__init__(f"{REFUSED}{code}")
        self.for_ever = for_ever

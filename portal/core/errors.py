"""How a rule says no: RuleBroken carries the plain sentence that a form or a page shows."""


class RuleBroken(Exception):
    """An action refused, and why, in words for the person who asked.

    `message` is one plain sentence; `field` names the form field it belongs to, None for the
    whole form. `status` is the HTTP status when it reaches no form (409: the state has changed).
    """

    def __init__(self, message: str, field: str | None = None, *, status: int = 409) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.status = status

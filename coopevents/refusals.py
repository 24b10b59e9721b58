"""Refusals: what the house says when something cannot be done.

A refusal states the world (``EventIsFull``), carries a sentence for the person who asked, and may name the field it
is about.
The door that catches it keeps what was typed and shows the sentence at that field.
"""

from typing import ClassVar

from flask_babel.speaklater import LazyString


class Refusal(Exception):
    """Something was asked that the world does not allow; nothing was changed."""

    status: ClassVar[int] = 409
    sentence: ClassVar["LazyString | str"] = ""

    def __init__(self, message: "LazyString | str | None" = None, *, field: str | None = None) -> None:
        self.message = message if message is not None else self.sentence
        self.field = field
        super().__init__(type(self).__name__)

    def __str__(self) -> str:
        return str(self.message)


class NotFound(Refusal):
    """It does not exist, or the asker may not know that it does."""

    status = 404


class NotAllowed(Refusal):
    """The asker may see it but may not do this with it."""

    status = 403

"""What a customer sends into a conversation: words or a button."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from brightthread.contract.wire import ABSENT, Id, Request

NO_NUL = r"^[^\x00]*$"


class ChooseOption(Request):
    type: Literal["choose_option"]
    option_id: Id


class Confirm(Request):
    type: Literal["confirm"]
    quote_id: Id
    option_id: Id
    digest: Annotated[str, Field(max_length=64, pattern=NO_NUL)]


class Decline(Request):
    type: Literal["decline"]


class TalkToHuman(Request):
    type: Literal["talk_to_human"]


class ChooseOrder(Request):
    type: Literal["choose_order"]
    order_id: Id


Action = Annotated[ChooseOption | Confirm | Decline | TalkToHuman | ChooseOrder, Field(discriminator="type")]


class OpenConversationRequest(Request):
    """``POST /conversations``."""

    order_id: Id | None = ABSENT
    locale: Annotated[str, Field(min_length=1, max_length=35, pattern=r"^[A-Za-z0-9_-]+$")] | None = ABSENT


class MessageRequest(Request):
    """``POST /conversations/{id}/messages``: exactly one of ``text`` and ``action``."""

    client_message_id: Annotated[str, Field(min_length=1, max_length=64, pattern=NO_NUL)]
    text: Annotated[str, Field(min_length=1, max_length=4000, pattern=NO_NUL)] | None = ABSENT
    action: Action | None = ABSENT
    after: Id | None = ABSENT

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if (self.text is None) == (self.action is None):
            raise PydanticCustomError("one_of_text_action", "Give exactly one of text and action")
        return self


class EmptyRequest(Request):
    """``{}``: takeover and release."""


class HumanReplyRequest(Request):
    """``POST /conversations/{id}/reply``: a CX agent writes during a takeover."""

    text: Annotated[str, Field(min_length=1, max_length=4000, pattern=NO_NUL)]


class FeedbackRequest(Request):
    """The customer's ``csat`` (with a ``comment``), or the CX agent's ``label``: exactly one."""

    csat: Annotated[int, Field(strict=True, ge=1, le=5)] | None = ABSENT
    comment: Annotated[str, Field(max_length=4000, pattern=NO_NUL)] | None = ABSENT
    label: Literal["could_have_handled", "rightly_escalated"] | None = ABSENT

    @model_validator(mode="after")
    def _is_one_voice(self) -> Self:
        if (self.csat is None) == (self.label is None):
            raise PydanticCustomError("one_of_csat_label", "Give exactly one of csat and label")
        if self.label is not None and self.comment is not None:
            raise PydanticCustomError("comment_without_csat", "A comment goes with csat")
        return self

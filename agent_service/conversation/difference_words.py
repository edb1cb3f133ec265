"""What differs between an offer and its fresh copy, as far as a customer cares (``differences`` of a 409)."""

from collections.abc import Callable

from agent_service.conversation.interpretation import Json
from agent_service.conversation.texts import Texts
from agent_service.conversation.wording import day, money, together


def difference_words(differences: list[Json], texts: Texts) -> str:
    """One sentence, empty if nothing is worth saying; fields of no concern (versions, ids, lines) are left out."""
    writers: dict[str, Callable[[Json, Json], str]] = {
        "order_after.status": lambda was, now: _status(was, now, texts),
        "price_delta": lambda was, now: texts.say("differs.price", was=_signed(was), now=_signed(now)),
        "new_delivery_date": lambda was, now: texts.say("differs.date", was=day(str(was)), now=day(str(now))),
        "refund": lambda was, now: texts.say("differs.refund", was=money(was), now=money(now)),
        "needs_review": lambda was, now: texts.say("differs.review"),
    }
    found = [
        writers[item["field"]](item["was"], item["is"])
        for item in differences
        if item["field"] in writers and item["is"] is not None
    ]
    return texts.say("differs", what=together(found)) if found else ""


def _status(was: Json, now: Json, texts: Texts) -> str:
    return texts.say("differs.status", was=texts.say(f"status.{was}"), now=texts.say(f"status.{now}"))


def _signed(amount: Json) -> str:
    return f"{'−' if int(amount['amount']) < 0 else ''}{money(amount)}"

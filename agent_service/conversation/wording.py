"""Money, dates and counts as a customer reads them; formats by Babel, in the conversation's locale."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal

from agent_service.conversation.interpretation import Json


def money(value: Json, locale: str = "en_US") -> str:
    """``{"amount": 2994, "currency": "USD"}`` as ``$29.94``; the sign is left to the words around it."""
    return format_currency(Decimal(abs(int(value["amount"]))) / 100, value["currency"], locale=locale)


def day(value: str, locale: str = "en_US") -> str:
    """An ISO date as ``Dec 4, 2026``."""
    return format_date(date.fromisoformat(value), "medium", locale=locale)


def moment(value: str, locale: str = "en_US") -> str:
    """An instant as ``Nov 23, 2026, 2:00 PM UTC``; the whitespace is plain, so that it can be read back."""
    text = format_datetime(datetime.fromisoformat(value), "MMM d, y, h:mm a", locale=locale)
    return f"{text} UTC".replace("\u202f", " ")


def count(value: int, locale: str = "en_US") -> str:
    """A whole number with its thousands separated: ``1,000``."""
    return format_decimal(value, locale=locale)


def together(items: Iterable[str], locale: str = "en_US") -> str:
    """``a, b, and c``."""
    return format_list(list(items), locale=locale)


def either(items: Iterable[str], locale: str = "en_US") -> str:
    """``a, b, or c``."""
    return format_list(list(items), style="or", locale=locale)

"""Integer cents: percentages, the wire form, and how an amount is written for people."""

from typing import Any

_WHOLE = 10_000  # basis points of 100 %


def percent_of(amount: int, basis_points: int) -> int:
    """``basis_points`` (hundredths of a percent) of an amount ≥ 0 in cents, rounded half up (domain.md, Money)."""
    return (amount * basis_points + _WHOLE // 2) // _WHOLE


def money(amount: int, currency: str) -> dict[str, Any]:
    """The wire form: integer cents and a currency."""
    return {"amount": amount, "currency": currency}


def spoken(amount: int, currency: str) -> str:
    """An amount as customers read it: ``$1,234.50``, or ``1,234.50 EUR`` for other currencies."""
    figure = f"{abs(amount) // 100:,}.{abs(amount) % 100:02d}"
    sign = "-" if amount < 0 else ""
    return f"{sign}${figure}" if currency == "USD" else f"{sign}{figure} {currency}"

"""Money on the wire: integer cents with a currency, signed where the field says so."""

from typing import Annotated

from pydantic import Field, StrictInt

from brightthread.contract.wire import View


class MoneyView(View):
    """``amount`` is in cents."""

    amount: StrictInt
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")]

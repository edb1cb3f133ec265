"""A scripted reader that knows the sentences the graph's tests use."""

from agent_service.conversation.interpretation import Intent
from tests.fakes.talk import Scripted

MOVE = {"type": "change_size", "line_id": "BT-1003-1", "new_size": "L", "quantity": 20}
MOVE_10 = MOVE | {"quantity": 10}
JACKETS = {"type": "change_quantity", "line_id": "BT-4001-3", "new_quantity": 25}
CANCEL = {"type": "cancel_order"}


def reader() -> Scripted:
    """Sentences by intent; anything else is unclear."""
    known = Scripted()
    known.on("20 to large", Intent.CHANGE_ORDER, order_id="BT-1003", changes=(MOVE,))
    known.on("20 to large, for god's sake", Intent.CHANGE_ORDER, order_id="BT-1003", changes=(MOVE,), frustrated=True)
    known.on("yes", Intent.CONFIRM)
    known.on("no", Intent.DECLINE)
    known.on("yes but only 10", Intent.CORRECT, order_id="BT-1003", changes=(MOVE_10,))
    known.on("another size then", Intent.CORRECT, order_id="BT-1003", missing=("size",))
    known.on("10 more navy softshells in M", Intent.CHANGE_ORDER, order_id="BT-4001", changes=(JACKETS,))
    known.on("the second one", Intent.CHOOSE_OPTION, option=2)
    known.on("the ninth one", Intent.CHOOSE_OPTION, option=9)
    known.on("talk to a person", Intent.TALK_TO_HUMAN)
    known.on("cancel the order", Intent.CHANGE_ORDER, changes=(CANCEL,))
    known.on("make them yellow", Intent.CHANGE_ORDER, missing=("line",), details={"candidates": ()})
    known.on("change something", Intent.CHANGE_ORDER, missing=("order", "change"))
    known.on("20 more on one of them", Intent.CHANGE_ORDER, missing=("order", "line"))
    known.on("change BT-9999", Intent.CHANGE_ORDER, missing=("order", "change"), details={"mentioned_order": "BT-9999"})
    known.on("change BT-2001", Intent.CHANGE_ORDER, missing=("order", "change"), details={"mentioned_order": "BT-2001"})
    known.on("where is it", Intent.ORDER_STATUS)
    known.on("can I change sizes in production?", Intent.POLICY_QUESTION)
    known.on("what do you recommend for summer?", Intent.RECOMMENDATION)
    known.on("are navy softshells in M in stock?", Intent.PRODUCT_QUESTION)
    known.on("what colours do the trucker caps come in?", Intent.PRODUCT_QUESTION)
    known.on("hello", Intent.GREETING)
    known.on("thanks", Intent.THANKS)
    known.on("write a poem", Intent.OFF_TOPIC)
    known.on("this is a disgrace", Intent.COMPLAINT, frustrated=True)
    known.on("the print is a bit off", Intent.COMPLAINT)
    known.on("I want to send them back", Intent.RETURN_REQUEST)
    known.on("hmm, really?!", Intent.UNCLEAR, frustrated=True)
    return known

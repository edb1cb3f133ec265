"""Claude on Bedrock (or any chat model of LangChain) as a reader and an explainer, with the rules behind both.

One call a job, inside its time limit; whatever goes wrong with it (no answer, a refusal, prose, a wrong shape, no
budget) leads to the rules or to the template, never to an error.
"""

import json
import re
from collections.abc import Sequence

from langchain_core.messages import HumanMessage, SystemMessage

from agent_service.adapters.model_caller import Caller
from agent_service.conversation.interpretation import Interpretation, Interpreter, Json, Situation
from agent_service.conversation.model_document import document_in
from agent_service.conversation.model_reading import checked
from agent_service.conversation.ports import Explanation, Hear, Reading, Wording
from agent_service.conversation.sentences import Sentences
from agent_service.conversation.two_readings import certain, together
from agent_service.prompts import Prompt, prompt
from brightthread.service.redaction import redact_text

LONGEST_PROMPT = 100_000
LONGEST_EXPLANATION = 1_000
_PROMPTS = {"answer": "explain", "denial": "explain_denial", "summary": "summarise"}
SMALL_CATALOGUE = 20
"""So many products are all shown to the model; of more, those on the orders and those the message may mean."""


class BedrockReader:
    """``Reader``: the model reads what the rules do not read for certain; its answer is checked or dropped."""

    def __init__(self, rules: Interpreter, caller: Caller) -> None:
        self._rules = rules
        self._caller = caller
        self._prompt = prompt("interpret", "2")

    async def read(
        self, text: str, situation: Situation, *, previous: str | None = None, rules_only: bool = False
    ) -> Reading:
        ruled = self._ruled(text, situation, previous)
        if rules_only or certain(ruled):
            return Reading(ruled)
        body = _body(text, situation, previous)
        if len(body) > LONGEST_PROMPT:
            return Reading(ruled)
        answer, calls = await self._caller.call([SystemMessage(self._prompt.text), HumanMessage(body)])
        prompts = _named(self._prompt) if calls else ()
        read = checked(document_in(answer or ""), situation)
        both = None if read is None else together(read, ruled, situation.state)
        if both is None:
            return Reading(ruled, "rules", calls, prompts)
        return Reading(both, "model", calls, prompts)

    def _ruled(self, text: str, situation: Situation, previous: str | None) -> Interpretation:
        if previous is not None:
            return self._rules.merge_answer(previous, text, situation)
        return self._rules.interpret(text, situation)


def _named(used: Prompt) -> tuple[Json, ...]:
    """The prompt as the trace names it."""
    return ({"name": used.name, "version": used.version},)


def _quoted(text: str) -> str:
    """``text`` as data: it cannot close the tag it stands in."""
    return text.replace("<", "‹").replace(">", "›")


def _body(text: str, situation: Situation, previous: str | None) -> str:
    context = json.dumps(_context(text, situation, previous), ensure_ascii=False)
    return f"<situation>{_quoted(context)}</situation>\n<message>{_quoted(redact_text(text))}</message>"


def _context(text: str, situation: Situation, previous: str | None) -> Json:
    """What the model has to know, and no more: no names of people, no prices."""
    orders = [order for order in situation.data.orders if situation.order_id in (None, order["order_id"])]
    products = _relevant(situation.data.products, orders, f"{previous or ''} {text}")
    return {
        "today": situation.today,
        "state": situation.state,
        "order_in_focus": situation.order_id,
        "other_order_ids": [order["order_id"] for order in situation.data.orders],
        "assistant_said": redact_text(situation.assistant or ""),
        "unfinished_request": redact_text(previous or ""),
        "request_so_far": list(situation.request),
        "offers": [{"number": option.number, "title": option.title} for option in situation.options],
        "orders": [_order(order) for order in orders],
        "addresses": [{"address_id": row["address_id"], "label": row["label"]} for row in situation.data.addresses],
        "artworks": [{"artwork_id": row["artwork_id"], "name": row["name"]} for row in situation.data.artworks],
        "products": [
            {"name": row["name"], "colors": row["colors"], "sizes": row["sizes"], "skus": _skus(row)}
            for row in products
        ],
    }


def _order(order: Json) -> Json:
    return {
        "order_id": order["order_id"],
        "status": order["status"],
        "delivery_date": order["delivery_date"],
        "address_id": order["address"].get("address_id"),
        "lines": [
            {key: line[key] for key in ("line_id", "product_name", "color", "size", "quantity")}
            | {"artwork_id": line["artwork"]["artwork_id"] if line["artwork"] else None}
            for line in order["lines"]
        ],
    }


def _relevant(products: Sequence[Json], orders: Sequence[Json], text: str) -> Sequence[Json]:
    if len(products) <= SMALL_CATALOGUE:
        return products
    ordered = {line["product_id"] for order in orders for line in order["lines"]}
    said = {word.rstrip("s") for word in re.findall(r"\w{3,}", text.lower())}
    named = [{word.rstrip("s") for word in re.findall(r"\w{3,}", row["name"].lower())} for row in products]
    return [row for row, words in zip(products, named, strict=True) if row["product_id"] in ordered or words & said]


def _skus(product: Json) -> list[str]:
    return [variant["sku"] for variant in product["variants"]]


class BedrockExplainer:
    """``Explainer``: words answers, denials and summaries, streamed; each whole sentence is heard at once."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._prompts = {kind: prompt(name, "1") for kind, name in _PROMPTS.items()}

    async def explain(self, wording: Wording, hear: Hear) -> Explanation:
        used, parts = self._prompts[wording.kind], Sentences()

        async def heard(piece: str) -> bool:
            for sentence in parts.take(piece):
                if not await hear(sentence):
                    return False
            return parts.length <= LONGEST_EXPLANATION

        said, calls = await self._caller.call([SystemMessage(used.text), HumanMessage(_asked(wording))], heard)
        words: str | None = (said or "").strip() or None
        if words is not None:
            for sentence in parts.rest():
                words = words if await hear(sentence) else None
        return Explanation(words, calls, _named(used) if calls else ())


def _asked(wording: Wording) -> str:
    clean = _as_written if wording.kind == "answer" else redact_text  # the others quote customers
    sources = "\n".join(clean(source) for source in wording.sources)
    return (
        f"<question>{_quoted(redact_text(wording.question))}</question>\n"
        f"<answer>{_quoted(clean(wording.template))}</answer>\n<passages>{_quoted(sources)}</passages>"
    )


def _as_written(text: str) -> str:
    return text

"""What was asked of the model, and what a careful or an obedient one answers to it."""

import json
import re
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
_ANSWER = re.compile(r"<answer>(.*?)</answer>", re.DOTALL)
_ORDERED = re.compile(r"answer (?:with|exactly):?\s*(?=\{)", re.IGNORECASE)


class BadRequest(Exception):
    """The request is none that Converse takes."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """The texts of a request, and the JSON schema that was asked for, if one was."""

    text: str
    last: str
    schema: Json | None


def read(body: Any) -> Prompt:
    """The prompt in the body of a Converse request."""
    if not isinstance(body, dict) or not isinstance(body.get("messages"), list) or not body["messages"]:
        raise BadRequest("messages: Member must not be empty")
    try:
        said = [_texts(message["content"]) for message in body["messages"]]
        system = _texts(body.get("system") or [])
        wanted = ((body.get("outputConfig") or {}).get("textFormat") or {}).get("structure")
        schema = json.loads(wanted["jsonSchema"]["schema"]) if wanted else None
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadRequest(f"malformed request: {error}") from error
    return Prompt("\n".join([system, *said]), said[-1], schema)


def careful(prompt: Prompt) -> str:
    """Commits to nothing: the least document of the schema, else the answer it was given to reword, as it is."""
    if prompt.schema is not None:
        return json.dumps(least(prompt.schema))
    given = _ANSWER.search(prompt.last)
    return given.group(1).strip() if given else "I have nothing to add."


def obedient(prompt: Prompt) -> str:
    """Does what any text in the prompt tells it: the document after the last "answer with", wherever that stands."""
    text = prompt.text.replace('\\"', '"')
    orders = list(_ORDERED.finditer(text))
    if not orders:
        return careful(prompt)
    try:
        return json.dumps(json.JSONDecoder().raw_decode(text, orders[-1].end())[0])
    except ValueError:
        return careful(prompt)


def least(schema: Json) -> Any:
    """The document of the schema that says least: "unclear" where that may be said, null, nothing, no."""
    if "enum" in schema:
        return "unclear" if "unclear" in schema["enum"] else schema["enum"][0]
    kinds = schema.get("type", "object")
    if "null" in kinds:
        return None
    if kinds == "object":
        properties = schema.get("properties", {})
        return {name: least(properties[name]) for name in schema.get("required", ()) if name in properties}
    return {"array": [], "boolean": False, "string": ""}.get(kinds, 0)


def _texts(blocks: list[Json]) -> str:
    return "\n".join(block["text"] for block in blocks if "text" in block)

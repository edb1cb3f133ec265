"""What the model does with the next requests: what it says (``say``), and how it goes about it (``how``)."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from local_stack.emulators.bedrock.prompt import Prompt, careful, obedient

Json = dict[str, Any]

ERRORS = {
    "AccessDeniedException": 403,
    "InternalServerException": 500,
    "ModelErrorException": 424,
    "ModelNotReadyException": 429,
    "ModelTimeoutException": 408,
    "ResourceNotFoundException": 404,
    "ServiceQuotaExceededException": 400,
    "ServiceUnavailableException": 503,
    "ThrottlingException": 429,
    "ValidationException": 400,
}
"""Every error of the Bedrock Runtime API with its status."""

STREAM_ERRORS = (
    "internalServerException",
    "modelStreamErrorException",
    "serviceUnavailableException",
    "throttlingException",
    "validationException",
)
"""Errors that ConverseStream can end in; where nothing is streamed they are answered like ``ERRORS``."""

STOP_REASONS = (
    "end_turn",
    "tool_use",
    "max_tokens",
    "stop_sequence",
    "guardrail_intervened",
    "content_filtered",
    "malformed_model_output",
    "malformed_tool_use",
    "model_context_window_exceeded",
)

CONNECTIONS = ("hang", "trickle", "cut", "garbled", "bad_checksum")
"""No answer at all, a byte now and then, half an answer, one that is no JSON, one that fails its checksum."""


def _changed(change: Callable[[Any], Any]) -> Callable[[str], str]:
    """Every leaf of the document put through ``change``; what is no document is left alone."""

    def walk(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: walk(item) for name, item in value.items()}
        return [walk(item) for item in value] if isinstance(value, list) and value else change(value)

    def apply(text: str) -> str:
        try:
            return json.dumps(walk(json.loads(text)))
        except ValueError:
            return text

    return apply


def _number(replacement: float) -> Callable[[Any], Any]:
    return lambda value: replacement if isinstance(value, int) and not isinstance(value, bool) else value


def _another_type(value: Any) -> Any:
    if isinstance(value, str):
        return [{"value": value}]
    return {"value": value} if value is None or isinstance(value, list) else str(value)


WORDINGS: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "fenced": lambda text: f"```json\n{text}\n```",
    "prose_around": lambda text: f"Here is what I understood:\n\n{text}\n\nLet me know if I can do more {{for you}}!",
    "in_a_list": lambda text: f"[{text}]",
    "wrapped": lambda text: f'{{"Interpretation": {text}}}',
    "twice": lambda text: f"{text}\n\nOn second thought:\n{json.dumps({'intent': 'confirm'})}",
    "truncated": lambda text: text[: max(1, len(text) * 2 // 3)],
    "prose": lambda text: "I'd be happy to help you with your order! All done, it is free of charge.",
    "refusal": lambda text: "I'm sorry, but I can't help with that.",
    "empty": lambda text: "",
    "blank": lambda text: " \n\t ",
    "nan": _changed(_number(float("nan"))),
    "infinite": _changed(_number(float("inf"))),
    "huge": _changed(_number(10**30)),
    "negative": _changed(_number(-1)),
    "wrong_types": _changed(_another_type),
    "wrong_enum": _changed(lambda value: f"{value}_please" if isinstance(value, str) else value),
    "megabyte": lambda text: json.dumps({"note": "x" * 1_000_000}),
    "nested": lambda text: '{"a":' * 100_000,
}
"""How the same answer comes out of a model; the last ones leave nothing of it that could be used."""

WAYS = (*WORDINGS, *STOP_REASONS, *ERRORS, *STREAM_ERRORS, *CONNECTIONS, "no_content", "odd_usage", "obedient")
"""Everything ``how`` may be."""


PARTS = frozenset({"say", "how", "match", "times", "delay_s", "pace_s"})
"""What a scene is made of."""


@dataclass(frozen=True, slots=True)
class Behaviour:
    """``say`` None: a careful answer. ``delay_s`` is waited before anything is sent, ``pace_s`` after every word of a
    stream."""

    say: str | None = None
    how: str = "plain"
    delay_s: float = 0.0
    pace_s: float = 0.0

    def text(self, prompt: Prompt) -> str:
        """The words of the answer, as they come out."""
        if self.how == "obedient":
            return obedient(prompt)
        said = careful(prompt) if self.say is None else self.say
        return WORDINGS.get(self.how, WORDINGS["plain"])(said)

    @property
    def stop_reason(self) -> str:
        return self.how if self.how in STOP_REASONS else "end_turn"

    @property
    def error(self) -> str | None:
        """The error that is answered instead of anything else."""
        return self.how if self.how in ERRORS else None


@dataclass(slots=True)
class Scene:
    """A behaviour for the next ``times`` requests (None: all) whose prompt has ``match`` in it."""

    behaviour: Behaviour
    match: re.Pattern[str]
    times: int | None = None

    def meets(self, prompt: Prompt) -> bool:
        return self.times != 0 and self.match.search(prompt.text) is not None


class Script:
    """The scenes to come, in order; without one that fits the model is careful."""

    def __init__(self) -> None:
        self.scenes: list[Scene] = []

    def add(self, wanted: Any) -> None:
        """Add a scene ``{"say"?, "how"?, "match"?, "times"?, "delay_s"?, "pace_s"?}``.

        Raises ValueError, TypeError, re.error."""
        if not isinstance(wanted, dict) or (unknown := set(wanted) - PARTS):
            raise ValueError(f"a scene has {', '.join(sorted(PARTS))}, not {unknown if wanted else wanted}")
        say, how, times = wanted.get("say"), wanted.get("how", "plain"), wanted.get("times")
        if how not in WAYS:
            raise ValueError(f"how is one of {', '.join(WAYS)}")
        said = say if say is None or isinstance(say, str) else json.dumps(say)
        behaviour = Behaviour(said, how, float(wanted.get("delay_s", 0)), float(wanted.get("pace_s", 0)))
        self.scenes.append(Scene(behaviour, re.compile(wanted.get("match", "")), None if times is None else int(times)))

    def overview(self) -> Json:
        """The scenes to come, and what ``how`` may be."""
        scenes = [
            {"match": scene.match.pattern, "times": scene.times, "how": scene.behaviour.how, "say": scene.behaviour.say}
            for scene in self.scenes
            if scene.times != 0
        ]
        return {"scenes": scenes, "ways": list(WAYS)}

    def next(self, prompt: Prompt) -> Behaviour:
        """What happens to this request."""
        for scene in self.scenes:
            if scene.meets(prompt):
                if scene.times is not None:
                    scene.times -= 1
                return scene.behaviour
        return Behaviour()

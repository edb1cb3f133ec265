"""Bedrock Runtime's Converse and ConverseStream over HTTP, with a model that plays what is scripted.

``POST /_emulator/script {"say"?: text | object, "how"?: one of WAYS, "match"?: regex, "times"?: n, "delay_s"?,
"pace_s"?}`` adds a scene: requests whose prompt has ``match`` in it are answered with ``say``, in the way ``how``
names. ``GET`` lists the scenes to come and all ways, ``DELETE`` forgets the scenes. Signatures are not checked.
"""

import asyncio
import json
import re
from collections.abc import Callable

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from local_stack.emulators.bedrock.answer import Answer, converse_body, stream_events
from local_stack.emulators.bedrock.event_stream import CONTENT_TYPE, spoiled
from local_stack.emulators.bedrock.prompt import BadRequest, Prompt, read
from local_stack.emulators.bedrock.script import ERRORS, STREAM_ERRORS, Behaviour, Script
from local_stack.emulators.faults import Faulty

REQUESTS_KEPT = 2_000
"""Fewer than of other vendors: each carries a whole prompt."""


def create_app() -> Faulty:
    """Return the ASGI application; ``state.script`` is the Script of its model."""
    script = Script()

    async def converse(request: Request) -> Response:
        return await _play(request, script, _converse)

    async def converse_stream(request: Request) -> Response:
        return await _play(request, script, _converse_stream)

    async def scenes(request: Request) -> Response:
        return await _scenes(request, script)

    app = Starlette(
        routes=[
            Route("/model/{model_id:path}/converse", converse, methods=["POST"]),
            Route("/model/{model_id:path}/converse-stream", converse_stream, methods=["POST"]),
            Route("/_emulator/script", scenes, methods=["GET", "POST", "DELETE"]),
        ]
    )
    app.state.script = script
    return Faulty(app, render_failure, REQUESTS_KEPT)


def failure(code: str, message: str) -> Response:
    """Answer an error as Bedrock does."""
    return JSONResponse({"message": message}, ERRORS[code], {"x-amzn-errortype": f"{code}:http://internal.amazon.com/"})


def render_failure(status: int, path: str) -> Response:
    """Answer an injected failure with the error of that status, or as a proxy before it would."""
    codes = [code for code, known in ERRORS.items() if known == status]
    return failure(codes[-1], f"Emulated failure {status}.") if codes else Response("emulated fault\n", status)


async def _play(request: Request, script: Script, answer: Callable[[Prompt, Behaviour], Response]) -> Response:
    try:
        prompt = read(json.loads(await request.body() or b"null"))
    except (BadRequest, ValueError) as error:
        return failure("ValidationException", str(error))
    behaviour = script.next(prompt)
    await asyncio.sleep(behaviour.delay_s)
    if behaviour.error is not None:
        return failure(behaviour.error, "Emulated failure.")
    if behaviour.how == "hang":
        await _until_gone(request)
    return answer(prompt, behaviour)


async def _until_gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _converse(prompt: Prompt, behaviour: Behaviour) -> Response:
    if behaviour.how in STREAM_ERRORS:
        code = behaviour.how[0].upper() + behaviour.how[1:]
        return failure(code if code in ERRORS else "ModelErrorException", "Emulated failure.")
    body = json.dumps(converse_body(prompt, behaviour)).encode()
    if behaviour.how in ("garbled", "bad_checksum"):
        body = b"<html>" + body
    return Answer(_parts(body), "application/json", behaviour.how)


def _converse_stream(prompt: Prompt, behaviour: Behaviour) -> Response:
    events = stream_events(prompt, behaviour)
    middle = len(events) // 2
    if behaviour.how == "bad_checksum":
        events[middle] = spoiled(events[middle])
    if behaviour.how == "garbled":
        events[middle] = b"<html>" * 20
    return Answer(events, CONTENT_TYPE, behaviour.how, behaviour.pace_s)


def _parts(body: bytes) -> list[bytes]:
    half = len(body) // 2
    return [body[:half], body[half:]]


async def _scenes(request: Request, script: Script) -> Response:
    if request.method == "DELETE":
        script.scenes.clear()
    if request.method == "POST":
        try:
            script.add(json.loads(await request.body()))
        except (ValueError, TypeError, re.error) as error:
            return JSONResponse({"error": f"not a scene: {error}"}, 422)
        return JSONResponse({"accepted": True}, 201)
    return JSONResponse(script.overview())

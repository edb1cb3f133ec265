"""A bare handler: FastAPI, httpx and boto3 doing the same calls and requests as a turn of the agent, and nothing else.

``python -m local_stack.bench.bare_turns PORT``
"""

from __future__ import annotations

import json
import sys
import uuid

import uvicorn
from fastapi import FastAPI

from local_stack.bench.peer import Json, PeerSettings, PlatformByHand, Threads, dynamodb

TABLE = "bare"


def application(settings: PeerSettings) -> FastAPI:
    """The handler."""
    app, platform = FastAPI(), PlatformByHand(settings)
    client, threads = dynamodb(settings.dynamodb), Threads()

    @app.get("/ready")
    async def ready() -> Json:
        return {"status": "ok"}

    @app.post("/conversations", status_code=201)
    async def open_conversation(body: Json) -> Json:
        ident = f"conv_{uuid.uuid4().hex}"
        item = {"pk": {"S": ident}, "sk": {"S": "HEAD"}, "fence": {"N": "0"}, "state": {"S": "{}"}}
        await threads.run(client.put_item, TableName=TABLE, Item=item)
        return {"conversation_id": ident}

    @app.post("/conversations/{ident}/messages")
    async def say(ident: str, body: Json) -> Json:
        head, turn = ({"pk": {"S": ident}, "sk": {"S": key}} for key in ("HEAD", f"T#{body['client_message_id']}"))
        keys = {TABLE: {"Keys": [head, turn], "ConsistentRead": True}}
        found = await threads.run(client.batch_get_item, RequestItems=keys)
        fence = found["Responses"][TABLE][0]["fence"]
        inbound = {"S": body["text"]}
        await _update(
            head, "SET inbound = :inbound ADD fence :one", {":inbound": inbound, ":one": {"N": "1"}, ":fence": fence}
        )
        offer = (await platform.read(body["text"]))[-1:] + await platform.write(body["text"])
        reply = {"state": "DONE", "reply": {"text": body["text"], "quote": offer[-1]}}
        kept = {"S": json.dumps(reply)}
        await threads.run(client.put_item, TableName=TABLE, Item={**turn, "inbound": inbound, "reply": kept})
        mine = {"N": str(int(fence["N"]) + 1)}
        await _update(head, "SET #state = :state REMOVE inbound", {":state": kept, ":fence": mine}, {"#state": "state"})
        return reply

    async def _update(key: Json, change: str, values: Json, names: Json | None = None) -> None:
        named = {"ExpressionAttributeNames": names} if names else {}
        await threads.run(
            client.update_item,
            TableName=TABLE,
            Key=key,
            UpdateExpression=change,
            ConditionExpression="fence = :fence",
            ExpressionAttributeValues=values,
            ReturnValues="ALL_NEW",
            **named,
        )

    return app


if __name__ == "__main__":
    uvicorn.run(
        application(PeerSettings.read()), host="127.0.0.1", port=int(sys.argv[1]), log_config=None, access_log=False
    )

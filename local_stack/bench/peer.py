"""What the two handlers that the agent is measured beside have in common: the calls of a turn, made by hand.

The plan says for each sentence which calls to the platform the agent made for it, in its order.
"""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import boto3
import httpx
from botocore.config import Config

THREADS = 64
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the platform."""

    method: str
    target: str
    body: str


@dataclass(frozen=True, slots=True)
class PeerSettings:
    """From the environment: ``BENCH_PLAN`` (a file), ``BENCH_PLATFORM``, ``BENCH_TOKEN``, ``BENCH_DYNAMODB``."""

    plan: dict[str, list[Call]]
    platform: str
    token: str
    dynamodb: str

    @classmethod
    def read(cls) -> PeerSettings:
        plan = json.loads(Path(os.environ["BENCH_PLAN"]).read_text())
        calls = {text: [Call(*call) for call in made] for text, made in plan.items()}
        return cls(calls, os.environ["BENCH_PLATFORM"], os.environ["BENCH_TOKEN"], os.environ["BENCH_DYNAMODB"])


class PlatformByHand:
    """The platform's answers for a sentence: what is read side by side, what is written one after the other."""

    def __init__(self, settings: PeerSettings) -> None:
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=20)
        headers = {"Authorization": f"Bearer {settings.token}"}
        self._client = httpx.AsyncClient(base_url=settings.platform, headers=headers, limits=limits, timeout=30)
        self._plan = settings.plan

    async def read(self, text: str) -> list[Any]:
        """What the calls before the first write say."""
        return await asyncio.gather(*(self._ask(call) for call in self._plan[text] if call.method == "GET"))

    async def write(self, text: str) -> list[Any]:
        """What the writes say."""
        return [await self._ask(call) for call in self._plan[text] if call.method != "GET"]

    async def _ask(self, call: Call) -> Any:
        kind = {"Content-Type": "application/json"} if call.body else {}
        answer = await self._client.request(call.method, call.target, content=call.body, headers=kind)
        return answer.json() if answer.content else None


def dynamodb(url: str) -> Any:
    """boto3's client, with as many connections as threads."""
    config = Config(max_pool_connections=THREADS)
    keys = {"aws_access_key_id": "local", "aws_secret_access_key": "local"}
    return boto3.client("dynamodb", region_name="us-east-1", endpoint_url=url, config=config, **keys)


class Threads:
    """Runs boto3's calls beside the loop."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS)

    async def run(self, method: Callable[..., Any], **request: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(method, **request))

"""Artwork files in an S3 bucket; the client's calls block, so they run in threads."""

import asyncio
from pathlib import Path
from typing import IO, Any, Protocol

from botocore.exceptions import ClientError

from platform_service.application.refusals import DependencyUnavailable


class Body(Protocol):
    """What a GetObject answer holds."""

    def read(self) -> bytes: ...


class BucketClient(Protocol):
    """What we need of boto3's S3 client."""

    def put_object(self, **parameters: Any) -> Any: ...

    def get_object(self, **parameters: Any) -> dict[str, Any]: ...


class ArtworkBucket:
    """The port ``ArtworkFiles``; objects are encrypted with the bucket's KMS key."""

    def __init__(self, client: BucketClient, bucket: str) -> None:
        self._client = client
        self._bucket = bucket

    async def keep(self, key: str, source: Path) -> None:
        await asyncio.to_thread(self._upload, key, source)

    async def keep_bytes(self, key: str, content: bytes) -> None:
        await asyncio.to_thread(self._put, key, content)

    async def read(self, key: str) -> bytes | None:
        return await asyncio.to_thread(self._read, key)

    def _upload(self, key: str, source: Path) -> None:
        with source.open("rb") as content:
            self._put(key, content)

    def _put(self, key: str, content: bytes | IO[bytes]) -> None:
        try:
            self._client.put_object(Bucket=self._bucket, Key=key, Body=content, ServerSideEncryption="aws:kms")
        except ClientError as error:
            raise DependencyUnavailable from error

    def _read(self, key: str) -> bytes | None:
        try:
            body: Body = self._client.get_object(Bucket=self._bucket, Key=key)["Body"]
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                return None
            raise DependencyUnavailable from error
        return body.read()

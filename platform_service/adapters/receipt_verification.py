"""Whether a receipt is genuine, told offline from nothing but the receipt and the public keys.

``brightthread verify-receipt FILE [--keys JWKS_FILE]`` prints the sentence; its exit code is 0 or 1.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jose import jwk
from jose.exceptions import JOSEError
from jose.utils import base64url_decode, base64url_encode

from brightthread.contract.canonical import canonical
from brightthread.service.strict_json import MalformedJson, loads

Json = dict[str, Any]
_HEADER_NAMES = frozenset({"alg", "kid", "typ"})
MAX_FILE_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the receipt is genuine, and one sentence that says why."""

    genuine: bool
    sentence: str


class _NotGenuine(Exception):
    """Carries the sentence."""


def judge_file(receipt_file: Path, keys_file: Path) -> Judgement:
    """Judge the receipt in a file (the Receipt itself, or an OrderChange that holds one) against a JWKS file."""
    try:
        receipt, keys = _read(receipt_file, "receipt"), _read(keys_file, "key set")
    except _NotGenuine as problem:
        return Judgement(False, str(problem))
    return judge(receipt["receipt"] if isinstance(receipt.get("receipt"), dict) else receipt, keys)


def judge(receipt: Json, jwks: Json) -> Judgement:
    """Judge a receipt (plain JSON) against public keys (JWKS)."""
    try:
        signed, kid = _signed_content(receipt, jwks)
        _compare(receipt, signed)
    except _NotGenuine as problem:
        return Judgement(False, str(problem))
    return Judgement(
        True,
        f"This receipt is genuine: order {signed.get('order_id')}, change {signed.get('change_id')}, "
        f"issued at {signed.get('issued_at')}, signed with key {kid}.",
    )


def _read(path: Path, what: str) -> Json:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise _NotGenuine(f"{path} is too large to be a {what}.")
        value = loads(path.read_bytes())
    except OSError as error:
        raise _NotGenuine(f"{path} cannot be read: {error.strerror}.") from None
    except MalformedJson as error:
        raise _NotGenuine(f"{path} is no {what}: {error}.") from None
    if not isinstance(value, dict):
        raise _NotGenuine(f"{path} is no {what}: it holds no JSON object.")
    return value


def _signed_content(receipt: Json, jwks: Json) -> tuple[Json, str]:
    """What the issuer signed, and with which key."""
    segments = receipt["jws"].split(".") if isinstance(receipt.get("jws"), str) else []
    if len(segments) != 3:
        raise _NotGenuine("This is no receipt: it carries no signature (jws).")
    header_part, content_part, signature_part = segments
    header = _object(header_part)
    if not header.keys() <= _HEADER_NAMES or header.get("alg") != "ES256" or not isinstance(header.get("kid"), str):
        raise _NotGenuine("This receipt is not signed the way ours are.")
    key = _key(header["kid"], jwks)
    if not key.verify(f"{header_part}.{content_part}".encode("ascii"), _bytes(signature_part)):
        raise _NotGenuine("The signature of this receipt is false.")
    return _object(content_part), header["kid"]


def _compare(receipt: Json, signed: Json) -> None:
    shown = {name: value for name, value in receipt.items() if name != "jws"}
    differing = sorted(
        name
        for name in shown.keys() | signed.keys()
        if name not in shown or name not in signed or not _same(shown, signed, name)
    )
    if differing:
        raise _NotGenuine(f"This receipt was changed after it was signed: {', '.join(differing)}.")


def _same(shown: Json, signed: Json, name: str) -> bool:
    try:
        return canonical(shown[name]) == canonical(signed[name])
    except ValueError:
        return False


def _key(kid: str, jwks: Json) -> Any:
    entries = jwks.get("keys")
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and entry.get("kid") == kid and entry.get("crv") == "P-256":
            try:
                return jwk.construct({name: entry[name] for name in ("kty", "crv", "x", "y")}, "ES256")
            except (JOSEError, KeyError, ValueError, TypeError):
                break
    raise _NotGenuine(f"This receipt is signed with a key that is not among the published ones ({kid}).")


def _object(segment: str) -> Json:
    try:
        value = loads(_bytes(segment))
    except MalformedJson:
        value = None
    if not isinstance(value, dict):
        raise _NotGenuine("The signature of this receipt cannot be read.")
    return value


def _bytes(segment: str) -> bytes:
    try:
        encoded = segment.encode("ascii")
        decoded = bytes(base64url_decode(encoded))
    except ValueError:
        raise _NotGenuine("The signature of this receipt cannot be read.") from None
    if base64url_encode(decoded) != encoded:
        raise _NotGenuine("The signature of this receipt cannot be read.")
    return decoded

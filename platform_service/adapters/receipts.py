"""Receipts are signed: ES256 over their RFC 8785 form, with a key loaded at start (ADR 10; api.md, Receipt)."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jose import jwk, jws
from jose.utils import base64url_encode

from brightthread.contract.canonical import canonical

Json = dict[str, Any]
PUBLIC_KEYS = "receipt-keys.json"
"""Name of the JWKS file kept beside the key, for checking receipts offline."""

_OLD_KEYS = "*.pub.pem"
_COORDINATE_BYTES = 32


class ReceiptKeyUnusable(Exception):
    """The key file cannot be read as a P-256 private key; the message says which file and what to do."""


class ReceiptSigner:
    """Signs with one private key; its JWKS also holds the public keys of older receipts."""

    def __init__(self, private: ec.EllipticCurvePrivateKey, older: tuple[ec.EllipticCurvePublicKey, ...] = ()) -> None:
        own = _public_jwk(private.public_key())
        self.kid: str = own["kid"]
        self._key = jwk.construct(_pem(private).decode(), "ES256")
        others = [entry for entry in map(_public_jwk, older) if entry["kid"] != self.kid]
        self._jwks: Json = {"keys": [own, *others]}

    def sign(self, receipt: Mapping[str, Any]) -> str:
        """The compact JWS over the canonical form of ``receipt`` (plain JSON, without ``jws``)."""
        headers = {"kid": self.kid, "typ": "JWT"}
        return str(jws.sign(canonical(dict(receipt)), self._key, headers=headers, algorithm="ES256"))

    def signed(self, receipt: Mapping[str, Any]) -> Json:
        """The receipt as it is handed out: itself and its ``jws``."""
        return {**receipt, "jws": self.sign(receipt)}

    def jwks(self) -> Json:
        """The public keys, the present one first (``GET /platform/v1/receipt-keys``)."""
        return self._jwks


def load_signer(key_file: Path) -> ReceiptSigner:
    """The signer whose key lies in ``key_file`` (PEM), made there on first use, readable by its owner only.

    Public keys of earlier years lie beside it as ``*.pub.pem``; all public keys are written to ``receipt-keys.json``
    there. ReceiptKeyUnusable if the file is no P-256 key.
    """
    if not key_file.exists():
        _create(key_file)
    signer = ReceiptSigner(_private_key(key_file), tuple(_older_keys(key_file)))
    _replace(key_file.with_name(PUBLIC_KEYS), json.dumps(signer.jwks(), indent=1).encode(), 0o644)
    return signer


def _create(key_file: Path) -> None:
    """Two processes may start at once: the link of the first wins, the other uses that key."""
    key_file.parent.mkdir(parents=True, exist_ok=True)
    draft = _written(key_file, _pem(ec.generate_private_key(ec.SECP256R1())), 0o600)
    try:
        os.link(draft, key_file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _replace(path: Path, content: bytes, mode: int) -> None:
    _written(path, content, mode).replace(path)


def _written(path: Path, content: bytes, mode: int) -> Path:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _private_key(key_file: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ReceiptKeyUnusable(
            f"{key_file} holds no readable private key; put the PEM of a P-256 key there"
        ) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ReceiptKeyUnusable(f"{key_file} holds a key of another kind; put the PEM of a P-256 key there")
    return key


def _older_keys(key_file: Path) -> list[ec.EllipticCurvePublicKey]:
    keys = []
    for path in sorted(key_file.parent.glob(_OLD_KEYS)):
        try:
            key = serialization.load_pem_public_key(path.read_bytes())
        except (OSError, ValueError, UnsupportedAlgorithm) as error:
            raise ReceiptKeyUnusable(f"{path} holds no readable public key; put a PEM there or remove it") from error
        if not isinstance(key, ec.EllipticCurvePublicKey):
            raise ReceiptKeyUnusable(f"{path} holds a key of another kind; put a P-256 public key there or remove it")
        keys.append(key)
    return keys


def _pem(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _public_jwk(public: ec.EllipticCurvePublicKey) -> Json:
    """The key as JWK; its ``kid`` is the thumbprint of RFC 7638, so that it needs no registry."""
    numbers = public.public_numbers()
    members = {"crv": "P-256", "kty": "EC", "x": _coordinate(numbers.x), "y": _coordinate(numbers.y)}
    kid = base64url_encode(hashlib.sha256(canonical(members)).digest()).decode()
    return {**members, "kid": kid, "use": "sig", "alg": "ES256"}


def _coordinate(number: int) -> str:
    return str(base64url_encode(number.to_bytes(_COORDINATE_BYTES, "big")).decode())

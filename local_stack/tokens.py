"""Issues access tokens with the claims of Amazon Cognito, for people of the seed and for our own machines."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jose import jwk, jwt

LIFETIME_S = 3600
BROWSER_CLIENT = "brightthread-web"
AGENT_CLIENT = "brightthread-agent"
PLATFORM_CLIENT = "brightthread-platform"
CLIENT_IDS = (BROWSER_CLIENT, AGENT_CLIENT, PLATFORM_CLIENT)
SCOPES: Mapping[str, str] = {
    AGENT_CLIENT: "brightthread/escalations",
    PLATFORM_CLIENT: "brightthread/events",
}
SUBJECTS = uuid.UUID("6f0d7f9e-52f5-4f0a-9f0e-3f5b8f6f2a11")


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A signed token and how many seconds it lives."""

    text: str
    expires_in: int = LIFETIME_S

    def body(self) -> dict[str, Any]:
        return {"access_token": self.text, "token_type": "Bearer", "expires_in": self.expires_in}


class TokenIssuer:
    """Signs with the RSA key in ``key_file``, which is made on first use."""

    def __init__(self, issuer: str, key_file: Path) -> None:
        self._issuer = issuer
        private = _load_or_make(key_file)
        self._pem = private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()
        public = private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self._key_id = sha256(public).hexdigest()[:32]
        numbers = jwk.construct(public.decode(), "RS256").to_dict()
        self._public = {**numbers, "kid": self._key_id, "use": "sig", "alg": "RS256"}

    def key_set(self) -> dict[str, Any]:
        """The JWKS that proves the tokens."""
        return {"keys": [self._public]}

    def for_user(self, user_id: str, groups: Sequence[str]) -> AccessToken:
        """A token as Cognito gives a person who signed in."""
        person = {"username": user_id, "cognito:groups": list(groups), "scope": "openid profile email"}
        return self._sign(str(uuid.uuid5(SUBJECTS, user_id)), BROWSER_CLIENT, person)

    def for_machine(self, client_id: str) -> AccessToken:
        """A token as Cognito gives for client credentials."""
        return self._sign(client_id, client_id, {"scope": SCOPES[client_id]})

    def _sign(self, subject: str, client_id: str, claims: Mapping[str, Any]) -> AccessToken:
        now = int(time.time())
        fixed = {
            "iss": self._issuer,
            "sub": subject,
            "client_id": client_id,
            "token_use": "access",
            "version": 2,
            "auth_time": now,
            "iat": now,
            "exp": now + LIFETIME_S,
            "jti": str(uuid.uuid4()),
        }
        text: str = jwt.encode({**fixed, **claims}, self._pem, "RS256", headers={"kid": self._key_id})
        return AccessToken(text)


def _load_or_make(key_file: Path) -> rsa.RSAPrivateKey:
    if key_file.exists():
        key = serialization.load_pem_private_key(key_file.read_bytes(), password=None)
        assert isinstance(key, rsa.RSAPrivateKey)
        return key
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = made.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    work = key_file.with_suffix(".part")
    with os.fdopen(os.open(work, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(pem)
    work.replace(key_file)
    return made

"""The public keys that receipts are signed with (JWKS, ``GET /platform/v1/receipt-keys``)."""

from typing import Literal

from brightthread.contract.wire import View


class PublicKeyView(View):
    """One P-256 key; ``kid`` is its RFC 7638 thumbprint."""

    kty: Literal["EC"]
    crv: Literal["P-256"]
    x: str
    y: str
    kid: str
    use: Literal["sig"]
    alg: Literal["ES256"]


class KeySetView(View):
    """The key in use first, then older ones whose receipts are still about."""

    keys: list[PublicKeyView]

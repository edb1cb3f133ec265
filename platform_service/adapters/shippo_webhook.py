"""Webhooks of Shippo: ``track_updated``, signed in a header, or with our token in the query where no key is set up."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from platform_service.adapters.shippo import tracking_status
from platform_service.adapters.signatures import check, check_age
from platform_service.application.vendor_ports import TrackingUpdate, WebhookForged, WebhookUnreadable

SIGNATURE = "shippo-auth-signature"


class ShippoWebhook:
    """The ``TrackingWebhook`` port; an empty secret trusts nobody."""

    def __init__(self, secret: str) -> None:
        self._secret = secret

    def read(self, headers: Mapping[str, str], query: Mapping[str, str], body: bytes, now: datetime) -> TrackingUpdate:
        """See ``TrackingWebhook.read``."""
        if not self._secret:
            raise WebhookForged
        if SIGNATURE in headers:
            self._check_signature(headers[SIGNATURE], body, now)
        else:
            check(query.get("token", ""), self._secret)
        try:
            return _update(json.loads(body), now)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise WebhookUnreadable(type(error).__name__) from error

    def _check_signature(self, header: str, body: bytes, now: datetime) -> None:
        parts = dict(part.strip().partition("=")[::2] for part in header.split(","))
        stamp = parts.get("t", "")
        if not (stamp.isascii() and stamp.isdigit() and len(stamp) < 12):
            raise WebhookForged
        expected = hmac.new(self._secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
        check(parts.get("v1", ""), expected)
        check_age(datetime.fromtimestamp(int(stamp), UTC), now)


def _update(told: Mapping[str, Any], now: datetime) -> TrackingUpdate:
    if told["event"] != "track_updated":
        raise ValueError("not about tracking")
    track = told["data"]
    present = track.get("tracking_status") or {}
    at = present.get("status_date")
    facts = [track["carrier"], track["tracking_number"], present.get("status"), at, present.get("object_id")]
    metadata = str(track.get("metadata") or "")
    return TrackingUpdate(
        event_id=hashlib.sha256(json.dumps(facts).encode()).hexdigest(),
        carrier=str(track["carrier"]).lower(),
        tracking_number=str(track["tracking_number"]),
        status=tracking_status(present.get("status")),
        at=datetime.fromisoformat(at) if at else now,
        order_ref=metadata.partition(" ")[0] or None,
    )

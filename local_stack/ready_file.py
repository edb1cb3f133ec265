"""What a running stack says about itself to programs: the ready file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from local_stack import postgres
from local_stack.services import ODOO_DATABASE, TABLE, ZENDESK_EMAIL, Stack


def ready_document(stack: Stack, pids: Mapping[str, int]) -> dict[str, Any]:
    """Where everything is, with the credentials for it; ``agent``, ``platform``, ``local`` are origins of processes."""
    layout, secrets = stack.layout, stack.secrets
    return {
        "base": layout.base,
        "agent": layout.origin("agent"),
        "platform": layout.origin("platform"),
        "local": layout.origin("local"),
        "widget": f"{layout.base}/agent/widget/",
        "workbench": f"{layout.base}/agent/workbench/",
        "postgres": stack.cluster.dsn(postgres.ADMINISTRATOR),
        "dynamodb": {"url": layout.origin("dynamodb"), "table": TABLE},
        "odoo": {"url": layout.origin("odoo"), "database": ODOO_DATABASE, "api_key": secrets.odoo_api_key},
        "zendesk": {
            "url": layout.origin("zendesk"),
            "email": ZENDESK_EMAIL,
            "api_token": secrets.zendesk_api_token,
            "webhook_secret": secrets.zendesk_webhook_secret,
        },
        "shippo": {
            "url": layout.origin("shippo"),
            "token": secrets.shippo_token,
            "webhook_secret": secrets.shippo_webhook_secret,
        },
        "bedrock": {"url": layout.origin("bedrock")},
        "pids": dict(pids),
        "data_dir": str(stack.folder.path),
        "log_dir": str(stack.folder.logs),
    }

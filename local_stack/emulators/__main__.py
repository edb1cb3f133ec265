"""``python -m local_stack.emulators``: the systems around ours, and what exists locally only, in one process."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import httpx
import uvloop

from brightthread.service.problems import not_found
from local_stack.emulators import bedrock, odoo, shippo, zendesk
from local_stack.emulators.dynamodb import DynamoDb, unavailable
from local_stack.emulators.faults import Faulty
from local_stack.emulators.hosting import serve_all
from local_stack.emulators.odoo.seed import load as load_odoo
from local_stack.emulators.settings import EmulatorSettings
from local_stack.emulators.shippo.seed import load as load_shippo
from local_stack.emulators.zendesk.seed import load as load_zendesk
from local_stack.local_app import local_app
from local_stack.people import People
from local_stack.real_world import EmulatedWorld
from local_stack.seed import Seed
from local_stack.stored_seed import StoredSeed, read_stored_seed
from local_stack.tokens import AGENT_CLIENT, PLATFORM_CLIENT, TokenIssuer

DATABASE_REQUESTS_KEPT = 2_000
"""Fewer than of the vendors: a turn makes five, and each carries a whole item."""


def main() -> None:
    """Serve until told to stop."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    uvloop.run(serve(EmulatorSettings()))


async def serve(settings: EmulatorSettings) -> None:
    """Load what was never loaded, then serve every emulator on its port."""
    stored = read_stored_seed(settings.seed_file)
    state = settings.state_dir
    filled = (state / "filled").exists()
    if not filled:  # a first start that was cut short left something half done
        _clear(state)
    erp = odoo.create_app(state, odoo.OdooSettings(**settings.odoo.model_dump()))
    desk = zendesk.create_app(state, zendesk.ZendeskSettings(**settings.zendesk.model_dump()))
    carrier = shippo.create_app(state, shippo.ShippoSettings(**settings.shippo.model_dump()))
    if not filled:
        _fill(stored, erp, desk, carrier)
        (state / "filled").touch()
    database = DynamoDb(state / "dynamodb.journal")
    database.open()
    issuer = TokenIssuer(settings.issuer, settings.token_key_file)
    people = People(stored.seed)
    async with httpx.AsyncClient(base_url=settings.platform_url, timeout=10) as platform:
        world = EmulatedWorld(erp.state.odoo, carrier.state.mover, platform, _reader(stored.seed, people, issuer))
        machines = {AGENT_CLIENT: settings.agent_client_secret, PLATFORM_CLIENT: settings.platform_client_secret}
        ports = settings.ports
        await serve_all(
            {
                ports.odoo: erp,
                ports.zendesk: desk,
                ports.shippo: carrier,
                ports.bedrock: bedrock.create_app(),
                ports.dynamodb: Faulty(database, unavailable, DATABASE_REQUESTS_KEPT),
                ports.local: local_app(issuer, people, machines, world),
            }
        )
    database.close()


def _clear(state: Path) -> None:
    for file in state.iterdir():
        file.unlink()


def _reader(seed: Seed, people: People, issuer: TokenIssuer) -> Callable[[str], str]:
    """Gives a token of somebody who may read the order: of staff, or of who placed it where there are no staff."""
    buyers = {order.id: order.user_id for order in seed.orders}
    staff = people.with_group("ops") or people.with_group("cx_agents")

    def token(order_id: str) -> str:
        reader = staff or people.get(buyers.get(order_id, ""))
        if reader is None:
            raise not_found(order_id)
        return issuer.for_user(reader.user_id, reader.groups).text

    return token


def _fill(stored: StoredSeed, erp: Faulty, desk: Faulty, carrier: Faulty) -> None:
    load_odoo(erp.state.odoo, stored.document, stored.loaded_at)
    load_zendesk(desk.state.zendesk, stored.document)
    load_shippo(carrier.state.shippo, stored.document, stored.loaded_at)


if __name__ == "__main__":
    main()

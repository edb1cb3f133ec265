"""What routes depend on: the use cases, and who calls in which role."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import Depends, Request

from brightthread.service.gates import Allow, optional_key, pass_gate, required_key
from brightthread.service.problems import Problem
from platform_service.api.use_cases import UseCases
from platform_service.application.records import Actor


def _use_cases(request: Request) -> UseCases:
    found: UseCases = request.app.state.use_cases
    return found


async def use_cases(request: Request) -> UseCases:
    """The use cases the composition root put together (async, so that it is not sent to a thread)."""
    return _use_cases(request)


class CustomerOrMachine(Allow):
    """Lets in customers of ours, and machines with the scope; the value is None for a machine."""

    async def check(self, request: Request) -> Any:
        principal = await super().check(request)
        if not principal.user_id or "customers" not in principal.groups:
            return None
        return await pass_gate(_customer, request)


class Known(Allow):
    """Lets in users of ours in one of the groups; a username nobody knows is 403, as is a customer without company."""

    async def check(self, request: Request) -> Any:
        principal = await super().check(request)
        actor = await _use_cases(request).directory.find(principal.user_id)
        if actor is None:
            raise Problem("forbidden")
        actor = replace(actor, groups=principal.groups)
        if not actor.scope:
            raise Problem("forbidden")
        return actor


_anyone = Known(("customers", "cx_agents", "ops"), None)
_customer = Known(("customers",), None)
_cx_agent = Known(("cx_agents",), None)
_staff = Known(("cx_agents", "ops"), None)
_operator = Known(("ops",), None)

_pleader = CustomerOrMachine(("customers",), "brightthread/escalations")

Pleader = Annotated[Actor | None, Depends(_pleader)]
Anyone = Annotated[Actor, Depends(_anyone)]
Customer = Annotated[Actor, Depends(_customer)]
CxAgent = Annotated[Actor, Depends(_cx_agent)]
Staff = Annotated[Actor, Depends(_staff)]
Operator = Annotated[Actor, Depends(_operator)]


async def _raw_body(request: Request) -> Any:
    return await request.json()


RawBody = Annotated[dict[str, Any], Depends(_raw_body)]
"""The body as it was sent, once it has passed as the route's model."""
Uses = Annotated[UseCases, Depends(use_cases)]
Key = Annotated[str, Depends(required_key)]
MaybeKey = Annotated[str | None, Depends(optional_key)]

"""Who may call what: the gates of the agent's routes (``docs/api``, section Roles)."""

from typing import Annotated, Any

from fastapi import Depends, Request

from agent_service.api.people import CUSTOMERS
from agent_service.api.services import services_of
from agent_service.conversation.conversations import Caller
from brightthread.service.auth import Principal
from brightthread.service.gates import Allow, allow, pass_gate

CX_AGENTS, OPS = "cx_agents", "ops"


class Known(Allow):
    """Lets users of these groups in whom the platform knows; the value is the Caller."""

    async def check(self, request: Request) -> Any:
        principal: Principal = await super().check(request)
        return await services_of(request).people.caller(principal)

    async def __call__(self, request: Request) -> Any:
        return await pass_gate(self, request)


def known(*groups: str) -> Known:
    """The gate for users of ``groups``."""
    return Known(groups, None)


Customer = Annotated[Caller, Depends(known(CUSTOMERS))]
Agent = Annotated[Caller, Depends(known(CX_AGENTS))]
Reader = Annotated[Caller, Depends(known(CUSTOMERS, CX_AGENTS))]
"""A customer, who reads own conversations, or a CX agent, who reads all."""
TraceReader = Annotated[Caller, Depends(known(CX_AGENTS, OPS))]
Operator = Annotated[Caller, Depends(known(OPS))]
EventSource = Annotated[Principal, Depends(allow(scope="brightthread/events"))]

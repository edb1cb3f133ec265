"""Every router of the agent."""

from agent_service.api import conversations, operations, workbench

ROUTERS = (conversations.router, workbench.router, operations.router)

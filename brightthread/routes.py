"""Which path belongs to which service: read by the load balancer on AWS and by the gateway of the local stack."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Route:
    """Everything at and below ``prefix`` is served by ``service``; nothing else is reachable from outside."""

    prefix: str
    service: str

    def matches(self, path: str) -> bool:
        return path == self.prefix or path.startswith(f"{self.prefix}/")


PUBLIC_ROUTES = (Route("/agent", "agent"), Route("/platform", "platform"))

"""Where a request is judged: the order as it stands, what surrounds it, and the catalogue as an index."""

from dataclasses import dataclass

from platform_service.domain.catalogue import Catalogue
from platform_service.domain.order import Order
from platform_service.domain.policy_terms import Cell, Policy, Topic
from platform_service.domain.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Setting:
    """Made once for a request and shared by all its replays; nothing in it changes."""

    order: Order
    surroundings: Surroundings
    catalogue: Catalogue

    @classmethod
    def of(cls, order: Order, surroundings: Surroundings) -> "Setting":
        """The setting of a request on ``order``."""
        return cls(order, surroundings, Catalogue(surroundings.variants))

    @property
    def policy(self) -> Policy:
        return self.surroundings.policy

    def cell(self, topic: Topic) -> Cell:
        """What the policy says about ``topic`` on this order."""
        return self.policy.cell(self.order.status, topic)

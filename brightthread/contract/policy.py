"""The enforced policy as it is served: the whole file."""

from pydantic import ConfigDict

from brightthread.contract.wire import View


class PolicyView(View):
    """The numbers of the policy beside its version and the day it took effect (``YYYY-MM-DD``)."""

    model_config = ConfigDict(extra="allow")

    policy_version: str
    effective_from: str

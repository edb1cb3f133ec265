"""Ports of a stack."""

import random
import socket

import pytest

from local_stack.complaint import Complaint
from local_stack.layout import OFFSETS, Layout, free_port_base, require_free_ports


def test_a_stack_uses_thirteen_ports_in_a_row_at_most() -> None:
    layout = Layout(9000)
    ports = [layout.port(name) for name in OFFSETS]
    assert len(set(ports)) == len(ports)
    assert min(ports) == 9000
    assert max(ports) <= 9012


@pytest.mark.parametrize("base", [0, -1, 65_524, 70_000])
def test_a_port_base_outside_the_range_is_refused(base: int) -> None:
    with pytest.raises(Complaint, match="outside"):
        Layout(base)


def test_a_taken_port_is_named_with_what_it_is_for() -> None:
    layout = Layout(free_port_base(random.Random()))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", layout.port("agent")))
        taken.listen()
        with pytest.raises(Complaint, match=rf"{layout.port('agent')} \(agent\)"):
            require_free_ports(layout)
    require_free_ports(layout)

"""Ports for `up` that nobody has at this moment."""

import socket

from harness.run.by_hand import Ports


def free_ports() -> Ports:
    with socket.socket() as one, socket.socket() as two, socket.socket() as three:
        for each in (one, two, three):
            each.bind(("127.0.0.1", 0))
        return Ports(*(each.getsockname()[1] for each in (one, two, three)))

"""Whether an address is this machine's own."""

from ipaddress import ip_address


def is_loopback(address: str) -> bool:
    """Of an IPv4 or IPv6 address as text; anything else is somewhere else."""
    try:
        peer = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(peer, "ipv4_mapped", None)
    return (mapped or peer).is_loopback

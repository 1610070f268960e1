"""The addresses that may come to an account, where it lists any."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network


@dataclass(frozen=True, slots=True)
class IpList:
    """Single addresses and networks."""

    networks: tuple[IPv4Network | IPv6Network, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "IpList":
        """As they are written; ValueError names the first that is no address."""
        return cls(tuple(ip_network(text, strict=False) for text in texts))

    def admits(self, address: str) -> bool:
        """Whether this address may come; what is no address may not."""
        try:
            peer = ip_address(address)
        except ValueError:
            return False
        peer = getattr(peer, "ipv4_mapped", None) or peer
        return any(peer in network for network in self.networks)

    def texts(self) -> list[str]:
        """As the control API shows them: a single address without its mask."""
        return [str(each[0]) if each.num_addresses == 1 else str(each) for each in self.networks]

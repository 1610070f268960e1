"""Certificates for `--tls`: a private authority of this run, and one leaf for every host that amoCRM has."""

from dataclasses import dataclass
from pathlib import Path

from mock_amocrm.flavour import DOMAINS

HERE = ("localhost", "127.0.0.1", "::1")
NAMES = (*(name for domain in DOMAINS for name in (domain, f"*.{domain}")), *HERE)


@dataclass(frozen=True, slots=True)
class Certificates:
    """Where a server finds its leaf and key, and what clients have to trust."""

    chain: Path
    key: Path
    authority: bytes  # PEM


def make_certificates(folder: Path) -> Certificates:
    """A fresh authority and leaf; the authority's key is never written anywhere, the leaf's only into the folder."""
    import trustme

    authority = trustme.CA()
    leaf = authority.issue_cert(*NAMES)
    chain, key = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(b"".join(blob.bytes() for blob in leaf.cert_chain_pems))
    key.touch(mode=0o600)
    key.write_bytes(leaf.private_key_pem.bytes())
    return Certificates(chain=chain, key=key, authority=authority.cert_pem.bytes())

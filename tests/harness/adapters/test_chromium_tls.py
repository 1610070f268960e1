"""A fake with TLS: its own key is let pass by Chromium, nobody else's is."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_site import Site, serving
from visitor import ChromiumVisitor

from harness.adapters.chromium_process import ChromiumProcess
from harness.adapters.page_journey import PageUnexpected
from harness.adapters.trusted_key import key_of
from harness.settings import BrowserSettings
from mock_amocrm.tls import make_certificates


def secured(folder: Path) -> tuple[ssl.SSLContext, str]:
    """A server's side of TLS, and the file of the authority that vouches for it."""
    folder.mkdir()
    made = make_certificates(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.chain, made.key)
    (folder / "ca.pem").write_bytes(made.authority)
    return context, str(folder / "ca.pem")


@pytest.fixture
def crm(tmp_path: Path) -> Iterator[Site]:
    context, _ = secured(tmp_path / "crm")
    with serving(tls=context) as site:
        yield site


@pytest.fixture
def olena(crm: Site, tmp_path: Path) -> Iterator[ChromiumVisitor]:
    settings = BrowserSettings(timeout_seconds=5)
    process = ChromiumProcess(settings, crm_url=crm.url, ca_file=str(tmp_path / "crm" / "ca.pem"))
    with serving() as site:
        visitor = ChromiumVisitor(site, process, crm_url=crm.url)
        yield visitor
        visitor.browser.close()
    process.close()


def test_amocrms_hosts_are_reached_by_https(olena: ChromiumVisitor, crm: Site) -> None:
    crm.page("/oauth", "consent")
    for host in ("www.amocrm.ru", "demo.amocrm.ru", "www.kommo.com", "demo.kommo.com"):
        olena.browser.open(f"https://{host}/oauth")
        assert olena.browser.text == "consent"

    hosts = [visit.headers["Host"] for visit in crm.visits if visit.path == "/oauth"]
    assert hosts == ["www.amocrm.ru", "demo.amocrm.ru", "www.kommo.com", "demo.kommo.com"]


def test_somebody_elses_certificate_stays_an_error(olena: ChromiumVisitor, tmp_path: Path) -> None:
    context, _ = secured(tmp_path / "other")
    with serving(tls=context) as other, pytest.raises(PageUnexpected, match="ERR_CERT_AUTHORITY_INVALID"):
        olena.browser.open(other.url + "/cb")


def test_a_redirect_of_a_fake_with_tls_may_be_changed_on_its_way(olena: ChromiumVisitor, crm: Site) -> None:
    form = "<form method='post' action='/oauth/'><button name='a' value='1' data-testid='allow'>Yes</button></form>"
    crm.page("/oauth", form, Set_Cookie="session=1; Path=/")
    crm.redirect("/oauth/", olena.site.url + "/cb?state=1")
    olena.site.page("/cb", "there")
    olena.browser.open("https://www.amocrm.ru/oauth")
    olena.browser.allow(subdomain="x", redirect=lambda url: url.replace("state=1", "state=2"))

    assert [visit.path for visit in olena.site.visits if "favicon" not in visit.path] == ["/cb?state=2"]
    assert olena.browser.text == "there"


def test_a_server_that_the_authority_does_not_vouch_for_has_no_trusted_key(crm: Site, tmp_path: Path) -> None:
    _, stranger = secured(tmp_path / "other")
    with pytest.raises(ssl.SSLCertVerificationError):
        key_of(crm.url, ca_file=stranger)

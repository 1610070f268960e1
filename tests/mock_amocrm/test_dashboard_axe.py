"""What axe-core finds on the dashboard's views, in light and dark, on a desktop and a phone: nothing serious."""

import json
from collections.abc import Iterator

import pytest
from dashboard import Dashboard
from hooked import HOOKS, LEADS_BY_HAND, Hooked, hooked

from mock_amocrm.pages.dashboard.messages import VIEWS
from mock_amocrm.server import MockAmoCRM
from tests.prerequisites import node_modules

AXE = node_modules("axe") / "axe-core" / "axe.min.js"
SERIOUS = ("serious", "critical")
LOOKS = [("light", 1280), ("dark", 1280), ("light", 360)]
FINDINGS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .map(({id, impact, nodes}) => ({id, impact, nodes: nodes.map((node) => node.html.slice(0, 200))}))"""

pytestmark = pytest.mark.skipif(
    not AXE.is_file(), reason="axe-core is missing; `python tests/prerequisites.py` gets it"
)


@pytest.fixture(scope="module")
def place(mock: MockAmoCRM) -> Iterator[Hooked]:
    """An account with something to show in every view."""
    with hooked(mock, "demo", lang="en") as opened:
        account = opened.api.account.subdomain
        body = {"destination": f"{opened.backend.url}/hook", "settings": ["add_lead"]}
        opened.call("POST", HOOKS, body, status=201)
        opened.call("POST", LEADS_BY_HAND, [{"name": "Kitchen"}], status=201)
        opened.settled()
        client = mock.store.add_integration(name="Sync", redirect_uri=f"{opened.backend.url}/cb").client_id
        opened.call("POST", "/_mock/accounts/{subdomain}/install", {"client_id": client})
        opened.control.call(
            "POST", "/_mock/faults", {"path": "/nowhere", "account": account, "status": 503}, status=201
        )
        opened.api.get("leads/pipeline")
        yield opened


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_nothing_serious_is_found(dashboard: Dashboard, place: Hooked, scheme: str, width: int) -> None:
    page = dashboard.page
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 740})
    dashboard.open(VIEWS[0], place.api.account.subdomain)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = {view: serious(dashboard, view) for view in VIEWS}
    assert not any(found.values()), json.dumps(found, indent=1)


def serious(dashboard: Dashboard, view: str) -> list[object]:
    """What is found in a view, whatever can be unfolded unfolded."""
    page = dashboard.turn_to(view)
    if view == "journal":
        dashboard.line(dashboard.mock.fake.journal.cursor).click()
        page.get_by_test_id("why").wait_for()
    for maker in page.locator("details.maker").all():
        maker.locator("summary").click()
    return [each for each in page.evaluate(FINDINGS) if each["impact"] in SERIOUS]

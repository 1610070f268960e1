"""What axe-core finds on the dashboard's views, in light and dark, on a desktop and a phone: nothing serious."""

from collections.abc import Iterator

import pytest
from dashboard import Dashboard
from hooked import HOOKS, LEADS_BY_HAND, Hooked, hooked

from mock_amocrm.pages.dashboard.messages import VIEWS
from mock_amocrm.server import MockAmoCRM
from tests.axe.findings import needs_axe, nothing_serious, serious

LOOKS = [("light", 1280), ("dark", 1280), ("light", 360)]
pytestmark = needs_axe


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
    nothing_serious({view: unfolded(dashboard, view) for view in VIEWS})


def unfolded(dashboard: Dashboard, view: str) -> list[object]:
    """What is found in a view, whatever can be unfolded unfolded."""
    page = dashboard.turn_to(view)
    if view == "journal":
        dashboard.line(dashboard.mock.fake.journal.cursor).click()
        page.get_by_test_id("why").wait_for()
    for maker in page.locator("details.maker").all():
        maker.locator("summary").click()
    return serious(page)

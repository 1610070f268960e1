"""The dashboard's live journal: what happens appears, can be narrowed, looked into and done again by curl."""

import shlex
import subprocess
import threading
import time

import pytest
import requests
from control_api import Control
from dashboard import Dashboard
from mock_shop import Shop, open_shop
from playwright.sync_api import expect

from mock_amocrm.server import MockAmoCRM


def test_a_request_appears_by_itself_and_tells_why_it_was_refused(dashboard: Dashboard, shop: Shop) -> None:
    page = dashboard.open("journal", shop.account.subdomain)
    code = shop.code()
    shop.redeem(code)
    shop.redeem(code)
    seq = shop.mock.fake.journal.cursor

    row = dashboard.line(seq)
    row.wait_for()
    expect(row).to_contain_text("403")
    assert dashboard.lines()[0] == seq
    row.click()
    why = page.get_by_test_id("why")
    expect(why).to_contain_text("Authorization code has been revoked")
    panel = page.get_by_role("region", name="Body: Request")
    expect(panel).to_contain_text('"grant_type": "authorization_code"')
    assert code not in page.content()
    page.keyboard.press("Escape")
    expect(why).to_be_hidden()
    expect(row).to_be_focused()


def test_what_the_fake_does_not_know_is_told_with_the_nearest(dashboard: Dashboard, mock: MockAmoCRM) -> None:
    requests.get(f"{mock.url}/api/v4/leads/pipeline", timeout=5)
    page = dashboard.open("journal")
    dashboard.line(mock.fake.journal.cursor).click()
    expect(page.get_by_test_id("why")).to_contain_text("nearest: GET /api/v4/leads/pipelines")


def test_the_journal_is_narrowed_by_account_surface_status_and_text(dashboard: Dashboard, mock: MockAmoCRM) -> None:
    mine, other = open_shop(mock), open_shop(mock)
    page = dashboard.open("journal", mine.account.subdomain)
    first = mock.fake.journal.cursor
    mine.token(grant_type="authorization_code", code="garbage")
    other.token(grant_type="authorization_code", code="garbage")
    mine.me("nonsense")
    requests.get(f"{mock.url}/nowhere/special", timeout=5)
    mine.visitor(mine.account.host).open(f"/oauth?client_id={mine.integration.client_id}")
    dashboard.line(first + 5).wait_for()

    def narrowed(**filters: str) -> list[int]:
        dashboard.filter(**{"account": "", "surface": "", "status": "", "text": "", **filters})
        return [seq - first for seq in dashboard.lines() if seq > first]

    assert narrowed() == [5, 4, 3, 2, 1]
    assert narrowed(account=mine.account.subdomain) == [5, 3, 1]
    assert narrowed(account=mine.account.subdomain, surface="token") == [1]
    assert narrowed(status="2") == [5]
    assert narrowed(status="bad") == [4, 3, 2, 1]
    assert narrowed(text="SPECIAL") == [4]
    expect(page.get_by_text(f"1 of {mock.fake.journal.cursor} requests")).to_be_visible()


def test_arrow_keys_go_through_the_journal(dashboard: Dashboard, mock: MockAmoCRM) -> None:
    for number in range(60):
        requests.get(f"{mock.url}/nowhere/{number}", timeout=5)
    last = mock.fake.journal.cursor
    page = dashboard.open("journal")
    dashboard.line(last).focus()
    for _ in range(40):
        page.keyboard.press("ArrowDown")
    expect(dashboard.line(last - 40)).to_be_focused()
    page.keyboard.press("Home")
    expect(dashboard.line(last)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Body: Response")).to_contain_text("/nowhere/59")


def test_the_copied_curl_does_it_again(dashboard: Dashboard, shop: Shop) -> None:
    body = b'[{"name": "it\'s \\"quoted\\" $HOME `id`"}]'
    headers = {"Host": shop.account.host, "Content-Type": "application/json"}
    asked = requests.post(f"{shop.mock.url}/api/v4/leads?with=contacts", data=body, headers=headers, timeout=5)
    seq = shop.mock.fake.journal.cursor
    dashboard.open("journal")
    dashboard.line(seq).click()
    dashboard.page.get_by_test_id("curl").click()
    expect(dashboard.page.get_by_text("Copied")).to_be_visible()

    command = shlex.split(dashboard.copied())
    done = subprocess.run(
        [*command, "-s", "-w", "%{http_code}"], capture_output=True, text=True, check=True, timeout=10
    )
    assert done.stdout.endswith(str(asked.status_code))
    first, again = shop.mock.fake.journal.find(seq), shop.mock.fake.journal.find(seq + 1)
    assert first is not None
    assert again is not None
    assert (again.method, again.url, again.request_body) == (first.method, first.url, first.request_body)


def test_a_line_has_neither_headers_nor_bodies_and_one_entry_has_both(control: Control, shop: Shop) -> None:
    since = shop.mock.fake.journal.cursor
    shop.token(grant_type="authorization_code", code="garbage")
    reading = control.call("GET", f"/_mock/journal/lines?since={since}")
    [line] = reading["lines"]
    whole = control.call("GET", "/_mock/journal/{seq}", seq=str(since + 1))
    assert {key: whole[key] for key in line if key != "status"} == {key: line[key] for key in line if key != "status"}
    assert line["status"] == whole["response"]["status"]
    assert "garbage" not in str(whole)
    assert whole["request"]["body"]
    control.call("GET", "/_mock/journal/{seq}", seq="999999", status=404)
    control.call("GET", "/_mock/journal/{seq}", seq="one", status=400)


def test_news_is_waited_for_by_one_reader_at_a_time(control: Control, mock: MockAmoCRM) -> None:
    since, waiting = mock.fake.journal.cursor, f"{mock.url}/_mock/journal/lines?wait=2&since="
    answers: list[dict[str, object]] = []
    reader = threading.Thread(target=lambda: answers.append(requests.get(f"{waiting}{since}", timeout=5).json()))
    reader.start()
    while not mock.fake.journal._waiting:
        assert reader.is_alive()
    assert requests.get(f"{waiting}{since}", timeout=5).json()["waited"] is False
    assert not answers
    requests.get(f"{mock.url}/nowhere", timeout=5)
    reader.join(5)
    [answer] = answers
    assert (answer["waited"], len(answer["lines"])) == (True, 1)


def test_a_reader_who_waits_does_not_keep_the_fake_from_stopping() -> None:
    with MockAmoCRM() as mock:
        url = f"{mock.url}/_mock/journal/lines?wait=2"
        reader = threading.Thread(target=lambda: requests.get(url, timeout=5))
        reader.start()
        while not mock.fake.journal._waiting:
            assert reader.is_alive()
        began = time.monotonic()
    assert time.monotonic() - began < 1
    reader.join(5)


@pytest.mark.parametrize("wait", ["3", "-1"])
def test_nobody_waits_longer_than_a_stopping_server_may(control: Control, wait: str) -> None:
    url = f"{control.mock.url}/_mock/journal/lines?wait={wait}"
    assert requests.get(url, timeout=5).status_code == 400

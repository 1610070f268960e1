"""Runs one scenario many times in Chromium, the same clicks by bare Playwright after each: `… browser_run N`.

Prints, per scenario, the milliseconds of the scenario and of the script ("others"), as JSON.
"""

import sys
import time
from typing import TYPE_CHECKING

from benchmarks.stopwatch import Stopwatch, run

if TYPE_CHECKING:
    from harness.ports import Account
    from harness.run.rig import Rig

SCHEME = "foryoure:"


def script(rig: "Rig") -> float:
    """The seconds of the bare script, without what it needs beforehand."""
    return clicked(rig, *prepared(rig))


def prepared(rig: "Rig") -> "tuple[Account, str]":
    """An account with two leads, and the consent page to which the app of a new user leads."""
    from harness.adapters.recorder import Recorder
    from harness.ports.crm import LeadDraft
    from harness.run.cast import open_stage

    account = rig.crm.create_account(world="empty", lang="ru")
    rig.crm.add_leads(account, [LeadDraft("One", 1, "Olena", "+380501112233"), LeadDraft("Two", 2)])
    recorder = Recorder(
        crm=rig.crm, api=rig.backend.api, client_id=rig.client_id, cursor=rig.crm.journal_end(), sink=lambda _: None
    )
    stage, cast = open_stage(rig, recorder, lang="uk", client="headless", browser="form")
    person = stage.cast.person("Olena")
    user = rig.backend.new_user(person.name)
    person.client.sign_in(email=user.email, password=user.password)
    person.client.open_crm()
    consent_url = person.client.press_connect()
    cast.close()
    return account, consent_url


def clicked(rig: "Rig", account: "Account", consent_url: str) -> float:
    """The seconds that the clicks take, from a fresh context to the deep link."""
    began = time.perf_counter()
    context = rig.chromium.context()
    page = context.new_page()
    page.goto(consent_url)
    page.get_by_test_id("email").fill(account.user.email)
    page.get_by_test_id("password").fill(account.user.password)
    page.get_by_test_id("sign-in-submit").click()
    page.get_by_test_id("allow").click()
    with context.expect_event("request", lambda request: request.url.startswith(SCHEME)):
        page.get_by_role("button", name="Return to App").click(no_wait_after=True)
    context.close()
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(run(Stopwatch(script), browser="chromium", count=int(sys.argv[1])))

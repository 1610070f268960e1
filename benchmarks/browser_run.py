"""Runs one scenario many times in Chromium, the same clicks by bare Playwright after each: `… browser_run N`.

Prints, per scenario, the milliseconds of the scenario and of the script, as JSON.
"""

import json
import sys
import tempfile
import time
from collections.abc import Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from harness.ports import Account
    from harness.run.rig import Rig

FEATURE = Path("features/connect/deep_link_uk.feature")
SCHEME = "foryoure:"


@dataclass
class Stopwatch:
    """A pytest plugin: times every scenario from set-up to tear-down, then the bare script."""

    scenarios: list[float] = field(default_factory=list)
    scripts: list[float] = field(default_factory=list)
    rig: "Rig | None" = None

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self) -> Generator[None, object, object]:
        """Remember the session's systems."""
        from harness.run.rig import Rig  # not earlier: pytest rewrites the asserts of plugins when it imports them

        result = yield
        if isinstance(result, Rig):
            self.rig = result
        return result

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, nextitem: pytest.Item | None) -> Generator[None, object, object]:
        """One scenario, then the script while everything still runs; with the last one the session ends."""
        began = time.perf_counter()
        result = yield
        took = time.perf_counter() - began
        if nextitem is not None:
            assert self.rig is not None
            account, consent_url = prepared(self.rig)
            self.scenarios.append(took * 1000)
            self.scripts.append(clicked(self.rig, account, consent_url) * 1000)
            self.rig.journal_cursor = self.rig.crm.journal_end()  # or the next scenario is held to account for this
        return result


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
    stage, cast = open_stage(rig, recorder, lang="uk", browser="form")
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


def main(count: int) -> int:
    """Run so many scenarios that are followed by the script, and print."""
    stopwatch = Stopwatch()
    source = FEATURE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for number in range(count + 1):
            (Path(folder) / f"{number:03}.feature").write_text(source, encoding="utf-8")
        options = ["--rootdir=.", "--amocrm-e2e", "--browser=chromium", "-qq", "-p", "no:cacheprovider"]
        code = pytest.main([folder, *options, f"--run-folder={folder}/run"], plugins=[stopwatch])
    told = {"scenarios": stopwatch.scenarios, "scripts": stopwatch.scripts}
    sys.stdout.write(f"\n{json.dumps(told)}\n")
    return int(code)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))

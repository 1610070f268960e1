"""Puts people on a scenario's stage, each with a phone and a browser whose every hop is recorded."""

import datetime
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Literal

from harness.adapters.chromium_trace import ScenarioTrace
from harness.adapters.crm import OneAccountCrm
from harness.adapters.form_browser import FormBrowser
from harness.adapters.headless_phone import HeadlessPhone
from harness.adapters.phone_network import PhoneNetwork
from harness.adapters.recorder import Recorder
from harness.ports import Account, Browser, Client, Person, Stage
from harness.run.rig import Rig
from harness.wire.exchange import AccountKnown, Move, PersonMoved
from simulated_client import PhoneSettings

if TYPE_CHECKING:
    from harness.adapters.phone_tabs import PhoneTabs


class ScenarioCast:
    """The Cast port of one scenario."""

    def __init__(
        self,
        rig: Rig,
        recorder: Recorder,
        *,
        lang: str,
        client: Literal["headless", "web"],
        browser: Literal["form", "chromium"],
        trace: ScenarioTrace | None = None,
    ) -> None:
        self._rig = rig
        self._lang = lang
        self._recorder = recorder
        self._client = client
        self._browser = browser
        self._trace = trace
        self._people: list[Person] = []
        self._profiles = ExitStack()

    def person(self, name: str) -> Person:
        """Somebody new."""
        made = Person(name=name, client=self._new_client(name), browser=self._new_browser(name))
        self._people.append(made)
        return made

    def new_phone(self, person: Person) -> None:
        """A phone with nothing on it, and a browser that knows nobody."""
        person.put_away.append((person.client, person.browser, person.signed_in_to))
        person.client, person.browser = self._new_client(person.name), self._new_browser(person.name)
        person.signed_in_to = None

    def account_known(self, person: Person, account: Account | None = None) -> None:
        """Write down who may see this account and which leads it holds now."""
        account = account or person.account
        assert account is not None
        self._recorder.own(account.subdomain, person.name)
        self._recorder.redactor.know(account.user.password)
        leads = self._rig.crm.leads(account)
        with_phone = tuple(lead.id for lead in leads if lead.phone)
        ids = tuple(lead.id for lead in leads)
        self._recorder.note(AccountKnown(account.subdomain, person.name, ids, *_now(), with_phone=with_phone))

    def moved(self, person: Person, what: Move, *, url: str = "", choice: str | None = None) -> None:
        """Write down what a person did that is no request."""
        state = self._recorder.redactor.fingerprints(url).get("state")
        self._recorder.note(PersonMoved(what, person.name, *_now(), state=state, choice=choice))

    def close(self) -> None:
        """Everybody leaves, and amoCRM has no fault and no webhook left."""
        for person in self._people:
            phones = [(person.client, person.browser), *(phone[:2] for phone in person.put_away)]
            for client, browser in phones:
                browser.close()
                client.close()
        self._profiles.close()
        self._rig.crm.recover()
        self._rig.crm.unsubscribe()

    def _new_client(self, name: str) -> Client:
        app = self._rig.settings.app
        settings = PhoneSettings(
            api=self._recorder.api.shape,
            bugs=self._rig.bugs.client,
            scheme=app.scheme,
            authorize_url=app.authorize_url,
            client_id=self._rig.client_id,
            language=self._lang,
        )
        network = PhoneNetwork(person=name, base_url=self._rig.backend.base_url, recorder=self._recorder)
        if self._client == "headless":
            return HeadlessPhone(person=name, settings=settings, network=network, recorder=self._recorder)
        from harness.adapters.web_phone import WebPhone

        return WebPhone(
            person=name,
            settings=settings,
            network=network,
            recorder=self._recorder,
            host=self._rig.phone_host,
            tabs=self._rig.phone_tabs if self._trace is None else self._traced_tabs(name, self._trace),
        )

    def _traced_tabs(self, name: str, trace: ScenarioTrace) -> "PhoneTabs":
        """A profile of their own, since a trace is of one profile and must hold nobody else's phone."""
        from harness.adapters.phone_tabs import PhoneTabs

        context = self._rig.chromium.context()
        self._profiles.callback(context.close)
        trace.follow(context, person=f"{name} app")
        return PhoneTabs(context, away=self._rig.phone_host.url)

    def _new_browser(self, name: str) -> Browser:
        scheme, crm_url = self._rig.settings.app.scheme, self._rig.crm.url
        if self._browser == "form":
            return FormBrowser(
                person=name, crm_url=crm_url, scheme=scheme, recorder=self._recorder, ca_file=self._rig.ca_file
            )
        from harness.adapters.chromium import ChromiumBrowser

        return ChromiumBrowser(
            person=name,
            process=self._rig.chromium,
            crm_url=crm_url,
            scheme=scheme,
            recorder=self._recorder,
            trace=self._trace,
        )


def _now() -> tuple[int, str]:
    return time.monotonic_ns(), datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")


def open_stage(
    rig: Rig,
    recorder: Recorder,
    *,
    lang: str,
    client: Literal["headless", "web"],
    browser: Literal["form", "chromium"],
    trace: ScenarioTrace | None = None,
) -> tuple[Stage, ScenarioCast]:
    """A stage with nobody on it yet."""
    cast = ScenarioCast(rig, recorder, lang=lang, client=client, browser=browser, trace=trace)
    stage = Stage(
        crm=OneAccountCrm(rig.crm, rig.fixed_account, world=rig.settings.mock.world) if rig.fixed_account else rig.crm,
        backend=rig.backend,
        cast=cast,
        timeline=recorder.timeline,
        lang=lang,
    )
    return stage, cast

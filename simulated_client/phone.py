"""The phone: what a person does with the app, and what the system does to it."""

from collections.abc import Callable
from dataclasses import replace

from simulated_client.app import Alert, App
from simulated_client.bugs import behaviour_with
from simulated_client.clock import VirtualClock
from simulated_client.consent_url import own_consent_url
from simulated_client.failures import CallFailed, SessionLost
from simulated_client.lead_filter import LeadFilter
from simulated_client.leads import LeadCard
from simulated_client.messages import APP, locale
from simulated_client.phone_settings import DEFAULTS, PhoneSettings
from simulated_client.reach import Reach
from simulated_client.screen import Screen
from simulated_client.session import Session
from simulated_client.wire import Send


class Phone:
    """One person's phone with the app on it. HTTP is real and happens during the calls; time is virtual."""

    def __init__(self, settings: PhoneSettings = DEFAULTS, *, send: Send) -> None:
        settings.check()
        self._send = send
        self._settings = settings
        self._behaviour = behaviour_with(settings.bugs, shape=settings.api)
        self._reach = Reach(settings)
        self._locale = locale(settings.language)
        self._listeners: list[Callable[[Screen], None]] = []
        self._clock = VirtualClock()
        self._session = Session()
        self._in_front = True
        self._app: App | None = self._new_app()
        self._screen = self._app.draw()

    @property
    def screen(self) -> Screen:
        """What is on the screen; of an app that isn't in front, what was last seen of it."""
        return self._screen

    @property
    def in_front(self) -> bool:
        """Whether the person is looking at the app: it runs, and no other app covers it."""
        return self._app is not None and self._in_front

    def on_screen(self, listener: Callable[[Screen], None]) -> None:
        """Call it at each change of the screen, flashes included."""
        self._listeners.append(listener)

    def settle(self, *, seconds: float = 30) -> Screen:
        """Run HTTP and due timers until the app is idle, at most that many virtual seconds."""
        self._clock.settle(seconds)
        self._publish()
        return self._screen

    def sign_in(self, *, email: str, password: str) -> Screen:
        """Fill in the form and press «Увійти»; a refusal stays on the screen as its reason."""
        self._press("sign_in.button").sign_in(email=email, password=password)
        return self.settle()

    def open_crm(self) -> Screen:
        """Open the CRM tab, coming from another one."""
        app = self._app_in_front()
        if self._screen.id.startswith("callback."):  # that screen covers the tab bar
            self._press("home.crm")
        app.open_crm()
        return self.settle()

    def press_connect(self) -> str:
        """Press «Підключити»: answers the URL that the system browser opens, and leaves the app for it."""
        app = self._press("crm.connect")
        try:
            url = self._consent_url(app)
        except CallFailed as failure:
            if not isinstance(failure, SessionLost):
                app.show(Alert((APP["alert.title"], APP["alert.browser"]), reason=failure.reason))
            self.settle()
            raise self._reach.no_consent(failure.reason) from failure
        self.to_background()
        return url

    def deliver_link(self, url: str) -> Screen:
        """Open a deep link: the living app gets it and comes to the front, a dead one is started with it."""
        link = self._reach.link(url)
        app = self._app or self._start()
        app.alert = None
        app.open_callback(link)
        self._bring_to_front(app)
        return self.settle()

    def to_background(self) -> None:
        """Another app comes to the front."""
        self._app_in_front().set_focused(False)
        self._in_front = False

    def to_foreground(self) -> Screen:
        """Back through the app switcher; the card of a killed app starts it anew."""
        self._bring_to_front(self._app or self._start())
        return self.settle()

    def kill(self) -> None:
        """The system ends the process: its cache and timers are gone, the secure storage isn't."""
        self._app = None
        self._in_front = False
        self._clock.stop()
        self._clock = VirtualClock(self._clock.now)

    def spoil_session(self, *, renewable: bool = True) -> None:
        """From now on the backend doesn't take the app's JWT for its own, nor the refresh token unless `renewable`."""
        self._session.spoil(renewable=renewable)

    def launch(self) -> Screen:
        """Tap the icon."""
        return self.to_foreground()

    def pull_to_refresh(self) -> Screen:
        """Pull the list of leads down, which loads it again and nothing else."""
        self._on_list().refresh_leads()
        return self.settle()

    def retry(self) -> Screen:
        """Press «Спробувати знову»."""
        self._press("leads.retry").refresh_leads()
        return self.settle()

    def back_to_crm(self) -> Screen:
        """Press «Повернутися до CRM»."""
        self._press("callback.back").open_crm()
        return self.settle()

    def open_lead(self, name: str, *, which: int = 0) -> Screen:
        """Tap a lead's card; where several say the same, `which` counts them from the top."""
        app = self._on_list()
        call = self._reach.call("lead")
        app.open_lead(self._screen.leads[self._reach.card(self._screen, name, which=which)], call)
        return self.settle()

    def open_shared_lead(self, card: LeadCard) -> Screen:
        """Open a link to a lead that somebody else's app has shared: its ids are all that the link knows."""
        app = self._app_in_front()
        app.open_lead(card, self._reach.call("lead"))
        return self.settle()

    def disconnect(self) -> Screen:
        """Press «Відключити» and confirm."""
        call = self._reach.call("disconnect")
        app = self._press("crm.disconnect")
        dialog = (APP["crm.disconnect.title"], APP["crm.disconnect.question"])
        app.show(Alert(dialog, buttons=(APP["crm.disconnect.cancel"], APP["crm.disconnect"])))
        app.disconnect(call)
        return self.settle()

    def search(self, text: str) -> Screen:
        """Type into the search box of the list; an empty text clears it."""
        self._on_list().search(text)
        return self.settle()

    def choose_status(self, status: str | None) -> Screen:
        """Show the leads of one status of the app's, or of every one."""
        app = self._choosing("status")
        self._reach.status(status)
        app.choose(app.chosen.with_status(status))
        return self.settle()

    def choose_pipeline(self, name: str) -> Screen:
        """Show the leads of one pipeline."""
        app = self._choosing("pipeline_id")
        for pipeline in app.choices:
            if pipeline.name == name:
                app.choose(app.chosen.with_pipeline(pipeline))
                return self.settle()
        raise self._reach.no_choice(name, [pipeline.name for pipeline in app.choices])

    def choose_stage(self, name: str) -> Screen:
        """Show the leads of one stage: of the chosen pipeline, else of the first pipeline that has a stage so named."""
        app = self._choosing("stage_id")
        pipelines = [app.chosen.pipeline] if app.chosen.pipeline else app.choices
        for pipeline in pipelines:
            for stage in pipeline.stages:
                if stage.name == name:
                    app.choose(app.chosen.with_stage(pipeline, stage))
                    return self.settle()
        raise self._reach.no_choice(name, [stage.name for pipeline in pipelines for stage in pipeline.stages])

    def clear_filter(self) -> Screen:
        """Show all leads again."""
        self._on_list().choose(LeadFilter())
        return self.settle()

    def _choosing(self, placeholder: str) -> App:
        app = self._app_in_front()
        self._reach.filter(self._screen, placeholder)
        return app

    def _new_app(self) -> App:
        return App(
            send=self._send,
            shape=self._settings.api,
            session=self._session,
            clock=self._clock,
            behaviour=self._behaviour,
            locale=self._locale,
            on_change=self._publish,
        )

    def _start(self) -> App:
        self._app = self._new_app()
        return self._app

    def _bring_to_front(self, app: App) -> None:
        self._in_front = True
        self._publish()
        app.set_focused(True)

    def _publish(self) -> None:
        if self._app is None or not self._in_front:
            return
        screen = self._app.draw()
        if not screen.looks_like(self._screen):
            self._screen = replace(screen, at=self._clock.now)
            for listener in self._listeners:
                listener(self._screen)

    def _app_in_front(self) -> App:
        """The app as a person finds it; whatever they do next closes an open alert."""
        self._reach.app(running=self._app is not None, in_front=self._in_front)
        assert self._app is not None
        if self._app.alert is not None:
            self._app.show(None)
        return self._app

    def _press(self, button: str) -> App:
        app = self._app_in_front()
        self._reach.button(self._screen, button)
        return app

    def _on_list(self) -> App:
        app = self._app_in_front()
        self._reach.leads(self._screen)
        return app

    def _consent_url(self, app: App) -> str:
        if self._settings.api.connect is not None and self._behaviour.asks_for_consent_url:
            return app.consent_url(self._settings.api.connect)
        return own_consent_url(
            self._settings.authorize_url,
            client_id=self._settings.client_id,
            user_id=self._session.user_id,
            state_text=self._behaviour.state_text,
        )

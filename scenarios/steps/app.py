"""Sentences about what people do with the app."""

from harness.gherkin.expressions import given, when
from harness.ports import Stage
from scenarios.journeys import app, connect
from scenarios.outcomes import screen


@given("{word} входить у застосунок")
@given("{word} входит в приложение")
@given("{word} signs in to the app")
def signs_in(name: str, stage: Stage) -> None:
    """With a new user of the app; ends on the CRM tab."""
    app.sign_in(stage, stage.person(name))


@given("{word} має підключений amoCRM")
@given("{word} имеет подключённый amoCRM")
@given("{word} has amoCRM connected")
def has_connected(name: str, stage: Stage) -> None:
    """The whole way by the deep link, as a person would go it; it must have led to the connection."""
    connect.connect(stage, stage.person(name))
    screen.connected(stage, stage.person(name))


@when("{word} підключає amoCRM")
@when("{word} подключает amoCRM")
@when("{word} connects amoCRM")
def connects(name: str, stage: Stage) -> None:
    """The whole way by the deep link, as a person would go it, whatever comes of it."""
    connect.connect(stage, stage.person(name))


@when("{word} натискає «Підключити»")
@when("{word} нажимает «Подключить»")
@when("{word} presses Connect")
def presses_connect(name: str, stage: Stage) -> None:
    """The system browser opens amoCRM's consent page."""
    connect.press_connect(stage, stage.person(name))


@when("{word} натискає «Return to App»")
@when("{word} нажимает «Return to App»")
@when("{word} presses Return to App")
def presses_return(name: str, stage: Stage) -> None:
    """The callback page's button; the system hands the deep link to the app."""
    app.follow_deep_link(stage, stage.person(name))


@when("{word} повертається в застосунок через перемикач")
@when("{word} возвращается в приложение через переключатель")
@when("{word} returns by the app switcher")
def switches_back(name: str, stage: Stage) -> None:
    """Without pressing anything on the callback page."""
    app.switch_back(stage, stage.person(name))


@when("система вивантажує застосунок, яким користується {word}")
@when("система выгружает приложение, которым пользуется {word}")
@when("the system unloads the app that {word} uses")
def app_is_killed(name: str, stage: Stage) -> None:
    """What phones do to apps in the background."""
    app.lose_app(stage, stage.person(name))


@when("{word} відключає amoCRM")
@when("{word} отключает amoCRM")
@when("{word} disconnects amoCRM")
def disconnects(name: str, stage: Stage) -> None:
    """And confirms it."""
    app.disconnect(stage, stage.person(name))


@when("{word} оновлює список лідів")
@when("{word} обновляет список лидов")
@when("{word} refreshes the list of leads")
def refreshes_leads(name: str, stage: Stage) -> None:
    """Pulls the list down."""
    stage.person(name).client.pull_to_refresh()


@when("{word} відкриває лід {string}")
@when("{word} открывает лид {string}")
@when("{word} opens the lead {string}")
def opens_lead(name: str, lead: str, stage: Stage) -> None:
    """Taps the lead's card."""
    stage.person(name).client.open_lead(lead)


@when("{word} повертається на екран CRM")
@when("{word} возвращается на экран CRM")
@when("{word} returns to the CRM tab")
def returns_to_crm(name: str, stage: Stage) -> None:
    """By the screen's own button, or by the tab."""
    app.back_to_crm(stage.person(name))

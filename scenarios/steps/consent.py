"""Sentences about amoCRM's consent page and the callback page."""

from harness.gherkin.expressions import when
from harness.ports import Refusal, Stage
from scenarios.journeys import connect, time
from scenarios.messages import unmet


@when("{word} входить в amoCRM")
@when("{word} входит в amoCRM")
@when("{word} signs in to amoCRM")
def signs_in_to_amocrm(name: str, stage: Stage) -> None:
    """As the administrator of the person's own account."""
    connect.sign_in_to_amocrm(stage, stage.person(name))


@when("{word} натискає «Дозволити»")
@when("{word} нажимает «Разрешить»")
@when("{word} presses Allow")
def allows(name: str, stage: Stage) -> None:
    """amoCRM redirects to the callback page."""
    connect.allow(stage, stage.person(name))


@when("{word} натискає «Відмовити»")
@when("{word} нажимает «Отказать»")
@when("{word} presses Deny")
def denies(name: str, stage: Stage) -> None:
    """amoCRM redirects with error=access_denied."""
    connect.deny(stage, stage.person(name))


@when("{word} натискає «Дозволити», але сторінка callback відкривається через {int} хвилину/хвилини/хвилин")
@when("{word} нажимает «Разрешить», но страница callback открывается через {int} минуту/минуты/минут")
@when("{word} presses Allow, but the callback page opens {int} minute(s) later")
def allows_but_late(name: str, minutes: int, stage: Stage) -> None:
    """The code lives 20 minutes of the account's time; later than that amoCRM refuses it."""
    person = stage.person(name)

    def wait(url: str) -> str:
        time.wait(stage, person, minutes * 60)
        return url

    if minutes >= 20:
        stage.expect(Refusal("backend", "token", (400,)))
    connect.allow_but(stage, person, wait)


@when("{word} натискає «Дозволити», але state губиться дорогою")
@when("{word} нажимает «Разрешить», но state теряется по дороге")
@when("{word} presses Allow, but the state is lost on the way")
def allows_but_stateless(name: str, stage: Stage) -> None:
    """The callback is opened with a good code and no state."""
    connect.allow_but(stage, stage.person(name), lambda url: connect.with_state(url, None))


@when("{word} натискає «Дозволити», але підставляє state, з яким підключається {word}")
@when("{word} нажимает «Разрешить», но подставляет state, с которым подключается {word}")
@when("{word} presses Allow, but puts in the state with which {word} connected")
def allows_with_foreign_state(name: str, other: str, stage: Stage) -> None:
    """The callback is opened with a good code and somebody else's state."""
    foreign = connect.state_of(stage.person(other).consent_url or "")
    if foreign is None:
        raise unmet(stage, "no_state", person=other)
    connect.allow_but(stage, stage.person(name), lambda url: connect.with_state(url, foreign))


@when("{word} відкриває сторінку callback ще раз")
@when("{word} открывает страницу callback ещё раз")
@when("{word} opens the callback page again")
def reopens_callback(name: str, stage: Stage) -> None:
    """F5, or a browser that restores its tabs."""
    stage.person(name).browser.reload()

"""Sentences about amoCRM's consent page and the callback page."""

from harness.gherkin.expressions import given, when
from harness.ports import Refusal, Stage
from scenarios.journeys import connect, forgery, time
from scenarios.messages import unmet
from scenarios.outcomes.people import witness


@given("{word} входить в amoCRM")
@given("{word} входит в amoCRM")
@given("{word} signs in to amoCRM")
@when("{word} входить в amoCRM")
@when("{word} входит в amoCRM")
@when("{word} signs in to amoCRM")
def signs_in_to_amocrm(name: str, stage: Stage) -> None:
    """As the person's own user of their own account."""
    connect.sign_in_to_amocrm(stage, stage.person(name))


@given("{word} входить в amoCRM як {word}")
@given("{word} входит в amoCRM как {word}")
@given("{word} signs in to amoCRM as {word}")
@when("{word} входить в amoCRM як {word}")
@when("{word} входит в amoCRM как {word}")
@when("{word} signs in to amoCRM as {word}")
def signs_in_to_amocrm_as(name: str, other: str, stage: Stage) -> None:
    """In one's own browser, as somebody else, whose account it is then that is allowed."""
    connect.sign_in_to_amocrm(stage, stage.person(name), witness(stage, other))


@given("{word} вводить в amoCRM неправильний пароль")
@given("{word} вводит в amoCRM неправильный пароль")
@given("{word} enters a wrong password in amoCRM")
@when("{word} вводить в amoCRM неправильний пароль")
@when("{word} вводит в amoCRM неправильный пароль")
@when("{word} enters a wrong password in amoCRM")
def mistypes_password(name: str, stage: Stage) -> None:
    """amoCRM shows the form again."""
    connect.mistype_password(stage, stage.person(name))


@given("{word} натискає «Дозволити»")
@given("{word} нажимает «Разрешить»")
@given("{word} presses Allow")
@when("{word} натискає «Дозволити»")
@when("{word} нажимает «Разрешить»")
@when("{word} presses Allow")
def allows(name: str, stage: Stage) -> None:
    """amoCRM redirects to the callback page."""
    connect.allow(stage, stage.person(name))


@given("{word} натискає «Відмовити»")
@given("{word} нажимает «Отказать»")
@given("{word} presses Deny")
@when("{word} натискає «Відмовити»")
@when("{word} нажимает «Отказать»")
@when("{word} presses Deny")
def denies(name: str, stage: Stage) -> None:
    """amoCRM redirects with error=access_denied."""
    connect.deny(stage, stage.person(name))


@given("{word} хоче дозволити доступ, але amoCRM не дає")
@given("{word} хочет разрешить доступ, но amoCRM не даёт")
@given("{word} wants to allow access, but amoCRM refuses")
@when("{word} хоче дозволити доступ, але amoCRM не дає")
@when("{word} хочет разрешить доступ, но amoCRM не даёт")
@when("{word} wants to allow access, but amoCRM refuses")
def may_not_allow(name: str, stage: Stage) -> None:
    """amoCRM has refused the page to a user without administrator rights; there is nothing to press."""
    connect.look_for_allow(stage, stage.person(name))


@given("{word} натискає «Дозволити», але сторінка callback відкривається через {int} хвилину/хвилини/хвилин")
@given("{word} нажимает «Разрешить», но страница callback открывается через {int} минуту/минуты/минут")
@given("{word} presses Allow, but the callback page opens {int} minute/minutes later")
@when("{word} натискає «Дозволити», але сторінка callback відкривається через {int} хвилину/хвилини/хвилин")
@when("{word} нажимает «Разрешить», но страница callback открывается через {int} минуту/минуты/минут")
@when("{word} presses Allow, but the callback page opens {int} minute/minutes later")
def allows_but_late(name: str, minutes: int, stage: Stage) -> None:
    """The code lives 20 minutes of the account's time; later than that amoCRM refuses it."""
    person = stage.person(name)

    def wait(url: str) -> str:
        time.wait(stage, person, minutes * time.MINUTE)
        return url

    if minutes >= 20:
        stage.expect(Refusal("backend", "token", (400,)))
    connect.allow_but(stage, person, wait)


@given("{word} натискає «Дозволити», але state губиться дорогою")
@given("{word} нажимает «Разрешить», но state теряется по дороге")
@given("{word} presses Allow, but the state is lost on the way")
@when("{word} натискає «Дозволити», але state губиться дорогою")
@when("{word} нажимает «Разрешить», но state теряется по дороге")
@when("{word} presses Allow, but the state is lost on the way")
def allows_but_stateless(name: str, stage: Stage) -> None:
    """The callback is opened with a good code and no state."""
    connect.allow_but(stage, stage.person(name), lambda url: connect.with_state(url, None))


@given("{word} натискає «Дозволити», але сторінка callback відкривається двічі водночас")
@given("{word} нажимает «Разрешить», но страница callback открывается дважды одновременно")
@given("{word} presses Allow, but the callback page opens twice at once")
@when("{word} натискає «Дозволити», але сторінка callback відкривається двічі водночас")
@when("{word} нажимает «Разрешить», но страница callback открывается дважды одновременно")
@when("{word} presses Allow, but the callback page opens twice at once")
def allows_in_two_tabs(name: str, stage: Stage) -> None:
    """A browser that loads pages ahead, or two tabs: both get the same code and the same state."""
    connect.allow_in_two_tabs(stage, stage.person(name))


@given("{word} натискає «Дозволити», але підставляє state, з яким підключається {word}")
@given("{word} нажимает «Разрешить», но подставляет state, с которым подключается {word}")
@given("{word} presses Allow, but puts in the state with which {word} connected")
@when("{word} натискає «Дозволити», але підставляє state, з яким підключається {word}")
@when("{word} нажимает «Разрешить», но подставляет state, с которым подключается {word}")
@when("{word} presses Allow, but puts in the state with which {word} connected")
def allows_with_foreign_state(name: str, other: str, stage: Stage) -> None:
    """The callback is opened with a good code and somebody else's state."""
    foreign = connect.state_of(witness(stage, other).consent_url or "")
    if foreign is None:
        raise unmet(stage, "no_state", person=other)
    connect.allow_but(stage, stage.person(name), lambda url: connect.with_state(url, foreign))


@given("{word} ще раз відкриває сторінку згоди")
@given("{word} ещё раз открывает страницу согласия")
@given("{word} opens the consent page again")
@when("{word} ще раз відкриває сторінку згоди")
@when("{word} ещё раз открывает страницу согласия")
@when("{word} opens the consent page again")
def opens_consent_again(name: str, stage: Stage) -> None:
    """By the browser's back button; who is signed in is not asked again."""
    connect.open_consent_again(stage, stage.person(name))


@given("{word} відкриває сторінку callback ще раз")
@given("{word} открывает страницу callback ещё раз")
@given("{word} opens the callback page again")
@when("{word} відкриває сторінку callback ще раз")
@when("{word} открывает страницу callback ещё раз")
@when("{word} opens the callback page again")
def reopens_callback(name: str, stage: Stage) -> None:
    """F5, or a browser that restores its tabs."""
    stage.person(name).browser.reload()


@given("{word} відкриває сторінку callback із браузера, яким користується {word}")
@given("{word} открывает страницу callback из браузера, которым пользуется {word}")
@given("{word} opens the callback page from the browser that {word} uses")
@when("{word} відкриває сторінку callback із браузера, яким користується {word}")
@when("{word} открывает страницу callback из браузера, которым пользуется {word}")
@when("{word} opens the callback page from the browser that {word} uses")
def opens_callback_of(name: str, other: str, stage: Stage) -> None:
    """Its address with the code in it was passed on: in a chat, by a preview of links, by a shared history."""
    connect.open_callback_of(stage, stage.person(name), witness(stage, other))


@given("{word} закриває сторінку в браузері")
@given("{word} закрывает страницу в браузере")
@given("{word} closes the page in the browser")
@when("{word} закриває сторінку в браузері")
@when("{word} закрывает страницу в браузере")
@when("{word} closes the page in the browser")
def closes_page(name: str, stage: Stage) -> None:
    """Without pressing anything on it; the browser still knows who is signed in."""
    stage.person(name).browser.close_page()


@given("{word} підробляє звістку про те, що акаунт, яким володіє {word}, вимкнув інтеграцію")
@given("{word} подделывает весть о том, что аккаунт, которым владеет {word}, выключил интеграцию")
@given("{word} forges the word that the account of {word} has switched the integration off")
@when("{word} підробляє звістку про те, що акаунт, яким володіє {word}, вимкнув інтеграцію")
@when("{word} подделывает весть о том, что аккаунт, которым владеет {word}, выключил интеграцию")
@when("{word} forges the word that the account of {word} has switched the integration off")
def forges_disable_hook(name: str, owner: str, stage: Stage) -> None:
    """As amoCRM would tell the backend, but without amoCRM's signature; a backend may refuse that or not listen."""
    forgery.forge_disable_hook(stage, stage.person(name), witness(stage, owner))

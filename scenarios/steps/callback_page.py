"""Sentences about the page to which amoCRM sends the browser back, and about browsers that are strict with it."""

from harness.gherkin.expressions import given, then, when
from harness.ports import Stage
from scenarios.journeys import connect
from scenarios.outcomes import callback_page


@given("браузер, яким користується {word}, блокує скрипти")
@given("браузер, которым пользуется {word}, блокирует скрипты")
@given("the browser that {word} uses blocks scripts")
def blocks_scripts(name: str, stage: Stage) -> None:
    """Whatever a page wants to do by a script doesn't happen; buttons of forms and links still work."""
    stage.person(name).browser.block_scripts()


@given("браузер, яким користується {word}, відкриває застосунки лише кнопкою")
@given("браузер, которым пользуется {word}, открывает приложения только по кнопке")
@given("the browser that {word} uses opens apps only from a button")
def wants_button(name: str, stage: Stage) -> None:
    """As browsers inside of apps are: a plain link, a redirect or the page itself can't leave them."""
    stage.person(name).browser.want_button()


@given("{word} натискає «Дозволити», але code губиться дорогою")
@given("{word} нажимает «Разрешить», но code теряется по дороге")
@given("{word} presses Allow, but the code is lost on the way")
@when("{word} натискає «Дозволити», але code губиться дорогою")
@when("{word} нажимает «Разрешить», но code теряется по дороге")
@when("{word} presses Allow, but the code is lost on the way")
def allows_but_codeless(name: str, stage: Stage) -> None:
    """The callback is opened with everything but the code."""
    connect.allow_but(stage, stage.person(name), connect.without_code)


@then("сторінка callback одразу має кнопку")
@then("на странице callback сразу есть кнопка")
@then("the callback page has its button at once")
def has_button(stage: Stage) -> None:
    """In the HTML that the backend sent, before any script has run; each page of the scenario."""
    callback_page.button_at_once(stage)


@then("сторінка callback сама не відкриває застосунку")
@then("страница callback сама не открывает приложение")
@then("the callback page opens no app by itself")
def opens_nothing(stage: Stage) -> None:
    """Neither by a redirect nor by a refresh nor by a script, but only for whoever asks for it."""
    callback_page.waits_for_person(stage)

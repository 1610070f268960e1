"""Sentences about what people do with the app."""

from harness.gherkin.expressions import given, when
from harness.ports import Stage
from scenarios.journeys import app, connect, time
from scenarios.outcomes import screen
from scenarios.outcomes.people import witness


@given("{word} входить у застосунок")
@given("{word} входит в приложение")
@given("{word} signs in to the app")
@when("{word} входить у застосунок")
@when("{word} входит в приложение")
@when("{word} signs in to the app")
def signs_in(name: str, stage: Stage) -> None:
    """With a new user of the app; ends on the CRM tab."""
    app.sign_in(stage, stage.person(name))


@given("{word} входить у застосунок на іншому телефоні")
@given("{word} входит в приложение на другом телефоне")
@given("{word} signs in to the app on another phone")
@when("{word} входить у застосунок на іншому телефоні")
@when("{word} входит в приложение на другом телефоне")
@when("{word} signs in to the app on another phone")
def signs_in_on_another_phone(name: str, stage: Stage) -> None:
    """With the same user of the app, on a phone and in a browser that know nothing yet."""
    app.sign_in_on_another_phone(stage, stage.person(name))


@given("{word} бере попередній телефон")
@given("{word} берёт предыдущий телефон")
@given("{word} takes the previous phone")
@when("{word} бере попередній телефон")
@when("{word} берёт предыдущий телефон")
@when("{word} takes the previous phone")
def takes_other_phone(name: str, stage: Stage) -> None:
    """The one before, as it was left."""
    app.take_other_phone(stage, stage.person(name))


@given("{word} має підключену/підключений amoCRM")
@given("{word} имеет подключённую/подключённый amoCRM")
@given("{word} has amoCRM connected")
def has_connected(name: str, stage: Stage) -> None:
    """The whole way by the deep link, as a person would go it; it must have led to the connection."""
    connect.connect(stage, stage.person(name))
    screen.connected(stage, stage.person(name))


@given("{word} підключає amoCRM")
@given("{word} подключает amoCRM")
@given("{word} connects amoCRM")
@when("{word} підключає amoCRM")
@when("{word} подключает amoCRM")
@when("{word} connects amoCRM")
def connects(name: str, stage: Stage) -> None:
    """The whole way by the deep link, as a person would go it, whatever comes of it; the second time, too."""
    connect.connect(stage, stage.person(name))


@given("{word} натискає «Підключити»")
@given("{word} нажимает «Подключить»")
@given("{word} presses Connect")
@when("{word} натискає «Підключити»")
@when("{word} нажимает «Подключить»")
@when("{word} presses Connect")
def presses_connect(name: str, stage: Stage) -> None:
    """The system browser opens amoCRM's consent page."""
    connect.press_connect(stage, stage.person(name))


@given("{word} натискає «Return to App»")
@given("{word} нажимает «Return to App»")
@given("{word} presses Return to App")
@when("{word} натискає «Return to App»")
@when("{word} нажимает «Return to App»")
@when("{word} presses Return to App")
def presses_return(name: str, stage: Stage) -> None:
    """The callback page's button; the system hands the deep link to the app."""
    app.follow_deep_link(stage, stage.person(name))


@given("{word} натискає «Return to App» через {int} хвилину/хвилини/хвилин")
@given("{word} нажимает «Return to App» через {int} минуту/минуты/минут")
@given("{word} presses Return to App {int} minute/minutes later")
@when("{word} натискає «Return to App» через {int} хвилину/хвилини/хвилин")
@when("{word} нажимает «Return to App» через {int} минуту/минуты/минут")
@when("{word} presses Return to App {int} minute/minutes later")
def presses_return_later(name: str, minutes: int, stage: Stage) -> None:
    """The page waited in the browser, while time passed in amoCRM."""
    time.wait(stage, stage.person(name), minutes * time.MINUTE)
    app.follow_deep_link(stage, stage.person(name))


@given("{word} відкриває те саме посилання в застосунок ще раз")
@given("{word} открывает ту же ссылку в приложение ещё раз")
@given("{word} opens the same app link again")
@when("{word} відкриває те саме посилання в застосунок ще раз")
@when("{word} открывает ту же ссылку в приложение ещё раз")
@when("{word} opens the same app link again")
def follows_link_again(name: str, stage: Stage) -> None:
    """The link of the last return, from a notification or the history."""
    app.follow_deep_link_again(stage, stage.person(name))


@given("{word} відкриває посилання в застосунок із телефона, яким користується {word}")
@given("{word} открывает ссылку в приложение с телефона, которым пользуется {word}")
@given("{word} opens the app link from the phone that {word} uses")
@when("{word} відкриває посилання в застосунок із телефона, яким користується {word}")
@when("{word} открывает ссылку в приложение с телефона, которым пользуется {word}")
@when("{word} opens the app link from the phone that {word} uses")
def follows_link_of(name: str, other: str, stage: Stage) -> None:
    """Somebody was sent a link that was meant for another app."""
    app.follow_deep_link_again(stage, stage.person(name), witness(stage, other))


@given("{word} повертається в застосунок через перемикач")
@given("{word} возвращается в приложение через переключатель")
@given("{word} returns by the app switcher")
@when("{word} повертається в застосунок через перемикач")
@when("{word} возвращается в приложение через переключатель")
@when("{word} returns by the app switcher")
def switches_back(name: str, stage: Stage) -> None:
    """Without pressing anything on the callback page."""
    app.switch_back(stage, stage.person(name))


@given("{word} згортає застосунок")
@given("{word} сворачивает приложение")
@given("{word} sends the app to the background")
@when("{word} згортає застосунок")
@when("{word} сворачивает приложение")
@when("{word} sends the app to the background")
def leaves_app(name: str, stage: Stage) -> None:
    """Another app comes to the front."""
    stage.person(name).client.to_background()


@given("{word} відкриває застосунок")
@given("{word} открывает приложение")
@given("{word} opens the app")
@when("{word} відкриває застосунок")
@when("{word} открывает приложение")
@when("{word} opens the app")
def opens_app(name: str, stage: Stage) -> None:
    """By its icon; an app that was unloaded starts anew."""
    app.launch(stage, stage.person(name))


@given("система вивантажує застосунок, яким користується {word}")
@given("система выгружает приложение, которым пользуется {word}")
@given("the system unloads the app that {word} uses")
@when("система вивантажує застосунок, яким користується {word}")
@when("система выгружает приложение, которым пользуется {word}")
@when("the system unloads the app that {word} uses")
def app_is_killed(name: str, stage: Stage) -> None:
    """What phones do to apps in the background."""
    app.lose_app(stage, stage.person(name))


@given("{word} відключає amoCRM")
@given("{word} отключает amoCRM")
@given("{word} disconnects amoCRM")
@when("{word} відключає amoCRM")
@when("{word} отключает amoCRM")
@when("{word} disconnects amoCRM")
def disconnects(name: str, stage: Stage) -> None:
    """And confirms it."""
    app.disconnect(stage, stage.person(name))


@given("{word} оновлює список лідів")
@given("{word} обновляет список лидов")
@given("{word} refreshes the list of leads")
@when("{word} оновлює список лідів")
@when("{word} обновляет список лидов")
@when("{word} refreshes the list of leads")
def refreshes_leads(name: str, stage: Stage) -> None:
    """Pulls the list down."""
    app.refresh_leads(stage, stage.person(name))


@given("{word} натискає «Спробувати знову»")
@given("{word} нажимает «Попробовать снова»")
@given("{word} presses Try again")
@when("{word} натискає «Спробувати знову»")
@when("{word} нажимает «Попробовать снова»")
@when("{word} presses Try again")
def retries(name: str, stage: Stage) -> None:
    """The button that a list has when it could not be loaded."""
    app.retry(stage, stage.person(name))


@given("{word} шукає {string} серед лідів")
@given("{word} ищет {string} среди лидов")
@given("{word} searches the leads for {string}")
@when("{word} шукає {string} серед лідів")
@when("{word} ищет {string} среди лидов")
@when("{word} searches the leads for {string}")
def searches(name: str, text: str, stage: Stage) -> None:
    """Types into the search box of the list."""
    stage.person(name).client.search(text)


@given("{word} очищує пошук")
@given("{word} очищает поиск")
@given("{word} clears the search")
@when("{word} очищує пошук")
@when("{word} очищает поиск")
@when("{word} clears the search")
def clears_search(name: str, stage: Stage) -> None:
    """The whole list is there again."""
    stage.person(name).client.search("")


@given("{word} відкриває лід {string}")
@given("{word} открывает лид {string}")
@given("{word} opens the lead {string}")
@when("{word} відкриває лід {string}")
@when("{word} открывает лид {string}")
@when("{word} opens the lead {string}")
def opens_lead(name: str, lead: str, stage: Stage) -> None:
    """Taps the lead's card."""
    app.open_lead(stage, stage.person(name), lead)


@given("{word} відкриває лід {string} на обох телефонах одночасно")
@given("{word} открывает лид {string} на обоих телефонах одновременно")
@given("{word} opens the lead {string} on both phones at once")
@when("{word} відкриває лід {string} на обох телефонах одночасно")
@when("{word} открывает лид {string} на обоих телефонах одновременно")
@when("{word} opens the lead {string} on both phones at once")
def opens_lead_on_both_phones(name: str, lead: str, stage: Stage) -> None:
    """On the phone in hand and on the previous one; the backend gets both requests at the same moment."""
    app.open_lead_on_both(stage, stage.person(name), lead)


@given("{word} відкриває посилання на лід {string}, який бачить {word}")
@given("{word} открывает ссылку на лид {string}, который видит {word}")
@given("{word} opens a link to the lead {string} that {word} sees")
@when("{word} відкриває посилання на лід {string}, який бачить {word}")
@when("{word} открывает ссылку на лид {string}, который видит {word}")
@when("{word} opens a link to the lead {string} that {word} sees")
def opens_lead_of(name: str, lead: str, other: str, stage: Stage) -> None:
    """One that the other's app has shared; it holds nothing but the lead's ids."""
    app.open_lead_of(stage, stage.person(name), lead, witness(stage, other))


@given("{word} відкриває вкладку CRM")
@given("{word} открывает вкладку CRM")
@given("{word} opens the CRM tab")
@when("{word} відкриває вкладку CRM")
@when("{word} открывает вкладку CRM")
@when("{word} opens the CRM tab")
def opens_crm(name: str, stage: Stage) -> None:
    """From whatever other tab; it asks for the status again."""
    app.open_crm(stage, stage.person(name))


@given("{word} повертається на екран CRM")
@given("{word} возвращается на экран CRM")
@given("{word} returns to the CRM tab")
@when("{word} повертається на екран CRM")
@when("{word} возвращается на экран CRM")
@when("{word} returns to the CRM tab")
def returns_to_crm(name: str, stage: Stage) -> None:
    """By the screen's own button, or by the tab."""
    app.back_to_crm(stage, stage.person(name))

"""Sentences about the app's own session with its backend, and about the network between the two."""

from harness.gherkin.expressions import given, when
from harness.ports import Stage
from scenarios.journeys import app


@given("{word} входить у застосунок з неправильним паролем")
@given("{word} входит в приложение с неправильным паролем")
@given("{word} signs in to the app with a wrong password")
@when("{word} входить у застосунок з неправильним паролем")
@when("{word} входит в приложение с неправильным паролем")
@when("{word} signs in to the app with a wrong password")
def mistypes_app_password(name: str, stage: Stage) -> None:
    """The backend refuses, and the app should say so and stay where it is."""
    app.mistype_app_password(stage, stage.person(name))


@given("сесія застосунку, яким користується {word}, більше не дійсна")
@given("сессия приложения, которым пользуется {word}, больше не действительна")
@given("the session of the app that {word} uses is no longer valid")
@when("сесія застосунку, яким користується {word}, більше не дійсна")
@when("сессия приложения, которым пользуется {word}, больше не действительна")
@when("the session of the app that {word} uses is no longer valid")
def session_is_over(name: str, stage: Stage) -> None:
    """As after its time; the app can renew it."""
    app.outlive_session(stage, stage.person(name), renewable=True)


@given("сесія застосунку, яким користується {word}, більше не дійсна, і поновити її не можна")
@given("сессия приложения, которым пользуется {word}, больше не действительна, и продлить её нельзя")
@given("the session of the app that {word} uses is no longer valid and can't be renewed")
@when("сесія застосунку, яким користується {word}, більше не дійсна, і поновити її не можна")
@when("сессия приложения, которым пользуется {word}, больше не действительна, и продлить её нельзя")
@when("the session of the app that {word} uses is no longer valid and can't be renewed")
def session_is_over_for_good(name: str, stage: Stage) -> None:
    """As after a change of the backend's secret: the person has to sign in again."""
    app.outlive_session(stage, stage.person(name), renewable=False)


@given("{word} залишається без зв'язку")
@given("{word} остаётся без связи")
@given("{word} goes offline")
@when("{word} залишається без зв'язку")
@when("{word} остаётся без связи")
@when("{word} goes offline")
def goes_offline(name: str, stage: Stage) -> None:
    """Whatever the app asks from now on gets no answer."""
    app.go_offline(stage, stage.person(name))


@given("{word} знову має зв'язок")
@given("{word} снова на связи")
@given("{word} is online again")
@when("{word} знову має зв'язок")
@when("{word} снова на связи")
@when("{word} is online again")
def goes_online(name: str, stage: Stage) -> None:
    """The app's requests are answered again."""
    stage.person(name).client.go_online()

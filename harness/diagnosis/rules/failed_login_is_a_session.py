"""The login was refused or failed, and the app goes on as if somebody had signed in."""

from harness.diagnosis.answers import told
from harness.diagnosis.app_tokens import SIGN_IN, screens_between
from harness.diagnosis.finding import Finding
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first failed login of somebody who never had a session, after which another screen came than the sign-in."""
    logins = timeline.exchanges(role="sign_in", caller="client")
    for failed in logins:
        own = [login for login in logins if login.person == failed.person]
        if 200 <= failed.status < 300 or any(200 <= login.status < 300 for login in own[: own.index(failed)]):
            continue
        until = next((login.started_ns for login in own[own.index(failed) + 1 :]), None)
        for seen in screens_between(timeline, failed.person, failed.ended_ns, until):
            if seen.screen.id != SIGN_IN:
                return Finding(
                    cause="failed_login_is_a_session",
                    at_ns=failed.started_ns,
                    evidence=(failed.number,),
                    values={
                        **told(failed),
                        "screen": seen.screen.id,
                    },
                )
    return None

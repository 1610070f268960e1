"""The backend gave the app a session, and the app didn't find it in the answer."""

from harness.diagnosis.answers import request_of
from harness.diagnosis.app_tokens import SIGN_IN, comes_with, screens_between, token_in
from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at
from harness.wire.exchange import Exchange
from harness.wire.timeline import Timeline

VARIANTS = {"sign_in": "login", "refresh": "renewal"}


def find(timeline: Timeline) -> Finding | None:
    """The first login or renewal whose token no request ever came with, and after which the app asked who it is."""
    for answer in timeline.exchanges(caller="client", where=_is_session):
        found = token_in(answer)
        if found is None:
            continue
        token, place = found
        later = timeline.exchanges(caller="client", person=answer.person, after_ns=answer.ended_ns)
        until = next((call.started_ns for call in later if call.role == "sign_in"), None)
        asked = [
            seen
            for seen in screens_between(timeline, answer.person, answer.ended_ns, until)
            if seen.screen.id == SIGN_IN
        ]
        if any(comes_with(call, token) for call in later) or not asked:
            continue
        return Finding(
            cause="session_answer_misread",
            variant=VARIANTS[answer.role],
            at_ns=answer.started_ns,
            evidence=(answer.number,),
            values={
                "person": str(answer.person),
                "at": at(answer),
                "request": request_of(answer),
                "status": str(answer.status),
                "token": token,
                "place": place,
                "reason": asked[0].screen.reason or "–",
            },
        )
    return None


def _is_session(answer: Exchange) -> bool:
    return answer.role in VARIANTS and 200 <= answer.status < 300

"""amoCRM answered 204, as it does of an account that has no leads, and the backend took that for a failure."""

from collections.abc import Iterator

from harness.diagnosis.finding import Finding
from harness.diagnosis.moments import at, tells_failure
from harness.wire.exchange import DeepLink, Exchange
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first request of a person's that failed right after such an answer, and nothing else had gone wrong."""
    for failed in _failures(timeline):
        during = [call for call in timeline.exchanges(caller="backend") if failed.encloses(call)]
        if not during or any(not call.is_true or not 200 <= call.status < 400 for call in during):
            continue
        last = during[-1]
        if last.role == "api" and last.method == "GET" and last.status == 204:
            return Finding(
                cause="empty_account_is_an_error",
                at_ns=last.started_ns,
                evidence=(last.number, failed.number),
                values={"person": str(failed.person), "at": at(last), "failed_at": at(failed)},
            )
    return None


def _failures(timeline: Timeline) -> Iterator[Exchange]:
    """What failed in a person's eyes: an answer of 500 or more, or a callback page that leads back with an error."""
    for call in timeline.every(Exchange):
        if call.caller not in ("client", "browser") or call.callee != "backend":
            continue
        back = [link for link in timeline.every(DeepLink) if link.person == call.person and link.at_ns > call.ended_ns]
        if call.status >= 500 or (call.role == "callback" and back and tells_failure(back[0])):
            yield call

"""The backend says that the app's session is over, and the app neither renews it nor asks who it is: it is stuck."""

from harness.diagnosis.answers import told
from harness.diagnosis.app_tokens import SIGN_IN, screens_between
from harness.diagnosis.denials import denies_session
from harness.diagnosis.finding import Finding
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first refused session that was followed by no renewal and no sign-in, though the app went on."""
    for refused in timeline.exchanges(caller="client"):
        if not denies_session(timeline, refused):
            continue
        later = timeline.exchanges(caller="client", person=refused.person, after_ns=refused.started_ns)
        shown = screens_between(timeline, refused.person, refused.ended_ns, None)
        if any(call.role in ("refresh", SIGN_IN) for call in later):
            continue
        if shown and all(seen.screen.id != SIGN_IN for seen in shown):
            again = [call for call in later if call != refused and denies_session(timeline, call)]
            return Finding(
                cause="app_session_not_renewed",
                at_ns=refused.started_ns,
                evidence=(refused.number, *(call.number for call in again[:2])),
                values={
                    **told(refused),
                    "again": str(len(again)),
                    "screen": shown[-1].screen.id,
                },
            )
    return None

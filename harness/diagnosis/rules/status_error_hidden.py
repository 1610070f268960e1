"""The status could not be loaded, and the app says "not connected", as if that had been the answer."""

from harness.diagnosis.answers import told
from harness.diagnosis.app_tokens import screens_between
from harness.diagnosis.denials import denies_session
from harness.diagnosis.finding import Finding
from harness.wire.timeline import Timeline


def find(timeline: Timeline) -> Finding | None:
    """The first failed status that the app showed as a no before it asked again."""
    for failed in timeline.exchanges(role="status", caller="client", where=lambda one: one.is_refused):
        if denies_session(timeline, failed):
            continue
        asked = timeline.exchanges(role="status", person=failed.person, after_ns=failed.ended_ns)
        until = asked[0].started_ns if asked else None
        for seen in screens_between(timeline, failed.person, failed.ended_ns, until):
            if seen.screen.id.startswith("crm.") and seen.screen.connected is False:
                return Finding(
                    cause="status_error_hidden",
                    at_ns=failed.started_ns,
                    evidence=(failed.number,),
                    values={
                        **told(failed),
                        "screen": seen.screen.id,
                    },
                )
    return None

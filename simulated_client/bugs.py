"""The known bugs of the app: each takes refetches away, or puts in one place what a developer once wrote there."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches

from simulated_client import slips
from simulated_client.api_shape import ApiShape
from simulated_client.behaviour import Behaviour, Refetch
from simulated_client.crm_account import AmoStatus
from simulated_client.deep_link import judge_like_the_old_app


@dataclass(frozen=True, slots=True)
class Bug:
    """One switch."""

    id: str
    changes: str
    removes: frozenset[Refetch] = field(default_factory=frozenset)
    puts: Mapping[str, object] = field(default_factory=dict)
    """What stands in places of the app's behaviour instead of the correct code."""
    needs: str | None = None  # a call of ApiShape without which the bug could not show


BUGS: tuple[Bug, ...] = (
    Bug(
        id="banner-flashes",
        changes="until the first answer the status counts as not connected",
        puts={"first_status": AmoStatus(connected=False)},
    ),
    Bug(
        id="buffer-not-defined",
        changes="the app builds the consent URL itself with Node's Buffer, which a phone doesn't have",
        puts={"asks_for_consent_url": False, "state_text": slips.state_by_buffer},
    ),
    Bug(
        id="client-exchanges-code",
        changes="the callback screen posts the deep link's code to the backend once more, and wants there to be one",
        puts={"judge": judge_like_the_old_app},
        needs="exchange_code",
    ),
    Bug(
        id="status-not-refreshed",
        changes="returning to a living app leaves the connection status as it was; only a new start asks again",
        removes=frozenset({Refetch.STATUS_ON_CALLBACK, Refetch.STATUS_ON_TAB_FOCUS, Refetch.STATUS_ON_APP_FOCUS}),
    ),
    Bug(
        id="effect-before-queries",
        changes="the CRM tab's focus effect names a query that is declared below it, and drawing the tab throws",
        puts={"declare_tab": slips.effect_before_queries},
    ),
    Bug(
        id="filter-lost-on-close",
        changes="closing the window of choice resets the pipeline and the stage that were picked in it",
        puts={"after_choice": slips.reset_on_close},
    ),
    Bug(
        id="lead-fields-of-the-list",
        changes="a lead's own screen reads the fields that leads of the list have, not those of its answer",
        puts={"read_lead": slips.read_as_in_the_list},
        needs="lead",
    ),
    Bug(
        id="leads-not-invalidated",
        changes="returning to a living app leaves the list of leads as it was; only a new start loads it again",
        removes=frozenset({Refetch.LEADS_ON_CALLBACK, Refetch.LEADS_ON_APP_FOCUS}),
    ),
    Bug(
        id="local-lead-id-sent",
        changes="a lead is asked for by the backend's own id where amoCRM's is wanted",
        puts={"lead_ids": slips.local_id_for_both},
        needs="lead",
    ),
    Bug(
        id="login-unchecked",
        changes="whatever the login is answered is a session",
        puts={"read_login": slips.any_login},
    ),
    Bug(
        id="refresh-read-at-top",
        changes="the new tokens are looked for at the top of the answer, and not under data",
        puts={"read_renewal": slips.renewal_at_the_top},
        needs="refresh",
    ),
    Bug(
        id="session-renewed-on-401-only",
        changes="a 403 that says the token is no longer good is taken for the last word",
        puts={"is_session_over": slips.is_401},
        needs="refresh",
    ),
    Bug(
        id="stages-one-by-one",
        changes="the stages that came with the pipelines are asked for once more, pipeline by pipeline",
        puts={"load_pipelines": slips.load_stages_one_by_one},
        needs="stages",
    ),
    Bug(
        id="status-error-swallowed",
        changes="a status that could not be loaded counts as not connected",
        puts={"load_status": slips.status_or_false},
    ),
    Bug(
        id="undefined-in-query",
        changes="every parameter of the filter goes out, as `undefined` where nothing is chosen",
        puts={"filter_values": slips.undefined_for_nothing},
    ),
)


class UnknownBug(ValueError):
    """There is no switch of that name, or this backend's API leaves it nothing to switch."""


def list_bugs() -> list[str]:
    """The ids of all switches."""
    return [bug.id for bug in BUGS]


def behaviour_with(bugs: Collection[str], *, shape: ApiShape) -> Behaviour:
    """The app with those bugs."""
    asked = (bugs,) if isinstance(bugs, str) else bugs
    for wanted in asked:
        if wanted not in list_bugs():
            close = get_close_matches(wanted, list_bugs(), n=1, cutoff=0.0)
            raise UnknownBug(f"the simulated client has no bug {wanted!r}; did you mean {close[0]!r}?")
    present = [bug for bug in BUGS if bug.id in asked]
    for bug in present:
        if bug.needs is not None and getattr(shape, bug.needs) is None:
            raise UnknownBug(f"the bug {bug.id!r} needs the call {bug.needs!r}, which this backend's API doesn't have")
    removed = frozenset[Refetch]().union(*(bug.removes for bug in present))
    puts = {place: code for bug in present for place, code in bug.puts.items()}
    # The names and types of what is put in are each bug's own; a test holds them against Behaviour's fields.
    return replace(Behaviour(refetches=frozenset(Refetch) - removed), **puts)  # type: ignore[arg-type]

"""Pipelines of an account, each with its stages in their order: what a board of leads is drawn from."""

from mock_amocrm.api_v4.tables.stages import INCOMING, stages
from mock_amocrm.api_v4.view import integer
from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import BOOLEAN, INTEGER, STRING, Operation, Request, listing, record
from mock_amocrm.extension import Extension

STAGE = record(id=INTEGER, name=STRING, color=STRING, is_incoming=BOOLEAN)
PIPELINE = record(id=INTEGER, name=STRING, is_main=BOOLEAN, stages=listing(STAGE))


def all_of_them(fake: Extension, request: Request) -> object:
    """Every pipeline, the main one first."""
    account = named(fake, request)
    rows = sorted(account.rows("pipelines"), key=lambda row: (row["is_main"] is not True, integer(row, "sort")))
    return {
        "pipelines": [
            {
                "id": row["id"],
                "name": row["name"],
                "is_main": row["is_main"] is True,
                "stages": [
                    {
                        "id": stage["status_id"],
                        "name": stage["name"],
                        "color": stage["color"],
                        "is_incoming": stage["type"] == INCOMING,
                    }
                    for stage in stages(account, integer(row, "id"))
                ],
            }
            for row in rows
        ]
    }


OPERATIONS = (
    Operation(
        "GET",
        "/accounts/{subdomain}/pipelines",
        "Its pipelines, the main one first, with their stages",
        all_of_them,
        record(pipelines=listing(PIPELINE)),
    ),
)

"""What an account has granted, by fingerprint: codes, access and refresh tokens, alive or not."""

from mock_amocrm.control.accounts import named
from mock_amocrm.control.operation import INTEGER, STRING, Operation, Request, listing, nullable, record
from mock_amocrm.extension import Extension
from mock_amocrm.redaction import fingerprint
from mock_amocrm.state.grants import AccessToken, AuthorizationCode, RefreshToken
from mock_amocrm.state.people import person

STATES = ("alive", "expired", "spent", "revoked")
GRANT = record(
    fingerprint=STRING,
    client_id=STRING,
    integration=nullable("string"),
    user_id=INTEGER,
    user=nullable("string"),
    expires_at=INTEGER,
    ended_at=nullable("integer"),
    state={"enum": list(STATES)},
)
Grant = AuthorizationCode | AccessToken | RefreshToken


def all_of_them(fake: Extension, request: Request) -> object:
    """Every code and token that is remembered, in the order in which they were made."""
    account = named(fake, request)
    now, grants = account.clock.now(), account.grants

    def shown(grant: Grant, mark: str, ended_at: int | None, ending: str) -> dict[str, object]:
        integration, who = fake.store.integrations.get(grant.client_id), person(account, grant.user_id)
        alive = "alive" if now < grant.expires_at else "expired"
        return {
            "fingerprint": mark,
            "client_id": grant.client_id,
            "integration": integration.name if integration else None,
            "user_id": grant.user_id,
            "user": who.name if who else None,
            "expires_at": grant.expires_at,
            "ended_at": ended_at,
            "state": alive if ended_at is None else ending,
        }

    return {
        "now": now,
        "codes": [shown(each, fingerprint(each.value), each.spent_at, "spent") for each in list(grants.codes.values())],
        "access_tokens": [
            shown(each, each.fingerprint, each.revoked_at, "revoked") for each in list(grants.access_tokens.values())
        ],
        "refresh_tokens": [
            shown(each, fingerprint(each.value), each.revoked_at, "spent")
            for each in list(grants.refresh_tokens.values())
        ],
    }


OPERATIONS = (
    Operation(
        "GET",
        "/accounts/{subdomain}/grants",
        "Its codes and tokens, by fingerprint",
        all_of_them,
        record(now=INTEGER, codes=listing(GRANT), access_tokens=listing(GRANT), refresh_tokens=listing(GRANT)),
    ),
)

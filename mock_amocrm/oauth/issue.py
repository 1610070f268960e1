"""How codes and token pairs are made: their shape, their life, and who remembers them."""

import secrets
import uuid
from dataclasses import replace

from mock_amocrm.extension import Extension
from mock_amocrm.flavour import flavour_of
from mock_amocrm.oauth.jwt import signed
from mock_amocrm.redaction import fingerprint
from mock_amocrm.state.account import Account
from mock_amocrm.state.grants import AccessToken, AuthorizationCode, Grants, RefreshToken
from mock_amocrm.state.integration import Integration
from mock_amocrm.state.people import Person

CODE_LIFE = 20 * 60
ACCESS_LIFE = 24 * 60 * 60
REFRESH_LIFE = 90 * 24 * 60 * 60  # three months

ENCRYPTED = "def502"  # how the real ciphertexts begin, in hex
CODE_BYTES = 400  # with the prefix about 800 characters, inside the range seen in the field
REFRESH_BYTES = 493  # 992 characters, the length of a captured one


def issue_code(fake: Extension, account: Account, integration: Integration, *, who: Person) -> AuthorizationCode:
    """A fresh code; earlier codes and pairs of the same integration stay alive. Scopes and rights are frozen in it."""
    code = AuthorizationCode(
        value=ENCRYPTED + secrets.token_hex(CODE_BYTES),
        client_id=integration.client_id,
        user_id=who.id,
        redirect_uri=integration.redirect_uri,
        scopes=integration.scopes,
        expires_at=account.clock.now() + CODE_LIFE,
        by_admin=who.is_admin,
    )
    account.grants.install(integration.client_id)
    fake.store.add_code(account, code)
    return code


def issue_pair(
    fake: Extension, account: Account, source: AuthorizationCode | RefreshToken, *, grants: Grants, grant_type: str
) -> dict[str, object]:
    """A fresh pair for whoever spent `source`, as the token endpoint answers it.

    `grants` are those that the source was spent in: if the account was restored meanwhile, the pair is stillborn.
    """
    now = account.clock.now()
    access = AccessToken(
        jti="",
        client_id=source.client_id,
        user_id=source.user_id,
        scopes=source.scopes,
        expires_at=now + ACCESS_LIFE,
        by_admin=source.by_admin,
    )
    jwt, access = issue_access(fake, account, access, grants=grants, grant_type=grant_type)
    refresh = RefreshToken(
        value=ENCRYPTED + secrets.token_hex(REFRESH_BYTES),
        client_id=source.client_id,
        user_id=source.user_id,
        scopes=source.scopes,
        access_jti=access.jti,
        expires_at=now + REFRESH_LIFE,
        by_admin=source.by_admin,
    )
    grants.add_refresh(refresh)
    fake.store.add_refresh(account, refresh.value)
    return {
        "token_type": "Bearer",
        "expires_in": ACCESS_LIFE,
        "server_time": now,
        "access_token": jwt,
        "refresh_token": refresh.value,
    }


def issue_access(
    fake: Extension, account: Account, access: AccessToken, *, grants: Grants, grant_type: str
) -> tuple[str, AccessToken]:
    """A JWT of what `access` says, and that with its id and fingerprint, as it is remembered from now on."""
    jti = secrets.token_hex(40)
    header, now = {"typ": "JWT", "alg": "RS256", "jti": jti}, account.clock.now()
    jwt = signed(header, _claims(account, replace(access, jti=jti), now, grant_type), fake.signing_key.sign)
    issued = replace(access, jti=jti, fingerprint=fingerprint(jwt))
    grants.add_access(issued)
    fake.store.add_access(account, jwt, jti=jti)
    return jwt, issued


def api_domain(account: Account) -> str:
    """The shared host that answers where an account lives now."""
    return flavour_of(account.domain).api_host


def _claims(account: Account, access: AccessToken, now: int, grant_type: str) -> dict[str, object]:
    return {
        "aud": access.client_id,
        "jti": access.jti,
        "iat": now,
        "nbf": now,
        "exp": access.expires_at,
        "sub": str(access.user_id),
        "grant_type": grant_type,
        "account_id": account.id,
        "base_domain": account.domain,
        "version": 2,
        "scopes": list(access.scopes),
        "hash_uuid": str(uuid.uuid4()),
        "api_domain": api_domain(account),
    }

"""Tokens, and where they are kept."""

from tests.fidelity.use import Chapter, Throws, Use

TOKEN = "POST /oauth2/access_token"


TOKENS = Chapter(
    "Tokens",
    [
        Use("amo.exchange_code", "(await amo.exchange_code(CODES.pop())).token_type", "Bearer", TOKEN),
        Use(
            "OAuth2.exchange_code",
            "pair = await auth.exchange_code(endpoint, CODES.pop()); pair.access_token",
            str,
            TOKEN,
        ),
        Use(
            "OAuth2.refresh",
            "fresh = await auth.refresh(endpoint); fresh.refresh_token != pair.refresh_token",
            True,
            TOKEN,
        ),
        Use("OAuth2.get_token", "await auth.get_token(endpoint) == fresh.access_token", True),
        Use("OAuth2.handle_unauthorized", "await auth.handle_unauthorized(endpoint, fresh.access_token)", True, TOKEN),
        Use(
            "LongLivedToken.get_token",
            "token = LongLivedToken(LONG_LIVED); lasting = AmoCRMClient(auth=token, base_url=ORIGIN);"
            " (await lasting.account.get()).subdomain == SUBDOMAIN",
            True,
            "GET account",
        ),
        Use("LongLivedToken.handle_unauthorized", "await token.handle_unauthorized(endpoint, LONG_LIVED)", False),
        Use("MemoryTokenStorage.save", "memory = MemoryTokenStorage(); await memory.save(fresh)", None),
        Use("MemoryTokenStorage.load", "(await memory.load()) == fresh", True),
        Use(
            "JsonFileTokenStorage.save",
            "file = JsonFileTokenStorage('tokens.json'); await file.save(fresh)",
            None,
        ),
        Use("JsonFileTokenStorage.load", "(await file.load()) == fresh", True),
        Use("TokenSet.to_dict", "fresh.to_dict()", {"access_token": str, "refresh_token": str, "expires_at": float}),
        Use("TokenSet.from_dict", "TokenSet.from_dict(fresh.to_dict()) == fresh", True),
        Use("TokenSet.expires_within", "fresh.expires_within(86_300, now=pair.expires_at - 86_400)", False),
        Use(
            "TokenSet.from_response",
            "answer = await amo.http.post(amo.token_url, json={'grant_type': 'authorization_code', 'code': CODES.pop(),"
            " 'client_id': CLIENT_ID, 'client_secret': CLIENT_SECRET, 'redirect_uri': REDIRECT_URI});"
            " TokenSet.from_response(answer.json(), now=0.0).expires_at",
            86400.0,
            TOKEN,
        ),
    ],
)

MOVING = Chapter(
    "An account that moves",
    [
        Use(
            "OAuth2.refresh",
            "rename = {'subdomain': f'moved-{SUBDOMAIN}'};"
            " await amo.http.post(f'https://127.0.0.1/_mock/accounts/{SUBDOMAIN}/rename', json=rename); await auth.refresh(endpoint)",
            Throws("AccountMovedError: OAuth2 token request failed: HTTP 404"),
            (f"{TOKEN} 404", "GET /oauth2/account/current/subdomain"),
            why="As it should be: the error names the host where the account is now.",
        ),
        Use(
            "amo.account.get",
            "moved = AmoCRMClient(auth=auth, subdomain=f'moved-{SUBDOMAIN}'); (await moved.account.get()).subdomain == f'moved-{SUBDOMAIN}'",
            True,
            "GET account",
        ),
    ],
    reaches="amocrm.ru",
)

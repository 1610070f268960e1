"""Tokens, and where they are kept."""

from tests.fidelity.use import Chapter, Use

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
        Use("LongLivedToken.get_token", "await LongLivedToken(fresh.access_token).get_token(endpoint)", str),
        Use(
            "LongLivedToken.handle_unauthorized", "await LongLivedToken('a').handle_unauthorized(endpoint, 'a')", False
        ),
        Use("MemoryTokenStorage.save", "memory = MemoryTokenStorage(); await memory.save(fresh)", None),
        Use("MemoryTokenStorage.load", "(await memory.load()) == fresh", True),
        Use(
            "JsonFileTokenStorage.save",
            "file = JsonFileTokenStorage(tempfile.mkdtemp() + '/tokens.json'); await file.save(fresh)",
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

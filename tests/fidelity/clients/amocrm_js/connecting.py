"""Tokens, the connection, and events."""

from tests.fidelity.use import Chapter, Throws, Use

TOKEN = "POST /oauth2/access_token"


TOKENS = Chapter(
    "Connecting",
    [
        Use(
            "auth.getUrl",
            "amo.environment.set('auth.state', 's-1'); amo.auth.getUrl('popup')",
            ...,
        ),
        Use(
            "token.fetch",
            "fresh = new Client({domain: SUBDOMAIN, auth: {...own, code: CODES.pop()}}); await fresh.token.fetch()",
            {"token_type": "Bearer", "expires_in": 86400, "expires_at": int},
            TOKEN,
        ),
        Use(
            "connection.makeRequest",
            "lasting = new Client({domain: SUBDOMAIN, auth: {...own, bearer: LONG_LIVED}}); (await lasting.connection.makeRequest('GET', '/api/v4/account')).data",
            {"id": int},
            "GET account",
        ),
        Use("token.exists", "fresh.token.exists()", True),
        Use("token.getValue", "fresh.token.getValue()", {"access_token": str, "refresh_token": str}),
        Use("token.isExpired", "fresh.token.isExpired()", False),
        Use("connection.getToken", "fresh.connection.getToken() === fresh.token.getValue().access_token", True),
        Use("connection.isTokenExpired", "fresh.connection.isTokenExpired()", False),
        Use(
            "token.getBaseClientOptions",
            "Object.keys(fresh.token.getBaseClientOptions())",
            ["client_id", "client_secret", "redirect_uri"],
        ),
        Use(
            "token.refresh",
            "before = fresh.token.getValue(); after = await fresh.token.refresh(); after.refresh_token !== before.refresh_token",
            True,
            TOKEN,
        ),
        Use(
            "token.setValue",
            "fresh.token.setValue({...after, expires_at: 1}); (await fresh.request.get('/api/v4/account')).data.subdomain === SUBDOMAIN",
            True,
            (TOKEN, "GET account"),
        ),
        Use(
            "connection.connect",
            "fresh.token.setValue({...fresh.token.getValue(), expires_at: 1}); fresh.connection.isTokenExpired(); await fresh.connection.connect()",
            False,
            TOKEN,
            why="Connected it is: `connect` returns whether the new token has expired (`common/Connection.js`).",
        ),
        Use("connection.update", "await fresh.connection.update()", True),
        Use(
            "connection.makeRequest",
            "(await fresh.connection.makeRequest('GET', '/api/v4/account')).data",
            {"id": int},
            "GET account",
        ),
        Use(
            "token.makeRequest",
            "answer = await fresh.token.makeRequest({...own, grant_type: 'refresh_token', refresh_token: fresh.token.getValue().refresh_token}); answer.data",
            {"token_type": "Bearer"},
            TOKEN,
        ),
        Use("token.handleResponse", "fresh.token.handleResponse(answer) === fresh.token.getValue()", True),
        Use("token.clear", "fresh.token.clear(); fresh.token.exists()", False),
        Use(
            "auth.setCode",
            "other = new Client({domain: SUBDOMAIN, auth: {...own}}); other.auth.setCode(CODES.pop()); await other.connection.connect()",
            True,
            TOKEN,
        ),
        Use(
            "auth.setCode",
            "await other.request.get('/api/v4/account'); other.auth.setCode(CODES.pop()); await other.request.get('/api/v4/account')",
            Throws("API_RESPONSE_ERROR"),
            ("GET account", "GET account 401"),
            why=(
                "Once connected, it fetches no token for another code: `setCode` forgets the old token, but `Connection.connected` stays"
                " true (`common/Auth.js`, `common/Connection.js`), so the next request carries none and is answered 401."
            ),
        ),
        Use(
            "connection.waitForUserAction",
            "waiting = new Client({domain: SUBDOMAIN, auth: {...own, state: 's-1', server: {port: 3000}}});"
            " asked = waiting.connection.connect(); await waiting.connection.until('authServer:listen');"
            " await fetch(`http://127.0.0.1:3000/?state=s-1&code=${CODES.pop()}`); [await asked, waiting.token.exists()]",
            [True, True],
            TOKEN,
        ),
        Use("environment.get", "amo.environment.get('auth.redirect_uri') === REDIRECT_URI", True),
        Use("environment.set", "amo.environment.set('auth.state', 's-2').get('auth.state')", "s-2"),
        Use("environment.exists", "amo.environment.exists('auth.server')", False),
        Use("client.until", "waited = amo.token.until('expirationCheck'); amo.token.isExpired(); await waited", None),
        Use(
            "client.subscribe",
            "seen = []; amo.token.subscribe({emit: (name) => seen.push(name)}); amo.token.isExpired(); seen",
            ["token:expirationCheck"],
        ),
        Use(
            "client.unsubscribe",
            "amo.token.unsubscribe(amo.token.subscribers[0]); amo.token.isExpired(); seen.length",
            1,
        ),
        Use("client.emit", "amo.emit('nobody listens')", False),
    ],
)

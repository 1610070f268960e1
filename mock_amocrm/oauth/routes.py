"""The addresses of signing in and of tokens, as a table."""

from mock_amocrm.endpoint import About, Endpoint
from mock_amocrm.oauth.button import button
from mock_amocrm.oauth.consent import consent
from mock_amocrm.oauth.disposable import disposable_token
from mock_amocrm.oauth.exchange_api_key import exchange_api_key
from mock_amocrm.oauth.moved_account import current_subdomain, subdomain
from mock_amocrm.oauth.resource_owner import resource_owner
from mock_amocrm.oauth.token_endpoint import access_token

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


def record(**properties: object) -> dict[str, object]:
    """The schema of an object whose keys are all there."""
    return {"type": "object", "properties": properties, "required": list(properties)}


PAGE = "text/html"
SCRIPT = About(summary="The script of a website's button", answers=TEXT, content_type="text/javascript", refuses=(404,))
CLIENT = {"client_id": TEXT, "client_secret": TEXT, "redirect_uri": TEXT}
TOKEN_REQUEST = {
    "oneOf": [
        record(**CLIENT, grant_type={"const": "authorization_code"}, code=TEXT),
        record(**CLIENT, grant_type={"const": "refresh_token"}, refresh_token=TEXT),
    ]
}
TOKENS = record(
    token_type={"const": "Bearer"}, expires_in=NUMBER, server_time=NUMBER, access_token=TEXT, refresh_token=TEXT
)
SUBDOMAIN = record(id=NUMBER, subdomain=TEXT, domain=TEXT, top_level_domain=TEXT)
OWNER = record(id=NUMBER, name=TEXT, email=TEXT, account_id=NUMBER)

ENDPOINTS = (
    Endpoint(
        method="GET",
        path="/oauth",
        view=consent,
        success=(200, 302),
        about=About(summary="Consent page", answers=TEXT, content_type=PAGE, refuses=(400, 403, 404)),
    ),
    Endpoint(
        method="POST",
        path="/oauth",
        view=consent,
        success=(200, 302),
        about=About(summary="Sign in, allow, deny", answers=TEXT, content_type=PAGE, refuses=(400, 401, 403, 404, 502)),
    ),
    Endpoint(method="GET", path="/auth/button.js", view=button, about=SCRIPT),
    Endpoint(method="GET", path="/auth/button.min.js", view=button, about=SCRIPT),
    Endpoint(
        method="POST",
        path="/oauth2/access_token",
        view=access_token,
        about=About(
            summary="A token pair for a code or a refresh token",
            takes=TOKEN_REQUEST,
            form=True,
            answers=TOKENS,
            refuses=(400, 401, 403, 404),
        ),
    ),
    Endpoint(
        method="GET",
        path="/oauth2/account/current/subdomain",
        view=current_subdomain,
        about=About(
            summary="Where the account of a refresh token is now",
            answers=SUBDOMAIN,
            refuses=(401, 404),
            headers=("X-Refresh-Token",),
        ),
    ),
    Endpoint(
        method="GET",
        path="/oauth2/account/subdomain",
        view=subdomain,
        about=About(
            summary="Where the account of an access token is now",
            answers=SUBDOMAIN,
            refuses=(401, 404),
            headers=("Authorization",),
        ),
    ),
    Endpoint(
        method="POST",
        path="/oauth2/exchange_api_key",
        view=exchange_api_key,
        success=(202,),
        about=About(
            summary="A user's API key for a code, which goes to the redirect URI",
            takes=record(login=TEXT, api_key=TEXT, client_uuid=TEXT, client_secret=TEXT),
            refuses=(400, 403, 404, 429),
        ),
    ),
    Endpoint(
        method="GET",
        path="/ajax/v2/integrations/{client_uuid:string}/disposable_token",
        view=disposable_token,
        about=About(
            summary="A token that tells a widget's server who is at the screen",
            answers=record(token=TEXT),
            refuses=(401, 404),
        ),
    ),
    Endpoint(
        method="GET",
        path="/v3/user",
        view=resource_owner,
        about=About(summary="Who granted an access token", answers=OWNER, refuses=(401,), headers=("Authorization",)),
    ),
)

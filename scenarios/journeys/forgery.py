"""What somebody does who isn't amoCRM and claims to be."""

from urllib.parse import parse_qs, urlencode, urlsplit

from harness.ports import Person, Refusal, Stage
from scenarios.journeys.connect import account_of

GUESSED_SIGNATURE = "0" * 64  # hex of an HMAC-SHA256 that nobody has computed


def forge_disable_hook(stage: Stage, forger: Person, owner: Person) -> None:
    """Tell the backend that the owner's account has switched the integration off; any refusal of that is right.

    All but the signature is known to whoever has seen a consent page: the integration's id and the account's.
    """
    client = parse_qs(urlsplit(owner.consent_url or "").query).get("client_id", [""])[0]
    told = {"account_id": account_of(stage, owner).id, "client_uuid": client, "signature": GUESSED_SIGNATURE}
    stage.expect(Refusal("browser", "disable_hook", tuple(range(400, 500)), at_most=None, at_least=0))
    forger.browser.open(f"{stage.backend.disable_hook_url}?{urlencode(told)}")

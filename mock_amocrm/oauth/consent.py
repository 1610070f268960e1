"""The consent page: sign in, choose an account, allow or deny; two forms, no script."""

from flask import Response, render_template, request

from mock_amocrm.extension import extension
from mock_amocrm.hosts import HostKind, request_host
from mock_amocrm.messages import scope_name, text
from mock_amocrm.note import note
from mock_amocrm.oauth import sign_in
from mock_amocrm.oauth.eligible_accounts import Choice, addressed, choices
from mock_amocrm.oauth.issue import issue_code
from mock_amocrm.oauth.language import page_language
from mock_amocrm.oauth.redirect import redirect_to, sent_state, way_with_code, way_with_denial
from mock_amocrm.state.account import Account
from mock_amocrm.state.integration import Integration

# No form-action here: browsers apply it to where a form's redirect leads as well, which is the integration's address.
PAGE_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}


def consent() -> Response:
    """`/oauth` of every host; only `client_id`, `state` and `lang` of the address mean anything here."""
    fake = extension()
    host = request_host(request)
    accounts = addressed(fake.store, host)
    own = accounts[0] if host.kind is HostKind.ACCOUNT and accounts else None
    if host.kind is HostKind.ACCOUNT and own is None:
        return _stop("unknown_account", 404, lang=page_language(request, None), host=host.name)
    client_id = request.args.get("client_id", "")
    integration = fake.store.integrations.get(client_id)
    attributed = note(request)
    attributed.account = own.subdomain if own else None
    if integration is None:
        key = "unknown_client" if client_id else "missing_client"
        return _stop(key, 404, lang=page_language(request, own), client_id=client_id)
    attributed.integration = client_id
    return _posted(integration, accounts, own) if request.method == "POST" else _shown(integration, accounts, own)


def _shown(
    integration: Integration,
    accounts: list[Account],
    own: Account | None,
    *,
    error: str | None = None,
    status: int = 200,
) -> Response:
    email = sign_in.signed_in_email()
    if email is None:
        return _sign_in_form(integration, own, error=error, status=status)
    eligible = choices(accounts, integration, email=email)
    account = eligible[0].account if len(eligible) == 1 else own
    lang = page_language(request, account)
    if not eligible:
        return _stop("no_account", 403, lang=lang, offer_sign_out=True, integration=integration.name, email=email)
    note(request).account = account.subdomain if account else None
    return _page(
        "consent.html",
        status,
        lang=lang,
        integration=integration.name,
        choices=eligible,
        permissions=[scope_name(scope, lang=lang) for scope in integration.scopes],
        full_access=any(choice.who.is_admin for choice in eligible),
        email=email,
        error=error,
    )


def _posted(integration: Integration, accounts: list[Account], own: Account | None) -> Response:
    lang = page_language(request, own)
    if not sign_in.is_own_form(request):
        return _shown(integration, accounts, own, error=text("form_expired", lang=lang), status=403)
    action = request.form.get("action", "")
    if action == "sign_in":
        email, password = request.form.get("email", ""), request.form.get("password", "")
        if not sign_in.sign_in(accounts, email=email, password=password):
            note(request).outcome = "sign_in_failed"
            error = text("sign_in_failed", lang=lang)
            return _sign_in_form(integration, own, error=error, status=401)
        note(request).outcome = "signed_in"
    elif action == "sign_out":
        sign_in.sign_out()
    elif action in ("allow", "deny"):
        return _decided(integration, accounts, own, allow=action == "allow")
    return _shown(integration, accounts, own)


def _decided(integration: Integration, accounts: list[Account], own: Account | None, *, allow: bool) -> Response:
    email = sign_in.signed_in_email()
    if email is None:
        return _shown(integration, accounts, own)
    chosen = _chosen(choices(accounts, integration, email=email))
    attributed = note(request)
    if chosen is not None:
        attributed.account = chosen.account.subdomain
    if not allow:
        attributed.outcome = "consent_denied"
        return redirect_to(way_with_denial(integration.redirect_uri, state=sent_state(request)))
    if chosen is None:
        error = text("account_required", lang=page_language(request, own))
        return _shown(integration, accounts, own, error=error, status=400)
    code = issue_code(extension(), chosen.account, integration, who=chosen.who)
    attributed.outcome = "consent_granted"
    return redirect_to(way_with_code(code, chosen.account, state=sent_state(request)))


def _chosen(eligible: list[Choice]) -> Choice | None:
    number = request.form.get("account", "")
    return next((choice for choice in eligible if str(choice.account.id) == number), None)


def _sign_in_form(integration: Integration, own: Account | None, *, error: str | None, status: int) -> Response:
    lang = page_language(request, own)
    return _page("sign_in.html", status, lang=lang, integration=integration.name, error=error)


def _stop(key: str, status: int, *, lang: str, offer_sign_out: bool = False, **values: str) -> Response:
    """A page that says why there is nothing to allow here."""
    note(request).outcome = key
    title = "unknown_client_title" if key == "missing_client" else f"{key}_title"
    return _page(
        "stop.html",
        status,
        lang=lang,
        heading=text(title, lang=lang),
        reason=text(key, lang=lang, **values),
        offer_sign_out=offer_sign_out,
        key=key,
    )


def _page(template: str, status: int, *, lang: str, **values: object) -> Response:
    def say(key: str, **words: str) -> str:
        return text(key, lang=lang, **words)

    query = request.environ.get("QUERY_STRING", "")
    action = f"{request.path}?{query}" if query else request.path
    html = render_template(template, lang=lang, say=say, csrf_token=sign_in.csrf_token(), action=action, **values)
    return Response(html, status=status, headers=PAGE_HEADERS, mimetype="text/html")

"""The consent page: sign in, choose an account, allow or deny."""

from dataclasses import replace

from flask import Response, request

from mock_amocrm.extension import extension
from mock_amocrm.hosts import HostKind, request_host
from mock_amocrm.messages import text
from mock_amocrm.note import note
from mock_amocrm.oauth import sign_in
from mock_amocrm.oauth.asking import Asking, WrongButton, drafted, has_metadata, opened
from mock_amocrm.oauth.eligible_accounts import Choice, addressed, choices
from mock_amocrm.oauth.external import SecretsRefused, created
from mock_amocrm.oauth.issue import issue_code
from mock_amocrm.oauth.language import page_language
from mock_amocrm.oauth.nobody_eligible import why_nobody
from mock_amocrm.oauth.page import page
from mock_amocrm.oauth.redirect import sent_state, way_with_code, way_with_denial
from mock_amocrm.oauth.stop import stop
from mock_amocrm.oauth.unregistered import foreign_redirect, nearest_clients
from mock_amocrm.oauth.way_back import leave, leave_refused
from mock_amocrm.oauth.words import owner, permissions, redirect_notice, site
from mock_amocrm.pages.quoted import quoted
from mock_amocrm.state.account import Account


def consent() -> Response:
    """`/oauth` of every host."""
    fake = extension()
    host = request_host(request)
    accounts = addressed(fake.store, host)
    own = accounts[0] if host.kind is HostKind.ACCOUNT and accounts else None
    lang = page_language(request, own)
    if host.kind is HostKind.ACCOUNT and own is None:
        return stop("unknown_account", 404, lang=lang, host=host.name)
    address = request.args.to_dict()
    client_id = address.get("client_id", "")
    integration = fake.store.integrations.get(client_id)
    attributed = note(request)
    attributed.account = own.subdomain if own else None
    attributed.integration = integration.client_id if integration else None
    if integration is None and has_metadata(address):
        try:
            integration = drafted(address, here=fake.deliver_to)
        except WrongButton as wrong:
            values = {name: quoted(value) for name, value in wrong.values.items()}
            return stop("wrong_button", 400, lang=lang, complaint=text(wrong.key, lang=lang, **values))
    if integration is None:
        key, known = ("unknown_client" if client_id else "missing_client"), nearest_clients(fake.store, client_id)
        return stop(key, 404, lang=lang, known=known, client_id=client_id)
    sent = foreign_redirect(integration, address)
    if sent and fake.is_strict:
        known = {"redirect_uri": integration.redirect_uri}
        return stop("foreign_redirect", 400, lang=lang, known=known, integration=integration.name, sent=sent)
    asking = opened(integration, address)
    return _posted(asking, accounts, own) if request.method == "POST" else _shown(asking, accounts, own)


def _shown(
    asking: Asking,
    accounts: list[Account],
    own: Account | None,
    *,
    error: str | None = None,
    status: int = 200,
) -> Response:
    integration, email = asking.integration, sign_in.signed_in_email()
    if email is None:
        return _sign_in_form(asking, own, error=error, status=status)
    eligible = choices(accounts, integration, email=email)
    account = eligible[0].account if len(eligible) == 1 else own
    lang = page_language(request, account)
    if not eligible:
        key, where = why_nobody(extension().store, accounts, integration, email=email)
        return stop(key, 403, lang=lang, email=email, integration=integration.name, host=where)
    note(request).account = account.subdomain if account else None
    return page(
        "consent.html",
        status,
        lang=lang,
        scripted=asking.needs_opener,
        integration=integration,
        owner=owner(extension().store, integration, lang=lang),
        choices=eligible,
        permissions=permissions(integration, lang=lang),
        full_access=any(choice.who.is_admin for choice in eligible),
        limited_access=any(not choice.who.is_admin for choice in eligible),
        redirect_notice=redirect_notice(integration, foreign_redirect(integration, request.args), lang=lang),
        site=site(integration.redirect_uri),
        email=email,
        error=error,
    )


def _posted(asking: Asking, accounts: list[Account], own: Account | None) -> Response:
    lang = page_language(request, own)
    if not sign_in.is_own_form(request):
        return _shown(asking, accounts, own, error=text("form_expired", lang=lang), status=403)
    action = request.form.get("action", "")
    if action == "sign_in":
        email, password = request.form.get("email", ""), request.form.get("password", "")
        if not sign_in.sign_in(accounts, email=email, password=password):
            note(request).outcome = "sign_in_failed"
            return _sign_in_form(asking, own, error=text("sign_in_failed", lang=lang), status=401, email=email)
        note(request).outcome = "signed_in"
    elif action == "sign_out":
        sign_in.sign_out()
    elif action in ("allow", "deny"):
        return _decided(asking, accounts, own, allow=action == "allow")
    return _shown(asking, accounts, own)


def _decided(asking: Asking, accounts: list[Account], own: Account | None, *, allow: bool) -> Response:
    email = sign_in.signed_in_email()
    if email is None:
        return _shown(asking, accounts, own)
    chosen = _chosen(choices(accounts, asking.integration, email=email))
    attributed = note(request)
    if chosen is not None:
        attributed.account = chosen.account.subdomain
    lang = page_language(request, chosen.account if chosen else own)
    if not allow:
        attributed.outcome = "consent_denied"
        way = way_with_denial(asking.integration.redirect_uri, state=sent_state(request))
        return leave_refused(asking, way, lang=lang)
    if chosen is None:
        return _shown(asking, accounts, own, error=text("account_required", lang=lang), status=400)
    return _granted(asking, chosen, lang=lang)


def _granted(asking: Asking, chosen: Choice, *, lang: str) -> Response:
    fake = extension()
    if asking.is_new:
        try:
            made = created(fake, asking.integration, chosen.account, state=request.args.get("state"))
        except SecretsRefused as refused:
            # How it ends was seen in the field, the rest of the text and the status were not.
            return stop("creation_failed", 502, lang=lang, code=str(refused.code))
        asking = replace(asking, integration=made)
    code = issue_code(fake, chosen.account, asking.integration, who=chosen.who)
    attributed = note(request)
    attributed.integration = code.client_id
    attributed.outcome = "consent_granted"
    return leave(asking, way_with_code(code, chosen.account, state=sent_state(request)), lang=lang)


def _chosen(eligible: list[Choice]) -> Choice | None:
    number = request.form.get("account", "")
    return next((choice for choice in eligible if str(choice.account.id) == number), None)


def _sign_in_form(asking: Asking, own: Account | None, *, error: str | None, status: int, email: str = "") -> Response:
    lang = page_language(request, own)
    return page("sign_in.html", status, lang=lang, integration=asking.integration, error=error, email=email)

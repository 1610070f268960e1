"""amoCRM through the fake's control API; everything goes over HTTP, wherever the fake runs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

import requests

from harness.adapters.unreachable import reason
from harness.ports.crm import Account, CrmLead, CrmUser, Fault, Hindrance, LeadDraft

DELIVERY_SECONDS = 45  # fifteen receivers that are too slow, one after another; below what a control request may take


class CrmUnavailable(Exception):
    """The fake can't be reached or refused a control request; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Registered:
    """An integration as the fake registered it."""

    client_id: str
    client_secret: str
    redirect_uri: str


class MockCrm:
    """The Crm port. One HTTP session, never through a proxy."""

    def __init__(self, url: str, *, ca_file: str | None = None) -> None:
        self.url = url.rstrip("/")
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.verify = ca_file or True
        self.client_id: str | None = None
        self.faults: list[str] = []
        self.standing: list[str] = []  # limits, blocks and lists of addresses, by the path that takes them away
        self.hooked: dict[str, Account] = {}

    def close(self) -> None:
        """Close the connection."""
        self.session.close()

    def health(self) -> Mapping[str, object]:
        """What the fake says of itself: profile, version, now."""
        return self._ask("GET", "/health")

    def register(
        self, *, name: str, redirect_uri: str, client_id: str | None = None, client_secret: str | None = None
    ) -> Registered:
        """Register the integration of the backend under test."""
        body: dict[str, object] = {"name": name, "redirect_uri": redirect_uri}
        if client_id:
            body["client_id"] = client_id
        if client_secret:
            body["client_secret"] = client_secret
        made = self._ask("POST", "/integrations", body)
        self.client_id = str(made["client_id"])
        return Registered(self.client_id, str(made["client_secret"]), str(made["redirect_uri"]))

    def worlds(self) -> list[str]:
        """The worlds that the fake has."""
        names = self._ask("GET", "/worlds")["worlds"]
        assert isinstance(names, list)
        return names

    def create_account(self, *, world: str, lang: str, leads: int | None = None) -> Account:
        """A new account; its first user is an administrator."""
        body: dict[str, object] = {"world": world, "lang": lang}
        if leads is not None:
            body["leads"] = leads
        return self._new_account(body)

    def create_account_in(self, world: Mapping[str, object], *, lang: str) -> Account:
        """A new account in a world of one's own, as a world file has it."""
        return self._new_account({"world_document": world, "lang": lang})

    def _new_account(self, body: Mapping[str, object]) -> Account:
        made = self._ask("POST", "/accounts", body)
        users = made["users"]
        assert isinstance(users, list)
        admin = next(user for user in users if user["is_admin"])
        number = made["id"]
        assert isinstance(number, int)
        return Account(subdomain=str(made["subdomain"]), host=str(made["host"]), user=_user(admin), id=number)

    def add_user(self, account: Account, *, name: str, is_admin: bool, sees_own_only: bool = False) -> Account:
        """The same account as a new user has it."""
        body: dict[str, object] = {"name": name, "is_admin": is_admin}
        if sees_own_only:
            body["rights"] = {"leads": {"view": "M"}}
        made = self._ask("POST", f"/accounts/{account.subdomain}/users", body)
        return replace(account, user=replace(_user(made), sees_own_only=sees_own_only))

    def rename(self, account: Account) -> Account:
        """Give an account another subdomain, and remember what was ordered for it by the new one."""
        old, new = account.subdomain, f"new-{account.subdomain}"
        made = self._ask("POST", f"/accounts/{old}/rename", {"subdomain": new})
        self.standing[:] = [path.replace(f"/accounts/{old}/", f"/accounts/{new}/") for path in self.standing]
        renamed = replace(account, subdomain=str(made["subdomain"]), host=str(made["host"]))
        if self.hooked.pop(old, None):
            self.hooked[new] = renamed
        return renamed

    def add_leads(self, account: Account, drafts: Sequence[LeadDraft]) -> None:
        """Put leads straight into the account."""
        items = []
        for draft in drafts:
            item: dict[str, object] = {"name": draft.name, "price": draft.price, "responsible": account.user.email}
            if draft.contact or draft.phone:  # a phone is a contact's: whoever names none has the lead's name
                phone = {"phone": draft.phone} if draft.phone else {}
                item["contact"] = {"name": draft.contact or draft.name, **phone}
            items.append(item)
        self._ask("POST", f"/accounts/{account.subdomain}/leads", items)
        self._told(account)

    def leads(self, account: Account) -> list[CrmLead]:
        """What the account holds now, as far as its user may view it."""
        user = account.user
        found = self._ask("GET", f"/accounts/{account.subdomain}/leads")["leads"]
        assert isinstance(found, list)
        return [
            CrmLead(lead["id"], lead["name"], lead["price"], contact=lead.get("contact"), phone=lead.get("phone"))
            for lead in found
            if not user.sees_own_only or lead["responsible_user_id"] == user.id
        ]

    def change_lead(
        self, account: Account, lead: CrmLead, *, name: str | None = None, price: int | None = None
    ) -> None:
        """Give a lead another name or price."""
        changes = {"name": name, "price": price}
        self._change(account, lead, {key: value for key, value in changes.items() if value is not None})

    def add_contact(self, account: Account, lead: CrmLead, *, name: str) -> None:
        """Give a lead one more contact."""
        self._ask("POST", f"/accounts/{account.subdomain}/leads/{lead.id}/contacts", {"name": name})
        self._told(account)

    def stages(self, account: Account) -> list[str]:
        """The names of all stages."""
        found = self._ask("GET", f"/accounts/{account.subdomain}/stages")["stages"]
        assert isinstance(found, list)
        return list(dict.fromkeys(str(stage["name"]) for stage in found))

    def move_lead(self, account: Account, lead: CrmLead, *, stage: str) -> None:
        """Put a lead into another stage."""
        self._change(account, lead, {"stage": stage})

    def delete_lead(self, account: Account, lead: CrmLead) -> None:
        """Put a lead into the trash."""
        self._ask("DELETE", f"/accounts/{account.subdomain}/leads/{lead.id}")
        self._told(account)

    def order(self, fault: Fault) -> str:
        """Order a fault; it strikes until it is used up, over or withdrawn."""
        body: dict[str, object] = {"kind": fault.kind, "path": fault.path, "times": fault.times, "skip": fault.skip}
        if fault.kind == "answer":
            body |= {"page": fault.page} | ({} if fault.body is None else {"body": _document(fault.body)})
        if fault.after:
            body["when"] = "after"
        if fault.headers:
            body["headers"] = dict(fault.headers)
        optional = {
            "status": fault.status,
            "method": fault.method,
            "shape": fault.shape,
            "seconds": fault.seconds,
            "probability": None if fault.probability == 1 else fault.probability,
            "for_seconds": fault.lasts,
            "account": fault.account.subdomain if fault.account else None,
            "integration": None if fault.account else self.client_id,
        }
        body |= {name: value for name, value in optional.items() if value is not None}
        made = str(self._ask("POST", "/faults", body)["id"])
        self.faults.append(made)
        return made

    def limit(self, account: Account, *, per_second: int | None = None, block_after: int | None = None) -> None:
        """Limit an account's requests."""
        # What all integrations may ask together is never less than what one may.
        own = {} if per_second is None else {"per_integration": per_second, "per_account": max(per_second, 50)}
        self._stand(account, "limits", {**own, "block_after": block_after})

    def block(self, account: Account) -> None:
        """Block an account."""
        self._stand(account, "block", {})

    def admit_only(self, account: Account, addresses: Sequence[str]) -> None:
        """Give an account a list of addresses."""
        self._stand(account, "ip_list", {"addresses": list(addresses)})

    def recover(self) -> None:
        """Withdraw what was ordered here and still waits, and what stands before accounts."""
        if not self.faults and not self.standing:
            return
        waiting = self._ask("GET", "/faults")["faults"]
        assert isinstance(waiting, list)
        for fault in waiting:
            if fault["id"] in self.faults:
                self._ask("DELETE", f"/faults/{fault['id']}")
        self.faults.clear()
        for path in self.standing:
            self._ask("DELETE", path)
        self.standing.clear()

    def revoke(self, account: Account) -> None:
        """Switch every integration off."""
        self._ask("POST", f"/accounts/{account.subdomain}/revoke", {})

    def subscribe(self, account: Account, *, destination: str, events: Sequence[str]) -> None:
        """Set webhooks up by hand."""
        self.hooked[account.subdomain] = account
        body = {"destination": destination, "settings": list(events)}
        self._ask("POST", f"/accounts/{account.subdomain}/webhooks", body)

    def webhook_events(self) -> list[str]:
        """Every code that the fake knows."""
        events = self._ask("GET", "/webhook-events")["events"]
        assert isinstance(events, list)
        return events

    def deliver(self) -> None:
        """Wait until what is to be sent by now has been sent."""
        self._ask("POST", "/outgoing/settle", {"seconds": DELIVERY_SECONDS})

    def listens(self, account: Account) -> bool | None:
        """Whether a webhook of the account is on."""
        return any(not each["disabled"] for each in webhooks) if (webhooks := self._webhooks(account)) else None

    def hinder(self, account: Account, hindrance: Hindrance) -> str:
        """Put something in the way of webhooks."""
        body = {"status": hindrance.status, "times": hindrance.times, "reaches": hindrance.reaches}
        return str(self._ask("POST", f"/accounts/{account.subdomain}/webhooks/hindrances", body)["id"])

    def clear_the_way(self, account: Account) -> None:
        """Clear the way of webhooks."""
        self._ask("DELETE", f"/accounts/{account.subdomain}/webhooks/hindrances")

    def unsubscribe(self) -> None:
        """Take away the webhooks that were set up here: what they would still say is nobody's business any more."""
        for account in self.hooked.values():
            for webhook in self._webhooks(account):
                self._ask("DELETE", f"/accounts/{account.subdomain}/webhooks/{webhook['id']}")
        self.hooked.clear()

    def advance(self, account: Account, seconds: float) -> None:
        """Let time pass in one account."""
        self._ask("POST", f"/accounts/{account.subdomain}/clock/advance", {"seconds": seconds})

    def restore(self, account: Account) -> None:
        """Back to the account's world, every grant revoked."""
        self._ask("POST", f"/accounts/{account.subdomain}/restore", {})

    def journal(self, since: int) -> Mapping[str, object]:
        """Journal entries after a cursor: `entries`, `cursor`, and whether some were `evicted`."""
        return self._ask("GET", f"/journal?since={since}")

    def journal_end(self) -> int:
        """The cursor behind the newest entry."""
        cursor = self._ask("GET", "/journal?account=-&integration=-")["cursor"]
        assert isinstance(cursor, int)
        return cursor

    def _stand(self, account: Account, what: str, body: Mapping[str, object]) -> None:
        path = f"/accounts/{account.subdomain}/{what}"
        self._ask("PUT", path, body)
        # A block may come of limits, too, and whoever asks for those gets rid of it as well.
        self.standing += [path, f"/accounts/{account.subdomain}/block"]

    def _change(self, account: Account, lead: CrmLead, changes: Mapping[str, object]) -> None:
        self._ask("PATCH", f"/accounts/{account.subdomain}/leads/{lead.id}", changes)
        self._told(account)

    def _told(self, account: Account) -> None:
        """Let the webhooks of a change arrive before anybody looks what came of it."""
        if account.subdomain in self.hooked:
            self.deliver()

    def _webhooks(self, account: Account) -> list[Mapping[str, object]]:
        found = self._ask("GET", f"/accounts/{account.subdomain}/webhooks")["webhooks"]
        assert isinstance(found, list)
        return found

    def _ask(self, method: str, path: str, body: object = None) -> Mapping[str, object]:
        try:
            answer = self.session.request(method, f"{self.url}/_mock{path}", json=body, timeout=60)
        except requests.RequestException as error:
            raise CrmUnavailable(
                f"the mock at {self.url} doesn't answer {method} /_mock{path}: {reason(error)}"
            ) from None
        if answer.status_code >= 400:
            raise CrmUnavailable(f"the mock refused {method} /_mock{path}: {answer.status_code} {answer.text[:500]}")
        if answer.status_code == HTTPStatus.NO_CONTENT:
            return {}
        try:
            said: object = answer.json()
        except ValueError:
            said = None
        if not isinstance(said, dict):
            # An answer that doesn't tell its length may break off without anybody noticing.
            raise CrmUnavailable(
                f"the mock at {self.url} broke off its answer to {method} /_mock{path}, or something else"
                f" answers there: {answer.text[:200]!r} is no JSON object"
            )
        return said


def _document(text: str) -> object:
    """JSON as what it says, any other text as it is."""
    try:
        document: object = json.loads(text)
    except ValueError:
        return text
    return document


class OneAccountCrm(MockCrm):
    """For a backend that knows one account only: a scenario gets that account as new, and no second one."""

    def __init__(self, crm: MockCrm, account: Account, *, world: str) -> None:
        super().__init__(crm.url)
        self.session = crm.session
        self.client_id = crm.client_id
        self.faults = crm.faults
        self.standing = crm.standing
        self.hooked = crm.hooked
        self._account = account
        self._world = world
        self._given = False

    def create_account(self, *, world: str, lang: str, leads: int | None = None) -> Account:  # noqa: ARG002 - the port's
        """The one account, back in its world, every grant revoked."""
        if self._given:
            raise CrmUnavailable("this backend has one fixed account; a scenario with two can't be run against it")
        if world != self._world or leads is not None:
            raise CrmUnavailable(
                f"this backend has one fixed account, made of the world {self._world!r} with all of its leads;"
                " another world is set by [mock] world"
            )
        self._given = True
        self.restore(self._account)
        return self._account

    def rename(self, account: Account) -> Account:
        """Impossible: the backend wouldn't find it any more, in this scenario and all that follow."""
        raise CrmUnavailable(f"this backend has one fixed account, {account.host}; its address can't change")


def _user(shown: Mapping[str, object]) -> CrmUser:
    number = shown["id"]
    assert isinstance(number, int)
    return CrmUser(name=str(shown["name"]), email=str(shown["email"]), password=str(shown["password"]), id=number)

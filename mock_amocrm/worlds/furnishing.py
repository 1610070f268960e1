"""The rows of an account before its first lead: users, pipelines with their stages, fields, small dictionaries."""

import random
from collections.abc import Mapping, Sequence

from mock_amocrm.api_v4.author import Author
from mock_amocrm.api_v4.entity import Entity, fresh_row
from mock_amocrm.api_v4.tables import currencies
from mock_amocrm.api_v4.tables.account import ACCOUNT_ROW
from mock_amocrm.api_v4.tables.custom_field_groups import CARDS as GROUPED
from mock_amocrm.api_v4.tables.custom_field_groups import DEFAULT, STATISTIC
from mock_amocrm.api_v4.tables.custom_fields import COMPANY_FIELDS, CONTACT_FIELDS, LEAD_FIELDS
from mock_amocrm.api_v4.tables.stages import new_stages
from mock_amocrm.languages import Language
from mock_amocrm.state.account import Account, Row
from mock_amocrm.worlds.lead_item import Person
from mock_amocrm.worlds.people import addresses, password
from mock_amocrm.worlds.spec import PipelineSpec, UserSpec

OWN_COLORS = ("#99ccff", "#ffff99", "#ffcc66", "#ffcccc")  # of the default stages, repeated if a world has more
PHONE_ENUMS = ("WORK", "WORKDD", "MOB", "FAX", "HOME", "OTHER")
EMAIL_ENUMS = ("WORK", "PRIV", "OTHER")
TRACKING = (
    *("UTM_CONTENT", "UTM_MEDIUM", "UTM_CAMPAIGN", "UTM_SOURCE", "UTM_TERM", "UTM_REFERRER", "ROISTAT", "REFERRER"),
    *("OPENSTAT_SERVICE", "OPENSTAT_CAMPAIGN", "OPENSTAT_AD", "OPENSTAT_SOURCE", "FROM", "GCLIENTID"),
    *("_YM_UID", "_YM_COUNTER", "GCLID", "YCLID", "FBCLID"),
)
NOBODY = Author(user_id=0, now=0)  # wrote what came with the account


def furnish(account: Account, language: Language, *, now: int) -> None:
    """What every fresh account has."""
    account.put(
        "account",
        [
            {
                "id": ACCOUNT_ROW,
                "created_at": now,
                "created_by": 0,
                "updated_at": now,
                "updated_by": 0,
                "country": language.country,
                "currency": language.currency,
                "currency_symbol": language.currency_symbol,
                "timezone": language.timezone,
                "timezone_offset": language.timezone_offset,
            }
        ],
    )
    account.put("users_groups", [{"id": 0, "name": language.group, "uuid": None}])
    account.put("task_types", _task_types(language))
    reasons: list[Row] = [
        {"id": account.next_id("loss_reasons"), "name": name, "sort": sort, "created_at": now, "updated_at": now}
        for sort, name in enumerate(language.loss_reasons, start=1)
    ]
    account.put("loss_reasons", reasons)
    account.put("custom_field_groups", _field_groups(account, language))
    account.put("custom_fields", _custom_fields(account, language))
    account.put("currencies", currencies.rows())


def add_users(account: Account, specs: Sequence[UserSpec], people: Sequence[Person | None], *, seed: str) -> None:
    """Users as written out, or as the persons invented for them."""
    chance = random.Random(f"{seed}/passwords")  # noqa: S311 - passwords of test users, the same for the same seed
    taken = {spec.email for spec in specs if spec.email}
    for spec, person in zip(specs, people, strict=True):
        name = spec.name or (person.name if person else "")
        email = spec.email or next(address for address in addresses(name) if address not in taken)
        taken.add(email)
        account.put(
            "users",
            [
                {
                    "id": account.next_id("users"),
                    "name": name,
                    "email": email,
                    "password": spec.password or password(chance),
                    "lang": account.lang,
                    "is_admin": spec.is_admin,
                    "is_active": spec.is_active,
                    "is_free": False,
                    "group_id": 0,
                    "role_id": None,
                    "user_rank": None,
                    "phone_number": person.phone if person else None,
                }
            ],
        )


def add_pipelines(account: Account, specs: Sequence[PipelineSpec]) -> None:
    """Pipelines in the order of the file; the first is the main one."""
    for number, spec in enumerate(specs):
        pipeline = account.next_id("pipelines")
        account.put(
            "pipelines",
            [
                {
                    "id": pipeline,
                    "name": spec.name,
                    "sort": number + 1,
                    "is_main": number == 0,
                    "is_unsorted_on": spec.is_unsorted_on,
                    "is_archive": False,
                }
            ],
        )
        account.put("statuses", new_stages(account, pipeline, _own_stages(spec)))


def _own_stages(spec: PipelineSpec) -> list[Row]:
    return [{"name": name, "color": OWN_COLORS[number % len(OWN_COLORS)]} for number, name in enumerate(spec.stages)]


def _task_types(language: Language) -> list[Row]:
    codes = ("FOLLOW_UP", "MEETING")
    return [
        {"id": number, "name": name, "color": None, "icon_id": None, "code": code}
        for number, (name, code) in enumerate(zip(language.task_types, codes, strict=True), start=1)
    ]


def _custom_fields(account: Account, language: Language) -> list[Row]:
    phone, email = language.phone_field, language.email_field
    declared: list[tuple[Entity, str, str, str, Sequence[str]]] = [
        (CONTACT_FIELDS, "POSITION", language.position, "text", ()),
        (CONTACT_FIELDS, "PHONE", phone, "multitext", PHONE_ENUMS),
        (CONTACT_FIELDS, "EMAIL", email, "multitext", EMAIL_ENUMS),
        (COMPANY_FIELDS, "PHONE", phone, "multitext", PHONE_ENUMS),
        (COMPANY_FIELDS, "EMAIL", email, "multitext", EMAIL_ENUMS),
        (COMPANY_FIELDS, "WEB", language.site_field, "url", ()),
        (COMPANY_FIELDS, "ADDRESS", language.address_field, "textarea", ()),
        *((LEAD_FIELDS, code, code.lower(), "tracking_data", ()) for code in TRACKING),
    ]
    rows: list[Row] = []
    for sort, (entity, code, name, kind, enums) in enumerate(declared, start=1):
        values = {
            "code": code,
            "name": name,
            "type": kind,
            "sort": sort,
            "group_id": STATISTIC if entity is LEAD_FIELDS else None,
            "is_predefined": True,
            "is_deletable": False,
            "enums": _enums(account, enums),
        }
        rows.append(fresh_row(entity, account.next_id("custom_fields"), NOBODY, values))
    return rows


def _field_groups(account: Account, language: Language) -> list[Row]:
    declared = [(entity, DEFAULT, language.main_group) for entity in GROUPED]
    declared.insert(1, (GROUPED[0], STATISTIC, language.statistic_group))
    rows: list[Row] = []
    for entity, uid, name in declared:
        values = {"uid": uid, "name": name, "sort": int(uid == STATISTIC), "is_predefined": True}
        rows.append(fresh_row(entity, account.next_id("custom_field_groups"), NOBODY, values))
    return rows


def _enums(account: Account, values: Sequence[str]) -> tuple[Mapping[str, object], ...] | None:
    if not values:
        return None
    return tuple(
        {"id": account.next_id("enums"), "value": value, "sort": sort} for sort, value in enumerate(values, start=1)
    )

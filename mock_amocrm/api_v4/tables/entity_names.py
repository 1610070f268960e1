"""What the account calls its entities, in every case of the languages that have cases: `with=entity_names`."""

from collections.abc import Mapping

CASES = ("default", "genitive", "dative", "accusative", "instrumental", "prepositional")
Names = Mapping[str, object]


def _russian(gender: str, singular: str, plural: str) -> Names:
    """The forms in the order of CASES."""
    return {
        "gender": gender,
        "singular_form": dict(zip(CASES, singular.split(), strict=True)),
        "plural_form": dict(zip(CASES, plural.split(), strict=True)),
    }


def _english(singular: str, plural: str) -> Names:
    return {"gender": "m", "singular_form": {"default": singular}, "plural_form": {"default": plural}}


ENTITY_NAMES: Mapping[str, Mapping[str, Names]] = {
    "leads": {
        "ru": _russian(
            "f", "сделка сделки сделке сделку сделкой сделке", "сделки сделок сделкам сделки сделками сделках"
        ),
        "en": _english("lead", "leads"),
    },
    "contacts": {
        "ru": _russian(
            "m",
            "контакт контакта контакту контакт контактом контакте",
            "контакты контактов контактам контакты контактами контактах",
        ),
        "en": _english("contact", "contacts"),
    },
    "companies": {
        "ru": _russian(
            "f",
            "компания компании компании компанию компанией компании",
            "компании компаний компаниям компании компаниями компаниях",
        ),
        "en": _english("company", "companies"),
    },
    "customers": {
        "ru": _russian(
            "m",
            "покупатель покупателя покупателю покупателя покупателем покупателе",
            "покупатели покупателей покупателям покупателей покупателями покупателях",
        ),
        "en": _english("customer", "customers"),
    },
}

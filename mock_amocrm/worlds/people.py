"""Invented people: names, phones and addresses of a language, the same for the same seed."""

import random
from collections.abc import Iterator

from mock_amocrm.languages import Language
from mock_amocrm.worlds.lead_item import Person

LETTERS = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфхыэіґ", "abvgdeziyklmnoprstufhyeig", strict=True)),
        "ё": "e", "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
        "є": "ye", "ї": "yi", "'": "", "’": "", "ʼ": "",
    }
)  # fmt: skip
MAIL_HOST = "example.com"  # reserved: mail that a backend under test sends by mistake reaches nobody
LOWER, UPPER, DIGITS = "abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"


class People:
    """Invents persons one after another; no two share an e-mail address."""

    def __init__(self, language: Language, *, seed: str) -> None:
        # Imported here: Faker costs 60 ms, and a world whose people are all written out does without it.
        from faker import Faker

        self._language = language
        self._faker = Faker(language.faker_locale)
        self._faker.seed_instance(seed)
        self._taken: set[str] = set()

    def person(self) -> Person:
        """Somebody new."""
        fake = self._faker
        if fake.boolean():
            first, last = fake.first_name_female(), fake.last_name_female()
        else:
            first, last = fake.first_name_male(), fake.last_name_male()
        return Person(
            name=f"{first} {last}",
            first_name=first,
            last_name=last,
            phone=fake.numerify(self._language.phone),
            email=self._address(f"{first}.{last}"),
        )

    def company(self) -> str:
        """A company name."""
        return str(self._faker.company())

    def _address(self, name: str) -> str:
        address = next(free for free in addresses(name) if free not in self._taken)
        self._taken.add(address)
        return address


def addresses(name: str) -> Iterator[str]:
    """E-mail addresses for a name, the plain one first."""
    plain = "".join(letter for letter in name.lower().translate(LETTERS).replace(" ", ".") if letter.isascii())
    number = 1
    while True:
        yield f"{plain or 'user'}{number if number > 1 else ''}@{MAIL_HOST}"
        number += 1


def password(chance: random.Random) -> str:
    """A password that amoCRM would accept: a lower case letter, an upper case letter and a digit at least."""
    letters = [chance.choice(alphabet) for alphabet in (LOWER, UPPER, DIGITS) for _ in range(4)]
    chance.shuffle(letters)
    return "".join(letters)

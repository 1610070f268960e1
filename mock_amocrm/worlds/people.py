"""Invented people: names, phones and addresses of a language, the same for the same seed."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import count

from mock_amocrm.languages import Language
from mock_amocrm.worlds.chance import Chance
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


POOL = 500  # answers of Faker to one question: it takes up to half a millisecond for each


class People:
    """Invents persons one after another; no two share an e-mail address."""

    def __init__(self, language: Language, *, seed: str) -> None:
        # Imported here: Faker costs 60 ms, and a world whose people are all written out does without it.
        from faker import Faker

        fake = Faker(language.faker_locale)
        fake.seed_instance(seed)
        chance = Chance(f"{seed}/people")
        self._chance = chance
        self._names = (
            (_pooled(fake.first_name_female, chance), _pooled(fake.last_name_female, chance)),
            (_pooled(fake.first_name_male, chance), _pooled(fake.last_name_male, chance)),
        )
        self.company = _pooled(fake.company, chance)
        self._phone = language.phone.replace("#", "{}")
        self._digits = language.phone.count("#")
        self._namesakes: Counter[str] = Counter()

    def person(self) -> Person:
        """Somebody new."""
        first_name, last_name = self._chance.pick(self._names)
        first, last = first_name(), last_name()
        digits = self._chance.below(10**self._digits)
        return Person(
            name=f"{first} {last}",
            first_name=first,
            last_name=last,
            phone=self._phone.format(*f"{digits:0{self._digits}}"),
            email=self._address(first, last),
        )

    def _address(self, first: str, last: str) -> str:
        local = f"{_in_ascii(first)}.{_in_ascii(last)}"
        self._namesakes[local] += 1
        return _numbered(local, self._namesakes[local])


def _pooled(draw: Callable[[], str], chance: Chance) -> Callable[[], str]:
    """The first answers as they come, and after that one of them again."""
    pool: list[str] = []

    def answer() -> str:
        if len(pool) == POOL:
            return chance.pick(pool)
        pool.append(str(draw()))
        return pool[-1]

    return answer


def addresses(name: str) -> Iterator[str]:
    """E-mail addresses for a name, the plain one first."""
    return (_numbered(_in_ascii(name) or "user", number) for number in count(1))


def _numbered(local: str, number: int) -> str:
    # Names have no digits of their own, so that no two numbered ones are equal.
    return f"{local}{number if number > 1 else ''}@{MAIL_HOST}"


@lru_cache(4 * POOL)
def _in_ascii(name: str) -> str:
    return "".join(letter for letter in name.lower().translate(LETTERS).replace(" ", ".") if letter.isascii())


def password(chance: random.Random) -> str:
    """A password that amoCRM would accept: a lower case letter, an upper case letter and a digit at least."""
    letters = [chance.choice(alphabet) for alphabet in (LOWER, UPPER, DIGITS) for _ in range(4)]
    chance.shuffle(letters)
    return "".join(letters)

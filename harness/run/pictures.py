"""What the people of a scenario see at a moment, as far as it is drawn at all."""

from collections.abc import Iterable, Iterator

from harness.ports import Person


def pictures_of(people: Iterable[Person]) -> Iterator[tuple[str, str, bytes]]:
    """Of each person's browser and app: which of the two, whose it is, and the picture."""
    for person in people:
        for shows, drawn in (("browser", person.browser.picture()), ("app", person.client.picture())):
            if drawn is not None:
                yield shows, person.name, drawn

"""Data tables: headers in any language, values instead of texts, and what is said of a table that can't be read."""

import inspect
import string
from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from harness.gherkin.messages import LANGUAGES, MESSAGES
from harness.gherkin.tables import (
    Column,
    Row,
    TableMistake,
    Unreadable,
    columns_of,
    header_mistake,
    read_table,
    table,
    table_mistakes,
    whole,
)
from harness.ports import Stage


def plot(cell: str) -> float:
    if cell == "?":
        raise Unreadable({"uk": "площа", "ru": "площадь", "en": "an area"})
    if not cell[0].isdigit():
        raise ValueError("no area")
    return float(cell)


LEADS = (
    Column("name", ("назва", "название", "name"), required=True),
    Column("price", ("бюджет", "бюджет", "price"), read=whole),
    Column("area", ("площа землі", "площадь земли", "plot"), read=plot),
)


def of(*lines: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def wrong(lang: str, *lines: str) -> list[str]:
    with pytest.raises(TableMistake) as caught:
        read_table(of(*lines), LEADS, lang=lang)
    return str(caught.value).split("\n")


def test_cells_become_values_under_the_fields_of_their_columns() -> None:
    rows = read_table(of("Plot | NAME|price", "2.5|Дім|120 000", "|Flat|"), LEADS, lang="en")

    assert rows == [{"area": 2.5, "name": "Дім", "price": 120000}, {"area": None, "name": "Flat", "price": None}]


def test_a_column_that_is_not_there_is_no_key() -> None:
    assert read_table(of("name", "Flat"), LEADS, lang="en") == [{"name": "Flat"}]


@pytest.mark.parametrize("header", ["назва|price", "Название|Бюджет", "name|бюджет", "НАЗВА|бюджет"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_titles_of_all_languages_mix_freely(header: str, lang: str) -> None:
    assert read_table(of(header, "Дім|5"), LEADS, lang=lang) == [{"name": "Дім", "price": 5}]


@pytest.mark.parametrize("title", ["площа\u00a0землі", "площа  землі", " Площа\tземлі "])
def test_spaces_of_a_title_are_any_spaces(title: str) -> None:
    assert read_table([["назва", title], ["Дім", "6"]], LEADS, lang="uk") == [{"name": "Дім", "area": 6.0}]


@pytest.mark.parametrize("number", ["120 000", "120\u00a0000", "120\u202f000", "120000"])
def test_a_number_may_have_spaces_of_any_kind(number: str) -> None:
    assert whole(number) == 120000


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("uk", "немає стовпця «назви»; найближчий — «назва»"),
        ("ru", "нет столбца «назви»; ближайший — «название»"),
        ("en", "no column is called “назви”; the nearest is “name”"),
        ("kk", "no column is called “назви”; the nearest is “name”"),
    ],
)
def test_an_unknown_column_is_answered_with_the_nearest_in_the_authors_language(lang: str, told: str) -> None:
    assert header_mistake(["назви"], LEADS, lang=lang) == told


def test_look_alike_letters_of_a_title_are_named() -> None:
    told = header_mistake(["нaзва"], LEADS, lang="uk")

    assert told is not None
    assert "є «назва»" in told
    assert "a (Latin) ≠ а (Cyrillic)" in told


def test_a_column_like_no_other_is_answered_with_all_of_them() -> None:
    told = header_mistake(["назва", "колір"], LEADS, lang="uk")

    assert told == "немає стовпця «колір»; стовпці таблиці: назва, бюджет, площа землі"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (["name", "Назва"], "the column “name” is there twice: “name” and “Назва”"),
        (["price"], "the column “name” is missing"),
        (["name", " "], "column 2 has no title; columns of this table: name, price, plot"),
        ([], "the table is empty; its columns: name, price, plot"),
        (["", ""], "the table is empty; its columns: name, price, plot"),
        (["name", "plot"], None),
    ],
)
def test_a_header_is_judged_as_a_whole(header: Sequence[str], told: str | None) -> None:
    assert header_mistake(header, LEADS, lang="en") == told


def test_a_cell_that_cannot_be_read_is_named_with_its_row_and_column() -> None:
    assert wrong("uk", "назва|бюджет|площа землі", "Дім|5|1", "Офіс|багато|?", "|5|x") == [
        "рядок 2 під заголовком, стовпець «бюджет»: «багато» не годиться; потрібно: ціле число, лише цифри",
        "рядок 2 під заголовком, стовпець «площа землі»: «?» не годиться; потрібно: площа",
        "рядок 3 під заголовком, стовпець «назва»: порожньо, а без значення не можна",
        "рядок 3 під заголовком, стовпець «площа землі»: «x» не годиться; потрібно: інше значення (no area)",
    ]


def test_a_table_without_rows_or_with_ragged_ones_is_refused() -> None:
    assert wrong("en", "name|price") == ["the table is only a header; it needs at least one row below"]
    assert wrong("en", "name|price", "Flat") == ["row 1 below the header: 1 cells, but 2 columns"]
    with pytest.raises(TableMistake, match="the table is empty"):
        read_table([], LEADS, lang="en")


def test_before_a_run_what_an_outline_fills_in_is_left_alone() -> None:
    found = list(table_mistakes(of("name|price", "Flat|<price>", "House|much", "<name>|few"), LEADS, lang="en"))

    assert [index for index, _ in found] == [2, 3]
    assert list(table_mistakes(of("<column>", "Flat"), LEADS, lang="en")) == []
    assert [index for index, _ in table_mistakes(of("nmae", "Flat"), LEADS, lang="en")] == [0]


@table(LEADS)
def step(name: str, stage: Stage, datatable: Sequence[Row]) -> tuple[str, Sequence[Row]]:
    """A step's own sentence."""
    return name, datatable


STAGE = cast(Stage, SimpleNamespace(lang="ru"))


def raw(*lines: str) -> Sequence[Row]:
    return cast(Sequence[Row], of(*lines))


def test_a_step_gets_its_rows_read() -> None:
    assert step("Ольга", STAGE, raw("name|бюджет", "Дом|7")) == ("Ольга", [{"name": "Дом", "price": 7}])
    assert step(datatable=raw("name", "Дом"), stage=STAGE, name="Ольга") == ("Ольга", [{"name": "Дом"}])


def test_a_step_complains_in_the_language_of_its_feature() -> None:
    with pytest.raises(TableMistake, match="не хватает столбца «название»"):
        step("Ольга", STAGE, raw("price", "7"))


def test_a_step_with_a_table_still_shows_what_it_is() -> None:
    assert columns_of(step) is LEADS
    assert list(inspect.signature(step).parameters) == ["name", "stage", "datatable"]
    assert (step.__name__, step.__doc__) == ("step", "A step's own sentence.")
    assert columns_of(of) is None


def test_a_step_that_could_not_get_rows_is_refused_where_it_is_defined() -> None:
    async def waits(stage: Stage, datatable: Sequence[Row]) -> None: ...

    with pytest.raises(TypeError, match="takes datatable and stage"):
        table(LEADS)(of)
    with pytest.raises(TypeError, match="no async"):
        table(LEADS)(waits)


def test_columns_are_told_apart_and_have_a_title_in_each_language() -> None:
    with pytest.raises(TypeError, match="same title"):
        table((*LEADS, Column("cost", ("ціна", "цена", "Price"))))
    with pytest.raises(TypeError, match="needs a title in each of uk, ru, en"):
        Column("price", ("бюджет", "price"))


def test_every_message_exists_in_each_language_with_the_same_values() -> None:
    def holes(message: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(message) if name}

    english = {key: holes(message) for key, message in MESSAGES["en"].items()}
    assert set(MESSAGES) == set(LANGUAGES)
    for lang in LANGUAGES:
        assert {key: holes(message) for key, message in MESSAGES[lang].items()} == english

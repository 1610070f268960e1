"""Sentences: Cucumber Expressions whose values go to a function's first parameters."""

import pytest

from harness.gherkin.expressions import Sentence, one_spaced


def read(expression: str, text: str, *parameters: str) -> dict[str, object] | None:
    sentence = Sentence(expression, parameters or ("name", "count"))
    values = sentence.parse_arguments(text)
    assert sentence.is_matching(text) == (values is not None)
    return values


PLURALS = {
    "{word} бачить {int} лід/ліди/лідів": ("Олена бачить {} {}", {1: "лід", 3: "ліди", 25: "лідів"}),
    "{word} видит {int} лид/лида/лидов": ("Ольга видит {} {}", {1: "лид", 3: "лида", 25: "лидов"}),
    "{word} sees {int} lead(s)": ("Ann sees {} {}", {1: "lead", 3: "leads", 0: "leads"}),
}


@pytest.mark.parametrize(("expression", "told"), PLURALS.items(), ids=PLURALS.keys())
def test_a_count_takes_the_form_of_its_language(expression: str, told: tuple[str, dict[int, str]]) -> None:
    text, forms = told
    for count, form in forms.items():
        values = read(expression, text.format(count, form))
        assert values is not None
        assert values["count"] == count
        assert read(expression, text.format(count, form + "у")) is None


STRINGS = {
    '"Квартира на Подолі"': "Квартира на Подолі",
    '"Дім \\"Соняшник\\""': 'Дім "Соняшник"',
    "'Дім \"Соняшник\"'": 'Дім "Соняшник"',
    '"Ганна О\'Коннор"': "Ганна О'Коннор",
    '""': "",
    '"Щука & Ко, 50 %"': "Щука & Ко, 50 %",
}


@pytest.mark.parametrize(("quoted", "value"), STRINGS.items(), ids=STRINGS.keys())
def test_a_string_is_what_stands_between_the_quotes(quoted: str, value: str) -> None:
    assert read("{word} відкриває лід {string}", f"Олена відкриває лід {quoted}", "name", "lead") == {
        "name": "Олена",
        "lead": value,
    }


@pytest.mark.parametrize(
    "space", ["\u00a0", "\u202f", "\u2007", "\t", "   "], ids=["nbsp", "narrow", "figure", "tab", "many"]
)
def test_a_space_that_only_looks_like_one_is_one(space: str) -> None:
    assert read("{word} бачить {int} лід/ліди/лідів", f" Олена{space}бачить 5{space}лідів ") == {
        "name": "Олена",
        "count": 5,
    }


def test_one_spaced_leaves_everything_else() -> None:
    assert one_spaced(" a\u00a0 b\n\tc ") == "a b c"


def test_the_whole_sentence_must_be_said() -> None:
    assert read("{word} підключає amoCRM", "Олена підключає amoCRM двічі", "name") is None
    assert read("{word} підключає amoCRM", "І Олена підключає amoCRM", "name") is None
    assert read("{word} має {int} код/коди", "Олена має п'ять кодів") is None


def test_parameters_beyond_the_sentences_own_are_left_to_fixtures() -> None:
    assert read("{word} підключає amoCRM", "Олена підключає amoCRM", "name", "stage") == {"name": "Олена"}


def test_a_function_with_too_few_parameters_is_refused() -> None:
    with pytest.raises(TypeError, match="has 2 parameters, its function takes 1"):
        Sentence("{word} бачить {int} лідів", ("name",))

"""Examples of sentences that nobody has used yet: each is one that its step would understand."""

import inspect
import re
from pathlib import Path

import pytest

from harness.gherkin.load import ProjectSteps
from harness.report.catalogue import sample
from harness.settings import Settings

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("expression", "parameters", "lang", "said"),
    [
        ("{word} бачить {int} лід/ліди/лідів", ["name", "count"], "uk", "Олена бачить 3 ліди"),
        ("минає {int} хвилина/хвилини/хвилин", ["minutes"], "uk", "минає 25 хвилин"),
        ("не більше {int} разу/разів", ["count"], "uk", "не більше 3 разів"),
        ("видит не меньше {int} лида/лидов", ["count"], "ru", "видит не меньше 3 лидов"),
        ("ровно {int} раз/раза", ["times"], "ru", "ровно 3 раза"),
        ("обменян(о) {int} код/кода/кодов", ["count"], "ru", "обменяно 3 кода"),
        ("{int} hour(s) pass(es)", ["hours"], "en", "25 hours pass"),
        ("{int} hour/hours pass/passes", ["hours"], "en", "25 hours pass"),
        ("{int} code/codes is/are redeemed", ["count"], "en", "3 codes are redeemed"),
        ("he/she sees {int} lead/leads", ["count"], "en", "he sees 3 leads"),
        ("{word} knows {word}", ["name", "other"], "en", "Ann knows Bob"),
        ("{word} opens {string}", ["name", "lead"], "ru", 'Елена opens "Квартира на Подоле"'),
        ("the price is {float} {}", ["price", "anything"], "en", "the price is 120000 Ann"),
        (r"\{literal} \(s) a\/b 100\\", [], "en", r"{literal} (s) a/b 100\ ".strip()),
    ],
)
def test_values_and_plurals_are_natural(expression: str, parameters: list[str], lang: str, said: str) -> None:
    assert sample(expression, parameters, lang=lang) == said


def test_a_type_without_a_value_has_no_example() -> None:
    assert sample("{colour} is mine", ["colour"], lang="en") is None


@pytest.mark.parametrize("lang", ["uk", "ru", "en"])
def test_each_built_in_sentence_has_an_example_that_only_its_own_step_understands(lang: str) -> None:
    vocabulary = ProjectSteps(Settings(), ROOT).visible_from(ROOT)
    for definition in vocabulary.definitions:
        if lang not in definition.languages:
            continue
        text = sample(definition.text, list(inspect.signature(definition.function).parameters), lang=lang)
        assert text is not None, definition.text
        assert not re.search(r"[{}]", text)
        assert {one.function for one in vocabulary.every(text)} == {definition.function}, text

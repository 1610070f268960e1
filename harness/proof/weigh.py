"""What the runs of a proof showed, and everything that keeps them from being one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from harness.diagnosis.messages import LANGUAGES
from harness.events.results import RunResult, ScenarioResult
from harness.events.status import NOT_RUN, PASSED
from harness.proof.catalogue import BUGS, CATALOGUE, Switches, switches
from harness.proof.variant import Variant
from harness.report.proof.matrix import Left, Matrix, Problem, Row, causes_of, names_of


@dataclass(frozen=True, slots=True)
class Proof:
    """The scenarios against the correct pair, and against each variant; `whole` if all known bugs were tried."""

    correct: Sequence[ScenarioResult]
    unreadable: Mapping[str, str]
    variants: Mapping[str, Variant]
    played: Mapping[str, Sequence[ScenarioResult]]
    """By variant: its scenarios as they went."""
    whole: bool

    @property
    def claims(self) -> Mapping[str, str]:
        """The scenarios that claim something, place → name: whatever is skipped or pending doesn't."""
        return names_of(scenario for scenario in self.correct if scenario.verdict == PASSED)

    def kills(self, id_: str) -> Mapping[str, tuple[str, ...]]:
        """The scenarios that went red with a variant, and the causes that were named in each, the earliest first."""
        return {scenario.place: causes_of(scenario) for scenario in self.played[id_] if scenario.red}

    def problems(self) -> list[Problem]:
        """Everything that keeps this from being a proof."""
        found = list(self._of_the_correct_pair())
        for id_, variant in self.variants.items():
            found += self._of_variant(variant, self.kills(id_))
        if self.whole:
            caught = {place for id_ in self.variants for place in self.kills(id_)}
            found += [
                Problem("no_bug_kills", {"place": place, "name": name})
                for place, name in self.claims.items()
                if place not in caught
            ]
        return found

    def _of_the_correct_pair(self) -> Iterator[Problem]:
        for file, message in self.unreadable.items():
            yield Problem("correct_fails", {"place": file, "why": _first_line(message)})
        for scenario in self.correct:
            if scenario.red or scenario.verdict == NOT_RUN:
                why = _first_line(scenario.error or scenario.verdict)
                yield Problem("correct_fails", {"place": scenario.place, "why": why})

    def _of_variant(self, variant: Variant, killed: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
        if not killed:
            yield Problem("nothing_kills", {"bug": variant.id})
        elif not any(map(variant.is_named_by, killed.values())):
            wanted = " → ".join("/".join(sorted(causes)) for causes in variant.causes)
            yield Problem("never_named", {"bug": variant.id, "causes": wanted})
        for place, causes in killed.items():
            for cause in causes:
                if cause not in variant.may_be_named:
                    yield Problem("wrong_cause", {"bug": variant.id, "place": place, "cause": cause})
        for scenario in self.played[variant.id]:
            file = scenario.place.rpartition(":")[0]
            unplayed = scenario.verdict == NOT_RUN
            if unplayed or (not scenario.red and variant.is_to_fail(file, scenario.name)):
                told = {"bug": variant.id, "place": scenario.place, "name": scenario.name, "is": scenario.verdict}
                yield Problem("was_to_fail", told)


def weigh(run: RunResult, variants: Sequence[Variant], *, whole: bool) -> Proof:
    """Take a run that was made against all these apart."""
    played: dict[str, list[ScenarioResult]] = {variant.id: [] for variant in variants}
    correct = []
    for scenario in run.scenarios:
        if scenario.bugs:
            played["+".join(scenario.bugs)].append(scenario)
        else:
            correct.append(scenario)
    broken = {**run.unreadable, **run.outside}
    return Proof(correct, broken, {variant.id: variant for variant in variants}, played, whole)


def _first_line(text: str) -> str:
    return text.partition("\n")[0]


def matrix(proof: Proof, *, seconds: float) -> Matrix:
    """The proof as its reports need it."""
    rows = [_row(variant, proof.played[id_]) for id_, variant in proof.variants.items()]
    left = [
        Left(one.id, one.title, one.lives, one.rows, one.reason)
        for one in (CATALOGUE.unswitched.values() if proof.whole else ())
    ]
    return Matrix(proof.correct, rows, left, proof.problems(), seconds, proof.whole)


def _row(variant: Variant, played: Sequence[ScenarioResult]) -> Row:
    bugs = [BUGS[id_] for id_ in variant.bugs]
    return Row(
        id=variant.id,
        title={lang: " + ".join(bug.title[lang] for bug in bugs) for lang in LANGUAGES},
        lives=" + ".join(dict.fromkeys(bug.lives for bug in bugs)),
        rows=[row for bug in bugs for row in bug.rows],
        switches=[f"{system}: {switch}" for system, names in _systems(variant) for switch in names],
        causes=variant.may_be_named,
        played=played,
    )


def _systems(variant: Variant) -> Iterator[tuple[str, tuple[str, ...]]]:
    switched = switches(variant.bugs)
    for system in fields(Switches):
        yield system.name, getattr(switched, system.name)

"""Random scripts for a query cache: what screens, a person and the network do to it, in milliseconds."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

Step = Mapping[str, object]
Key = tuple[str, ...]
KEYS: Sequence[Key] = (("a",), ("a", "x"), ("b",))
PREFIXES: Sequence[Key] = (*KEYS, (), ("nothing",))
FOREVER = None  # JSON has no infinity
NAMES = "PQRS"  # of observers
# Times are multiples of 125 ms: exact in Python's seconds too, and few enough for things to fall due together.
LATENCIES = (0, 125, 500, 1500)
ADVANCES = (0, 125, 250, 500, 1000, 1500, 4000, 10_000, 300_000)


@dataclass(frozen=True, slots=True)
class Script:
    """What each key's requests come to, in turn, and what is done."""

    answers: Mapping[str, Sequence[Mapping[str, object]]]
    steps: Sequence[Step]

    def __str__(self) -> str:
        told = [f"{key} answers {json.dumps(each)}" for key, each in self.answers.items()]
        return "\n".join([*told, *(json.dumps(step) for step in self.steps)])

    @property
    def json(self) -> str:
        """For the player."""
        return json.dumps({"answers": self.answers, "steps": self.steps})


def named(key: Key) -> str:
    """A key as events and traces spell it."""
    return "/".join(key)


def random_script(seed: int) -> Script:
    """Answers for every key, and 10 to 50 steps."""
    chance = random.Random(seed)
    failures = chance.choice((0.1, 0.4, 0.8))
    answers = {
        named(key): [{"after": chance.choice(LATENCIES), "fails": chance.random() < failures} for _ in range(7)]
        for key in KEYS
    }
    steps: list[Step] = []
    for _ in range(chance.randint(10, 50)):
        steps += _come_back(chance, steps) if chance.random() < 0.05 else [_step(chance)]
    return Script(answers, steps)


def shortened(script: Script, *, fails: Callable[[Script], bool]) -> Script:
    """A script that fails too, and from which no step can be left out."""
    size = len(script.steps)
    while size:
        at = len(script.steps) - size
        while at >= 0:
            fewer = replace(script, steps=[*script.steps[:at], *script.steps[at + size :]])
            script = fewer if fails(fewer) else script
            at -= size
        size //= 2
    return script


def _step(chance: random.Random) -> Step:
    makers = (_mount, _mount, _unmount, _enable, _refetch, _invalidate, _focus, _advance, _advance, _advance)
    return {"does": "signOut"} if chance.random() < 0.01 else chance.choice(makers)(chance)


def _mount(chance: random.Random) -> Step:
    options = {
        "enabled": chance.random() < 0.8,
        "staleTime": chance.choice((0, 0, 1000, 4000, FOREVER)),
        "gcTime": chance.choice((0, 1000, 4000, 300_000, FOREVER)),
        "retry": chance.choice((0, 1, 3)),
        "retryDelay": chance.choice((0, 500, 2000, None)),
        "refetchOnMount": chance.choice((True, True, False, "always")),
        "refetchOnWindowFocus": chance.choice((True, True, False, "always")),
        "initialData": chance.choice((None, None, None, "initial")),
    }
    return {"does": "mount", "name": chance.choice(NAMES), "key": chance.choice(KEYS), "options": options}


def _come_back(chance: random.Random, so_far: Sequence[Step]) -> Sequence[Step]:
    """Somebody leaves a screen that was opened lately and returns to it."""
    opened = [step for step in so_far if step["does"] == "mount"][-2:]
    if not opened:
        return []
    again = chance.choice(opened)
    return [{"does": "unmount", "name": again["name"]}, again]


def _unmount(chance: random.Random) -> Step:
    return {"does": "unmount", "name": chance.choice(NAMES)}


def _enable(chance: random.Random) -> Step:
    return {"does": "enable", "name": chance.choice(NAMES), "enabled": chance.random() < 0.6}


def _refetch(chance: random.Random) -> Step:
    return {"does": "refetch", "name": chance.choice(NAMES), "cancelRefetch": chance.random() < 0.5}


def _invalidate(chance: random.Random) -> Step:
    then = chance.choice(PREFIXES) if chance.random() < 0.3 else None
    return {"does": "invalidate", "key": chance.choice(PREFIXES), "then": then}


def _focus(chance: random.Random) -> Step:
    return {"does": "focus", "focused": chance.random() < 0.6}


def _advance(chance: random.Random) -> Step:
    return {"does": "advance", "milliseconds": chance.choice(ADVANCES)}

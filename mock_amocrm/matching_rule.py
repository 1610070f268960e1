"""A URL rule that is only ever matched: the fake writes its links itself."""

from collections.abc import Callable
from typing import NoReturn

from werkzeug.routing import Map, Rule
from werkzeug.routing.rules import RuleFactory


class MatchingRule(Rule):
    """Leaves out the code that werkzeug generates for `url_for`: it was nine tenths of an app's start-up."""

    def forget_parts(self) -> None:
        """Drop what only adding a rule to a map needs: of four hundred rules it is a megabyte."""
        self._parts = []

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:  # noqa: ARG002 - a Rule's
        return _refuse


class LeanMap(Map):
    """Lets each rule forget, as soon as it is in its place, how it got there."""

    def add(self, rulefactory: RuleFactory) -> None:
        """One rule, or those that a factory makes."""
        super().add(rulefactory)
        for rule in rulefactory.get_rules(self):
            if isinstance(rule, MatchingRule):
                rule.forget_parts()


def _refuse(*_: object, **__: object) -> NoReturn:
    raise NotImplementedError("links are written on the caller's origin, not by url_for")

"""What comes between a request and its answer: a fault that strikes it, or a limit of its account."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mock_amocrm.answer import Answer
from mock_amocrm.faults.delivery import NO_ANSWER, Delivery, Wire, dropped, whole
from mock_amocrm.faults.replies import Reply


@dataclass(frozen=True, slots=True)
class Mark:
    """How the journal names it: a fault's id, or the name of what stands before the account, and its kind."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """One request's misfortune; without a reply the truth is answered, if anything is."""

    mark: Mark
    reply: Reply | None = None
    after: bool = False  # the request takes effect and only its answer is lost
    delivery: Delivery = whole
    seconds: float = 0

    def answer(self, truth: Callable[[], Answer]) -> Answer:
        """What is sent, or would be if it arrived; `truth` makes the request take effect."""
        if self.delivery is dropped:
            if self.after:
                truth()
            return Answer(NO_ANSWER, [], b"")
        if self.reply is None:
            return truth()
        if self.after:
            truth()
        return self.reply.answer()

    def deliver(self, answer: Answer, wire: Wire) -> Iterable[bytes]:
        """Send an answer the way this trouble lets it through."""
        return self.delivery(answer, wire, self.seconds)

"""One message being read: its words and frames, its order, and what it says beside a change."""

import re

from agent_service.conversation.interpretation import Intent, Interpretation, Json, Situation
from agent_service.interpret import mood, questions, refusal
from agent_service.interpret.accounting import Account
from agent_service.interpret.catalogue import Catalogue
from agent_service.interpret.direction import turned_round
from agent_service.interpret.evidence import against
from agent_service.interpret.frames import Frame
from agent_service.interpret.in_turn import in_turn
from agent_service.interpret.message import read
from agent_service.interpret.mood_classifier import frustrated
from agent_service.interpret.order_choice import choose
from agent_service.interpret.outcome import Outcome, contradictory
from agent_service.interpret.retraction import taken_back
from agent_service.interpret.sharing_out import shared_out

_QUESTIONS = frozenset(
    {Intent.ORDER_STATUS, Intent.PRODUCT_QUESTION, Intent.POLICY_QUESTION, Intent.RECOMMENDATION, Intent.RETURN_REQUEST}
)


class Reading:
    """What every answer to a message is made from; ``previous`` is an earlier message that this one completes."""

    def __init__(self, text: str, situation: Situation, catalogue: Catalogue, previous: str | None) -> None:
        self.text = text
        self.situation = situation
        self.catalogue = catalogue
        self.previous = previous
        self.posing = mood.posing(text)
        self.overriding = mood.overriding(text)
        self.message = read(_without_overrides(text) if self.overriding else text, situation, catalogue)
        self.choice = choose(self.message, situation, catalogue)
        self.message.frames = self._shared_out() or self.message.frames
        self.frustrated = frustrated(text)

    def _shared_out(self) -> list[Frame]:
        """Pieces of one line in several sizes or colours, where the message is a request of its own."""
        asked = self.situation.state == "CLARIFY_REQUEST" or self.previous is not None or self.waiting
        if asked:
            return []
        shares = shared_out(self.message, self.choice.order, self.catalogue)
        return shares or in_turn(self.message.items, self.choice.order, self.catalogue)

    @property
    def order_id(self) -> str | None:
        """The order the message is about, if that is settled."""
        order = self.choice.order
        return str(order["order_id"]) if order else None

    @property
    def waiting(self) -> bool:
        """Whether an offer waits for an answer."""
        return self.situation.state == "AWAIT_CONFIRMATION" and bool(self.situation.options)

    @property
    def offered_order(self) -> Json | None:
        """The order that the waiting request is of, where the message is about no other and its lines are all there."""
        order, focus = self.choice.order, self.situation.order_id
        if order is None or (focus and order["order_id"] != focus):
            return None
        lines = {line["line_id"] for line in order["lines"]}
        return order if all(c.get("line_id") in {None, *lines} for c in self.situation.request) else None

    def request(self, intent: Intent, outcome: Outcome) -> Interpretation:
        """An interpretation that asks for changes, with what they leave open; asked about where words are left over."""
        back = taken_back(self.message.plain)
        outcome.changes = _without_repetition(outcome.changes, self.choice.order)
        if intent is Intent.CORRECT and not outcome.missing and outcome.changes == list(self.situation.request):
            return Interpretation(Intent.UNCLEAR, self.order_id, details={"said_again": True})
        if not outcome.missing and (not outcome.changes or back or self._left_over(outcome)):
            outcome.ask("change")
        if contradictory(outcome.changes):
            outcome.ask("change")
        if not outcome.missing and turned_round(
            self.message, self.choice.order, outcome.changes, self.situation.request
        ):
            outcome.ask("change")
        if not outcome.missing:
            outcome.ask(*against(self.message, self.choice.order, outcome.changes, self.situation))
        if intent is Intent.CHANGE_ORDER and "change" in outcome.missing:
            # what may not be meant is not kept as half of a request: an order is cancelled in plain words or not at all
            outcome.changes = [change for change in outcome.changes if change["type"] != "cancel_order"]
        details: Json = {"candidates": outcome.candidates} if outcome.candidates else {}
        topics = [topic.intent.value for topic in self.message.topics]
        if topics:
            details["question"] = {"topic": topics[0]}
        return Interpretation(
            intent, self.order_id if "order" not in outcome.missing else None, tuple(outcome.changes),
            missing=tuple(outcome.missing), details=details,
        )  # fmt: skip

    def _left_over(self, outcome: Outcome) -> bool:
        strict = self.situation.state == "CLARIFY_REQUEST" or self.previous is not None
        account = Account(self.message, self.choice.order, outcome.changes, self.situation, strict)
        return bool(account.leftovers())

    def question(self) -> Interpretation | None:
        """The first question the message asks, if it asks one."""
        for topic in self.message.topics:
            if topic.intent in _QUESTIONS:
                return Interpretation(topic.intent, details={"question": self.asked(topic.intent)})
        return None

    def asked(self, intent: Intent) -> Json:
        """What a question is about: its topic, its words, the goods it names."""
        asked: Json = {"topic": intent.value, "words": self.message.words[:40]}
        refs = self.message.asides
        products = [p for ref in refs for p in sorted(ref.products or ())]
        if products:
            asked["product_ids"] = list(dict.fromkeys(products))
        sizes = [size for ref in refs for size in ref.sizes]
        colors = [name for ref in refs for names in ref.colors for name in names]
        return asked | ({"sizes": sizes} if sizes else {}) | ({"colors": colors} if colors else {})

    def remark(self) -> Interpretation | None:
        """A complaint, thanks, a greeting, or something that is none of our business."""
        plain = self.message.plain
        if questions.complaint(plain):
            return Interpretation(Intent.COMPLAINT)
        if questions.off_topic(plain):
            return Interpretation(Intent.OFF_TOPIC)
        if questions.thanks(plain) and not refusal.agrees_somehow(re.sub(r"\bok\b", "", plain)):
            return Interpretation(Intent.THANKS)
        if questions.greeting(plain) and len(re.findall(r"[a-z]+", plain)) <= 7:
            return Interpretation(Intent.GREETING)
        return None


def _without_repetition(changes: list[Json], order: Json | None) -> list[Json]:
    """The changes without those that others contain: an artwork of a line beside the same one of the order; one of the
    order, where each of its lines is told its own."""
    lines = {line["line_id"] for line in order["lines"]} if order else set()
    arts = {c["line_id"]: c["artwork_id"] for c in changes if c["type"] == "change_artwork"}
    each_its_own = None in arts and bool(lines) and lines <= arts.keys() and len(set(arts.values())) > 1
    contained = [c for c in changes if c["type"] == "change_artwork" and (c["line_id"] is None) is each_its_own]
    return [c for c in changes if c not in contained or c["artwork_id"] != arts.get(None)]


def _without_overrides(text: str) -> str:
    """The sentences of ``text`` that do not try to give other rules."""
    return " ".join(s for s in re.split(r"(?<=[.!?\n])\s+", text) if not mood.overriding(s)) or text

"""The rule reader: one message and its situation in, one ``Interpretation`` out; deterministic, without a model."""

import re
from dataclasses import replace

from agent_service.conversation.interpretation import Intent, Interpretation, Json, Situation
from agent_service.interpret import agreement, mood, questions, refusal
from agent_service.interpret.catalogue import Catalogue, Shelf
from agent_service.interpret.choice import chosen
from agent_service.interpret.clarifying import Answer, pending
from agent_service.interpret.correcting import corrected
from agent_service.interpret.frames import Frame
from agent_service.interpret.message import read
from agent_service.interpret.order_choice import Choice, choose
from agent_service.interpret.order_lines import OrderLines
from agent_service.interpret.requests import deeds, resolve
from agent_service.interpret.resolve import Outcome

_QUESTIONS = frozenset(
    {Intent.ORDER_STATUS, Intent.PRODUCT_QUESTION, Intent.POLICY_QUESTION, Intent.RECOMMENDATION, Intent.RETURN_REQUEST}
)
# Questions about goods or rules are about no order unless one is named, described or in focus.
_GENERAL = frozenset({Intent.PRODUCT_QUESTION, Intent.POLICY_QUESTION, Intent.RECOMMENDATION, Intent.OFF_TOPIC,
                      Intent.GREETING, Intent.THANKS, Intent.UNCLEAR, Intent.TALK_TO_HUMAN})  # fmt: skip
LONGEST_TEXT = 4000


class RuleInterpreter:
    """Implements ``Interpreter``: never raises for any text and never guesses."""

    def __init__(self) -> None:
        self._shelf = Shelf()

    def interpret(self, text: str, situation: Situation) -> Interpretation:
        """What the customer wants with ``text``, said in ``situation``."""
        return self._reading(text, situation, None).interpretation()

    def merge_answer(self, previous_text: str, answer: str, situation: Situation) -> Interpretation:
        """As ``interpret``, where ``answer`` completes the unfinished request in ``previous_text``."""
        return self._reading(answer, situation, previous_text).interpretation()

    def _reading(self, text: str, situation: Situation, previous: str | None) -> "Reading":
        catalogue = self._shelf.catalogue(situation.data)
        return Reading(text[:LONGEST_TEXT], situation, catalogue, previous)


class Reading:
    """One message being read."""

    def __init__(self, text: str, situation: Situation, catalogue: Catalogue, previous: str | None) -> None:
        self._text = text
        self._situation = situation
        self._catalogue = catalogue
        self._previous = previous
        self._posing = mood.posing(text)
        self._overriding = mood.overriding(text)
        self._message = read(_without_overrides(text) if self._overriding else text, situation, catalogue)
        self._choice = choose(self._message, situation, catalogue)
        self._frustrated = mood.frustrated(text, self._message.plain)

    def interpretation(self) -> Interpretation:
        found = self._foreign_voice() or self._human() or self._by_state() or self._anywhere()
        found = self._about_an_order(found)
        return replace(found, frustrated=self._frustrated, language=self._message.language)

    def _about_an_order(self, found: Interpretation) -> Interpretation:
        details = dict(found.details)
        if self._choice.unknown:
            details["mentioned_order"] = self._choice.unknown.upper()
        if self._choice.candidates and found.order_id is None:
            details.setdefault("candidates", list(self._choice.candidates))
        order_id = found.order_id
        general = found.intent in _GENERAL and self._choice.inferred
        if order_id is None and not general and not (found.intent is Intent.CHANGE_ORDER and "order" in found.missing):
            order_id = self._order_id
        return replace(found, order_id=order_id, details=details)

    @property
    def _order_id(self) -> str | None:
        order = self._choice.order
        return str(order["order_id"]) if order else None

    def _foreign_voice(self) -> Interpretation | None:
        if self._posing:
            claims = mood.pretends_confirmation(self._text)
            return Interpretation(Intent.UNCLEAR if claims else Intent.OFF_TOPIC)
        if self._overriding and not deeds(self._message.frames):
            claims = self._waiting and mood.pretends_confirmation(self._text)
            return Interpretation(Intent.UNCLEAR if claims else Intent.OFF_TOPIC)
        return None

    def _human(self) -> Interpretation | None:
        return Interpretation(Intent.TALK_TO_HUMAN) if mood.wants_human(self._message.plain) else None

    @property
    def _waiting(self) -> bool:
        return self._situation.state == "AWAIT_CONFIRMATION" and bool(self._situation.options)

    def _by_state(self) -> Interpretation | None:
        if self._waiting:
            return self._answer_to_offer()
        if self._situation.state == "CLARIFY_REQUEST" or self._previous is not None:
            return self._answer_to_question()
        return None

    def _answer_to_offer(self) -> Interpretation | None:
        plain = self._message.plain
        if self._agrees():
            single = len(self._situation.options) == 1
            return Interpretation(Intent.CONFIRM if single else Intent.UNCLEAR)
        if self._cancels_all():
            return Interpretation(Intent.CHANGE_ORDER, self._order_id, ({"type": "cancel_order"},))
        option = chosen(self._text, plain, self._situation.options, self._catalogue)
        if option is not None:
            return Interpretation(Intent.CHOOSE_OPTION, option=option)
        aside = self._question()
        if aside is not None and not self._outright_change():
            return aside
        hesitant = refusal.hesitates(plain)
        if refusal.drops(plain) and not self._outright_change():
            return Interpretation(Intent.UNCLEAR if hesitant else Intent.DECLINE)
        if self._keeps_all():
            return Interpretation(Intent.DECLINE)
        correction = None if hesitant and not self._outright_change() else self._correction()
        if correction is not None:
            return correction
        if hesitant:
            return Interpretation(Intent.UNCLEAR)
        if self._says_cancel():
            return Interpretation(Intent.UNCLEAR if self._offers_cancel() else Intent.DECLINE)
        if refusal.refuses(plain):
            return Interpretation(Intent.DECLINE)
        return self._remark() or Interpretation(Intent.UNCLEAR)

    def _agrees(self) -> bool:
        option = self._situation.options[0]
        lines = {line["line_id"]: line for order in self._situation.data.orders for line in order["lines"]}
        places = {str(a["address_id"]): str(a.get("label") or "") for a in self._situation.data.addresses}
        terms = agreement.terms_of(option, self._situation.request, lines, places, self._situation.assistant)
        signed = agreement.without_signature(self._text, self._names())
        message = self._message if signed == self._text else read(signed, self._situation, self._catalogue)
        if self._message.mentions.ids and self._message.mentions.ids != [self._situation.order_id]:
            return False
        words = [word for word in message.plain.split() if word not in ("pass",)]
        return agreement.agrees(signed, words, terms)

    def _names(self) -> frozenset[str]:
        return frozenset(
            word.lower()
            for order in self._situation.data.orders
            if (order.get("placed_by") or {}).get("user_id") == self._situation.user_id
            for word in str(order["placed_by"]["name"]).split()
        )

    def _offers_cancel(self) -> bool:
        return any(change.get("type") == "cancel_order" for change in self._situation.request)

    def _says_cancel(self) -> bool:
        return bool(
            re.fullmatch(
                r"(please |ok |just |then |no ,? ?|, )*cancel( it| that| this)?( please| then| , thanks| thanks)*\W*",
                self._message.plain,
            )
        )

    def _cancels_all(self) -> bool:
        if self._offers_cancel() or "?" in self._text:
            return False
        frames = deeds(self._message.frames)
        whole = (
            re.search(r"\b(order|everything|whole|all of it|all|complete\w*|entire\w*|order_id)\b", self._message.plain)
            or self._message.mentions.ids
        )
        return (
            bool(frames)
            and all(frame.act == "cancel" for frame in frames)
            and bool(whole)
            and not re.search(r"cancel (the|this|that|my) (request|change)", self._message.plain)
        )

    def _outright_change(self) -> bool:
        return any(
            frame.act in ("quantity", "move", "address", "art", "date", "split", "remove", "swap_counts")
            and (frame.amount is not None or frame.has_target or frame.act not in ("quantity", "move"))
            and (frame.act != "remove" or any(ref.describes for ref in frame.refs))
            and not frame.asks
            for frame in self._message.frames
        )

    def _keeps_all(self) -> bool:
        """ "leave the caps as they are", said of everything that is asked for."""
        frames = [frame for frame in self._message.frames if frame.act != "bare"]
        order = self._choice.order
        if order is None or not frames or any(frame.act != "keep" or not frame.refs for frame in frames):
            return False
        lines = OrderLines(tuple(order["lines"]), self._catalogue.products)
        kept = {
            line["line_id"] for frame in frames for line in lines.fitting_any([r for r in frame.refs if r.describes])
        }
        asked = {change.get("line_id") for change in self._situation.request}
        return bool(kept) and asked <= kept and not refusal.agrees_somehow(self._message.plain)

    def _correction(self) -> Interpretation | None:
        order = self._choice.order
        if order is None or (self._situation.order_id and order["order_id"] != self._situation.order_id):
            return None
        outcome = corrected(self._message, self._situation, order, self._catalogue)
        idle = outcome is not None and outcome.changes == [dict(c) for c in self._situation.request]
        if outcome is None or (idle and refusal.conditional(self._message.plain)):
            return None
        return self._request(Intent.CORRECT, outcome)

    def _request(self, intent: Intent, outcome: Outcome) -> Interpretation:
        details: Json = {"candidates": outcome.candidates} if outcome.candidates else {}
        topics = [topic.intent.value for topic in self._message.topics]
        if topics:
            details["question"] = {"topic": topics[0]}
        return Interpretation(
            intent, self._order_id if "order" not in outcome.missing else None, tuple(outcome.changes),
            missing=tuple(outcome.missing), details=details,
        )  # fmt: skip

    def _answer_to_question(self) -> Interpretation | None:
        plain = self._message.plain
        own = deeds(self._message.frames)
        if not own and (refusal.drops(plain) or re.fullmatch(r"(no thanks|cancel|stop|nothing)\W*", plain)):
            return Interpretation(Intent.DECLINE)
        if self._question() is not None and not own:
            return self._question()
        previous = self._previous or self._situation.assistant or ""
        if self._choice.unknown:
            return self._request(Intent.CHANGE_ORDER, _whichever(self._situation))
        frames = pending(previous, self._situation, self._catalogue)
        order = self._choice.order or self._named_before(previous)
        if order is None:
            return self._order_asked(frames)
        self._choice = Choice(order=order)
        return self._completed(order, frames)

    def _named_before(self, previous: str) -> Json | None:
        """The order that the answer describes among those the assistant named, or the only one it named."""
        named = [o for o in self._situation.data.orders if str(o["order_id"]) in (self._situation.assistant or "")]
        if len(named) > 1:
            narrowed = replace(self._situation, data=replace(self._situation.data, orders=tuple(named)), order_id=None)
            return choose(self._message, narrowed, self._catalogue).order or self._ordinal(named)
        before = choose(read(previous, self._situation, self._catalogue), self._situation, self._catalogue)
        return before.order

    def _ordinal(self, named: list[Json]) -> Json | None:
        numbers = [n for frame in self._message.frames for ref in frame.refs for n in ref.lines]
        if len(numbers) == 1 and 0 < abs(numbers[0]) <= len(named):
            return named[numbers[0] - 1 if numbers[0] > 0 else numbers[0]]
        return None

    def _order_asked(self, frames: list[Frame]) -> Interpretation | None:
        outcome = _whichever(self._situation)
        outcome.merge(resolve(deeds(self._message.frames) or frames, None, self._catalogue))
        return self._request(Intent.CHANGE_ORDER, outcome)

    def _completed(self, order: Json, frames: list[Frame]) -> Interpretation | None:
        outcome = Outcome([dict(change) for change in self._situation.request])
        own = deeds(self._message.frames)
        answer = Answer(self._message, order, self._catalogue, self._situation.assistant or "")
        yes = refusal.agrees_somehow(self._message.plain)
        filled = answer.complete(frames) if frames else Outcome()
        fresh = resolve(own, order, self._catalogue) if own else Outcome()
        speaks = bool(self._message.frames) or bool(self._message.mentions.ids) or yes
        if fresh.changes and not fresh.missing and (filled.missing or not frames):
            outcome.merge(fresh)
        elif frames and speaks and (filled.changes or filled.missing):
            outcome.merge(filled)
        elif own:
            outcome.merge(fresh)
        elif not (
            self._situation.order_id is None
            or self._message.mentions.ids
            or self._message.mentions.descriptive
            or (speaks and outcome.changes)
        ):
            return None
        if not outcome.changes and not outcome.missing:
            if self._situation.order_id is not None:
                return None
            outcome.ask("change")
        return self._request(Intent.CHANGE_ORDER, outcome)

    def _anywhere(self) -> Interpretation:
        plain = self._message.plain
        frames = deeds(self._message.frames)
        remark = self._remark()
        if frames and not self._lightly(frames, remark):
            return self._change(frames)
        aside = self._question()
        if aside is not None:
            return aside
        if remark is not None:
            return remark
        if questions.asking(plain) and self._message.asides:
            return Interpretation(Intent.PRODUCT_QUESTION, details={"question": self._asked(Intent.PRODUCT_QUESTION)})
        listed = self._listed()
        if listed is not None:
            return listed
        if refusal.drops(plain):
            return Interpretation(Intent.DECLINE)
        if self._situation.state in ("CLARIFY_REQUEST", "COMPLETE", "IDENTIFY_ORDER") and refusal.refuses(plain):
            return Interpretation(Intent.DECLINE)
        if questions.asking(plain) and not self._message.mentions.ids and len(plain.split()) > 3:
            return Interpretation(Intent.OFF_TOPIC)
        return Interpretation(Intent.UNCLEAR)

    def _lightly(self, frames: list[Frame], remark: Interpretation | None) -> bool:
        """Words of change that only occur in a complaint, or in a question, ask for nothing."""
        vague = all(frame.act == "vague" or (frame.asks and not frame.refs) for frame in frames)
        if vague and (self._question() is not None or (remark is not None and remark.intent is Intent.COMPLAINT)):
            return True
        return remark is not None and remark.intent is Intent.COMPLAINT and not _asks_for(self._message.plain)

    def _change(self, frames: list[Frame]) -> Interpretation:
        if self._choice.unknown:
            return self._request(Intent.CHANGE_ORDER, resolve(frames, None, self._catalogue))
        return self._request(Intent.CHANGE_ORDER, resolve(frames, self._choice.order, self._catalogue))

    def _listed(self) -> Interpretation | None:
        """Goods named and nothing asked: with an order being identified that may be the answer."""
        if self._situation.state == "IDENTIFY_ORDER" and (self._message.mentions.ids or self._choice.unknown):
            missing: list[str] = ["change"] if self._choice.order else ["order"]
            return self._request(Intent.CHANGE_ORDER, Outcome(missing=missing))  # type: ignore[arg-type]
        return None

    def _question(self) -> Interpretation | None:
        for topic in self._message.topics:
            if topic.intent in _QUESTIONS:
                return Interpretation(topic.intent, details={"question": self._asked(topic.intent)})
        return None

    def _asked(self, intent: Intent) -> Json:
        asked: Json = {"topic": intent.value, "words": self._message.words[:40]}
        refs = self._message.asides
        products = [p for ref in refs for p in sorted(ref.products or ())]
        if products:
            asked["product_ids"] = list(dict.fromkeys(products))
        sizes = [size for ref in refs for size in ref.sizes]
        colors = [name for ref in refs for names in ref.colors for name in names]
        return asked | ({"sizes": sizes} if sizes else {}) | ({"colors": colors} if colors else {})

    def _remark(self) -> Interpretation | None:
        plain = self._message.plain
        if questions.complaint(plain):
            return Interpretation(Intent.COMPLAINT)
        if questions.off_topic(plain):
            return Interpretation(Intent.OFF_TOPIC)
        if questions.thanks(plain) and not refusal.agrees_somehow(re.sub(r"\bok\b", "", plain)):
            return Interpretation(Intent.THANKS)
        if questions.greeting(plain) and len(plain.split()) <= 6:
            return Interpretation(Intent.GREETING)
        return None


def _whichever(situation: Situation) -> Outcome:
    return Outcome([dict(change) for change in situation.request], ["order"])


def _asks_for(plain: str) -> bool:
    return bool(
        re.search(
            r"\b(please|can you|could you|i want|we want|change|make|set|cancel|remove|add|drop|switch|swap|now|reduce"
            r"|increase|update|ship|send|need|fix|replace)\b",
            plain,
        )
    )


def _without_overrides(text: str) -> str:
    """The sentences of ``text`` that do not try to give other rules."""
    return " ".join(s for s in re.split(r"(?<=[.!?\n])\s+", text) if not mood.overriding(s)) or text

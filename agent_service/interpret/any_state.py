"""Messages that stand for themselves, whatever the state of the conversation."""

import re

from agent_service.conversation.interpretation import Intent, Interpretation
from agent_service.interpret import questions, refusal
from agent_service.interpret.frames import Frame
from agent_service.interpret.outcome import Outcome
from agent_service.interpret.reading import Reading
from agent_service.interpret.requests import deeds, resolve
from agent_service.interpret.whole_order import cancels_the_whole


def message_in_any_state(reading: Reading) -> Interpretation:
    """A change, a question, a remark; unclear, or none of our business, where it is none of these."""
    plain = reading.message.plain
    frames = deeds(reading.message.frames)
    if re.fullmatch(r"\W*\d{1,2}\W*", reading.text):
        return Interpretation(Intent.UNCLEAR)
    remark = reading.remark()
    if frames and not _lightly(reading, frames, remark):
        frames = frames[-1:] if cancels_the_whole(reading.message) else frames
        return _change(reading, frames)
    if frames and not reading.message.topics and (reading.frustrated or _delivered(reading)):
        return Interpretation(Intent.COMPLAINT)
    found = reading.question() or remark or about_goods(reading) or _listed(reading)
    found = found or _stopped(reading) or _dropped(reading)
    if found is not None:
        return found
    if reading.frustrated and not frames:
        return Interpretation(Intent.COMPLAINT)
    if questions.asking(plain) and not reading.message.mentions.ids and len(plain.split()) > 3:
        return Interpretation(Intent.OFF_TOPIC)
    return Interpretation(Intent.UNCLEAR)


def about_goods(reading: Reading) -> Interpretation | None:
    """A question that names goods and has no topic of its own."""
    named = any(
        ref.products or (reading.waiting and ref.describes) for frame in reading.message.frames for ref in frame.refs
    )
    asked = questions.asking(reading.message.plain) or "?" in reading.text
    if not (asked and (reading.message.asides or named)):
        return None
    return Interpretation(Intent.PRODUCT_QUESTION, details={"question": reading.asked(Intent.PRODUCT_QUESTION)})


def _dropped(reading: Reading) -> Interpretation | None:
    plain = reading.message.plain
    answering = reading.situation.state in ("CLARIFY_REQUEST", "COMPLETE", "IDENTIFY_ORDER")
    return Interpretation(Intent.DECLINE) if refusal.drops(plain) or (answering and refusal.refuses(plain)) else None


_ON_ITS_WAY = re.compile(
    r"\b(stop|halt|hold|pause|freeze|block|intercept|recall|catch|pull( back)?|delay|prevent)( \w+){0,3} "
    r"(shipments?|shipping|parcels?|packages?|packets?|box|boxes|deliver(y|ies)|couriers?|carriers?|trucks?|goods)\b"
    r"|\b(do|must|should|can) not (\w+ )?(ship|send|deliver|dispatch|go out|leave)( it| them| this| that| yet| out)*$"
)


def _stopped(reading: Reading) -> Interpretation | None:
    """ "stop the shipment": what is under way should not go on as it is; how, is still to be said."""
    if not _ON_ITS_WAY.search(reading.message.plain.strip(" ,.!?")):
        return None
    return reading.request(Intent.CHANGE_ORDER, Outcome(missing=["change"]))


def _delivered(reading: Reading) -> bool:
    order = reading.choice.order
    return order is not None and order["status"] in ("DELIVERED", "RETURNED")


def _of_delivered(reading: Reading) -> bool:
    return _delivered(reading) and "wrong" in reading.message.words


_ORDERED = re.compile(
    r"(?:^|[.,!;] |\b(?:please|just|now|so) )(?:fix|change|correct|update|amend|sort out) (?:it|this|that|the|my|our)\b"
    r"|\bget (?:it|this|that|them) (?:changed|fixed|corrected|updated|sorted)\b"
)
""" "wrong city again, fix the address": what is complained of is to be changed."""


def _lightly(reading: Reading, frames: list[Frame], remark: Interpretation | None) -> bool:
    """Words of change that only occur in a complaint, or in a question, ask for nothing."""
    plain = reading.message.plain
    vague = all(frame.act == "vague" or (frame.asks and not frame.refs) for frame in frames)
    if vague and reading.frustrated and not (_asks_for(plain) or _ORDERED.search(plain)):
        return True
    if reading.question() is not None and all(frame.told for frame in frames):
        return True  # "my colleague says she raised it to 25. What does the order say now?"
    if (
        vague
        and not _dates_needed(frames)
        and not _ORDERED.search(plain)
        and (reading.question() is not None or (remark is not None and remark.intent is Intent.COMPLAINT))
    ):
        return True
    told = all(f.verb == "" and f.act in ("quantity", "bare", "remove") and f.mode != "inc" for f in frames)
    if _delivered(reading) and told and not _asks_for(plain) and not all(f.pure for f in frames):
        return True
    if _of_delivered(reading) and all(frame.asks for frame in frames) and not _asks_for(plain):
        return True
    if remark is None or remark.intent is not Intent.COMPLAINT or _asks_for(reading.message.plain):
        return False
    return not (_wished(frames) and _may_still_change(reading))


def _dates_needed(frames: list[Frame]) -> bool:
    """ "too late for us, an earlier delivery is needed"."""
    return any(frame.act == "date" and any(item.kind == "need" for item in frame.said) for frame in frames)


def _wished(frames: list[Frame]) -> bool:
    return any(
        not frame.asks and frame.refs and (frame.act in ("move", "address", "date", "art") or frame.was is not None)
        for frame in frames
    )


def _may_still_change(reading: Reading) -> bool:
    order = reading.choice.order
    return order is None or order["status"] in ("CREATED", "APPROVED", "IN_PRODUCTION", "READY_TO_SHIP")


def _change(reading: Reading, frames: list[Frame]) -> Interpretation:
    if reading.choice.unknown:
        return reading.request(Intent.CHANGE_ORDER, resolve(frames, None, reading.catalogue))
    kept = [frame for frame in reading.message.frames if frame.act == "keep"]
    return reading.request(Intent.CHANGE_ORDER, resolve([*frames, *kept], reading.choice.order, reading.catalogue))


def _listed(reading: Reading) -> Interpretation | None:
    """Goods named and nothing asked: with an order being identified that may be the answer."""
    if reading.situation.state == "IDENTIFY_ORDER" and (reading.message.mentions.ids or reading.choice.unknown):
        missing: list[str] = ["change"] if reading.choice.order else ["order"]
        return reading.request(Intent.CHANGE_ORDER, Outcome(missing=missing))  # type: ignore[arg-type]
    return None


def _asks_for(plain: str) -> bool:
    return bool(
        re.search(
            r"\b(please|can you|could you|i want|we want|change|make|set|cancel|remove|add|drop|switch|swap|now"
            r"|reduce|needed|required"
            r"|increase|update|put|bring|turn|raise|lower|just (do|get|fix)|(?<!you )ship|(?<!you )send|need|fix"
            r"|replace|sort)\b",
            plain,
        )
    )

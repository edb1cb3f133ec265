"""Messages that answer a waiting offer."""

import re
from dataclasses import replace

from agent_service.conversation.interpretation import Intent, Interpretation, Json
from agent_service.interpret import agreement, refusal
from agent_service.interpret.any_state import about_goods, message_in_any_state
from agent_service.interpret.choice import chosen
from agent_service.interpret.correcting import corrected
from agent_service.interpret.frames import Frame
from agent_service.interpret.items import Item
from agent_service.interpret.judgements import without_reasons
from agent_service.interpret.message import read
from agent_service.interpret.option_content import fitting
from agent_service.interpret.order_lines import OrderLines
from agent_service.interpret.outcome import Outcome
from agent_service.interpret.parts_aside import set_aside
from agent_service.interpret.reading import Reading
from agent_service.interpret.restating import names_what_is_offered, restates, said_again
from agent_service.interpret.signature import without_signature
from agent_service.interpret.supposing import supposed
from agent_service.interpret.verdicts import left_of
from agent_service.interpret.whole_order import cancels_the_whole
from agent_service.interpret.wordlist import words


def answer_to_offer(reading: Reading) -> Interpretation:
    """Agreement first, then choices, questions, refusals, corrections, hesitation; unclear where none of them fits."""
    for answer in (
        _agreement,
        _other_wish,
        _other_order,
        _choice,
        _fits_one_option,
        _another_number,
        _part_by_part,
        _without_a_part,
        _what_if,
        _aside,
        _refusal,
        _named_again,
        _correction,
        _leftover,
        _said_again,
    ):
        found = answer(reading)
        if found is not None:
            return found
    return reading.remark() or about_goods(reading) or Interpretation(Intent.UNCLEAR)


def _agreement(reading: Reading) -> Interpretation | None:
    if not agrees_wholly(reading) and not restates(reading):
        return None
    if len(reading.situation.options) == 1:
        return Interpretation(Intent.CONFIRM)
    return _choice(reading) or _fits_one_option(reading) or Interpretation(Intent.UNCLEAR)


def _other_wish(reading: Reading) -> Interpretation | None:
    if not _cancels_all(reading):
        return None
    return Interpretation(Intent.CHANGE_ORDER, reading.order_id, ({"type": "cancel_order"},))


def _other_order(reading: Reading) -> Interpretation | None:
    """ "forget that, make the caps of BT-1002 red": a request for another order, named by its number."""
    named = reading.message.mentions.ids
    if not named or reading.situation.order_id in named or reading.choice.order is None or not reading.message.frames:
        return None
    found = message_in_any_state(reading)
    asks = found.intent is Intent.CHANGE_ORDER and found.missing != ("change",)
    return found if asks else None


def _choice(reading: Reading) -> Interpretation | None:
    option = chosen(reading.text, reading.message.plain, reading.situation.options, reading.catalogue)
    if option is None and _NO_SUCH.fullmatch(reading.message.plain) and len(reading.situation.options) > 1:
        return Interpretation(Intent.UNCLEAR)
    return None if option is None else Interpretation(Intent.CHOOSE_OPTION, option=option)


_NO_SUCH = re.compile(
    r"(?:the |take |go with |i take )*(?:number|option|choice|variant|no|nr|#) ?\w+[ .!]*(?:please)?\W*"
)
""" "number four", of three."""


_SUPPOSING = frozenset(
    words("""what how much many about if it we i us you would will does do is be was were cost come to with for only
    just and so ok instead of them those pieces took take did had have made make ordered went then the price please hmm
    , ? . rather say like at in can could may go""")
)
_SUPPOSES = re.compile(r"^(and|so|ok|hmm|hm|,| )*(what|how|and with|and for|with|and if|and at|at|can|could)\b")


def _fits_one_option(reading: Reading) -> Interpretation | None:
    """ "let's take 14 XL": all that is named is in one option and in no other, and nothing is ruled out."""
    situation = reading.situation
    if len(situation.options) < 2 or "?" in reading.text:
        return None
    items = without_reasons(reading.message)
    number = fitting(items, situation.options, situation.assistant or "", reading.catalogue)
    return None if number is None else Interpretation(Intent.CHOOSE_OPTION, option=number)


def _another_number(reading: Reading) -> Interpretation | None:
    """ "what would 30 cost?": the offer is wanted for another number."""
    numbers = [item for item in reading.message.items if item.kind == "number"]
    rest = [word for item in reading.message.items if item.kind != "number" for word in item.text.split()]
    supposed = "?" in reading.text and _SUPPOSES.search(reading.message.plain) and set(rest) <= _SUPPOSING
    if not supposed or len(numbers) != 1 or numbers[0].value <= len(reading.situation.options):
        return None
    order = reading.offered_order
    said = read(f"make it {numbers[0].value}", reading.situation, reading.catalogue)
    outcome = corrected(said, reading.situation, order, reading.catalogue) if order else None
    found = None if outcome is None else reading.request(Intent.CORRECT, outcome)
    return None if found is None else replace(found, details={**found.details, "supposed": True})


def _part_by_part(reading: Reading) -> Interpretation | None:
    """ "the XL bit yes, the warehouse no": what of an offer stands."""
    order = reading.offered_order
    if order is None or len(reading.situation.options) != 1:
        return None
    left = left_of(reading.message, reading.situation, order, reading.catalogue)
    if left is None or refusal.hesitates(reading.message.plain):
        return None
    return Interpretation(Intent.CORRECT, reading.order_id, tuple(left), details={"in_parts": True})


def _without_a_part(reading: Reading) -> Interpretation | None:
    """ "forget the earlier date, just the caps": the rest of the request, as the rest of the message has it."""
    order = reading.offered_order
    found = set_aside(reading.message.plain, reading.situation.request)
    if found is None or order is None:
        return None
    left, rest = found
    narrowed = replace(reading.situation, request=tuple(left))
    outcome = corrected(read(rest, narrowed, reading.catalogue), narrowed, order, reading.catalogue) if rest else None
    return reading.request(Intent.CORRECT, outcome or Outcome(left))


def _what_if(reading: Reading) -> Interpretation | None:
    """ "what about just the mediums?": the offer is wanted in another way, which is quoted like a correction."""
    rest = supposed(reading.message.plain, asks="?" in reading.text)
    if rest is None or reading.message.language != "en":
        return None
    if len(reading.situation.options) > 1:
        return _fits_one_option(Reading(rest, reading.situation, reading.catalogue, reading.previous))
    found = _correction(Reading(rest, reading.situation, reading.catalogue, reading.previous))
    if found is None or found.intent is not Intent.CORRECT or "change" in found.missing:
        return None
    return replace(found, details={**found.details, "supposed": True})


def _aside(reading: Reading) -> Interpretation | None:
    return None if _outright_change(reading) else reading.question()


def _refusal(reading: Reading) -> Interpretation | None:
    plain = reading.message.plain
    goods = any(ref.describes for frame in reading.message.frames for ref in frame.refs)
    if (
        not goods
        and re.search(r"\bbut (please )?(keep|leave)\b", plain)
        and refusal.agrees_somehow(plain.split("but")[0])
    ):
        return Interpretation(Intent.UNCLEAR) if not _outright_change(reading) else None
    if _offers_cancel(reading) and _keeps_the_order(reading) and not _outright_change(reading):
        return Interpretation(Intent.DECLINE)
    if refusal.conditional(plain) and refusal.agrees_somehow(plain) and not _outright_change(reading):
        details = {"conditional": True} if refusal.agrees_if(plain) and "?" not in reading.text else {}
        return Interpretation(Intent.UNCLEAR, details=details)
    if _UNTROUBLED.search(plain) and not refusal.drops(plain) and not _outright_change(reading):
        return Interpretation(Intent.UNCLEAR, details={"untroubled": True})
    if refusal.drops(plain) and not _outright_change(reading):
        return Interpretation(Intent.UNCLEAR if refusal.hesitates(plain) else Intent.DECLINE)
    return Interpretation(Intent.DECLINE) if _keeps(reading) or _drops_all(reading) else None


_UNTROUBLED = re.compile(
    r"\b(?:is|are) (?:no|not an?) (?:big )?(?:issue|problem|concern|deal|obstacle)\b"
    r"|\bno (?:worries|problem|issue) (?:about|with) the\b"
    r"|\b(?:i|we) (?:do|would|will) not (?:really )?mind (?:the|paying|waiting)\b"
)
""" "The $25 is no problem": agrees to what it costs, and takes nothing back."""


def _keeps_the_order(reading: Reading) -> bool:
    """ "we'll keep the polos after all", "please don't cancel": said to an offer to cancel."""
    frames = [frame for frame in reading.message.frames if frame.act != "bare"]
    kept = bool(frames) and all(frame.act == "keep" for frame in frames)
    spared = re.search(r"\bnot (\w+ )?cancel", reading.message.plain)
    return (kept or bool(spared)) and not refusal.conditional(reading.message.plain) and "?" not in reading.text


def _in_part(frame: Frame, order: Json) -> bool:
    """ "10 stay M" of fifty; "leave those five" of five keeps them all."""
    count = frame.amount.count if frame.amount else None
    return frame.amount is not None and count not in {line["quantity"] for line in order["lines"]}


def _drops_all(reading: Reading) -> bool:
    """ "skip the extra smalls", where they are all that is asked for."""
    skipped = [f for f in reading.message.frames if f.act == "remove" and any(ref.describes for ref in f.refs)]
    order = reading.choice.order
    if (
        order is None
        or not skipped
        or not re.search(
            r"\b(skip|forget|leave out|scrap|drop) (about )?(the|those|these) extra\b|\bskip\b", reading.message.plain
        )
    ):
        return False
    lines = OrderLines(tuple(order["lines"]), reading.catalogue.products)
    named = {li["line_id"] for f in skipped for li in lines.fitting_any([r for r in f.refs if r.describes])}
    asked = {change.get("line_id") for change in reading.situation.request}
    return bool(asked) and asked <= named


def _leftover(reading: Reading) -> Interpretation | None:
    plain = reading.message.plain
    if refusal.hesitates(plain):
        return Interpretation(Intent.UNCLEAR)
    if _says_cancel(reading):
        return Interpretation(Intent.UNCLEAR if _offers_cancel(reading) else Intent.DECLINE)
    flatly = {"flatly": True} if refusal.flatly(plain) else {}
    return Interpretation(Intent.DECLINE, details=flatly) if refusal.refuses(plain) else None


def _named_again(reading: Reading) -> Interpretation | None:
    again = names_what_is_offered(reading)
    return Interpretation(Intent.UNCLEAR, details={"said_again": True}) if again else None


def _said_again(reading: Reading) -> Interpretation | None:
    return Interpretation(Intent.UNCLEAR, details={"said_again": True}) if said_again(reading) else None


def agrees_wholly(reading: Reading) -> bool:
    """Whether every word of the message agrees to the first of the offers."""
    option = reading.situation.options[0]
    lines = {line["line_id"]: line for order in reading.situation.data.orders for line in order["lines"]}
    places = {str(a["address_id"]): str(a.get("label") or "") for a in reading.situation.data.addresses}
    terms = agreement.terms_of(option, reading.situation.request, lines, places, reading.situation.assistant,
                               reading.situation.order_id, _artworks(reading))  # fmt: skip
    signed = without_signature(reading.text, _names(reading))
    message = reading.message if signed == reading.text else read(signed, reading.situation, reading.catalogue)
    if reading.message.mentions.ids and reading.message.mentions.ids != [reading.situation.order_id]:
        return False
    words = [word for item in message.lexed for word in _said(item).split()]
    return agreement.agrees(signed, words, terms)


def _artworks(reading: Reading) -> dict[str, str]:
    return {str(art["artwork_id"]): str(art.get("name") or "") for art in reading.situation.data.artworks}


def _said(item: Item) -> str:
    return str(item.value) if item.kind == "number" else "" if item.text.startswith("\ue000") else item.text


def _names(reading: Reading) -> frozenset[str]:
    return frozenset(
        word.lower()
        for order in reading.situation.data.orders
        if (order.get("placed_by") or {}).get("user_id") == reading.situation.user_id
        for word in str(order["placed_by"]["name"]).split()
    )


def _offers_cancel(reading: Reading) -> bool:
    return any(change.get("type") == "cancel_order" for change in reading.situation.request)


def _says_cancel(reading: Reading) -> bool:
    return bool(
        re.fullmatch(
            r"(please |ok |just |then |no ,? ?|, )*cancel( it| that| this)?( please| then| , thanks| thanks)*\W*",
            reading.message.plain,
        )
    )


def _cancels_all(reading: Reading) -> bool:
    if re.search(r"\b(withdraw|retract)\b", reading.message.plain) and "order" not in reading.message.words:
        return False
    return not _offers_cancel(reading) and "?" not in reading.text and cancels_the_whole(reading.message)


def _keeps(reading: Reading) -> bool:
    return _keeps_all(reading) or _keeps_the_number(reading)


def _keeps_all(reading: Reading) -> bool:
    """ "leave the caps as they are", said of everything that is asked for."""
    frames = [frame for frame in reading.message.frames if frame.act != "bare"]
    order = reading.choice.order
    if (
        order is None
        or not frames
        or any(frame.act != "keep" or not frame.refs or _in_part(frame, order) for frame in frames)
    ):
        return False
    lines = OrderLines(tuple(order["lines"]), reading.catalogue.products)
    kept = {line["line_id"] for frame in frames for line in lines.fitting_any([r for r in frame.refs if r.describes])}
    asked = {change.get("line_id") for change in reading.situation.request}
    return bool(kept) and asked <= kept and not refusal.agrees_somehow(reading.message.plain)


def _is_a_condition(frame: Frame) -> bool:
    """ "fine if it still gets here by May 3": said of the offer, and no wish for another date."""
    return frame.act in ("date", "address", "split") and any(item.kind == "if" for item in frame.said)


def _keeps_some(reading: Reading) -> bool:
    """ "don't remove them all, keep 20" of an offer to remove a line."""
    removed = any(change["type"] == "remove_line" for change in reading.situation.request)
    kept = [f for f in reading.message.frames if f.act == "keep" and f.amount is not None and f.amount.count]
    return removed and bool(kept)


def _outright_change(reading: Reading) -> bool:
    return _keeps_some(reading) or any(
        frame.act in ("quantity", "move", "address", "art", "date", "split", "remove", "swap_counts")
        and (frame.amount is not None or frame.has_target or frame.act not in ("quantity", "move"))
        and (frame.act != "remove" or any(ref.describes for ref in frame.refs))
        and not frame.asks
        for frame in reading.message.frames
    )


def _as_now(outcome: Outcome, order: Json) -> bool:
    """ "no thanks, 48 is enough" where there are 48, "all in red" of what is red: nothing is left of the request."""
    return all(change["type"] in _OF_A_LINE and _so_now(change, order) for change in outcome.changes)


_OF_A_LINE = {"change_quantity": "quantity", "change_size": "size", "change_color": "color"}


def _so_now(change: Json, order: Json) -> bool:
    """Whether a change would leave the order as it is: its present address, number or artwork."""
    lines = [line for line in order["lines"] if change.get("line_id") in (None, line["line_id"])]
    if change["type"] == "change_address":
        return bool(order["address"].get("address_id")) and change.get("address_id") == order["address"]["address_id"]
    if change["type"] == "change_artwork":
        return all((line["artwork"] or {}).get("artwork_id") == change["artwork_id"] for line in lines)
    of_a_line = _OF_A_LINE.get(change["type"])
    return of_a_line is not None and all(line[of_a_line] == change[f"new_{of_a_line}"] for line in lines)


def _without_idle(outcome: Outcome, order: Json, request: tuple[Json, ...]) -> list[Json]:
    """ "the caps, yes, but the M stay at 90": what is to stay as it is, is no part of the request."""
    return [c for c in outcome.changes if c in request or not _so_now(c, order)] or outcome.changes


def _keeps_the_number(reading: Reading) -> bool:
    """ "keep 40", where there are 40 now and another number is offered."""
    order = reading.choice.order
    frames = [frame for frame in reading.message.frames if frame.act != "bare"]
    if order is None or not frames or any(f.act != "keep" or f.refs or f.amount is None for f in frames):
        return False
    asked = {c["line_id"] for c in reading.situation.request if c["type"] == "change_quantity"}
    now = {line["quantity"] for line in order["lines"] if line["line_id"] in asked}
    return len(asked) == len(reading.situation.request) and {f.amount.count for f in frames if f.amount} == now


_SHORT = 6


def _correction(reading: Reading) -> Interpretation | None:
    ruled_out = any(piece.contrast for piece in reading.message.pieces) and bool(reading.message.frames)
    if refusal.hesitates(reading.message.plain) and not (_outright_change(reading) or ruled_out):
        return None
    order = reading.offered_order
    if order is None:
        return None
    terms = [frame for frame in reading.message.frames if _is_a_condition(frame)]
    if terms and len(terms) == len(reading.message.frames):
        return Interpretation(Intent.UNCLEAR)
    outcome = corrected(reading.message, reading.situation, order, reading.catalogue)
    idle = outcome is not None and outcome.changes == [dict(c) for c in reading.situation.request]
    if outcome is not None and not outcome.missing and _as_now(outcome, order):
        return Interpretation(Intent.DECLINE)
    if outcome is not None and order is not None:
        outcome.changes = _without_idle(outcome, order, reading.situation.request)
    if outcome is None or (idle and (not outcome.missing or refusal.conditional(reading.message.plain))):
        return None
    found = reading.request(Intent.CORRECT, outcome)
    anew = bool(found.missing) and not found.changes and set(found.missing) <= {"quantity", "size", "color"}
    anew = anew and len(reading.message.words) <= _SHORT  # "no, less"
    return replace(found, details={**found.details, "asked_anew": True}) if anew else found

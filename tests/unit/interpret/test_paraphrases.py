"""The same request in many words is the same request; a request that is taken back, doubted or left open is none.

Frames × numbers × names of the goods × two catalogues, each reading compared with the change it must mean. What is not
read may be asked about (a few per hundred); it must never be read as something else.
"""

from collections.abc import Callable, Iterator
from itertools import product

import pytest

from agent_service.conversation.interpretation import Interpretation, Json, Situation
from agent_service.interpret.reader import RuleInterpreter
from tests.unit.interpret.test_other_catalogues import DATA

NUMBERS = {12: ["12", "a dozen"], 75: ["seventy-five"], 120: ["120"]}
SET = ["make {the} {n}", "set {the} to {n}", "change {the} to {n}", "{the} should be {n}", "can you make {the} {n}?",
       "i need {n} {bare} in total", "{the}: {n}", "{the} -> {n}", "please change the quantity of {the} to {n}",
       "{the} need to be {n}", "we want {n} {bare} altogether", "put {the} at {n}", "let's go with {n} for {the}",
       "{the} should go to {n}", "we'd like {the} to be {n}", "quantity of {the} should read {n}", "{the} = {n}",
       "kindly adjust {the} to {n} pieces", "{n} instead of {now} for {the}", "{the} from {now} to {n}",
       "for {the} we need {n} not {now}"]  # fmt: skip
MORE = ["add {n} more {bare}", "{n} more {bare} please", "increase {the} by {n}", "another {n} {bare}",
        "bump {the} up by {n}", "we need {n} additional {bare}", "can we get {n} more of {the}?", "raise {the} by {n}",
        "plus {n} {bare}"]  # fmt: skip
FEWER = ["{n} fewer {bare}", "reduce {the} by {n}", "drop {n} {bare}", "take {n} off {the}", "remove {n} {bare}",
         "cut {the} by {n}", "{n} less {bare}", "lower {the} by {n}", "{the} minus {n}", "lose {n} of {the}",
         "we can do with {n} fewer {bare}"]  # fmt: skip
MOVED = ["change {n} of {the} to {z}", "move {n} of {the} to {z}", "{n} of {the} should be {z}", "{n} {bare} to {z}",
         "swap {n} {bare} for {z}", "can {n} of {the} be {z}?", "switch {n} {bare} to size {z}", "{n} of {the} -> {z}",
         "turn {n} of {the} into {z}", "exchange {n} of {the} for {z}", "we need {n} of {the} as {z}"]  # fmt: skip
GONE = ["remove {the}", "drop {the} completely", "take {the} off the order", "we don't need {the} anymore",
        "please delete {the}", "scrap {the}", "cancel {the}, keep the rest", "no {bare} please"]  # fmt: skip
Reads = Callable[[str], Interpretation]
Goods = list[tuple[str, list[str], int]]
DEMO_GOODS: Goods = [
    ("BT-1002-1", ["medium hoodies", "hoodies in M", "mediums", "hoodies (M)"], 50),
    ("BT-1002-2", ["L hoodies", "hoodies size L", "larges"], 50),
    ("BT-1002-3", ["caps", "black caps", "hats"], 100),
]
OTHER_GOODS: Goods = [
    ("l1", ["fleece vests", "vests in M"], 40),
    ("l2", ["beanies", "mustard beanies"], 60),
    ("l3", ["work shirts", "sky blue work shirts"], 25),
]


@pytest.fixture(params=["demo", "other"])
def world(request, hear) -> tuple[Reads, Goods]:
    if request.param == "demo":
        return hear, DEMO_GOODS
    reader = RuleInterpreter()
    here = ("u1", "AC-50012", "GREETING", None, (), (), DATA, "2026-11-20")
    return (lambda text: reader.interpret(text, Situation(*here))), OTHER_GOODS


def requests(goods: Goods) -> Iterator[tuple[str, Json]]:
    for (line, names, now), (count, spoken) in product(goods, NUMBERS.items()):
        for bare, said in product(names, spoken):
            words = {"the": f"the {bare}", "bare": bare, "n": said, "now": now}
            totals = [(SET, count), *([(MORE, now + count), (FEWER, now - count)] if count < min(now, 25) else [])]
            for frames, total in totals:
                for frame in frames:
                    yield (
                        frame.format(**words),
                        {"type": "change_quantity", "line_id": line, "new_quantity": total},
                    )


def moves(goods: Goods) -> Iterator[tuple[str, Json]]:
    for line, names, now in goods:
        for bare, (size, spoken), frame in product(names, SIZES.items(), MOVED):
            if now == 100 or line == "l2":
                continue
            words = {"the": f"the {bare}", "bare": bare, "n": "10", "z": spoken}
            yield (
                frame.format(**words),
                {"type": "change_size", "line_id": line, "quantity": 10, "new_size": size},
            )


SIZES = {"S": "small", "XL": "XL"}


def removals(goods: Goods) -> Iterator[tuple[str, Json]]:
    for (line, names, _), frame in product(goods, GONE):
        for bare in names:
            yield frame.format(the=f"the {bare}", bare=bare), {"type": "remove_line", "line_id": line}


@pytest.mark.parametrize("kind", [requests, moves, removals])
def test_a_request_means_the_same_in_any_words(world, kind):
    read, goods = world
    asked, wrong, many = [], [], list(kind(goods))
    for text, change in many:
        found = read(text)
        if found.missing or not found.changes:
            asked.append(text)
        elif list(found.changes) != [change]:
            wrong.append((text, found.changes))
    assert wrong == []
    assert len(asked) / len(many) <= 0.03, asked[:10]


BASE = ["make the caps 120", "10 more caps", "change 10 of the M hoodies to XL", "remove the caps", "caps to 80 please",
        "ship it to the warehouse", "use the roboexpo artwork on the caps", "deliver it a week later",
        "cancel the whole order"]  # fmt: skip
AROUND = ["Hi there! {}", "Hello, {} Thanks, Ana", "{} 🙏", "pls {}", "Good morning team, {}. Many thanks in advance!",
          "ok so {}", "{}, thank you so much", "hey, quick one: {}", "{} :)", "Dear team,\n\n{}\n\nKind regards,\nAna",
          "sorry to bother you, {}", "{} !!", "just {}", "could you {}"]  # fmt: skip


@pytest.mark.parametrize("base", BASE)
def test_courtesy_around_a_request_changes_nothing(hear, base):
    plain = hear(base).changes
    assert plain
    readings = {around: hear(around.format(base)) for around in AROUND}
    assert {a: r.changes for a, r in readings.items() if r.changes != plain or r.missing} == {}


TAKEN_BACK = ["don't {}", "please do not {}", "i never asked you to {}", "{} or maybe not", "{}... no, don't",
              "what happens if i {}?", "why did you {}?", "who told you to {}?", "did you already {}?",
              "i would rather not {}", "my colleague wanted to {} but i don't", "should i {}?"]  # fmt: skip
DOUBTED = ["make the caps 120 or 130", "10 or 20 more caps", "change 10 of the M hoodies to XL or 2XL",
           "make the caps mauve", "20 scarves", "make 20 of the M hoodies mauve", "the printed hoodies to 40",
           "caps to 80 unless it is cheaper to have 90", "roughly 80 caps", "between 80 and 90 caps",
           "make the striped caps 80", "either 20 fewer caps or 10 fewer hoodies", "caps to 80-90",
           "set the hoodies to whatever we had last year", "40 lids", "20 more beanies"]  # fmt: skip


@pytest.mark.parametrize("text", [t.format(base) for t, base in product(TAKEN_BACK, BASE[:3])] + DOUBTED)
def test_what_is_taken_back_doubted_or_left_open_is_no_complete_change(hear, text):
    found = hear(text)
    assert not found.changes or found.missing, found.changes

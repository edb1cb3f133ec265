"""A defect of the rules costs the customer a question and leaves a trace in the log, without what was said."""

import pytest

from agent_service.adapters.guarded_rules import GuardedRules
from agent_service.conversation.interpretation import CustomerData, Intent, Interpretation, Situation

HERE = Situation("u-ana", "BT-1002", "GREETING", None, (), (), CustomerData((), (), (), ()), "2026-11-20")


class Broken:
    def interpret(self, text: str, situation: Situation) -> Interpretation:
        raise IndexError("list index out of range")

    def merge_answer(self, previous_text: str, answer: str, situation: Situation) -> Interpretation:
        raise ValueError("no number")


@pytest.mark.parametrize("read", [
    lambda rules: rules.interpret("send 30 to Mia Stone", HERE),
    lambda rules: rules.merge_answer("send some to Mia Stone", "30", HERE),
])  # fmt: skip
def test_nothing_was_understood_where_reading_breaks_off(read, logs):
    found = read(GuardedRules(Broken()))
    assert (found.intent, found.order_id, found.changes, found.missing) == (Intent.UNCLEAR, "BT-1002", (), ())
    assert [(entry["event"], entry["log_level"]) for entry in logs] == [("reading_broke_off", "error")]
    assert "Mia" not in str(logs)


def test_what_is_read_is_passed_on():
    thanks = Interpretation(Intent.THANKS)

    class Sound(Broken):
        def interpret(self, text: str, situation: Situation) -> Interpretation:
            return thanks

    assert GuardedRules(Sound()).interpret("thanks", HERE) is thanks

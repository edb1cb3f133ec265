"""Asking whether a human is wanted, where only a model heard so; and the yes or no that answers it.

The question is about the human alone: a yes to it is no agreement with an offer that waits, a no drops nothing.
"""

from dataclasses import replace

from agent_service.conversation import reply
from agent_service.conversation.consent import is_bare_yes, was_shown
from agent_service.conversation.interpretation import Intent
from agent_service.conversation.turn import spoken
from agent_service.graph.asking import too_many
from agent_service.graph.beside import come_back
from agent_service.graph.work import STAY, Step, Turn


def answered(turn: Turn) -> Step | None:
    """What a message does that answers the question or gives rise to it; None for every other."""
    asked, turn.conversation.human_offered = turn.conversation.human_offered, None
    if turn.reading.details.get("human_meant") and not too_many(turn):
        return _ask(turn)
    if asked is None or turn.inbound.action is not None or not was_shown(asked, turn.inbound):
        return None
    if turn.reading.intent is Intent.CONFIRM or is_bare_yes(spoken(turn.inbound)):
        turn.reading = replace(turn.reading, intent=Intent.TALK_TO_HUMAN)
    if turn.reading.intent is not Intent.DECLINE:
        return None
    turn.say("human.not_now")
    turn.end("answered")
    come_back(turn)
    return STAY


def _ask(turn: Turn) -> Step:
    conversation = turn.conversation
    conversation.unclear.append(spoken(turn.inbound))
    conversation.human_offered = {"seq": turn.inbound.seq, "message_id": turn.reply_id}
    turn.say("human.offered")
    turn.show(reply.choices_part([reply.act_choice(turn.texts.say("choice.human"), reply.HUMAN)]))
    come_back(turn)
    return STAY

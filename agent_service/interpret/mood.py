"""Who speaks: requests for a human, and text that poses as somebody else's."""

import re

_HUMAN = re.compile(
    r"\b(humans?|real person|actual person|live (person|agent|chat|support)|representative|operator|"
    r"(talk|speak|speaking|talking|chat|connect|transfer|put|hand|pass|escalate|forward)( \w+){0,3} (to|with"
    r"|through to|over to|me to|on to) (a |an |the |your |some |any )?(\w+ )?"
    r"(human|person|agent|someone|somebody|manager|supervisor|rep|colleague|support|team|staff|employee|people"
    r"|account manager|boss|customer service|one of you|sales)"
    r"|(want|need|get|give|like|prefer|rather have|have|wish|find)( \w+){0,3} (a |an |the |your |some )?(real "
    r"|actual |live )?(human|agent|person|manager|supervisor|rep|somebody|someone|colleague)( \w+){0,6}"
    r"|(someone|somebody|a person|a colleague|a manager|an agent|anyone) (from|on|at|in) (your|the|customer"
    r"|support|sales)( \w+){0,3}|"
    r"(anybody|anyone|someone|somebody|a number|number|person) (that |which |who |whom )?(i|we) (can|could|may|might)"
    r" (\w+ )?(call|phone|ring|talk|speak|reach|contact)|give (me|us) a ring|(your|my) (boss|superior|account rep"
    r"|rep|account manager)\b|member of (your |the )?(staff|team|crew)"
    r"|your (colleagues?|team|people|staff"
    r"|agents?) (\w+ )?(take over|help|call|contact|handle|deal)|phone number|hotline|call cent(er|re)"
    r"|phone support"
    r"|call me\b|call us\b|phone me|phone us|ring me|give me a call|customer service|speak to someone"
    r"|talk to someone|talk to a person|talk to somebody|human being|"
    r"(is|are) there (a |an |any )?(real |actual )?(person|human|someone|somebody|agent|people)( \w+){0,4}"
    r"|(want|need|like|get|let|have|prefer|can|could|may) (\w+ ){0,2}?(one|some|any) of your (\w+ ){0,2}?"
    r"(reps?|representatives?|agents?|people|colleagues?|staff|team|guys|humans|employees|folks|support)\b"
    r"|i want a person|can someone (call|help|phone|contact)|"
    r"talk to a human|talk to human|talk to person|talk to agent|a person|person please|agent please"
    r"|manager please|not want to (talk|speak|chat|deal) (to|with) (a |an |this |the )?(machine|bot|robot"
    r"|computer|ai)|no (bots?|robots?|machines?)|escalate (this|it|my)?)\b"
)
_HUMAN_SHORT = re.compile(
    r"^(a |an |the |real |get |need |want |i want |i need |please )*(human|agent|person|representative"
    r"|operator|manager|supervisor|someone|a human)( please| now| today| asap| immediately| ,| \.| !)*"
)
_NO_HUMAN = re.compile(
    r"\b(no|not|without|do not (need|want)|rather than)( \w+){0,3} (human|agent|person|representative|manager"
    r"|call)\b|per person|each person|are you (a )?(human|real|bot|person)"
    r"|\b(my|our|his|her|their) (?!account |sales )(\w+ )?(manager|boss|supervisor|colleagues?|team|people|staff"
    r"|support|sales)\b"
    r"|(promised|nobody|supposed|never|said|forgot)( \w+){0,4} (call|phone|ring)|as a human|human rights"
    r"|in person|person (in|who|wearing)|for (a|each|every|one|the) (person|human"
    r"|manager|supervisor)|(give|get|have|need|want|order) .*(tees?|hoodies?|caps?|polos?|tanks?"
    r"|jackets?)( \w+)? for (someone|a |the |our )"
)
_POSING = re.compile(
    r"^\W*(system|assistant|tool|developer|admin|function|internal|bot|ai|platform|operator)\b\s*(note|message"
    r"|override|prompt|notice|update|instruction|response|result|output|log|call|:|\]|>|event|alert)"
    r"|</?\s*(user|assistant|system|tool|human|function|message|instructions?|prompt|customer)\b"
    r"|\[\s*/?\s*(system|inst|assistant|tool|admin|developer|internal)\b|<<\s*sys|<\|.*\|>|###\s*(system"
    r"|instruction|assistant)"
    r"|\b(role|tool_call|function_call|tool_result|confirmed|intent|action)[\"']?\s*[:=]\s*[\"']?(system"
    r"|assistant|true|confirm|tool|apply|yes)|^\s*\{.*[\"'](role|tool|confirm\w*|action|intent|type"
    r"|status)[\"']",
    re.IGNORECASE | re.MULTILINE,
)
_OVERRIDE = re.compile(
    r"\b(ignore|disregard|forget|bypass|override|skip) (all |any |every |the |your |these |previous |prior "
    r"|earlier |my )*(instructions?|rules?|prompts?|guidelines|polic(y|ies)|restrictions|checks?|system|safety"
    r"|confirmation step)\b"
    r"|\b(system prompt|your (initial )?instructions|developer mode|admin mode|jailbreak|you are now"
    r"|pretend (to be|you are|that)|act as (a|an|if)|debug mode|god mode|new instructions?|override code"
    r"|simulate)\b"
    r"|\bset (my|the|our) (price|total|fee|cost)|\b(price|total|fee) to (\$|0|zero|free)",
    re.IGNORECASE,
)
_PRETENDS = re.compile(
    r"confirm|approv|execut|appl(y|ied)|accept|agreed|consent|authori[sz]ed|proceed|yes|go ahead|submitted"
    r"|already (said|agreed)|refund",
    re.IGNORECASE,
)


_TALKED = re.compile(
    r"\b(?:after|before|been|was|were|am|by|from|just) (?:talking|speaking|chatting) (?:to|with) (?:\w+ ){0,2}\w+"
    r"|\b(?:i|we|he|she|they)(?: just| have| had)* (?:talked|spoke|spoken|chatted) (?:to|with) (?:\w+ ){0,2}\w+"
)
""" "After talking to the team": a talk that is over is no wish for one."""


_BY_A_PERSON = re.compile(
    r"(?<!not )\b(?:let|have|get) (?:a|your|some|another) (?:real |human )?"
    r"(?:colleague|human|person|agent|rep|representative)"
    r"(?: (?:to )?(?:handle|do|take|sort|process|look|deal)\b)"
)
""" "let a colleague handle that"."""


def wants_human(plain: str) -> bool:
    """Whether the message asks for a person, whatever else it says; ``plain`` are the normalised words."""
    plain = _TALKED.sub(" ", plain)
    if _BY_A_PERSON.search(plain):
        return True
    sentences = [sentence.strip(" !.?,") for sentence in re.split(r"[.!?]", plain)]
    if any(_HUMAN_SHORT.fullmatch(sentence) for sentence in sentences if sentence):
        return True
    for match in _HUMAN.finditer(plain):
        start = max(0, match.start() - 25)
        if not _NO_HUMAN.search(plain[start : match.end() + 12]):
            return True
    return False


def posing(text: str) -> bool:
    """Text that poses as a message of the system, a tool or the assistant."""
    return bool(_POSING.search(text))


def overriding(text: str) -> bool:
    """An attempt to give the assistant other rules, prices or roles."""
    return bool(_OVERRIDE.search(text))


def pretends_confirmation(text: str) -> bool:
    """Whether such a text claims that something was agreed or done."""
    return bool(_PRETENDS.search(text))

"""Requests that are none: asked about afterwards, disowned, or taken back at the end of the message."""

import re

_ABOUT_DEEDS = re.compile(
    r"^(?:and |so |but |ok |, )*(?:why|who|whom|did (?:you|i|we|they|he|she|someone|anyone|anybody|somebody)"
    r"|have you already|has (?:any|some)(?:one|body)|should (?:i|we)|do (?:i|we) (?:have to|need)|was i|were we)\b"
)
_DISOWNED = re.compile(
    r"\b(?:never|not|nobody|no one)\b(?: \w+){0,2} (?:ask|asked|asked for|tell|told|say|said|order"
    r"|ordered)\b|\b(?:never|nobody|no one) (?:really )?(?:wanted|needs|wants)\b|\bdid not want\b"
)
_TAKEN_BACK = re.compile(
    r"(?:\bor (?:maybe |perhaps |rather )?not|\b(?:no|actually no|wait no)\b[ ,.]*(?:please )?do not"
    r"(?: do (?:it|that|this))?|\bbut (?:i|we) do not(?: want (?:it|that|this|to))?"
    r"|[,.] (?:actually |no |oh )*never ?mind"
    r"|[,.] (?:actually |no |oh |just )*forget (?:it|i said that|i asked|about it)"
    r"|(?:\b(?:just|only) |[,.-] ?)(?:kidding|joking)"
    r"|[,.] (?:actually |no )+(?:leave|keep) (?:it|everything|them) (?:as (?:it is|is|they are|before)|like that))"
    r"(?: please| thanks| sorry| haha| lol)*[ .!,]*$"
)


_TOLD = re.compile(
    r"\bwhen (i|we) (first )?(placed|ordered|made|signed)\b|"
    r"\byou (have |had )?(just |only )?(sent|shipped|delivered|packed|billed|charged)\b|"
    r"\b(was|were|had been) (my|our|the) (\w+ )?(plan|idea|intention|wish|thought)\b|"
    r"\b(asked|told|wanted|begged|urged|reminded|instructed) (me|us) to\b|\b(voted|suggested|was going to|were going to"
    r"|already (\w+ed|made|put|set|cut|done|took|taken)|thought of|thought about|used to|considered|tempted|debated)\b"
    r"|\b(he|she|someone|somebody|colleague|manager|boss|assistant|secretary"
    r"|people|reps?|agents?|staff|guys) (has |had )?(already |just )?"
    r"(raised|lowered|reduced|increased|changed|updated|added|removed|canceled|switched|upped|corrected|doubled)\b"
    r"|\b(yesterday|last (week|month|year|time|spring"
    r"|summer|autumn|fall|winter)|(days|weeks|months|years) (ago|back))\b"
)


def told(words: str) -> bool:
    """ "the committee voted for …", "… last week": what others wished for, or what was done already."""
    return bool(_TOLD.search(words))


def asks_about_deeds(words: str) -> bool:
    """ "why did you …", "should we …": a question about a change, whatever change it names."""
    return bool(_ABOUT_DEEDS.search(words))


def disowned(words: str) -> bool:
    """ "I never asked for …": what the clause names is not wished for."""
    return bool(_DISOWNED.search(words))


def taken_back(plain: str) -> bool:
    """ "… or maybe not", "… no, don't": whether the message ends by taking back what it said."""
    return bool(_TAKEN_BACK.search(plain))

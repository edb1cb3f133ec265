"""Refusals and hesitation: dropping the request that waits, and not answering yet."""

import re

_NO = re.compile(
    r"^(no(?! (objections?|problems?|worries|issues?|doubt)\b)|nope|nah|no way|never|rather not"
    r"|i would rather not|we would rather not|not really|not interested"
    r"|no no|negative|nay|not at all|absolutely not|certainly not|definitely not|of course not|no chance"
    r"|hell no|no thanks|no thank you|not thanks|nein|non)\b"
)
_NO_CLAUSE = re.compile(
    r"(so |then |hmm |hm |sorry |well |wow |ok |but |and |that is a |it is a )*(no|nope|nah|nay|nein|non|no thanks"
    r"|no thank you|absolutely not|definitely not|certainly not|most certainly not|not at all|not a chance"
    r"|not on your life|thanks but no thanks|no way|no go|not for (us|me)|never|no deal|hard no|big no|no no)"
    r"( sorry| thanks| then| from (us|me))*"
)
_DROP = re.compile(
    r"\b(never ?mind|forget (it|that|about it|about that|the whole thing|this|everything)|drop (it|that"
    r"|the request|this|the whole thing|the idea)|scratch (it|that|this|the whole thing)|leave (it|everything"
    r"|things|all|that|the order|my order|this|them)( all)?( exactly)?( (as is|as it is|as they are|as it was"
    r"|alone|unchanged|like that|the way it is|be|how it is|so))?$"
    r"|keep (it|everything|things|all|the order|my order|them|that)( all)?( exactly)?( just)?( (as is|as it is"
    r"|as they are|as it was|unchanged|the way it is|like it is|how it is|the same|like before|as before"
    r"|original))|keep (the )?(original|old|current|existing)|leave as is|as is please|keep as is"
    r"|stay as it is|stays as it is|too (expensive|pricey|much|costly|late|long|steep|dear|slow)"
    r"|(more|higher) than (i|we) (can|want|wish|would|am|are)( \w+){0,2} (spend|afford|pay)|not worth it"
    r"|changed (my|our) minds?|decided against|forget (that )?(i|we) (asked|mentioned|said|wanted)|scrap (it|that"
    r"|this)( idea)?$|scrap (it|that|this) ,"
    r"|(will|do|does|would) not work( for (us|me))?|no \w+ changes?$|do not (do|make|change|cancel|apply|book"
    r"|submit|proceed|bother"
    r"|touch|go ahead"
    r"|want (it|that|this|to)|need (it|that|this)|confirm|send|ship|remove|add|charge)"
    r"|not (going to|gonna) (do|happen)|we (will|shall) pass|i (will|shall) pass|i pass|we pass|pass on (it"
    r"|that|this)|hard pass|call it off|stop (it|that|this|everything)?$|abort|let us not|let us leave it"
    r"|rather not|no deal|neither|none of (them|those|these|the above|the two)|not (any|one) of (them|those)"
    r"|cancel (that|this|the) (request|change)|cancel (the|this|that|my) (request|change|changes)|withdraw"
    r"|take that back|i decline|we decline|decline|declined|reject|rejected|refuse|skip it|skip that|skip this"
    r"|not anymore|no longer (want|need)"
    r"|not (for )?that (much|price)|(i|we) (can not|can't) afford|out of (our|my|the) budget|over (our"
    r"|my) budget|that is (a lot|crazy|insane|too|way too)|way too|forget the whole|do not want (either|any"
    r"|them|these|those)|keep it( please)?$|keep (my|the|our) order|do nothing|nothing then|no change"
    r"|no changes|leave it|leave everything|(leave|keep) (the|my|our|this|that) (\w+ )?(artwork|art|logo|design"
    r"|print|address|date|quantity|sizes?|colors?)"
    r"( alone| as is| as it is| as they are| unchanged)?$|disregard|ignore (that|it|my)|i (do not"
    r"|would not) want (it|that"
    r"|this)|then no|no then|no way(?! to)|not a chance|no chance|not ok|not good|do not agree|disagree"
    r"|not happy with (that|this|it)|that does not work|does not work for (us|me)|no need|not needed"
    r"|no longer needed|backing out|back out|not doing (it|that|this)|not like this|no go)\b"
)
_WAIT = re.compile(
    r"\b(not yet|do not \w+( \w+){0,2} yet|needs? to (look|see|check|approve|decide|confirm|sign|agree)|wait"
    r"|hold on|hang on|hold off|one (sec|second|moment|minute)|a (sec|second|moment|minute)"
    r"|a bit(?! (much|long|late|early|far|steep|high|pricey|expensive|more|less|too|of)\b)"
    r"|moment please|give me (a|some|until|till)|let me (think|ask|check|talk|get back|see|run|confirm|discuss"
    r"|sleep|first|look|consult|clear|verify)|need to (ask|check|think|talk|discuss|run|clear|confirm|verify"
    r"|sleep)|have to (ask|check|think|talk|discuss|run|clear|confirm)|get back to you|will (let you know"
    r"|get back|think|ask|check|come back|decide|see)|come back to|think about it|thinking about it"
    r"|sleep on it"
    r"|(i am|we are|am) not sure|not sure|unsure|maybe|perhaps|possibly|i guess|i suppose|probably|depends"
    r"|later|tomorrow|after (lunch|the|my|our|i|we)|not now|not today|in a (bit|minute|moment)|undecided"
    r"|still (thinking|deciding|discussing)|first (i|we|let)|run it by|run this by|check with|ask (my|our|the)"
    r"|(will|shall|would) revert\b(?! to (?!you))|revert(ing)? (back )?(shortly|soon|later|tomorrow|by|once|after)"
    r"|talk to my|bear with|sign(s|ed)? (it |this |that )?off|(once|as soon as|when|until) (my|our|the|i|we) \w+)\b"
)
_HUMMING = re.compile(r"^((hmm+|hm|um|uh|oh|well|ok|sorry|actually|ah|eh)\b[ ,.!]*)+")
_CONDITION = re.compile(r"\b(if|unless|as long as|provided|only when|so long as|assuming|in case|depends)\b")
_AGREES_IF = re.compile(
    r"^(?:that is |it is |we are |i am |all |well |hm+ |, )*"
    r"(?:yes|yeah|yep|ok|fine|sure|agreed|good|go ahead|happy|deal)"
    r"(?: please| then| with (?:it|that|this)| by (?:me|us))*,? (?:but )?(?:only )?"
    r"(?:if|as long as|so long as|provided|unless|assuming|on condition)\b"
)
_YES = re.compile(
    r"\b(yes|yeah|yep|yup|sure|ok|go ahead|do it|confirm|approved|proceed|right|correct|exactly|indeed|precisely"
    r"|true|absolutely)\b"
)


def hesitates(plain: str) -> bool:
    """Whether the customer puts the answer off: the offer stays."""
    return bool(_WAIT.search(plain))


def conditional(plain: str) -> bool:
    """Whether the message makes a condition."""
    return bool(_CONDITION.search(plain))


def refuses(plain: str) -> bool:
    """Whether the message turns the offer down or drops the request; ``plain`` are the normalised words."""
    plain = _HUMMING.sub("", plain.strip(" ,.!"))
    clauses = (clause.strip() for clause in re.split(r"[,.!;:-]", plain))
    return bool(_NO.search(plain) or _DROP.search(plain) or any(_NO_CLAUSE.fullmatch(clause) for clause in clauses))


def flatly(plain: str) -> bool:
    """Whether the last word is a plain no, whatever is ranted before it."""
    clauses = [clause.strip() for clause in re.split(r"[,.!;:?-]", plain) if clause.strip()]
    return bool(clauses) and bool(_NO_CLAUSE.fullmatch(clauses[-1]))


def agrees_if(plain: str) -> bool:
    """ "ok if it is really free": a yes, and straight after it what it hangs on."""
    return bool(_AGREES_IF.search(plain))


def drops(plain: str) -> bool:
    """Whether the message says in so many words that the request is dropped (a bare "no" does not)."""
    return bool(_DROP.search(plain.strip(" ,.!")))


def agrees_somehow(plain: str) -> bool:
    """Whether there is a word of agreement anywhere."""
    return bool(_YES.search(plain))

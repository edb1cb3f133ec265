"""Who speaks, and how: requests for a human, anger, and text that poses as somebody else's."""

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
_ANGRY = re.compile(
    r"\b(unacceptable|ridiculous|useless|worst|terrible|awful|horrible|pathetic|incompetent|stupid|idiot\w*"
    r"|(is|what) (this )?(is )?a (bad )?joke|scam|rip ?off|wtf|damn\w*|hell\b|crap\w*|bullshit|shit\w*|fuck\w*"
    r"|ffs|kidding (me|us)?|are you kidding|fed up|sick of|"
    r"sick and tired|tired of|furious|angry|annoy\w*|outrage\w*|disgust\w*|appalling|disgrace\w*|shame\w*"
    r"|fantastic quality|disaster|nightmare|seriously|for the (last|third|second|fourth|fifth|\d+\w*) time"
    r"|third time|second time|fourth time|fifth time|(told|asked|said|emailed|called"
    r"|written)( \w+){0,3} (twice|\w+ times)|(third|second|fourth) (email|mail|message|call)|sigh"
    r"|times already|"
    r"how hard (is|can)|why is this so|just do it|read what|listen to me|i (already )?(said|told you)|told you"
    r"|as i said|again and again|over and over|still waiting|nobody (is )?(answer\w*|repl\w*|cares?|help\w*"
    r"|listen\w*)"
    r"|no ?one (answer\w*|repl\w*|cares?)|waste of|wasting my|what a (joke|mess)|never again|enough is enough|"
    r"had enough|unbelievable|frustrat\w*|disappointed|waited (long )?enough|you people|you guys are"
    r"|emailed (twice|three)|called (twice|three)|promised|for god|for heaven|hopeless|clueless"
    r"|lost my patience|out of patience|good grief|oh come on|do your job|inaceptable|inadmissible"
    r"|unverschaemt\w*|ridiculo|verguenza|honte|scandaleux|katastrophe|frechheit|"
    r"out of your minds?|nobody (is )?doing|(wrong \w+|mistake) and i am|stop (charging|asking|sending|telling"
    r"|wasting|messing|playing)|every little thing|well done (guys|team"
    r"|folks|everyone)"
    r"|can not count|how often (do|must|should) i|done explaining|understands english|are you even|even reading"
    r"|listen to me|(explained|mentioned|repeated|complained)( \w+){0,3} (twice|\w+ times)|forget (the|this) bot"
    r"|(is|does) any(one|body) even"
    r"|(zero|no) (answers?|replies|reply|responses?)|top marks|do you (guys |people |lot )?even|can you (not"
    r"|even) (read|count|listen)|what a (mess|joke|disgrace|farce)"
    r"|(wrong|late|broken|incorrect) ((\w+ )?)(again|yet again)|yet again|beyond me|getting old|(every )single time|"
    r"lousy|not good enough|this sucks|sucks|rude|how many times|what is wrong with you|get it right"
    r"|cannot believe|can not believe|lied|liars?|garbage|trash|so slow|ages|great , just great"
    r"|thanks for nothing|insane|absurd|shambles|fuming|livid|mad at|pissed)\b"
)
_MILD = re.compile(
    r"\b(damn (good|nice|fast)|seriously (good|great|impressed)|no joke|not a joke|joking|just do it (please"
    r"|,)|sorry)\b"
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


def wants_human(plain: str) -> bool:
    """Whether the message asks for a person, whatever else it says; ``plain`` are the normalised words."""
    sentences = [sentence.strip(" !.?,") for sentence in re.split(r"[.!?]", plain)]
    if any(_HUMAN_SHORT.fullmatch(sentence) for sentence in sentences if sentence):
        return True
    for match in _HUMAN.finditer(plain):
        start = max(0, match.start() - 25)
        if not _NO_HUMAN.search(plain[start : match.end() + 12]):
            return True
    return False


def frustrated(text: str, plain: str) -> bool:
    """Anger or reproach in the wording (not a complaint stated as a fact)."""
    letters = [c for c in text if c.isalpha()]
    words = [w for w in re.findall(r"[^\W\d_]{2,}", text)]
    shouting = len(letters) >= 8 and sum(c.isupper() for c in letters) / len(letters) > 0.6
    shouted = sum(w.isupper() and len(w) >= 4 and not re.fullmatch(r"\d?X+L|BT|POLO|ASAP", w) for w in words) >= 1
    marks = len(re.findall(r"[!?]", text)) >= 3 or bool(re.search(r"!!|\?\?|\?!|!\?", text))
    if re.search("[\U0001f620\U0001f621\U0001f92c\U0001f624\U0001f644\U0001f595]", text):
        return True
    if _ANGRY.search(plain) and not _MILD.search(plain):
        return True
    if shouting and (marks or len(words) >= 5):
        return True
    if len(words) >= 2 and shouting and text.rstrip().endswith(("!", ".")):
        return True
    return shouted and marks and bool(re.search(r"!!|\?\?|!\?|\?!", text)) and not re.search(r"thank|great", plain)


def posing(text: str) -> bool:
    """Text that poses as a message of the system, a tool or the assistant."""
    return bool(_POSING.search(text))


def overriding(text: str) -> bool:
    """An attempt to give the assistant other rules, prices or roles."""
    return bool(_OVERRIDE.search(text))


def pretends_confirmation(text: str) -> bool:
    """Whether such a text claims that something was agreed or done."""
    return bool(_PRETENDS.search(text))

"""Questions and remarks beside a change: what a sentence is about, told from its plain English words."""

import re
from dataclasses import dataclass

from agent_service.conversation.interpretation import Intent

_TOPICS: tuple[tuple[Intent, str], ...] = (
    (
        Intent.RECOMMENDATION,
        r"\brecommend\w*|\bsuggest\w*|\bideas?\b|what would you (give|wear|dress|put|pick|choose|go|take|use|get)"
        r"|help .*(pick"
        r"|choos|decid)\w*"
        r"|what do (most|other) (\w+ ){1,3}(take|buy|order|get|choose|go)|best ?sell\w*|popular"
        r"|which (\w+ ){0,5}(should"
        r"|would) (we|i|you)"
        r"|what should (we|i) (get|order|buy|take|wear|pick|choose)|what (is|are|would be) (good|best|nice"
        r"|the best)\b"
        r"|\b(good|great|nice|decent|solid|best|right|better) (pick|choice|option|fit|match|bet)s? for\b"
        r"|\bgood for (a|an|our|the)\b|what works (best|well)|sells? (the )?best|something (for|light|warm|nice"
        r")|any tips|what goes well"
        r"|(which|what) (of|from|in|among) (your|the) .*\b(would|should|could|look|suit|work|go|fit)\b"
        r"|\b(look|looks|looking|work|works|go|goes|suit|suits) (good|nice|great|well|best|sharp|cool)\b"
        r" (on|for|with|at)"
        r"|\bpropos(e|al)\w*|inspir\w*|what (to|should|could|can) (\w+ )?(wear|choose|pick|get|order|give|take|buy)\b"
        r"|what do you have for|advice\b|advise\b|what else (would|could|do)|what kind of \w+ (would|should)",
    ),
    (
        Intent.RETURN_REQUEST,
        r"\breturn(ing|s)?\b|(?<!are )\b(to|should|must) be (\w+ |, ){0,5}returned\b(?! to (?!you))"
        r"|\b(send|ship|give|bring|mail)(ing)? (\w+ ){1,5}back\b(?! (to|down|up|by)\b)"
        r"|\btake (it|them"
        r"|these|those) back|\b(can|could|would|will) you (please )?take (\w+ ){1,5}back\b(?! (to|down|up|by)\b)"
        r"|\brma\b|send back|ship back|give back|go(es|ing)? back to you|needs? to go back|(can|could|should) (these"
        r"|they|it|this|those) go back",
    ),
    (
        Intent.ORDER_STATUS,
        r"\bwhere (is|are|has|have|did)\b(?!.*(come from))|\btrack\w*\b|\bstatus\b|\beta\b|\bwhen (will|would|do"
        r"|does|is|are|can|should|did|was|s)\b.*"
        r"(arriv\w*|here|come|coming|get|deliver\w*|ship\w*|receiv\w*|expect|ready|done|due|finish\w*|land|leave"
        r"|go out|sent)"
        r"|^(and |so |but |ok |hi |hello )*will (it|they|this|that|these|everything|(my|the|our) \w+( \w+)?)"
        r" (\w+ )?(be (here|there|delivered|ready|shipped|done|finished|with us|on time)|arrive|get here|come|ship"
        r"|make it)\b"
        r"|\bwhen (will )?arriv\w*|how far (along|is)|on (its|the|their) way\b.*\?|\b(has|have|did|is|are|was"
        r"|were) (it|they|this|that|these|the \w+( \w+){0,3}"
        r"|my \w+( \w+)?|our \w+( \w+)?|this one|order_id|bt\S*|everything|order) (\S+ )?(already )?(been |get "
        r"|gone |got )?"
        r"(ship|canceled|cancelled|returned|refunded|changed|updated|arrive|shipped|done|packed|picked up|left"
        r"|sent out|sent|approved|delivered|arrived|left|dispatched"
        r"|printed"
        r"|finished|in production|produced|ready|out yet|go out|started|delayed|late)\b"
        r"|\b(has|have|did|is|are) (\S+ ){0,3}(left|leave|leaving|gone|out of|on (its|the) way|moved|underway)\b"
        r"|\b(has|have|is|are|did|was|were) (it|they|this|that|these|the|my|our|order_id|order)\b.*\b(started"
        r"|begun|printing|packed|dispatched)\b"
        r"|\bdid (it|that|this|they|those|the|my|our)\b.* (go|get|gone|come) through\b"
        r"|\bdid .* make it (on|onto|into|to) (the|my|our|this) (order|order_id|invoice|list)\b"
        r"|\b(what )?does (it|(the|my|our|this)( \w+)? (order|order_id|confirmation)) (now |currently |still )?"
        r"(say|show|look like|list|mention|include)\b"
        r"|\bremind me (what|which|when|where|how)|\b(what|which) (artwork|art|logo|design|print) (is|are|do (i"
        r"|we) have) (on|in)\b"
        r"|how many (are there|do (i|we) have)\b|how far (are you|is it)|what is (printed|on) (on )?(the|my|our)"
        r"|\b(start(ed)?|begin|began|begun|finish(ed)?|done|busy) (with )?(the )?(producing|production|printing"
        r"|stitching|embroidering|packing|sewing)"
        r"|\b(which|what) (\w+ )?(address|date|artwork|logo) (do )?(you|we|i) (have|had|got|see)\b"
        r"|\b(carriers?|couriers?|fedex|usps|dhl|parcel service|delivery company)\b"
        r"|how many \w+( \w+){0,4} (have|do|did|are|is|am|were|has)\b|what (is|s|was|are) (on|in) (my|the|this"
        r"|that|our|order)"
        r"|still on (track|schedule|time)|on schedule|any (update|news)\b|what (is|s) (the )?(progress|latest"
        r"|happening)|delivery date of|how long (until|till|before) .*"
        r"(arriv|get|here|deliver|ship)|what did (i|we) order|what (is|was|will be|would be) (the|my|our) (\w+ )?"
        r"(delivery date|date|eta|arrival)|which address is|what address|address .*\bon (file|record)|(what"
        r"|which) (day|date|time|week)\b.*|delivery day|what is the (\w+ )?(delivery|arrival) (day|date)|scanned"
        r"|collected yet|picked up"
        r"|(which|what|how many|list|show)( \w+){0,4} orders?\b.*(open|left|have|pending|still|running|active)\w*"
        r"|(what|which) (day|date|time|week)\b.*"
        r"\b(deliver|arriv|come|ship|get|land|expect|here)\w*|where (is|are) .* (going|shipp)"
        r"|expected (delivery|date|arrival)"
        r"|why (does|is|was|did|has) (this|it|that|my|the|our)( one| order)?( order_id)? (say|says|show|canceled"
        r"|late|delayed|still|not)|who (canceled|did that|approved|placed|changed)"
        r"|is it (on time|on (its|the) way|late|delayed|still (on|in|coming|not))|arrive (on|by|in) time\b.*\?"
        r"|^(\w+ ){0,2}(is|are|has|have|was|were) (\S+ ){1,9}(already out|out (yet|already))\b"
        r"|^(\w+ ){0,2}(is|are|has|have|was|were|did) (it|the|my|our|this|that|these|anyone|someone) .*\byet$"
        r"|what stage|how is (my|the|our) order|(going"
        r"|supposed|due) to (arrive|be delivered|get here)\b.*\?"
        r"|do you know when|tell me (how far|when|where)|how much (is|was) (my|the|our|this|that) (order|total"
        r"|bill|invoice)|what (is|was) the total",
    ),
    (
        Intent.PRODUCT_QUESTION,
        r"^(and |so |ok |, )*how much\W*$"
        r"|\b(in|on|out of|back in) stock\b|\b(got|have) any\b|\bavailab\w*|\brestock\w*|\bstocked\b"
        r"|\bdo(es)? (\S+ )?(run|fit|shrink|come) (big|small|large|tight|loose|true|well)|do(es)? (you|(?:this"
        r"|that|these"
        r"|those|the|your)( \w+){1,4}|this|that|it|they|these|those) "
        r"(have|exist|carry|sell|offer|come in|come|run|make|stock|shrink|fit|do|fade|pill)\b|\bwash\w*|\bdry(er"
        r"|ing)?\b|\biron\w*|\bshrink\w*|preshrunk|pre shrunk"
        r"|\bfabric\b|\bmaterial\b|what (are|is) .* made (of|from|out)|\bcotton\b|\bpolyester\b|\bgsm\b|\boz\b"
        r"|(which|what) (ones )?(are|is) (there|available|possible)\b|(which|what) ones\b.*\?"
        r"|what (colors?|sizes?|size)\b|which (colors?|sizes?|size)\b"
        r"|is (that|this|it) (the|your) \w+ price|"
        r"\bprice of\b|what (is|s|does|would|do|will) .* (price|cost)\b|how much (is|are|does|do|for|would) (a|an"
        r"|one|the|your"
        r"|these|those|each|\w+ \w+ (cost|go for))|\bprice\b.*\?|\bper (piece|unit|shirt|item)\b.*\?"
        r"|size (chart|guide)|\b(wider|longer|thicker|heavier|warmer|softer|lighter|thinner|tighter|looser|bigger"
        r"|larger|smaller) than\b|\bfits?\b.*\?|true to size|how (big|wide|thick|heavy|warm|soft|stretchy"
        r"|breathable|many \w+ (are|do you have|have you) (left|in stock|available))"
        r"|\bcare\b|\bwaterproof|water resistant|\bbreathable|\borganic\b|\bstretch\w*|machine|tumble|is (the|this"
        r"|that|it) .*(cotton|polyester|blend|mix|unisex|waterproof|organic|lined|heavy|warm|thick)"
        r"|how do you wash"
        r"|\bhow many .* (left|in stock|available)|any .* left\b|\bcome in (what|which|other|more|any)"
        r"|measurements?\b|difference (in|between)\b|on (your|the) shel(f|ves)|\bthe same (as|color|fabric|red"
        r"|blue|shade)\b.*|unisex\b.*\?|\blooks? (on|like|in)\b"
        r"|\bis there (a|an|any) \w+ (version|in|size)|sold out|\bstock of\b|\bdo you have\b",
    ),
    (
        Intent.POLICY_QUESTION,
        r"\bpolic(y|ies)\b|\brefund\w*|money back|\brules?\b|\bfees?\b|\bcharge\w*|surcharge|\bdpi\b"
        r"|\bresolution\b|file (type|format|size)s?|formats?\b|\bdeadline\b|how late can|until when"
        r"|how (far|long|early|soon|late)( \w+){0,2} (ahead|in advance|beforehand|before)\b"
        r"|how (early|late|soon) (should|do|must|can|would|does) (we|i|one|you|people)( \w+){0,3} (order|place|book)\b"
        r"|how long do (we|i|you)|how (long|big|much) (is|was|would|will) (the|this|that) (\w+ )?(delay|wait)\b"
        r"|(smallest|largest|biggest|tiniest|lowest|highest|maximal|minimal) (\w+ )?"
        r"(order|quantity|number|amount|batch)"
        r"|how (few|many|small|big|large) (\w+ ){0,3}(can|could|may|must|do) (i|we) (\w+ )?(order|have|get|buy"
        r"|change)"
        r"|where (does|is) it (say|said|written|stated)|lose (any |our |my |the )?money|how come\b|(up |un)?(to"
        r"|til|till|until) (when|what point)|by when"
        r"|\bat least\b|anything back|\bminimum\b|\bmin\b|\bmaximum\b|\bmax\b|lead time|turnaround|how long (does"
        r"|is|will|would|do) .*(take"
        r"|production|printing|shipping|lead)|how (fast|quick\w*|soon) (can|do|could|would) (you|we|i)"
        r"|what (would|does|will|s|is) .*\bcost\b|how much (would|does|will|is|for|to|do)\b|what happens (if|when"
        r"|to)|\bwhat if\b|can (i|we|you|it|an order|the \w+( \w+)?) still (be )?(change|cancel|modif|edit|return"
        r"|adjust|swap|add|reduc|switch|get)\w*"
        r"|can (a|an|the|my|our)? ?\w+ still be (changed|canceled|modified|edited|updated|adjusted|switched"
        r"|swapped|moved)"
        r"|is (changing|canceling|adding|switching|removing|moving) .*|latest (moment|point|time) .*(can|may)"
        r"|do you (ship|deliver) (to|abroad)|\bpay (by|with|via)\b|\bpayment\b"
        r"|is (it|that) (normal|usual|standard|common|correct|fair|legal) that|get nothing back|nothing back"
        r"|can (sizes?|colors?|orders?|quantities|things|artworks?|addresses|logos|lines)( still)? be \w+|can (i"
        r"|we|you|one) (change|cancel|modify|edit|switch|adjust|return) (sizes?|colors?|orders?|quantities|things"
        r"|artworks|addresses|logos|lines)\b|at this (stage|point)|once (it|something|an order|they|the order)"
        r"|after (it|the order|they) (is|are|has)"
        r"|\ballowed\b|\bpossible to\b|\bpossible\b.*\?|is it (too late|ok|possible|free|still)|\bterms\b"
        r"|warrant\w*|guarantee\w*|where does .*(come from|extra|fee)|why\b.*(extra|fee|cost|pay|surcharge"
        r"|charge\w*|expensive|more|%|days|later|longer|approval|approved|refund)"
        r"|do (i|we) (have to|need to|get|lose|still) .*(pay|refund|money|back|wait|approve)|does .*\bcost\b"
        r"|is there (a|an|any) (extra )?(fee|charge|cost|penalty|limit|cutoff|cut off|discount)|any (extra )?(fee"
        r"|charge|cost|penalty)s?\b|does (it|that|this) cost|how (does|do) .*(work|refund)|cut ?off|\bpenalt\w+"
        r"|\blimit\b|\bconditions\b|what is the (process|procedure)|restocking|\bdiscount\w*|percentage"
        r"|who (has to|needs to|must) approve|why .*(colleague|approv|review)|do you (charge|refund|offer|accept"
        r"|take|allow)",
    ),
)
_COMPILED = tuple((intent, re.compile(pattern)) for intent, pattern in _TOPICS)
_ASKING = re.compile(
    r"(?:^|, )(on |until |by |from |at |up to |in |and |so |but |ok |also |hi |hello |hey |, |please |sorry "
    r"|quick question |btw |just |well )*(what|when|where|who|why|how|which|is|are|do|does|did|has"
    r"|(?<!please )have|can"
    r"|could|will|would|should|any|was|were"
    r"|tell me|i wonder|wondering|price|min|max|tracking|status|eta|do you know|question|i need to know|remind me"
    r"|wanted to know"
    r"|i would like to know|want to know|let me know|may)\b"
)
_TO_KNOW = re.compile(r"\b(i|we) (only |just |really )?(want|wanted|need|needed|would like|like) to (know|ask|check)\b")
_REASON = re.compile(r"\b(why|how come)\b")
_ABOUT_RULES = re.compile(
    r"\bwhy\b|how come|where (does|is) it (say|said|written|stated)|(up to|until|till) (when|what)|by when"
    r"|what happens|\bpolicy\b|anything back|money back|\brefund\w*"
    r"|^(,|and|so|but|ok|hi|hello| )*if\b.*\b(do|will|would|does|is|are) (i|we|there|you|that|it)\b"
)
_RATHER_STOCK = re.compile(
    r"(?<!address )(?<!date )(?<!logo )(?<!artwork )\bdo you have (?!on file|as"
    r"|for (me|us|this|that|my|our))(?!.*\b(address|date|order|on file)\b)"
    r"|\b(available|in stock)\b|\b(have you|are|is there|any) (\w+ )*left\b|\b(fee|fees|refund"
    r"|policy|charge|surcharge)\b"
    r"|\b(up to|until|till|before|after|in|at) (what|which) (stage|point|step|status)\b|\ballowed\b"
    r"|\b(i|we) can still (change|cancel)|latest (moment|point)|on (your|the) shel(f|ves)|on hand"
    r"|\b(price|cost|fee|money)\b.*\bif (i|we|you)\b|what happens|\btoo late\b|\bmake changes\b|\bat least\b"
    r"|\bhave to order\b|\bcan (i|we) (still )?(change|cancel|make)\b"
)
_MONEY_FOR_DEEDS = re.compile(
    r"(how much|what).*\b(cancel\w*|chang\w*|switch\w*|swap\w*|add\w*|more|extra|additional|fewer|remov\w*"
    r"|return\w*|reduc\w*|increas\w*"
    r"|bump|rush|redirect\w*|delay)\b"
    r"|\b(cancel\w*|chang\w*)\b.*(how much|what does|cost|fee)"
)
_COMPLAINT = re.compile(
    r"\b(damaged|broken|defect\w*|faulty|peel\w*|upside down|misprint\w*|faded|fading|torn|ripped|holes?"
    r"|shrank|shrunk|shrink|smudge\w*|crooked|stain\w*|smell\w*|blurry|bleed\w*|fell (off|apart)|falling apart"
    r"|coming off|came off|crack\w*"
    r"|never (arrived|came|got|received)|(did|have|has) not (arrive\w*|received|come|shown|showed|heard)"
    r"|still (waiting|have not|not here|nothing|no)|unacceptable|terrible|awful|horrible|worst|poor quality"
    r"|bad quality|disappoint\w*|useless"
    r"|ridiculous|(is|what) (this )?(is )?a (bad )?joke|nobody (answer\w*|repl\w*|called|respond\w*)"
    r"|no ?one (answer\w*|repl\w*|called|respond\w*)|logged (me|us) out|not work(ing)?|does not work"
    r"|do not work|crash\w*|overcharged|charged (us|me)? ?twice|double charged|wrong (size|color|item|shirts?"
    r"|order|logo|product|address)s? (came|arrived|was|were|got|delivered|sent)"
    r"|(came|arrived|delivered|got|received|sent)( \w+){0,4} (wrong|damaged|without|late|short|dirty"
    r"|incomplete|in the wrong)|(are|were|is|was) missing|missing from|late again|disgrac\w*|hate (this|your)"
    r"|every (single )?time"
    r"|(always|keeps?) break\w*|breaks? (again|every)|(received|got) only"
    r"|only (received|got)|an error|(is|are|was"
    r"|were) (too )?late(?<!not too late)|(?<!not )too late\b|complain\w*|unhappy|frustrat\w*|not happy|fed up"
    r"|sick of|shoddy|sloppy"
    r"|rude|ignored|(?<!\bi )(?<!\bwe )(?<!i have )(?<!we have )(?<!\bi just )(mess(ed)? up|screwed up)"
    r"|instead of what we ordered|not what (we|i) ordered|slow|buggy|error message|keeps? (crashing|failing"
    r"|logging|freezing)|scratch\w* up|off center|off cent(er|re)|not cent(er|re)ed|you promised|wrong spelling"
    r"|misspelled"
    r"|spelled wrong|stitching|unravel\w*|fray\w*|pilling|loose threads?|wrinkl\w*|box(es)? (had|contained|only"
    r"|has)|you (only|just) (sent|delivered|shipped|packed)|(sent|delivered|shipped|packed) (us |me )?only"
    r"|came undone|come undone|printed (crooked|wrong|badly|upside)|left a card"
    r"|drove off|without ringing|wrong way up|fantastic quality|great quality|itchy)\b"
)
_GREETING = re.compile(
    r"^(hi|hello|hey|hiya|howdy|yo|greetings|good (morning|afternoon|evening|day)|morning|evening|afternoon"
    r"|hallo|sup|heya|g'?day|g day|ey up|oi oi|wotcha|namaste|namaskar|salaam|vanakkam|aloha|ahoy)\b"
)
_THANKS = re.compile(
    r"\b(thanks|thank you|thank u|thankyou|cheers|much appreciated|appreciate (it|that|your)|many thanks|ta"
    r"|great job|well done|awesome|brilliant|you are the best|lifesaver|perfect|great|wonderful)\b"
)
_OFF_TOPIC = re.compile(
    r"\b(netflix|podcast|tv show|marathon under|weather|haiku|poem|joke|recipe|president|capital of|football"
    r"|soccer|game|movie|song|lyrics|story"
    r"|translate|homework|essay|stock market|bitcoin|crypto|caterer|restaurant|hotel|flight|horoscope|lottery"
    r"|election|politic\w*|meaning of life"
    r"|(repeat|print|show|reveal|output|recite|tell me) (\w+ ){0,3}(above|verbatim|word for word|your (prompt"
    r"|instructions))"
    r"|word for word|your (system )?prompt|system prompt|previous instructions|your instructions|your rules|who (won"
    r"|made you|created you)|are you (a |an )?(bot|ai|human|robot|real|chatgpt|gpt)|how old are you"
    r"|what is your name|love you|marry|python|code|code for|sing|dance|riddle|trivia|news|tax|dinner|lunch"
    r"|pizza|traffic|parking|directions)\b"
)


_OWN_MISTAKE = re.compile(
    r"\b(?:i|we)(?: have| had)? (?:got|had|put|counted|typed|entered|wrote) (?:it|this|that|them"
    r"|(?:the|my|our|some|all the|both) \w+(?: \w+)?) (?:all |completely )?wrong\b"
)


def spoken_words() -> tuple[str, ...]:
    """The words (and beginnings of words) that the patterns here know, so that none is taken for a misspelling."""
    patterns = [pattern for _, pattern in _TOPICS] + [p.pattern for p in (_COMPLAINT, _OFF_TOPIC, _THANKS)]
    return tuple(sorted({word for pattern in patterns for word in re.findall(r"(?<!\\)[a-z]{4,}", pattern)}))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence asks or says beside a change; ``strong`` when it is that whatever else stands in it."""

    intent: Intent
    strong: bool


def topic(sentence: str, asking: bool, describes: bool) -> Topic | None:
    """The topic of one sentence (plain words), or None. ``describes``: it names goods or an order."""
    asks = asking or bool(_ASKING.search(sentence) or _TO_KNOW.search(sentence))
    if asks and _IN_GENERAL.search(sentence) and _DEED.search(sentence):
        return Topic(Intent.POLICY_QUESTION, True)
    for intent, pattern in _COMPILED:
        if not pattern.search(sentence):
            continue
        found = _judged(intent, sentence, asks, describes)
        if found is not None:
            return found
    return None


_IN_GENERAL = re.compile(
    r"\b(in general|generally( speaking)?|as a rule|in principle|in theory|theoretically|hypothetically|normally"
    r"|out of curiosity|just curious|just wondering|for future reference|one day)\b"
)
_DEED = re.compile(r"\b(change|cancel|move|swap|switch|add|remove|alter|modify|return|redirect|split|amend)\b")
_THESE = re.compile(r"\b(this|these|those|them|it|my|our|mine|ours|some of|a few of|the rest)\b")


_NO_STATUS = re.compile(
    r"\bhave (it|this|them) (arrive|come|here|there|delivered|shipped|sent|brought)\b"
    r"|\bon (its|the|their) way\b.{0,12}\b(i|we) (know|realize|realise|understand|see)\b"
)
""" "Have it arrive on March 4", "they are on the way I know, but …": no question of how things are."""


def _judged(intent: Intent, sentence: str, asks: bool, describes: bool) -> Topic | None:
    if intent is Intent.RETURN_REQUEST:
        generic = re.search(
            r"\b(how long|policy|window|deadline|how many days|allowed|accept|possible|fee|cost|free)\b", sentence
        )
        meant = describes or "how do" in sentence or bool(_THESE.search(sentence))
        if generic or (asks and not meant):
            return Topic(Intent.POLICY_QUESTION, True) if asks else None
        return Topic(intent, True)
    if intent is Intent.RECOMMENDATION:
        praised = re.search(r"\b(good|choice|pick|option|fit|match|bet)s? for\b", sentence) and not asks
        return None if off_topic(sentence) or praised else Topic(intent, True)
    if intent is Intent.ORDER_STATUS and (_RATHER_STOCK.search(sentence) or _NO_STATUS.search(sentence)):
        return None
    if intent is Intent.PRODUCT_QUESTION and (_MONEY_FOR_DEEDS.search(sentence) or _REASON.search(sentence)):
        return None
    if intent is Intent.POLICY_QUESTION:
        return Topic(intent, bool(_ABOUT_RULES.search(sentence))) if asks else None
    return Topic(intent, True) if asks else None


def complaint(sentence: str) -> bool:
    """Whether a sentence complains; of a mistake of one's own nobody does."""
    return bool(_COMPLAINT.search(_OWN_MISTAKE.sub(" ", sentence)))


def greeting(text: str) -> bool:
    """Whether a message does nothing but greet."""
    return bool(_GREETING.search(text))


def thanks(text: str) -> bool:
    """Whether a message thanks."""
    return bool(_THANKS.search(text))


def off_topic(text: str) -> bool:
    """Whether a message is about something that is none of our business."""
    return bool(_OFF_TOPIC.search(text))


def asking(sentence: str) -> bool:
    """Whether a sentence has the form of a question."""
    return bool(_ASKING.search(sentence))

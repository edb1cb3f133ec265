"""The words by which claims are recognised; English, like the texts they are looked for in."""

import re

NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "hundred": 100, "thousand": 1000, "dozen": 12,
}  # fmt: skip
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
SIZE_WORDS = {
    "small": "S", "smalls": "S", "medium": "M", "mediums": "M", "large": "L", "larges": "L", "extra small": "XS",
    "extra large": "XL", "x small": "XS", "x large": "XL", "xxl": "2XL", "xxxl": "3XL",
}  # fmt: skip


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


STATUS_WORDS = {
    "CREATED": _words(r"(?:is|are|was|still|status:?) created"),
    "APPROVED": _words(r"(?:is|are|was|been|already|status:?) approved|order (?:is|was|has been) confirmed"),
    "IN_PRODUCTION": _words(r"in production|being (?:made|printed|produced)|on the press"),
    "READY_TO_SHIP": _words(
        r"ready (?:to ship|for shipping|to go out)|packed|boxed(?: up)?|wrapped|labell?ed|"
        r"production is (?:complete|finished|over|done)|"
        r"(?:has|have) been (?:made|produced|finished|completed)|(?:is|are) (?:finished|completed)"
    ),
    "SHIPPED": _words(
        r"shipped|(?<!refund is )on (?:its|their|the) way|dispatched|in transit|out for delivery|with the carrier|"
        r"left (?:our|the) (?:warehouse|building|house)|left us|handed to the (?:courier|carrier)|"
        r"(?:ups|fedex|dhl|usps|courier|carrier) (?:has|have|collected|picked|took)"
    ),
    "DELIVERED": _words(r"delivered|has arrived|have arrived"),
    "RETURNED": _words(r"(?:was|were|been|is|are) returned"),
    "CANCELLED": _words(r"(?:is|are|was|been|now|already) cancell?ed|cancell?ed (?:it|your|the)|called off"),
}

_NO = r"(?<!no )(?<!not )(?<!n't )(?<!never )(?<!without )(?<!non-)"
PROMISES = {
    "guarantee": _words(
        r"guarantee\w*|promis(?:e|es|ed|ing)|assur(?:e|es|ed|ing)|(?:for|be) (?:sure|certain)|definitely|without fail|"
        r"count on (?:it|us|me|that)|rest assured|always (?:deliver|arrive|ship|come)s?|no matter what"
    ),
    "free": _words(
        rf"{_NO}(?:free|complimentary|gratis|nil|waiv\w+|on (?:us|the house)|included in the price|absorb\w*|"
        r"(?:pay|cost|charge|owe)s?(?: \w+)? nothing|nothing (?:\w+ ){0,2}to pay|"
        r"no (?:further |additional |extra )?payment|"
        r"(?:doesn't|does not) (?:cost|charge)|"
        r"(?:won't|will not|don't|do not|needn't|need not|never) (?:have to |need to )?(?:pay|cost|be charged)|"
        r"cover(?:s|ed|ing)? (?:the|your|any|all|that|this) (?:\w+ )?(?:fees?|costs?|charges?|difference|expenses?)|"
        r"tak(?:e|es|ing) care of (?:the|your|any|all) (?:\w+ )?(?:fees?|costs?|charges?|difference|expenses?)|"
        r"at no (?:extra |additional )?(?:cost|charge)|no (?:extra |additional )?(?:cost|charge|fee)s?|"
        r"without (?:extra |additional )?(?:cost|charge|a fee))"
    ),
    "no refund": _words(
        r"no refund\w*|not (?:be )?refund\w*|non-?refundable|without (?:a )?refund|no money back|"
        r"(?:isn't|aren't|won't be) refunded"
    ),
    "refund": _words(
        rf"{_NO}(?<!not be )(?<!without a )(?<!n't be )"
        r"(?:refund\w*|money back|reimburs\w+|without losing|(?:to|onto?) your (?:card|account)|"
        r"pay(?:ing)? you back|get .{1,20} back)"
    ),
    "discount": _words(
        r"discount\w*|coupon\w*|voucher\w*|rebate\w*|half price|special (?:price|offer)|cheaper price|gift card\w*"
    ),
    "compensation": _words(
        r"compensat\w+|make (?:it|this) up to you|goodwill|store credit|"
        r"credit (?:it|this|that|you|(?:your|the) (?:account|difference))|throw(?:n|ing)? in|as a gift"
    ),
    "rush": _words(
        r"rush\w*|expedit\w+|overnight|express|priorit(?:y|i[sz]\w+)|speed (?:it|this|things) up|"
        r"fast-?track\w*|sooner|earlier|(?:same|next)[- ]day"
    ),
    "replacement": _words(
        r"replace(?:ment|ments)? (?:at|for|on|free|pieces|shirts|goods)|reprint\w*|"
        r"(?:send|get|ship) (?:you )?(?:a |new |some )*replacements?"
    ),
    "exception": _words(r"(?:make|made|making|grant\w*) (?:an )?exceptions?|bend the rules|just this once"),
    "in stock": _words(
        r"(?:plenty|lots|loads|enough|more than enough)\b.{0,20}\b(?:in stock|available|left)|"
        r"(?:is|are|have (?:it|them|those)) (?:all |still )?(?:in stock|available)"
    ),
    "out of stock": _words(r"out of stock|sold out|none left"),
    "no delay": _words(
        r"no delay|without (?:a |any )?delay|(?:won't|will not|wouldn't) (?:be )?(?:any )?(?:delay\w*|move)|"
        r"(?:date|delivery) (?:(?:stays|remains)(?! on)|is unchanged|does(?:n't| not) (?:change|move))|"
        r"same (?:delivery )?date"
    ),
}
"""Refunds and fees have two directions: “no refund” is another claim than “refund”."""

_WHO = r"(?<!nothing )(?:i've|i have|i|we've|we have|we|has been|have been|was|were|is now|are now|it's|they're)"
_DONE = rf"{_WHO} (?:just |already |now |successfully |gone ahead and )*"
DEEDS = {
    "changed": _words(
        rf"{_DONE}(?:changed|updated|modified|adjusted|amended|swapped|switched|moved|added|removed|applied)|"
        rf"{_DONE}made (?:the|that) change|all (?:done|set)|"
        r"(?:it's|that's|(?:it|this|that) is) (?:all |now )?done|change is (?:done|complete|in place|confirmed)|"
        r"^done(?=[!.])|(?<=[.!?] )done(?=[!.])|went through|"
        r"put .{1,20} through|taken care of|(?:that's|it's|all) sorted|change is (?:live|final|saved)|it's final"
    ),
    "something": _words(
        r"(?:i've|i have|we've|we have) (?:just |already |now |successfully |gone ahead and )*"
        r"(?!handed|passed|noted|received|asked|told)(?:\w+ed|done|made|put|set|sent|gone|given|taken|got)"
    ),
    "cancelled": _words(rf"{_DONE}cancell?ed|cancell?ation is (?:done|complete)"),
    "refunded": _words(rf"{_DONE}(?:refunded|issued|credited|paid)|refund is on (?:its|the) way"),
    "handed over": _words(
        rf"{_DONE}(?:escalated|handed|forwarded|passed|opened a ticket|told|informed|notified|asked)"
    ),
    "sent": _words(rf"{_DONE}(?:sent|emailed|shipped|dispatched|mailed)"),
    "agreed": _words(
        r"(?<!once a )(?<!until a )(?<!after a )(?<!when a )(?<!if a )"
        r"(?:supervisor|manager|boss|colleague|team|human|person) (?:\w+ )?"
        r"(?:approved|agreed|accepted|signed off|confirmed|sa(?:ys|id) yes)|they (?:have )?(?:agreed|approved|accepted)"
    ),
    "booked": _words(rf"{_DONE}(?:booked|scheduled|reserved|arranged|ordered|placed|set up|put aside|held)"),
}

COLORS = (
    "black", "white", "red", "blue", "green", "yellow", "orange", "purple", "pink", "brown", "grey", "gray", "beige",
    "navy", "maroon", "burgundy", "turquoise", "teal", "olive", "khaki", "gold", "silver", "cream", "charcoal",
)  # fmt: skip
DENIED = re.compile(
    r"\b(?:can't|cannot|can not|won't|unable to|not able to|don't|do not|couldn't)(?: [\w-]+){0,3} $", re.IGNORECASE
)
"""What stands before words that then promise nothing: “I can't promise an …”."""
DENIABLE = frozenset({"guarantee", "rush", "exception", "discount", "compensation", "replacement"})

PLAIN_CAPITALS = frozenset(
    word
    for line in (
        "a about above according account actually adding additional additionally address addresses after again all",
        "allow almost along already also alternatively although always am among an and another answer answers any",
        "anybody anyone anything anyway apart apologies approved april are arrive arrived arrives art artwork",
        "artwork's artworks as asking at august available back basically because been before being below beside",
        "besides bleach both bring brings brought bulk but by can cancel canceled canceling cancellation cancelled",
        "cancelling cap caps care case cases change changes changing charge charged charges cheap cheaper cheapest",
        "choose choosing clear cm cold color colors colour colours come compare confirm confirmed contact cost costs",
        "cotton could count cover covered covers create created currently custom customer customers day days december",
        "decline deliver delivered delivery depending despite dhl did different do does doing don't done dpi dry due",
        "during each either else email enjoy enough even every everyone everything exactly expect expected expects",
        "extra fabric fabrics faq february fedex fees few fewer file files finally find fine first firstly fit fits",
        "fleece follow for found friday from full further generally get give given glad go good goods great had half",
        "happy has have having he hello help her here here's hi his hoodie hoodies hope hot hour hours how how's",
        "however human i i'd i'll i'm i've id if important in increasing information inside instead into iron is it",
        "it'd it's item items its jacket jackets january jpeg jpg july june just keep kept kindly last later lead",
        "learn less let let's light like limit limits line lines little look machine made make making many march may",
        "maybe mb me meanwhile minimum monday month months more moreover most move moved moving much my need needs",
        "neither never new next nice no nobody none nor normally not note nothing november now october of off ok okay",
        "on once one ones only onto option options or order order's orders other others otherwise our out over own",
        "paid part parts payment pdf per person pick picture pictures pieces placed please pm png policies policy",
        "polo polos polyester possible price prices pricing print printed printing prints product production products",
        "provided quantities quantity questions quite rather ready reason reasons reducing regarding remember",
        "removing request requests return returned returns right rule rules sadly said same saturday say says",
        "secondly see send september set shall she ship shipment shipped shipping shirt shirts should simply since",
        "size sizes sku so some somebody someone something soon sorry specific standard start status stay stayed",
        "stays still stock such sunday sure svg take tank tanks tee tees tell than thank thanks that that's the their",
        "them then there there'll there's there've therefore these they they'll they're this those though through",
        "thursday thus time times to today today's together told tomorrow tonight too total tuesday tumble turn two",
        "typically under undo unfortunately unless until up upload ups us usa usd usps usually utc vector very want",
        "warm was wash water way ways we we'd we'll we're we've wear wednesday week weeks welcome well were what",
        "what's when where where's whether which while who who's whole why will with within without work works worn",
        "ask asked name noted offer offered offers pick press talk type withdraw",
        "would write written wrong yes yet you you'd you'll you're your yours",
    )
    for word in line.split()
)
"""Capitalised words that name nobody and nothing: openings of sentences, abbreviations, the trade's own words."""

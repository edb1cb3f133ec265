"""Text to plain lower-case words: contractions and chat shorthand written out, numbers and signs told apart."""

import re
import unicodedata
from dataclasses import dataclass

from agent_service.interpret.everyday_words import EVERYDAY

SHORTHAND = {
    "pls": "please", "plz": "please", "plse": "please", "pl": "please", "thx": "thanks", "tnx": "thanks",
    "thanx": "thanks", "ty": "thanks", "tks": "thanks", "thks": "thanks", "u": "you", "ur": "your", "r": "are",
    "shld": "should", "shud": "should", "shoud": "should", "wld": "would", "cld": "could", "abt": "about",
    "bc": "because", "cuz": "because", "coz": "because", "cos": "because", "smth": "something", "sth": "something",
    "wanna": "want to", "gonna": "going to", "gotta": "have to", "lemme": "let me", "gimme": "give me",
    "qnty": "quantity", "qty": "quantity", "qtys": "quantities", "qties": "quantities", "qt": "quantity",
    "doz": "dozen", "dz": "dozen", "dzn": "dozen", "pcs": "pieces", "pc": "piece", "pce": "piece", "pces": "pieces",
    "ea": "each", "yr": "your", "ppl": "people", "tmrw": "tomorrow", "tmr": "tomorrow", "tomo": "tomorrow",
    "addr": "address", "ord": "order", "imo": "", "tbh": "", "btw": "btw", "fyi": "fyi", "thru": "through",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "cant": "can not", "cannot": "can not",
    "wont": "will not", "wouldnt": "would not", "couldnt": "could not", "shouldnt": "should not", "isnt": "is not",
    "arent": "are not", "wasnt": "was not", "werent": "were not", "havent": "have not", "hasnt": "has not",
    "aint": "is not", "im": "i am", "ive": "i have", "youre": "you are", "theyre": "they are", "thats": "that is",
    "whats": "what is", "wheres": "where is", "hows": "how is", "whens": "when is", "theres": "there is",
    "weve": "we have", "youve": "you have", "lets": "let us", "its": "its", "id": "id", "ill": "ill",
    "aswell": "as well", "yse": "yes", "yers": "yes", "eys": "yes", "yesh": "yes", "em": "them",
    "'em": "them", "nr": "number", "num": "number",
    "teh": "the", "hte": "the", "adn": "and", "nad": "and",
    "w": "with", "&": "and", "n": "and", "heyy": "hey", "heyyy": "hey", "hii": "hi", "hiii": "hi", "helloo": "hello",
    "ok": "ok", "okay": "ok", "okey": "ok", "okie": "ok",
    "wh": "warehouse", "whs": "warehouse", "whse": "warehouse",
    "oke": "ok", "kk": "ok", "k": "ok", "hrs": "hours", "wk": "week", "wks": "weeks", "st": "st", "nd": "nd",
    "whole": "whole", "alright": "alright", "alrighty": "alright", "hv": "have", "hav": "have", "yea": "yeah",
    "yess": "yes", "yesss": "yes", "yas": "yes", "ye": "yes", "yah": "yeah", "yh": "yeah", "nah": "no",
    "nope": "no", "noo": "no", "nooo": "no", "mk": "ok", "grey": "grey", "gray": "grey", "colour": "color",
    "colours": "colors", "coloured": "colored", "colored": "colored", "fav": "favourite", "reqd": "required",
    "despatch": "dispatch", "despatched": "dispatched", "despatching": "dispatching", "cancelled": "canceled",
    "cancelling": "canceling", "cxl": "cancel", "cxld": "canceled", "cxcl": "cancel", "cncl": "cancel", "xcl": "cancel",
    "canx": "cancel", "cancellation": "cancellation", "asap": "asap", "sry": "sorry", "soz": "sorry",
    "wiht": "with", "wtih": "with", "taht": "that", "tehm": "them",
    "xtra": "extra", "xtras": "extras", "xtr": "extra",
}  # fmt: skip

_WISHED = r"(?:rather|like|love|prefer|want|need|say|go|take|have|also|really|just|pick|keep|choose)"
_CONTRACTIONS = (
    (re.compile(r"\bcan't\b"), "can not"),
    (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"\bshan't\b"), "shall not"),
    (re.compile(r"\blet's\b"), "let us"),
    (re.compile(r"(\w)n't\b"), r"\1 not"),
    (re.compile(r"\b(i|we|you|they|he|she|it|that)'d\b"), r"\1 would"),
    (re.compile(r"\b(i|we|you|they|he|she|it|that)'ll\b"), r"\1 will"),
    (re.compile(rf"\b(?:id|i d)(?= {_WISHED}\b)"), "i would"),
    (re.compile(rf"\bill(?= {_WISHED}\b)"), "i will"),
    (re.compile(r"\b(we|you|they)'re\b"), r"\1 are"),
    (re.compile(r"\bi'm\b"), "i am"),
    (re.compile(r"(\w)'ve\b"), r"\1 have"),
    (re.compile(r"\b(it|that|what|where|who|how|there|here|when|he|she|this)'s\b"), r"\1 is"),
    (re.compile(r"\b(l|d|j|n|qu|c|m|s|t)'(?!s\b)(?=[^\W\d])"), r"\1' "),
    (re.compile(r"'s\b"), " 's"),
    (re.compile(r"\b(go|thanks|thx|ty|cheers) ?4 ?(it|that|this)\b"), r"\1 for \2"),
)
_GOODS = "of|on|in|for|pieces|pcs|xs|s|m|l|xl|small|medium|large|cap|hoodie|tee|polo|jacket|shirt"
_JOINED = (
    (re.compile(r"\bt\s?-\s?shirt(s?)\b|\bt\sshirt(s?)\b"), r"tshirt\1\2"),
    (re.compile(r"\btee\s?-?\s?shirt(s?)\b"), r"tshirt\1"),
    (re.compile(r"\b(x+|\d+x)\s?-\s?(l|lg|large|s|small|sm)\b"), r"\1\2"),
    (re.compile(r"\b([2-5])-(xl)\b"), r"\1\2"),
    (re.compile(r"\bany more\b(?= *(?:$|[.,;:!?)]|and\b|so\b|but\b|please\b|pls\b))"), "anymore"),
    (re.compile(r"(?<=[a-z]s)'(?= )"), ""),
    (re.compile(r"(?<=\d)\s?nos?\b\.?(?=\s+(?:of|in|more|extra|less|fewer)\b)|(?<=\d)\s?nos\b\.?"), " pieces"),
    (re.compile(r"(?<=\d)(\s?(?:pcs?|pces?|doz|dz|dzn|stk|stck|st))\.(?=\s+(?:[a-z0-9]))"), r"\1"),
    (re.compile(r"\bhalf[- ](terms?|time)\b"), r"half\1"),
    (re.compile(r"\b((?:order|po|line|item|ref) ?no)\.(?=\s?(?:bt-?)?\d)"), r"\1"),
    (re.compile(r"\b(?:ln|lns|pos|posn|li)\b\.?(?=\s?#?\d{1,2}\b)"), "line "),
    (re.compile(r"\b(qty|quan|quant)\.(?=\s?[\d:]|\s+(?:of|to)\b)"), "qty"),
    (re.compile(r"(?<![\d.,%])\+\s?(\d+(?:[.,]\d+)?)\s?(?:%|percent\b|pct\b)"), r" \1% more"),
    (re.compile(r"(?<![\w.,%])[-−–]\s?(\d+(?:[.,]\d+)?)\s?(?:%|percent\b|pct\b)"), r" \1% less"),
    (
        re.compile(r"\bas (?:soon|fast|quick|quickly) as (?:possible|you can|u can)\b|\bsooner rather than later\b"),
        "asap",
    ),
    (re.compile(r"\ban(?= (?:the|teh|also|then)\b)"), "and"),
    (re.compile(r"\b(rma|return) no\.?(?=\s+(?:for|on|of|please|pls)\b|\s*$)"), r"\1 number"),
    (re.compile(r"\bs\.\s?v\.\s?p\b\.?"), "svp"),
    (re.compile(r"\bopt\.? ?(?=#?\d\b)"), "option "),
    (re.compile(rf"\b(?:no|not) more than (?=\d+ (?:{_GOODS})s?\b)"), "only "),
    (re.compile(r"\bw/o\b"), "without"),
    (re.compile(r"\bw/\s?"), "with "),
    (re.compile(r"\bzip-?\s?code\b|\bpostal-?\s?code\b|\bpost-?\s?code\b"), "zip"),
    (re.compile(r"(?<=[^\W\d])[-‐‑](?=[^\W\d])"), " "),
)
_FRACTIONS = (
    (re.compile(r"(?<=\d)\s?½|(?<=\d)\s1/2(?=\s?(?:dozen|doz|dzn?)\b)"), ".5"),
    (re.compile(r"(?<=\d)\s?¼"), ".25"),
    (re.compile(r"(?<=\d)\s?¾"), ".75"),
    (re.compile(r"½|(?<![\w/.])1/2(?=\s?(?:dozen|doz|dzn?)\b)"), " half "),
    (re.compile(r"¼"), " a quarter "),
    (re.compile(r"¾"), " three quarters "),
    (re.compile(r"(?<=\d),(?=\d\s?(?:dozen|doz|dzn?|dutzend|docenas?|douzaines?)\b)"), "."),
    (re.compile(r"(?<![\w$€£.,#-])(\d+(?:\.\d+)?)k\b(?!\s*(?:fun|run|race|walk|marathon))"), r"\1 thousand"),
    (re.compile(r"(?<![\w.,/-])(\d{1,3})((?: \d{3})*)(?: (0\d\d))(?![\w.,/-])"), lambda m: re.sub(" ", "", m.group())),
)
"""Parts and thousands of a number in one spelling; no number of its own begins with a nought ("1 000")."""
_DRAWN_OUT = re.compile(r"\b(?!x+s?\b)(?=[a-z]*([a-wyz])\1\1)(?!([a-z])\2+\b)[a-z]+\b")
_RUN = re.compile(r"([a-wyz])\1{2,}")
""" "thank youuu", "pleaseee", "sooo": a letter three times is one, or two where that is the word ("tooo")."""
_ARROW = re.compile(r"\s*(?:→|⇒|➡️|➡|➔|⟶|=+>|[-–—]+>|>>)\s*")

_PLUS_SO_MANY = re.compile(r"(?<=[^\W\d])\s?\+\s?\d")
_MINUS_SO_MANY = re.compile(r"(?<=[^\W\d])[-−–](?=\d)")
""" "S-20, L+20": beside a plus a dash between a size and a number is a minus, and no colon."""

_TOKEN = re.compile(
    r"""
    (?P<place>\ue000\d+\ue001)
  | (?P<line>\n+)
  | (?P<bullet>(?<![\w(])\d{1,2}\)(?=\s)|(?<!\w)\((?:[a-h]|i{1,3}|iv)\)(?=\s)
              |(?:(?<=\n)\d{1,2}|\A1)\.(?=\s))
  | (?P<date>\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}
              |(?<![\w/.])(?:(?:0?\d|1[0-2])/(?:[0-2]?\d|3[01])|(?:[0-2]?\d|3[01])/(?:0?\d|1[0-2]))(?![\w/]))
  | (?P<money>[$€£]\s?\d(?:[\d,]*\d)?(?:\.\d+)?k?|\d[\d,]*(?:\.\d+)?\s?(?:€|\$|usd\b|dollars?\b|bucks\b|euros?\b|eur\b))
  | (?P<percent>\d+(?:[.,]\d+)?\s?(?:%|percent\b|prozent\b|por\ ciento\b|pour\ cent\b|pct\b))
  | (?P<code>\ue002[^\ue003]+\ue003|\#\s?\d+|\b[a-z]{1,4}-\d{3,}\b|\b[a-z]{2,4}\d{3,}\b)
  | (?P<signed>(?:(?<![\d.,])\+\s?|(?<![\w.,])[\-−–])\d+(?!\s?[-/]\d)(?![a-z\d]))
  | (?P<size>\b\d?x{1,4}(?:l|lg|lrg|lge|large|s|sm|small)s?\b|\b\d+xl?s?\b|\bx{2,4}s?\b)
  | (?P<ordinal>\b\d+(?:st|nd|rd|th|º|ª|er|ère|ème|e)\b)
  | (?P<times>\bx\s?\d+\b|×\s?\d+)
  | (?P<number>\d{1,3}(?:[.,]\d{3})+(?!\d)|\d+(?:\.\d+)?)
  | (?P<word>[^\W\d_]+(?:'[^\W\d_]*)?|'s)
  | (?P<arrow>→)
  | (?P<dots>\.{2,}|…)
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign; ``kind`` is the name of the alternative in the token pattern that matched."""

    kind: str
    text: str


def without_marks(text: str) -> str:
    """Private characters are the reader's own marks and mean nothing in what was typed or quoted."""
    return re.sub("[\ue000-\uf8ff]", "", text)


def squash(text: str) -> str:
    """Lower-case ``text`` with one spelling for quotes, arrows, contractions and joined words."""
    for pattern, replacement in _FRACTIONS:
        text = pattern.sub(replacement, text)
    text = unicodedata.normalize("NFKC", text).lower()
    text = text.replace("\u2019", "'").replace("\u2018", "'").replace("`", "'").replace("\u00b4", "'")
    text = re.sub("[\u200b-\u200d\u2060\ufeff]", "", text)
    if _PLUS_SO_MANY.search(text):
        text = _MINUS_SO_MANY.sub(" -", text)
    text = _ARROW.sub(" → ", _DRAWN_OUT.sub(_not_drawn_out, text))
    for pattern, replacement in _CONTRACTIONS + _JOINED:
        text = pattern.sub(replacement, text)
    return text


def _not_drawn_out(match: re.Match[str]) -> str:
    twice = _RUN.sub(r"\1\1", match.group())
    return twice if twice in EVERYDAY else _RUN.sub(r"\1", match.group())


def tokenise(text: str) -> list[Token]:
    """The tokens of ``text``; chat shorthand is written out, everything is lower case."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(squash(text)):
        kind, value = str(match.lastgroup), match.group()
        if kind == "word":
            tokens.extend(Token("word", word) for word in SHORTHAND.get(value, value).split())
        elif kind == "number":
            tokens.append(Token("number", re.sub(r"[.,](?=\d{3})", "", value)))
        else:
            tokens.append(Token(kind, value))
    return tokens

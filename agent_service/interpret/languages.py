"""Which language a message is in, and Spanish, French and German put into the plain English that the grammar reads."""

import unicodedata
from functools import cache

from agent_service.interpret import glossary_de, glossary_es, glossary_fr
from agent_service.interpret.everyday_words import EVERYDAY
from agent_service.interpret.foreign_clauses import clauses_told
from agent_service.interpret.lexicon import grammar_words
from agent_service.interpret.tokens import Token, tokenise
from agent_service.interpret.wordlist import words

_BOOKS = {"es": glossary_es, "fr": glossary_fr, "de": glossary_de}
_GERMAN = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"}
_DECISIVE = frozenset(
    words("""
    jep ça hazlo hágalo hagalo bis wann tiene tienen si sí oui non ja nein gracias merci danke hola bonjour
    hallo vale claro bitte svp einverstanden adelante
    parfait perfecto perfekt confirmo bestellung pedido commande annuler annulez cancelar cancele stornieren
    quiero quisiera necesito voudrais möchte moechte passt genau stimmt dale d'accord allez rien nada ninguna
    aucune keine keins segunda primera tercera première premiere deuxième deuxieme troisième zweite dritte erste
    persona mensch mitarbeiter quelqu'un devolver retourner zurückschicken wann quand cuando cuándo dónde donde
    wo humano agente opción opcion kappen casquettes gorras sudaderas camisetas jacken vestes chaquetas cobran
    olvídalo olvidalo déjalo dejalo vergiss tampoco doch trop demasiado teuer cher caro jawohl natürlich
    selbstverständlich correcto weniger mehr menos moins statt anstatt draus combien cuánto cuanto wieviel ändern
    añade añada añadan agrega agregue
    agreguen ajoute enlève supprimez hinzufügen changez quita quiten streichen enlevez ajoutez livrez envíen cambien
    envíalo envíenlo mándalo mándenlo entrega entregas envíos almacén retirez rajoutez livraison livraisons entrepôt
    """)
)
_ENGLISH = frozenset(
    words("""
    the a is are to of and for in on it i you we my our can please not with from this that but if order change
    make what when where how do does should would could more less need want have has be was were by at as yes no
    """)
)


def plain(word: str, language: str) -> str:
    """``word`` without accents; German umlauts become ae, oe, ue and ss."""
    if language == "de":
        for umlaut, spelled in _GERMAN.items():
            word = word.replace(umlaut, spelled)
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


@cache
def _book(language: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    book: dict[tuple[str, ...], tuple[str, ...]] = {}
    for row in _BOOKS[language].GLOSSARY.strip().splitlines():
        foreign, english = row.rsplit(" = ", 1)
        for phrase in foreign.split(" | "):
            book[tuple(phrase.split())] = tuple(english.split())
    for word, value in _numbers(language).items():
        book[(word,)] = (value,)
    return book


@cache
def _numbers(language: str) -> dict[str, str]:
    pairs = (entry.split("=") for entry in _BOOKS[language].NUMBERS.split() if "=" in entry)
    numbers = dict((word, value) for word, value in pairs)
    if language == "de":
        units = {"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}
        tens = [(word, int(value)) for word, value in numbers.items() if int(value) in range(20, 100, 10)]
        numbers |= {f"{unit}und{ten}": str(one + value) for unit, one in units.items() for ten, value in tens}
        numbers |= {f"{unit}hundert": str(one * 100) for unit, one in units.items()}
    return numbers


@cache
def _markers(language: str) -> frozenset[str]:
    return frozenset(plain(word, language) for word in _BOOKS[language].MARKERS)


@cache
def _decisive() -> frozenset[str]:
    return frozenset(_DECISIVE | {plain(w, "de") for w in _DECISIVE} | {plain(w, "fr") for w in _DECISIVE})


def language_of(tokens: list[Token]) -> str:
    """``es``, ``fr`` or ``de`` where its words outweigh the English ones, else ``en``."""
    words = [token.text for token in tokens if token.kind == "word"]
    english = sum(word in _ENGLISH for word in words)
    decisive = _decisive()
    best, best_score = "en", float(english)
    for language in _BOOKS:
        markers = _markers(language)
        book = _book(language)
        known = [
            w
            for w in words
            if w.rstrip("'") not in _ENGLISH
            and (plain(w, language) in markers or (w in decisive and (plain(w, language),) in book))
        ]
        score = sum(1.0 for _ in known) + sum(1.5 for w in known if w in decisive)
        clear = [w for w in known if len(w) >= 5 and w not in EVERYDAY and w not in grammar_words()]
        if score > best_score and (len(known) >= 2 or clear or any(w in decisive for w in known)):
            best, best_score = language, score
    return best if best != "en" or english else _wholly(words)


def _wholly(words: list[str]) -> str:
    """The language that knows every word of a short answer ("las medianas"), one of them at least not English."""
    for language in _BOOKS:
        book, markers = _book(language), _markers(language)
        spoken = [plain(word, language) for word in words]
        foreign = [word for word in spoken if word not in EVERYDAY and word not in grammar_words()]
        if len(words) > 1 and len(foreign) > 1 and all((word,) in book or word in markers for word in spoken):
            return language
    return "en"


def to_english(tokens: list[Token], language: str) -> list[Token]:
    """The tokens with every known foreign phrase (longest first) replaced by its English; others stay as they are."""
    if language == "en":
        return tokens
    book = _book(language)
    tokens = clauses_told(tokens, language)
    tokens = _rejoined(tokens) if language == "de" else tokens
    tokens = _with_not(tokens) if language == "es" else tokens
    words = [plain(token.text, language) for token in tokens]
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        length = _longest(book, words, at)
        if length:
            out.extend(
                Token("number" if word.isdigit() else "word", word) for word in book[tuple(words[at : at + length])]
            )
        else:
            out.append(tokens[at])
        at += length or 1
    return out


def _with_not(tokens: list[Token]) -> list[Token]:
    """ "40 gorras, no 48": before a number "no" rules it out; between two values alone it would correct the first."""
    return [
        Token("word", "not")
        if token.text == "no"
        and at
        and [t.kind for t in tokens[at + 1 : at + 2]] == ["number"]
        and tokens[at - 1].text == ","
        else token
        for at, token in enumerate(tokens)
    ]


_SEPARABLE = {
    "ab": ("zieh", "rechn"),
    "auf": ("stock", "fuell", "teil"),
    "vor": ("zieh", "verleg"),
    "hinzu": ("fueg",),
    "weg": ("lass", "nehm"),
    "raus": ("nehm", "streich", "lass"),
    "heraus": ("nehm",),
    "herab": ("setz",),
    "runter": ("setz",),
    "hoch": ("setz",),
}
_VERB_ENDINGS = frozenset({"", "e", "en", "t"})


def _rejoined(tokens: list[Token]) -> list[Token]:
    """ "ziehen Sie 10 Kappen ab": the particle at the end of the clause belongs to the verb ("abziehen")."""
    out = list(tokens)
    for end, token in enumerate(tokens):
        closes = (
            end + 1 == len(tokens)
            or tokens[end + 1].kind in ("mark", "line", "dots")
            or tokens[end + 1].text in ("und", "bitte")
        )
        stems = _SEPARABLE.get(token.text, ())
        begin = next((at for at in range(end - 1, -1, -1) if _of_stem(tokens[at], stems)), None) if closes else None
        if begin is None or any(each.text in (".", "!", "?") for each in tokens[begin:end]):
            continue
        verb = next(stem for stem in stems if plain(tokens[begin].text, "de").startswith(stem))
        out[begin], out[end] = Token("word", f"{token.text}{verb}en"), Token("word", "")
    return [token for token in out if token.text]


def _of_stem(token: Token, stems: tuple[str, ...]) -> bool:
    word = plain(token.text, "de")
    return any(word.startswith(stem) and word.removeprefix(stem) in _VERB_ENDINGS for stem in stems)


def in_english(text: str) -> str:
    """``text`` itself, or, of another language, its words as far as they are known: enough to search by."""
    tokens = tokenise(text)
    language = language_of(tokens)
    return text if language == "en" else " ".join(token.text for token in to_english(tokens, language))


def _longest(book: dict[tuple[str, ...], tuple[str, ...]], words: list[str], at: int) -> int:
    for length in range(min(6, len(words) - at), 0, -1):
        if tuple(words[at : at + length]) in book:
            return length
    return 0

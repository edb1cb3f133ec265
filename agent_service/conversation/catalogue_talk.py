"""Which products and variants a question is about, and which products suit an occasion."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from agent_service.conversation.claim_words import COLORS
from agent_service.conversation.interpretation import Json

_WORD = re.compile(r"[a-z0-9]+")
_SIZES = {
    "xs": "XS", "s": "S", "small": "S", "smalls": "S", "m": "M", "medium": "M", "mediums": "M", "l": "L", "large": "L",
    "larges": "L", "xl": "XL", "2xl": "2XL", "xxl": "2XL", "3xl": "3XL", "xxxl": "3XL",
}  # fmt: skip
_WARM = frozenset({"cold", "cool", "chilly", "winter", "autumn", "fall", "warm", "fleece"})
_LIGHT = frozenset({"summer", "light", "hot", "sun", "beach", "heat", "thin"})
_HEAVY_CATEGORIES = ("hood", "sweat", "shell", "jacket", "fleece")
_POINTERS = frozenset({"it", "its", "them", "they", "these", "those", "that", "this", "order", "ones", "one"})
_QUESTION_WORDS = frozenset(
    word
    for line in (
        "a all an and any are available availability be can cheap color colors colour colours come cost costs do does",
        "each exist expensive for from get got have how i in is left me more much my of on or other our per piece",
        "pieces please price prices show size sizes stock still the there to us we what which will with you your",
        "many few enough currently now today right then also another could would should might like want need take pick",
        "choose switch swap change make moment yet again ok okay so but actually maybe hmm hi hello thanks thank else",
    )
    for word in line.split()
)
_CARE = frozenset(
    word
    for line in (
        "wider fit fits measure measurements chart shrink shrinks shrunk wash washing washed iron dry dryer fabric",
        "material cotton polyester feel soft thick thin heavy warm care print prints",
    )
    for word in line.split()
)
_OPENING = frozenset({"about", "tell", "details", "info", "information", "sell", "offer", "something", "anything"})
_LIGHT_CATEGORIES = ("shirt", "tee", "tank", "cap", "polo")


def words(text: str) -> list[str]:
    """Lower-case words; a plural counts as its singular too."""
    found = _WORD.findall(text.lower())
    return [*found, *(word[:-1] for word in found if len(word) > 3 and word.endswith("s"))]


def products_meant(text: str, products: Iterable[Json]) -> list[Json]:
    """The products whose name or category shares most words with ``text``; none if none shares any.

    Another is meant too where it shares several, among them some that the best do not ("the jersey tee or the heavy
    cotton tee").
    """
    spoken = set(words(text))
    shared = [(spoken & set(words(f"{item['name']} {item['category']}")), item) for item in products]
    best = max((len(common) for common, _ in shared), default=0)
    if not best:
        return []
    covered = {word for common, _ in shared if len(common) == best for word in common}
    return [item for common, item in shared if len(common) == best or (len(common) > 1 and common - covered)]


def sizes_meant(text: str) -> frozenset[str]:
    """The sizes that ``text`` names."""
    return frozenset(_SIZES[word] for word in words(text) if word in _SIZES)


def variants_meant(text: str, product: Json) -> list[Json]:
    """The variants of ``product`` that fit the colours and sizes named; all of them when none is named."""
    spoken = set(words(text))
    colors = {color for color in product["colors"] if set(words(color)) & spoken}
    sizes = {_SIZES[word] for word in spoken if word in _SIZES} & set(product["sizes"])
    return [
        variant
        for variant in product["variants"]
        if (not colors or variant["color"] in colors) and (not sizes or variant["size"] in sizes)
    ]


def colors_wanting(text: str, product: Json, products: Iterable[Json]) -> list[str]:
    """The colours named that ``product`` does not come in, as said."""
    there = {word for color in product["colors"] for word in words(color)}
    known = {color.lower() for item in products for color in item["colors"]}
    spoken = {"grey" if word == "gray" else word for word in words(text)}
    whole = [color for color in known if set(words(color)) <= spoken and not set(words(color)) & there]
    covered = {word for color in whole for word in words(color)}
    single = [word for word in COLORS if word in spoken and word not in there | covered]
    return sorted(color.title() for color in (*whole, *single))


def sizes_wanting(text: str, product: Json) -> list[str]:
    """The sizes named that ``product`` does not come in; a product of one size has all of them."""
    there = set(product["sizes"])
    named = {_SIZES[word] for word in words(text) if word in _SIZES and len(word) > 1}
    return [] if there == {"ONE"} else sorted(named - there)


def variants_at_hand(
    order: Json, products: Iterable[Json], request: Iterable[Json], missing: Iterable[str]
) -> list[Json]:
    """The variants a question without goods is about: those on ``order``, or, of the lines that ``request`` changes,
    what they would become; where another size or colour is being looked for, the others in question."""
    lines = [_as_asked(line, request) for line in order["lines"] if _touches(request, line)] or order["lines"]
    open_ = {slot for slot in missing if slot in ("size", "color")}

    def asked(variant: Json, product: Json) -> bool:
        return any(
            line["product_id"] == product["product_id"]
            and all(line[key] == variant[key] for key in ("size", "color") if key not in open_)
            for line in lines
        )

    return [
        {**variant, "product_name": product["name"]}
        for product in products
        for variant in product["variants"]
        if asked(variant, product)
    ]


def _touches(request: Iterable[Json], line: Json) -> bool:
    return any(change.get("line_id") == line["line_id"] for change in request)


def _as_asked(line: Json, request: Iterable[Json]) -> Json:
    own = [change for change in request if change.get("line_id") == line["line_id"]]
    size = next((change["new_size"] for change in own if "new_size" in change), line["size"])
    color = next((change["new_color"] for change in own if "new_color" in change), line["color"])
    return {**line, "size": size, "color": color}


def points_back(text: str, products: Iterable[Json]) -> bool:
    """Whether a question that names no product is about those at hand: it points at them, or says only what every
    product has (a size, one of their colors, stock, price)."""
    known = {word for item in products for color in item["colors"] for word in words(color)} | set(_SIZES)
    named = [word for word in words(text) if word not in _QUESTION_WORDS and word not in known and not word.isdigit()]
    return bool(set(words(text)) & _POINTERS) or not named


def topic(text: str) -> str:
    """What is asked of a product: ``stock``, ``price``, ``colors``, ``sizes`` or ``care`` (everything else)."""
    spoken = set(words(text))
    if re.search(r"\bcomes? to\b", text.lower()):
        return "price"
    if spoken & {"stock", "available", "availability", "left", "have"}:
        return "stock"
    if spoken & {"price", "cost", "much", "expensive", "total", "bill", "invoice", "paid", "pay"}:
        return "price"
    if spoken & {"color", "colour"}:
        return "colors"
    if (spoken & {"size", "come", "exist"} or sizes_meant(text)) and not spoken & _CARE:
        return "sizes"
    return "care"


def only_named(text: str, products: Iterable[Json]) -> bool:
    """Whether a question says nothing but which products, sizes or colors it is about ("what about hoodies?")."""
    known = list(products)
    names = {word for item in known for word in words(f"{item['name']} {item['category']} {' '.join(item['colors'])}")}
    names |= set(_SIZES)
    return all({word, word.removesuffix("s")} & (names | _QUESTION_WORDS | _OPENING) for word in words(text))


def recommended(text: str, products: Sequence[Json], orders: Iterable[Json], most: int = 3) -> list[Json]:
    """Up to ``most`` products for an occasion: what was named first, then what suits the weather, the budget and what
    the company has ordered before."""
    spoken = set(words(text))
    ordered = Counter(line["product_id"] for order in orders for line in order["lines"])
    each = _budget_each(text)

    def fit(product: Json) -> tuple[int, int, int]:
        category = f"{product['category']} {product['name']}".lower()
        named = len(spoken & set(words(category)))
        weather = any(part in category for part in _HEAVY_CATEGORIES) if spoken & _WARM else False
        weather = weather or (bool(spoken & _LIGHT) and any(part in category for part in _LIGHT_CATEGORIES))
        return named, int(weather), ordered[product["product_id"]]

    affordable = [item for item in products if each is None or item["base_price"]["amount"] <= each]
    in_stock = [item for item in affordable if any(variant["available"] > 0 for variant in item["variants"])]
    return sorted(in_stock, key=fit, reverse=True)[:most]


def _budget_each(text: str) -> int | None:
    """Cents a piece, where a budget and a number of pieces are named: ``$800 for 40 kids``."""
    money = re.search(r"[$€£]\s?(\d[\d,]*)", text)
    if money is None:
        return None
    pieces = re.search(r"\b(\d{1,5})\b", text[: money.start()] + text[money.end() :])
    if pieces is None or int(pieces.group(1)) == 0:
        return None
    return int(money.group(1).replace(",", "")) * 100 // int(pieces.group(1))

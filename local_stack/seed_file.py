"""Reading a seed file: the whole of it is judged before anything is written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from brightthread.service.strict_json import MalformedJson, loads
from local_stack.complaint import Complaint
from local_stack.seed import FORMAT, RESERVING, Order, Seed

DEMO = Path(__file__).parent / "demo" / "demo.json"
MOST_NAMED = 5


def read_seed(path: Path) -> Seed:
    """Read and judge a seed file; Complaint naming the places that are wrong."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Complaint(f"The seed file {path} cannot be read: {error.strerror}.", "Check --seed.") from None
    try:
        return parse_seed(raw)
    except SeedRefused as refused:
        raise Complaint(f"The seed file {path} is not usable: {refused}.", "Mend it; nothing was loaded.") from None


class SeedRefused(ValueError):
    """A seed is not one; says where and why."""

    def __init__(self, problems: list[str]) -> None:
        more = f" (and {len(problems) - MOST_NAMED} more)" if len(problems) > MOST_NAMED else ""
        super().__init__("; ".join(problems[:MOST_NAMED]) + more)
        self.problems = problems


def parse_seed(raw: bytes) -> Seed:
    """The seed in ``raw`` (JSON, UTF-8); SeedRefused otherwise."""
    try:
        document = loads(raw)
    except MalformedJson as error:
        raise SeedRefused([f"it is not JSON ({error})"]) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise SeedRefused([f'format: must be "{FORMAT}"'])
    try:
        seed = Seed.model_validate(document)
    except ValidationError as error:
        raise SeedRefused([_problem(each) for each in error.errors()]) from None
    problems = list(contradictions(seed))
    if problems:
        raise SeedRefused(problems)
    return seed


def _problem(error: ErrorDetails) -> str:
    place = ""
    for part in error["loc"]:
        place += f"[{part}]" if isinstance(part, int) else f".{part}"
    return f"{place.lstrip('.') or 'the file'}: {error['msg'][0].lower()}{error['msg'][1:]}"


def contradictions(seed: Seed) -> Iterator[str]:
    """What the parts of a seed say against each other, each as ``place: reason``."""
    yield from _repeated_ids(seed)
    yield from _strangers(seed)
    yield from _mixed_currencies(seed)
    yield from _oversold(seed)


def _repeated_ids(seed: Seed) -> Iterator[str]:
    for section in ("companies", "users", "addresses", "artworks", "products", "orders"):
        yield from _twice(((f"{section}[{at}].id", each.id) for at, each in enumerate(getattr(seed, section))))
    yield from _twice(
        (f"orders[{o}].lines[{at}].id", line.id)
        for o, order in enumerate(seed.orders)
        for at, line in enumerate(order.lines)
    )
    yield from _twice(
        (f"products[{p}].variants[{at}].sku", variant.sku)
        for p, product in enumerate(seed.products)
        for at, variant in enumerate(product.variants)
    )
    for p, product in enumerate(seed.products):
        yield from _twice(
            (f"products[{p}].variants[{at}]", f"{variant.color} {variant.size}")
            for at, variant in enumerate(product.variants)
        )


def _twice(named: Iterable[tuple[str, str]]) -> Iterator[str]:
    seen: set[str] = set()
    for place, value in named:
        if value in seen:
            yield f"{place}: {value!r} is there twice"
        seen.add(value)


def _strangers(seed: Seed) -> Iterator[str]:
    companies = {company.id for company in seed.companies}
    for section in ("users", "addresses", "artworks", "orders"):
        for at, each in enumerate(getattr(seed, section)):
            if each.company_id is not None and each.company_id not in companies:
                yield f"{section}[{at}].company_id: there is no company {each.company_id!r}"
    for at, user in enumerate(seed.users):
        if user.company_id is None and "customers" in user.groups:
            yield f"users[{at}].company_id: a user of the group customers needs a company"
    yield from _twice(
        (f"addresses[{at}].is_default", f"the default address of {address.company_id}")
        for at, address in enumerate(seed.addresses)
        if address.is_default
    )
    owners = {
        section: {each.id: each.company_id for each in getattr(seed, section)}
        for section in ("users", "addresses", "artworks")
    }
    skus = {variant.sku for product in seed.products for variant in product.variants}
    for at, order in enumerate(seed.orders):
        yield from (f"orders[{at}]{problem}" for problem in _order_strangers(order, owners, skus))


def _order_strangers(order: Order, owners: dict[str, dict[str, str | None]], skus: set[str]) -> Iterator[str]:
    if owners["users"].get(order.user_id) != order.company_id:
        yield f".user_id: the company {order.company_id!r} has no user {order.user_id!r}"
    if owners["addresses"].get(order.address_id) != order.company_id:
        yield f".address_id: the company {order.company_id!r} has no address {order.address_id!r}"
    for at, line in enumerate(order.lines):
        place = f".lines[{at}]"
        if line.sku not in skus:
            yield f"{place}.sku: there is no SKU {line.sku!r}"
        if line.artwork_id is not None and owners["artworks"].get(line.artwork_id) != order.company_id:
            yield f"{place}.artwork_id: the company {order.company_id!r} has no artwork {line.artwork_id!r}"
        if line.pieces_produced > line.quantity:
            yield f"{place}.pieces_produced: more than the {line.quantity} pieces of the line"


def _mixed_currencies(seed: Seed) -> Iterator[str]:
    prices = [(f"products[{at}].base_price", product.base_price) for at, product in enumerate(seed.products)]
    prices += [
        (f"orders[{o}].lines[{at}].unit_price", line.unit_price)
        for o, order in enumerate(seed.orders)
        for at, line in enumerate(order.lines)
    ]
    for place, price in prices:
        if price.currency != prices[0][1].currency:
            yield f"{place}.currency: {price.currency} beside {prices[0][1].currency}"


def _oversold(seed: Seed) -> Iterator[str]:
    reserved: Counter[str] = Counter()
    orders: dict[str, list[str]] = defaultdict(list)
    for order in seed.orders:
        for line in order.lines if order.status in RESERVING else ():
            reserved[line.sku] += line.quantity
            orders[line.sku].append(order.id)
    for p, product in enumerate(seed.products):
        for at, variant in enumerate(product.variants):
            if reserved[variant.sku] > variant.on_hand:
                yield (
                    f"products[{p}].variants[{at}].on_hand: {variant.on_hand} of {variant.sku} are in stock, "
                    f"{reserved[variant.sku]} are reserved by orders ({', '.join(orders[variant.sku][:3])})"
                )

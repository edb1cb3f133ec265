"""A seed as its users see it through the API: orders, addresses, artworks and products in the shapes of ``api.md``."""

from datetime import date, timedelta
from typing import Any

from agent_service.conversation.interpretation import CustomerData
from local_stack.seed import Address, Artwork, Order, Product, Seed, User

Json = dict[str, Any]


def customer_data(seed: Seed, user_id: str, today: date) -> CustomerData:
    """What ``user_id`` sees: orders, addresses and artworks of the own company, all products. KeyError if unknown."""
    users = {user.id: user for user in seed.users}
    company = users[user_id].company_id
    variants = {v.sku: (p, v) for p in seed.products for v in p.variants}
    addresses = {a.id: _address(a) for a in seed.addresses if a.company_id == company}
    artworks = {a.id: _artwork(a) for a in seed.artworks if a.company_id == company}
    orders = [o for o in seed.orders if o.company_id == company]
    return CustomerData(
        orders=tuple(_order(order, users, variants, addresses, artworks, today) for order in orders),
        addresses=tuple(addresses.values()),
        artworks=tuple(artworks.values()),
        products=tuple(_product(product) for product in seed.products),
    )


def _address(address: Address) -> Json:
    fields = ("label", "street", "city", "region", "postal_code", "country", "is_default")
    return {"address_id": address.id} | {name: getattr(address, name) for name in fields}


def _artwork(artwork: Artwork) -> Json:
    return {"artwork_id": artwork.id, "name": artwork.name, "file_type": artwork.file_type, "active": artwork.active}


def _product(product: Product) -> Json:
    return {
        "product_id": product.id,
        "name": product.name,
        "category": product.category,
        "base_price": product.base_price.model_dump(),
        "colors": list(dict.fromkeys(v.color for v in product.variants)),
        "sizes": list(dict.fromkeys(v.size for v in product.variants)),
        "variants": [
            {"sku": v.sku, "color": v.color, "size": v.size, "available": v.on_hand} for v in product.variants
        ],
    }


def _order(
    order: Order, users: dict[str, User], variants: dict[str, Any], addresses: Json, artworks: Json, today: date
) -> Json:
    lines = []
    for line in order.lines:
        product, variant = variants[line.sku]
        art = artworks.get(line.artwork_id or "")
        lines.append(
            {
                "line_id": line.id, "sku": line.sku, "product_id": product.id, "product_name": product.name,
                "color": variant.color, "size": variant.size, "quantity": line.quantity,
                "pieces_produced": line.pieces_produced, "unit_price": line.unit_price.model_dump(),
                "artwork": {"artwork_id": art["artwork_id"], "name": art["name"]} if art else None,
            }
        )  # fmt: skip
    return {
        "order_id": order.id,
        "status": order.status,
        "version": 1,
        "created_at": f"{today - timedelta(days=order.created_days_ago)}T00:00:00.000Z",
        "delivery_date": str(today + timedelta(days=order.delivery_in_days)),
        "placed_by": {"user_id": order.user_id, "name": users[order.user_id].name},
        "address": addresses.get(order.address_id),
        "lines": lines,
    }

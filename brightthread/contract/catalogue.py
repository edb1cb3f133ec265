"""Products with their variants, and stock by SKU. ``available = on_hand − reserved``."""

from brightthread.contract.lists import ListView
from brightthread.contract.money import MoneyView
from brightthread.contract.wire import View


class VariantView(View):
    sku: str
    color: str
    size: str
    available: int


class ProductView(View):
    product_id: str
    name: str
    category: str
    base_price: MoneyView
    colors: list[str]
    sizes: list[str]
    variants: list[VariantView]


class StockView(View):
    sku: str
    on_hand: int
    reserved: int
    available: int


ProductListView = ListView[ProductView]
StockListView = ListView[StockView]

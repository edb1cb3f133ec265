"""A frame: one thing a message asks for, with slots still to be filled, before it is held against an order."""

from dataclasses import dataclass, field
from typing import Any, Literal

from agent_service.conversation.interpretation import Missing
from agent_service.interpret.items import Item
from agent_service.interpret.noun_phrases import Amount, Ref

Act = Literal[
    "quantity",
    "move",
    "art",
    "address",
    "date",
    "remove",
    "cancel",
    "split",
    "keep",
    "vague",
    "swap_counts",
    "bare",
    "even",
    "withdraw",
]


@dataclass(slots=True)
class Frame:
    """Slots that a clause filled. ``bare`` is a clause that names things but no deed: it leans on its neighbours."""

    act: Act
    mode: str = ""
    amount: Amount | None = None
    refs: list[Ref] = field(default_factory=list)
    verb: str = ""
    size: str | None = None
    colors: tuple[str, ...] = ()
    color_text: str = ""
    loose: bool = False
    shift: int = 0
    asks: tuple[str, ...] = ()
    arts: tuple[str, ...] | None = None
    arts_from: tuple[str, ...] = ()
    address: dict[str, Any] | None = None
    address_ids: tuple[str, ...] = ()
    date: dict[str, Any] | None = None
    was: int | None = None
    same_as: Ref | None = None
    offset: int = 0
    """So many more than ``same_as`` has, or fewer."""
    excepted: list[Ref] = field(default_factory=list)
    also: bool = False
    only: bool = False
    negated: bool = False
    correction: bool = False
    same: bool = False
    partitive: bool = False
    definite: bool = False
    instead: bool = False
    joined: str = ""
    pure: bool = True
    amount_first: bool = False
    onto: bool = False
    stated: bool = False
    """Said without a deed ("the old print is worn out"), so that a request beside it overrules it."""
    turns: bool = False
    """ "polos, navy": goods and a value without a deed; a wish only where the goods are not so already."""
    about: str = ""
    """What a statement was about (artwork, size, …), where a vague wish follows: "… is outdated, replace it"."""
    trailing: tuple[str, ...] = ()
    """Kinds of attributes that stand after the noun ("15 tees black")."""
    rest_kept: bool = False
    """Beside it is said that the others stay as they are, so that what is counted here is to become another."""
    even: bool = False
    """The pieces are shared out evenly among the lines it speaks of."""
    asked: bool = False
    """In a sentence that asks (a price for a change, "how much would it cost to …")."""

    said: tuple[Item, ...] = ()
    """The items of the clause it was read from."""
    told: bool = False
    """What was wished for or done before: no wish, and no goods of one that follows."""
    ruled_out: bool = False
    """Something is ruled out in the clause ("not the mediums", "instead of 20")."""
    unsaid: tuple[Missing, ...] = ()
    """What it leaves open where the order is known ("cancel something")."""
    doubts: tuple[Missing, ...] = ()
    """What has to be asked because a word in a place of the clause was not understood."""

    @property
    def each(self) -> bool:
        return any(ref.quantifier in ("each", "both", "all") for ref in self.refs)

    @property
    def has_target(self) -> bool:
        return bool(self.size or self.colors or self.shift)

    @property
    def recasts(self) -> bool:
        """ "5 navy mediums in XL": what has a size (or a colour) already gets the other one, and is not told by it."""
        sized = any(ref.sizes and self.size not in ref.sizes for ref in self.refs)
        wanted = set(self.colors)
        colored = any(ref.colors and not any(wanted & set(names) for names in ref.colors) for ref in self.refs)
        return bool(self.size and sized) or bool(self.colors and colored)

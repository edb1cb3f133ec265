"""Which colour of a product a word means."""

from agent_service.conversation.interpretation import Json


def meant_color(names: tuple[str, ...], text: str, product: Json | None) -> str | None:
    """The product's colour among ``names``; as said where it has none of them; None where two fit."""
    if not names:
        return None
    if product is not None:
        there = [name for name in names if name in product["colors"]]
        if text == "blue" and "Navy" in product["colors"] and there != ["Navy"]:
            return None if there else "Navy"
        if len(there) == 1:
            return there[0]
        if len(there) > 1:
            return None
    if len(names) == 1 and (names[0].lower() == text or " " in text or " " not in names[0]):
        return names[0]
    return text.title()

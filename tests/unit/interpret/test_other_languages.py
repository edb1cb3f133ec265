"""Requests in Spanish, French and German whose words say something together that none of them says alone."""

from typing import Any

import pytest

from agent_service.conversation.interpretation import Json


def pieces(number: int, new: int) -> Json:
    return {"type": "change_quantity", "line_id": f"BT-1002-{number}", "new_quantity": new}


def gone(number: int) -> Json:
    return {"type": "remove_line", "line_id": f"BT-1002-{number}"}


def day(date: str) -> Json:
    return {"type": "change_delivery_date", "delivery_date": date}


SPLIT = {"type": "split_shipment"}


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Bitte 12 M zusätzlich", [pieces(1, 62)]),
        ("wir brauchen es bis zum 7. Januar", [day("2027-01-07")]),
        ("Liefern Sie am 18. Dezember", [day("2026-12-18")]),
        ("wir brauchen die Kappen nicht mehr, danke", [gone(3)]),
        ("Die Hoodies in Größe M brauchen wir nicht mehr", [gone(1)]),
        ("Liefern Sie bitte in zwei Teilen", [SPLIT]),
        ("Teilen Sie die Lieferung auf", [SPLIT]),
        ("Ziehen Sie die Lieferung um 3 Tage vor", [{"type": "change_delivery_date", "days_earlier": 3}]),
        ("Hola, nos sobran 5 gorras, quítalas", [pieces(3, 95)]),
        ("otras 10 gorras por favor", [pieces(3, 110)]),
        ("deja las gorras en 80", [pieces(3, 80)]),
        ("ya no necesitamos las gorras", [gone(3)]),
        ("Envíalo en dos entregas", [SPLIT]),
        ("Retrasa la entrega 5 días", [{"type": "change_delivery_date", "days_later": 5}]),
        ("Mándalo al almacén", [{"type": "change_address", "address_id": "a-nw-wh"}]),
        ("Nous n'avons plus besoin des casquettes", [gone(3)]),
        ("Il nous le faut pour le 23 décembre", [day("2026-12-23")]),
        ("Divisez la livraison en deux", [SPLIT]),
        ("Faites deux livraisons, merci", [SPLIT]),
        ("Rajoutez 10 casquettes. Le reste ne change pas", [pieces(3, 110)]),
    ],
)
def test_the_same_is_asked_for_in_other_languages(hear: Any, text: str, changes: list[Json]) -> None:
    found = hear(text, "BT-1002")
    assert (list(found.changes), list(found.missing)) == (changes, [])


@pytest.mark.parametrize("text", ["wir brauchen nicht mehr als 40 Kappen", "dejen las gorras como están"])
def test_what_only_looks_like_it_changes_nothing(hear: Any, text: str) -> None:
    found = hear(text, "BT-1002")
    assert not found.changes or found.missing

"""What an offer does and costs, by the names a customer may use for it in a yes."""

from agent_service.conversation.interpretation import Json

DEEDS: dict[str, str] = {
    "cancel_order": "submit the cancellation | the cancellation | cancel | cancel it | cancel the order "
    "| cancel the whole order | cancel my order"
    " | cancel this order",
    "remove_line": "remove it | remove them | take them off | drop them | delete them | take it off | drop it",
    "add_line": "add it | add them | add those",
    "change_address": "change it | ship it there | send it there | deliver it there | deliver there "
    "| ship there | send there "
    "| change the address"
    " | redirect it"
    " | reroute it | reroute | reroute them | redirect them | reship it | send it to the new address"
    " | ship it to the new address | send them there | ship them there | change the delivery address",
    "change_size": "change it | change them | switch them | change the size | make them",
    "change_color": "change it | change them | switch them | change the color | make them",
    "change_quantity": "change it | change the quantity | update the quantity | make it",
    "more": "add them | add those | add it | increase it | raise it | bump it up | add the extra ones",
    "fewer": "reduce it | reduce them | lower it | cut it | decrease it | take them off | bring it down",
    "change_artwork": "switch the logo | swap the logo | change the logo | change the print | change it "
    "| swap it | change the artwork | the artwork | print it | print them",
    "change_delivery_date": "postpone | delay it | change it | move it | postpone it | push it back "
    "| deliver it then | change the date | move the date | change the delivery date",
    "split_shipment": "split it",
}


DEED_NOUNS: dict[str, str] = {
    "cancel_order": "get rid of it | please cancel | with the cancellation",
    "remove_line": "get rid of it | get rid of them | the removal | with the removal",
    "change_address": "redirect | please redirect | the redirect | the redirection | with the redirect",
    "change_size": "the swap | with the swap | the switch | with the switch | swap them",
    "change_color": "the swap | with the swap | the switch | with the switch | swap them",
    "more": "the increase | with the increase | the addition | with the addition",
    "fewer": "the reduction | with the reduction",
}

SUBMITTING = """send them the request | send them my request | send them our request | send your colleague the request
 | send your team the request | send a colleague the request | send the request | send my request
 | send in the request | put in the request | put the request in | make the request
 | submit it | submit that | submit this | submit the request | submit my request | submit it for approval
 | submit that for approval | submit this for approval | submit the request for approval | submit away
 | pass it on | pass that on | pass it along | pass the request on | pass it to your colleague
 | pass it on to your colleague | forward it | forward that | forward the request | send it for approval
 | send it on | send it off | send it up | send it in | send it to your colleague | request it | request the approval
 | ask your colleague | ask for the approval | get it approved | hand it over | put it forward | file it
 | file the request | get the approval | have it approved | have your colleague approve it
 | let your colleague approve it | have a colleague approve it | have it reviewed | run it by your colleague
 | run it past your colleague | for approval | to approve"""
"""A yes to an offer that goes to a person first."""
_HANDING = ("send", "pass", "forward", "submit", "hand", "give", "put", "take", "refer")
_HANDED = ("it", "the same", "this", "that", "them", "the request", "my request", "our request", "the change",
           "the cancellation", "the removal", "the reduction", "the refund", "the order")  # fmt: skip
_PEOPLE = ("your colleague", "your colleagues", "a colleague", "the colleague", "your team", "your manager",
           "the right person", "them", "your approver", "whoever has to approve it")  # fmt: skip
HANDED_OVER = " | ".join(
    f"{verb} {what} {to} {who}"
    for verb in _HANDING
    for what in _HANDED
    for to in ("to", "on to", "over to", "past", "through to")
    for who in _PEOPLE
)
""" "send the cancellation to your colleague"."""

NO_REFUNDS = """no refund | getting no refund | having no refund | not getting a refund | not getting anything back
 | not getting any money back | no money back | getting nothing back | losing the refund | the missing refund
 | no refund for that | no refund for those | no refund for them | no refund on that | no refund on those"""
RENOUNCED = """without a refund | without the refund | without refund | without any refund | even without a refund
 | even without refund | even without the refund | with no refund | even with no refund | with no money back
 | without money back | without getting money back | without getting anything back | do not need a refund
 | do not need the refund | i do not need a refund | i do not need the refund | we do not need a refund
 | we do not need the refund | no need for a refund | can live without a refund | can live without the refund
 | i can live without a refund | i can live without the refund | we can live without a refund
 | we can live without the refund | do not expect a refund | i do not expect a refund | we do not expect a refund
 | do not want a refund | i do not want a refund | we do not want a refund | keep the money | you can keep the money"""
_NAMES = {
    "change_address": ("address", "new address", "delivery address", "shipping address"),
    "change_delivery_date": ("date", "new date", "delivery date"),
    "change_quantity": ("quantity", "new quantity", "number", "count"),
    "change_size": ("size", "new size", "sizes"),
    "change_color": ("color", "new color"),
    "change_artwork": ("artwork", "print", "design", "logo"),
    "cancel_order": ("cancellation",),
}


def confirmed_by_name(kind: str) -> frozenset[tuple[str, ...]]:
    """ "Address confirmed", where nothing but the address changes, and it costs nothing."""
    return frozenset(
        (*the, *name.split(), *link, deed)
        for name in _NAMES.get(kind, ())
        for the in ((), ("the",))
        for link in ((), ("is",))
        for deed in ("confirmed", "approved", "accepted")
    )


def kinds_of(changes: tuple[Json, ...], lines: dict[str, Json]) -> list[str]:
    """What all of ``changes`` are alike; of quantities also which way they go."""
    kinds = {str(change.get("type")) for change in changes}
    ways = {
        "more" if int(c["new_quantity"]) > int(lines[c["line_id"]]["quantity"]) else "fewer"
        for c in changes
        if "new_quantity" in c and c.get("line_id") in lines
    }
    return [*kinds, *(ways if len(ways) == 1 else ())] if len(kinds) == 1 else []

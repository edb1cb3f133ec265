"""The words of the grammar: each concept with the phrases that stand for it, in plain (already translated) English."""

from functools import cache

_A_SIZE_UP, _A_SIZE_DOWN = (
    " | ".join(
        f"{verb} {way} {one} size"
        for verb in (
            "go",
            "goes",
            "going",
            "bring",
            "take",
            "bump",
            "bumped",
            "step",
            "scale",
            "come",
            "drop",
            "dropped",
        )
        for one in ("a", "one", "1")
    )
    for way in ("up", "down")
)
_A_SIZE_DOWN += " | " + " | ".join(
    f"{verb}{down} {one} size"
    for verb in ("drop", "drops", "dropped")
    for down in ("", " down")
    for one in ("a", "one", "1")
)
""" "Fifty of them go down one size": another size, and no other number."""

CONCEPTS: dict[str, str] = {
    "pass": "add to that : | add to this : | add to it : | add this :"
    " | ah right | oh right | ok right | right then | good question | fair question | fair point"
    " | if possible | if that works | if that is possible | if it is possible | if that is ok | if that is alright"
    " | if that is fine | if that is not too much trouble | if it is not too much trouble"
    " | at all | one more : | one more - | rush of | in a rush"
    " | one more thing | one other thing | one last thing | one final thing | another thing | one further thing"
    " | one more request | one more favor | one more favour | one more point"
    " | "
    + " | ".join(
        f"{verb} {what}up"
        for verb in ("screwed", "messed", "screw", "mess", "screwing", "messing", "botched", "fouled")
        for what in ("", "this ", "that ", "it ", "things ", "everything ", "the order ", "my order ", "our order ")
    ),
    "word": "signed up | sign up | signing up | says canceled | say canceled | shows canceled | marked canceled"
    " | marked as canceled | listed as canceled | no one"
    " | sign off | signed off | signs off | sign off on | signed off on | come up | comes up | came up"
    " | goes to print | go to print | going to print | went to print | gone to print | goes to printing"
    " | goes into print | before printing | before the print | before print | printing starts | printing begins"
    " | print run | can wait | could wait | may wait | will wait | have to wait",
    "terms": "extra fee | extra charge | extra cost | extra costs | extra surcharge | extra days | additional fee"
    " | additional cost | additional costs | extra delay | extra wait",
    "more": "more | extra | additional | on top | in addition | a further | further",
    "less": "fewer | less",
    "inc": "expand | enlarge | gain | gains | gaining | grows | rises | climbs"
    " | increase | increased | increasing | raise | raised | bump | bumped | boost | grow | top up | bump up"
    " | scale up | step up | raise up | go up | upped | upping | increase the",
    "dec": "loses | sheds | shrinks"
    " | decrease | decreased | reduce | reduced | reducing | lower | cut | cut down | cut back "
    "| cut back on | trim"
    " | trim down | minus | shave | scale down | scale back | bring down | knock | dial back | downsize "
    "| go down | slash"
    " | bring back | lowered | trimmed | halving | take down | subtract | deduct",
    "remove": "skip | take off | take them off | taken off | remove | removed | removing | delete | deleted "
    "| deleting "
    "| scrap | lose | get rid of | ditch | axe | nix"
    " | omit | leave out | take out | strike | do without | drop | dropped | dropping | cut out | throw out "
    "| eliminate"
    " | leave off | kick out | toss | discard | forget about | pull | bin | chuck out | take away "
    "| strip out | throw away | chuck away | toss out"
    " | shed | forget | scratch | without | kill | yank | nuke | purge | cull",
    "add": "join | joined | add | added | adding | throw in | include | squeeze in | put in | tack on "
    "| stick in | append | chuck in"
    " | go on this order | go on the order | go on my order | go onto this order | go onto the order"
    " | as a new item | as a new line | as a new row | as a new entry | as a new position | as a separate line"
    " | as an extra line | as an additional line | as a new line item | new row | new line | new line item | new entry"
    " | toss in | bung in | sling in | lob in | pop on | chuck on | toss on | stick on | plonk in | whack in | fit in"
    " | slip in | add on | add in | throw on | tag on | pop in | add to it",
    "cancel": "cancel | canceled | canceling | call off | calling off | abort | annul | pull the plug | void | revoke"
    " | called off | pull the plug on | withdraw | cancelation | cancellation of | scrap the order",
    "change": "change | changed | changing | switch | switched | switching | swap | swapped | swapping | swop "
    "| convert"
    " | move | moved | turn | replace | replaced | exchange | trade | update | updated | modify | amend "
    "| adjust | edit"
    " | altered | adjusted | adjusting | modified | modifying | amended | amending | revised"
    " | sort out | sort it out | put right | put it right | rectify | rectify it"
    " | regrade | regraded | regrading | resize | resized | resizing | upsize | upsized | downgrade | downgraded"
    " | reassign | reassigned | reclassify | reclassified | recolor | recolored | recoloring | recolour | dye | dyed"
    " | rebook | rebooked | transfer | transferred | transferring | redo as"
    " | alter | fix | revise | shift | swap out | change over | switch over | sub | substitute | move over | correct",
    "set": "make | made | set | put | be | should be | needs to be | need to be | must be | meant to be "
    "| supposed to be"
    " | ought to be | to be | was supposed to be | were supposed to be | become | will be | are to be | is to be"
    " | should have been | was meant to be | were meant to be | is meant to be | are meant to be | has to be"
    " | have to be | should read | should say | should become | to read | shall be | would be | could be | can be"
    " | end up with | ends up with | ending up with | end up at"
    " | is supposed to be | are supposed to be | go with | want to be | being | should all be "
    "| should both be | ought be",
    "is": "is | are | was | were",
    "need": "asked for | requested | ask for | need | want | would like | give us | give me | get us | get me "
    "| have | do | take | require | get | gets"
    " | like | needed | wanted | prefer | would prefer | would rather have | looking for | went with | needs | wants"
    " | needing | wanting | requiring | required | chance of getting | chance of having | possible to get"
    " | possible to have"
    " | could use | can use | hook us up with | book | have got | got | going to need",
    "send": "ship | send | deliver | redirect | reroute | forward | route | dispatch | sent | shipped | delivered "
    "| go to"
    " | going to | shipping | sending | delivering | goes to | reship | rerouted | redirected | drop off | go | goes"
    " | deliver it | bring",
    "address": "delivery location | shipping location | delivery place | delivery point | ship to location "
    "| shipping destination | location | our place | new place | other place | site | address | addresses "
    "| where this is going "
    "| where it is going | where it goes | where it should go "
    "| where this goes | shipping address | delivery address | destination | ship to address",
    "zip": "zip",
    "street_word": "street name | house number | street number",
    "city_word": "city | town",
    "state_word": "state | region | province",
    "keep": "no other changes | no other change | no other amendment | no further changes | nothing else changes"
    " | nothing else | no change | no changes | same as now | same as before | fine as is | good as is "
    "| ok as is | keep "
    "| keeps | leave | stay | stays | remain | remains | as is | as they are | as it is | untouched"
    " | unchanged | do not touch | do not change | alone | keeping | leaving | staying | hold on to | stick with"
    " | as before | like before | as planned | as now | like now | as ordered | as they were | as it was | as usual"
    " | are perfect | are spot on | are fine | is fine | are ok | is ok | are good | not touch",
    "split": "in its own shipment | in their own shipment | its own shipment | their own shipment"
    " | in its own parcel | in their own parcel | its own parcel | their own parcel | in its own box | in their own box"
    " | in its own package | in their own package | in a shipment of its own | in a shipment of their own"
    " | in a parcel of its own | in a parcel of their own | its own delivery | their own delivery"
    " | part delivery | part deliveries | part shipment | part shipments | in two lots | two lots | two tranches"
    " | in two parts | in 2 parts | in two halves | 2 shipments | 2 deliveries | 2 parcels | 2 packages | 2 batches"
    " | two separate shipments | two separate deliveries | two separate parcels | two separate packages"
    " | two consignments | separate consignments | in instalments | in installments | in stages | staggered"
    " | split | splitting | split shipment | split the shipment | split the delivery | split shipping"
    " | two shipments | separate shipments | separately | partial shipment"
    " | two batches | ship partially | two deliveries | two parcels | separate deliveries | two packages | in parts"
    " | multiple shipments | partial delivery | in two goes | two drops | separate shipment",
    "except": "except | except for | apart from | excluding | but not | other than | everything but | besides "
    "| all but"
    " | bar",
    "only": "only | just | solely | no more than | not more than | not exceeding",
    "same": "same for | same with | same on | likewise | ditto | same again | same thing for | the same for"
    " | the same with | same goes for | and also for",
    "same_as": "same as | as many as | equal to | match | matching | equals | same number as | same amount as"
    " | the same as | same quantity as | identical to | equal | equal in number to | level with | on a level with"
    " | on par with | on a par with",
    "each": "across the board | each | every | per | apiece | each one | every one | respectively each",
    "beside": "on top of the | in addition to the | besides the | next to the | on top of our | in addition to our",
    "all": "whole batch | the whole batch | entire batch | the entire batch"
    " | whole thing | the whole thing | entire thing | everything | all | whole | entire | the lot "
    "| every single | all of it | the whole lot | complete | full"
    " | entirely | completely",
    "both": "both",
    "rest": "balance | balance quantity | rest | remaining | remainder | everything else | all else | anything else",
    "other": "other | others",
    "some": "some | a few | few | several | a bunch | bunch | handful | a handful | a number | many",
    "pieces": "pieces | piece | unit | units | item | items | garments | garment | products",
    "quantity_word": "quantity | quantities | count | counts | number | numbers | amount | amounts | total | figure"
    " | figures | totals",
    "size_word": "size | sizes | sizing | sized",
    "color_word": "color | colors | shade | colorway",
    "art_word": "artwork | art | logo | logos | design | designs | print | prints | graphic | image | motif "
    "| artworks"
    " | printing | imprint | decoration | embroidery | picture",
    "line_word": "line | lines | row | position | entry | line item | item no | item number | line no | line number",
    "order_word": "order | orders | purchase order | order number | order no",
    "up": "up",
    "down": "down",
    "off": "off",
    "bigger": f"{_A_SIZE_UP} | bigger | larger | size up | sized up"
    " | size bigger | size larger | sizes up | up a size | go up a size"
    " | roomier | sizes bigger | sizes larger | up one size | up 1 size | size higher | next size up",
    "smaller": f"{_A_SIZE_DOWN} | smaller | size down | sized down"
    " | size smaller | sizes down | down a size | tighter | sizes smaller"
    " | down one size | down 1 size | size lower | next size down | go down a size",
    "earlier": "prepone | preponed | preponing"
    " | earlier | sooner | faster | quicker | asap | rush | expedite | expedited | bring forward | move up"
    " | rushed | speed it up | speed this up | speed that up | speed things up | sped up | hurry it up | hurried"
    " | bring it forward | bring this forward"
    " | speed up | as soon as possible | hurry | brought forward | pull in | pull forward | in advance | before that"
    " | ahead of schedule | express",
    "later": "wait until | wait till | hold until | hold it until | hold them until | later | push back | delay "
    "| delayed by | postpone | hold off | push out | extend | pushed back | push "
    "| defer"
    " | put off | move back | pushed | hold back | after that",
    "arrive": "show up | shows up | showing up | turn up | turns up"
    " | arrive | arrives | get here | come | here | delivery | delivery date | arrival | date | there by"
    " | here by | due date | get there | land | eta | deadline | receive | arriving | reach us | ship date | in hand",
    "different": "mistake | mistakes | error | different | another | new | other | wrong | updated | correct | right "
    "| alternative | newer",
    "instead_of": "instead of | rather than | in place of | in lieu of | as opposed to | in stead of | and not"
    " | but not the | replacing | versus",
    "instead": "instead | rather",
    "not": "not | never | no longer | no",
    "correction": "pardon | excuse me | i misspoke | nonsense | gah | argh"
    " | no wait | wait no | no sorry | sorry no | i mean | i meant | scratch that | make that | correction"
    " | oops | er | erm | uh | actually | wait | sorry | no make that | or rather | on second thought | hold on"
    " | no actually | actually no | hang on | strike that | no hang on | no i mean | well actually | no scratch that"
    " | sorry i mean | wait actually | sorry meant | typo | wait sorry | let me rephrase | or no | err | nope | meant"
    " | wait make that | no make it | make it rather | i take that back | on second thoughts | ah no | oh no "
    "| oh wait",
    "too": "along with it | along with them | along with that | along with those | together with it"
    " | together with them | alongside"
    " | too | as well | also | additionally | besides that | while you are at it | plus | on top of that",
    "to": "to | into | onto | over to | until | till | upto | unto",
    "by": "by",
    "from": "from",
    "in": "in | be up in | are up in | is up in | all up in | over in | be down in",
    "on": "on | upon",
    "of": "of | out of | from the | among",
    "for": "for",
    "with": "with | against",
    "as": "as",
    "at": "at",
    "than": "than",
    "and": "and | along with | together with | as well as",
    "or": "or",
    "but": "but | however | although | though | yet",
    "then": "then | next | afterwards | after that also",
    "if": "if | unless | provided | assuming | as long as | only if | in case | so long as | when | once",
    "det": "the | a | an | my | our | your | this | that | these | its | their | any | said | remaining of the "
    "| existing",
    "pronoun": "them | those | it | these | they | that one | this one | this | that",
    "ones": "ones | one",
    "sold": "in stock | available | availability | stock | restock",
    "please": "please | kindly | ta | much obliged | thanking you"
    " | thanks | thanks a bunch | thanks a lot | thanks a million | thanks so much "
    "| many thanks | thank you | thank you in advance | thanks in advance | many thanks in advance",
    "not_needed": "no longer require | no longer requires | no further need for | have no use for | have no need for"
    " | no longer have a use for | no longer have any use for | not be needing"
    " | will not be needing | not be wanting | do not need | do not want "
    "| no longer need | no longer want | not need | not want | do not require"
    " | would not need | will not need | not needed | not need any | do not need any | not going to need "
    "| not required"
    " | no longer needed | no need for | do not actually need | do not really need",
    "mult2": "double | doubled | twice | twice as many | twice the | times two | doubling | two times | double up",
    "mult3": "triple | tripled | three times | thrice | times three | treble",
    "mult4": "quadruple | four times",
    "halve": "halve | halved | in half | by half | half as many | down by half | by a half | by 1/2",
    "half": "half | half of | one half | a half | 1/2",
    "third": "a third | one third | third of | 1/3 | a third of",
    "quarter": "a quarter | one quarter | a quarter of | quarter of | 1/4",
    "fifth": "a fifth | one fifth | a fifth of | 1/5",
    "two_fifths": "two fifths | two fifths of | 2/5",
    "tenth": "a tenth | one tenth | a tenth of | 1/10",
    "two_thirds": "two thirds | two thirds of | 2/3",
    "three_quarters": "three quarters | three quarters of | 3/4",
    "swap_counts": "wrong way round | wrong way around | other way round | other way around | backwards | mixed up"
    " | mix up | reversed | the wrong way | vice versa | flipped | back to front | switched around | the opposite",
    "evenly": "evenly | equally | half and half | fifty fifty | 50 50 | 50 / 50 | in equal parts | down the middle"
    " | even split | equal split | split even | in equal shares | equal amounts | spread out",
    "as_they_were": "as before | like before | original",
}

# Words that may stand in several concepts are settled by the longest phrase, then by the first entry here.


@cache
def concept_phrases() -> dict[tuple[str, ...], str]:
    """Phrase (as words) → concept; the first concept that claims a phrase keeps it."""
    phrases: dict[tuple[str, ...], str] = {}
    for concept, text in CONCEPTS.items():
        for phrase in text.split(" | "):
            phrases.setdefault(tuple(phrase.split()), concept)
    return phrases


@cache
def grammar_words() -> frozenset[str]:
    """Every single word that occurs in a phrase of the grammar."""
    return frozenset(word for phrase in concept_phrases() for word in phrase)

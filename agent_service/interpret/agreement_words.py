"""The words of a yes: what agrees by itself, what agrees only beside a deed, and what may stand around it."""

YES = """that is the right address | that is the correct address
 | it is the right address | correct address
 | right address | the address is fine | that is lovely | that is wonderful | that is nice | that is excellent
 | that is awesome | that is ideal | it is a deal | that is a deal | you have my go | you have our go
 | you have my go ahead | you have our go ahead | go right ahead | is ok with us | is ok with me | is ok by us
 | is ok by me | is ok for us | is ok for me | is fine for us
 | is fine for me | is good with us | jep | jup | jo | just do it | just do it already | do it already
 | that is the one
 | this is the one | that one is it
 | go | that is all right | still do it | do it anyway
 | yes | ok go | yes go | yeah | yep | yup | yes yes | sure | sure thing | ok | of course | absolutely
 | definitely | certainly | indeed | affirmative | aye | agreed | agree | i agree | we agree | confirm
 | confirmed | i confirm | we confirm | i confirm it | i confirm this | i confirm that | confirming
 | i can confirm | approved | approve | i approve | we approve | accepted | accept | i accept | we accept
 | deal | go ahead | please go ahead | go for it | do it | please do | do that | do so | make it so
 | proceed | please proceed | carry on | book it | submit it | apply it | apply | submit | make the change
 | make the changes | make that change | make those changes | make this change | apply the change
 | apply the changes | apply that | apply this | do the change | confirm the change | confirm the changes
 | confirm it | confirm that | confirm this | approve it | accept it | accept the offer | i accept the offer
 | i take it | we take it | i will take it | we will take it | send it through | put it through | process it
 | process the same | process same | please process the same | please process same | please process it
 | please process this | please process that | please proceed with the same | please proceed with same
 | proceed further | please proceed further | please go ahead with the same | please go ahead with same
 | action it | please action | please action it | please action this | please action the same
 | please process | lock it in | finalize it | finalise it | execute it | run it | ship it | that is correct
 | this is correct | that is right | correct | that is exactly what i want | that is exactly what we want
 | that is what i want | that is what we want | exactly what i want | exactly what we want | exactly
 | that is fine | that is fine with us | that is fine with me | that is fine by us | that is fine by me
 | that is ok with us | that is ok with me | that is good with us | that is fine for us | that is fine for me
 | that will be fine | that will do | that suits us | that suits me | we are fine with that | i am fine with that
 | we are ok with that | i am ok with that | we are good with that | i am good with that
 | that address is correct | the address is correct | address is correct
 | the address is right | that is perfect | that is great | that is good | that is ok | that works
 | that works for me | that works for us | works for me | works for us | works | sounds good | sounds great
 | sounds perfect | sounds right | sounds fine | sounds good to me | sounds good to us | sounds ok
 | looks good | looks right | looks correct | looks great | looks perfect | looks fine | looks good to me
 | lgtm | fine by me | fine by us | fine with me | fine with us | is fine by us | is fine by me
 | is fine with us | is fine with me | is fine | is ok | is good | is perfect | is correct | is right
 | ok by me | ok by us | ok with me | ok with us | ok for me | ok for us | good for me | good for us
 | good with me | happy with that | happy with this | we are happy with that | i am happy with that | fine
 | perfect | alright | all right | very well | gladly | with pleasure | by all means | for sure | why not
 | 👍 | 👌 | ✅ | ✔ | ✔️ | 🆗 | 💯 | yes i do | yes we do | yes i am sure | i am sure | i do | we do
 | i want that | we want that | i want it | we want it | i would like that | please confirm it
 | you have my ok | you have my approval | you have our approval | you have our ok | green light
 | green light from us | good to go | we are good to go | let us do it | let us do that | let us do this
 | let us go | let us go with that | let us go with it | go with that | go with it | go on | fire away
 | knock yourself out | hell yes | yes sir | yes ma'am | y | do it now | go ahead and do it
 | go ahead with it | go ahead with that | go ahead with this | go ahead with the change
 | go ahead with the changes | proceed with it | proceed with that | proceed with the change
 | proceed with the changes | please make the change | please apply | please submit | please book | book
 | update it | please update it | change it | switch it | please change it | can do | roger | roger that
 | 10 4 | understood go ahead | gladly yes | it is confirmed | consider it confirmed | consider it approved
 | count me in | amen | bingo | you bet | totally | place it | place the order | make it happen
 | book it in | book that in | book them in | crack on | off you go | let us roll | process that | process this
 | put that through | put this through | get that done | make it official | it is a go | that is a go | spot on
 | that is spot on | bang on | full steam ahead | let us proceed | i am in | we are in | lock that in
 | get it done | do it like that | do it like this | do it that way | good | great | cool | awesome | nice
 | wonderful | excellent | super | brilliant | lovely | splendid | swell | sweet | right | true | okay
 | please | gerne | bene"""
SOFT = """suits us | suits me | suits us fine | suits me fine
 | no problem | worth every penny | worth it | is worth it | money well spent | i will pay | we will pay
 | i will pay it | we will pay it | happy to pay | i can pay | we can pay
 | is within budget | within budget | is within our budget | is affordable
 | is acceptable | is reasonable | is fair | fits the budget | fits our budget
 | that would be lovely | that would be great | that would be perfect | that would be good | that would be fine
 | that would be nice | that would be wonderful | that would be awesome | that would be ideal | that would work
 | good | great | cool | awesome | nice | wonderful | excellent | super | brilliant | lovely | splendid | swell
 | fab | fabulous | brill | ace | grand | fantastic | marvelous | nice one | good stuff | terrific | superb
 | sweet | right | true | please | gerne | bene | gladly | is fine | is ok | is good | is right | is correct
 | is perfect | can do | i do | we do | works | ship it | totally
 | understood | place it | why not | book | submit | apply | carry on | run it | go on | is fine by us
 | is fine by me | with pleasure | i want it | change it | switch it | update it | we want it
 | the price is fine | the price is ok | price is fine | price is ok | the fee is fine | the fee is ok
 | fee is fine | fee is ok | the delay is fine | the delay is ok | delay is ok | delay is fine
 | the cost is fine | the cost is ok"""
FILL = """re | please release | release
 | before i change my mind | before we change our minds | before i change my mind haha | before i overthink it
 | before i think twice | before we think twice | before i chicken out | before i regret it | all the way
 | good idea | great idea | nice idea
 | is no issue | is no big deal | is not a big deal | took forever | took long enough | took ages
 | done | very good | righty ho
 | too easy | easy | no dramas | no drama | no stress | no sweat | no biggie | happy days | righto | rightio
 | right you are | jolly good | smashing | beauty | you beauty | legend | champion | ripper | sorted | sweet as
 | good on you | good on ya | she will be right | lovely jubbly | no wuckas | at your earliest convenience
 | at the earliest | at your earliest | kindly | noted | well noted | duly noted | i understand | we understand
 | i get it | we get it | i am aware | we are aware | i am fully aware | we are fully aware | aware | i realize
 | we realize | i realise | we realise | i see | we see | knowing | i have understood | we have understood
 | it is clear | from our end also | in full | in that case | accordingly
 | nothing else | that is all | that is everything | do not bother us | do not bother me | does not bother us
 | does not bother me | will not kill us | will not kill me | will not hurt | is nothing | i can not argue with that
 | can not argue with that | would not want it any other way | would not have it any other way
 | no changes from our end | no changes from our side | no changes from my end | no changes from my side | please
 | + | thanks | thank you | thanks a lot | thank you very much | thank you so much | many thanks
 | cheers | ta | thx | ty | much appreciated | appreciated | appreciate it | thanks a bunch | thanks so much
 | thanks a million | you are a star | you rock
 | then | now | right away | immediately | asap | as soon as possible | straight away | so | and
 | , | . | ! | - | : | ; | 🙂 | 😊 | 🙏 | 😀 | 😃 | 😄 | 👏 | 🎉 | ❤️ | ❤ | 😁 | 🤝 | \ufe0f | hi | hello | hey
 | no problem at all | no worries | not a problem | that | the
 | it | with that | for me | for us | by me | by us | the change | the changes | this | all | great job
 | mate | man | guys | team | sir | there | to be sure | this change | as offered | as proposed
 | as described | as discussed | as quoted | as stated | as shown | as planned | like that | like this
 | i am good | we are good | i am ok | we are ok | i am fine | we are fine | i am happy | we are happy
 | dear | my dear | buddy | pal | friend | my friend | hun | darling | chief | boss | folks
 | with the change | for the change | the update | to that | to this | to it | to the change | 's | &
 | alright | best | regards | kind regards | best regards | at once | the order | my order | with it
 | that one | this one | oh well | do not worry about | no worries about | never mind | about
 | i can live with | we can live with | can live with | i am aware of | we know about | understood about | fully
 | i know | we know | no refund then | it is | still | anyway | regardless | nevertheless | nonetheless
 | is no problem | is not a problem | no matter | for heaven 's sake | for god 's sake | for goodness sake
 | prost | salud | sante | skal | both changes | all changes
 | at | the additional
 | additional | extra | proceed with the | proceed with"""


_SEEMS = ("looks", "sounds", "seems", "it looks", "it sounds", "that looks", "that sounds", "this looks", "all looks")
SEEMING = " | ".join(
    [f"{how} {what}{whom}" for how in _SEEMS for whom in ("", " to me", " to us", " from here", " from our side")
     for what in ("right", "correct", "fine", "good", "great", "perfect", "ok", "all right")]
    + ["just get on with it"]
)  # fmt: skip
"""A yes by how the offer looks, and one that hurries it."""


def _split(phrases: str) -> list[str]:
    return phrases.replace("\n", "").split(" | ")


_SAYS = ("", "i have ", "we have ", "i see ", "we see ", "there is ", "there are ", "i have got ", "we have got ")
_RESISTS = ("no objection", "no objections", "nothing against it", "nothing against that", "no reason not to",
            "no reason not to do it", "no reason why not")  # fmt: skip
_BLIND = ("do not see", "can not see", "i do not see", "we do not see", "i can not see", "we can not see")
_WHY_NOT = ("why not", "any reason not to", "a reason not to", "any objection", "any objections", "anything against it")
HEREBY = " | ".join(
    [f"{who} hereby {deed}" for who in ("i", "we") for deed in ("accept", "confirm", "approve", "agree")]
    + [f"{what} {deed}ed" for what in ("hereby", "is hereby") for deed in ("accept", "confirm", "approv")]
    + [f"{who} hereby {deed} {what}" for who in ("i", "we") for deed in ("accept", "confirm", "approve")
       for what in ("it", "this", "that", "the offer", "this offer", "your offer", "the change", "the changes")]
)  # fmt: skip
"""A yes as it stands in contracts."""

NO_OBJECTION = " | ".join(
    [f"{who}{what}" for who in _SAYS for what in _RESISTS]
    + [f"{blind} {what}" for blind in _BLIND for what in _WHY_NOT]
    + _split("""i would not say no to that | i can not say no to that | can not say no to that
 | i will not say no to that
 | you may proceed | you may go ahead | you can proceed | you can go ahead | you may do it | you may""")
)
"""A yes by what does not stand against it. Each of them agrees by itself."""

_TROUBLES = ("issue", "issues", "complaint", "complaints", "concern", "concerns", "qualms", "reservations", "worries",
             "quibbles", "problem", "problems", "doubt", "question", "questions", "further questions",
             "more questions", "hesitation")  # fmt: skip
UNTROUBLED = " | ".join(
    [f"{who}no {what}" for who in _SAYS for what in _TROUBLES]
    + _split("""not an issue | is not an issue | no problem at all | no problem whatsoever | not a bad deal
 | nothing to add
 | without a doubt | without hesitation | no doubt about it | no question about it | do not hesitate | no need to wait
 | no need to ask | i do not mind | we do not mind | do not mind | i do not mind that | we do not mind that | at all
 | whatsoever | here | from me | from us | from our side | from my side | on our side | on my side | on our end
 | on my end | from our end | from my end | from here | as far as i am concerned | by all of us | with any of that
 | with any of this""")
)
"""Nothing that troubles the customer: it takes nothing away from a yes beside it, and is none by itself."""

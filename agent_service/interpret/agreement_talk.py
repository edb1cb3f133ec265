"""What stands around a yes in longer answers: who was asked, what was checked, what is regretted; and the ways to say
"carry it out".

Nothing here is a condition or a doubt. What is made from several lists agrees by itself only where it says so.
"""

import re

Phrase = tuple[str, ...]

_WHO = """my boss | our boss | the boss | my manager | our manager | the manager | management | finance | accounting
 | the team | my team | our team | the client | our client | my client | the customer | our customer | the committee
 | the board | my partner | our partner | my wife | my husband | my colleague | my colleagues | our director
 | the director | the principal | the coach | the owner | purchasing | the treasurer | our treasurer | everyone
 | everybody | the others | the staff""".replace("\n", "").split(" | ")
_WHO += [who.split(" ", 1)[1] for who in _WHO if who.startswith(("my ", "the "))]
_APPROVES = """agreed | agrees | has agreed | approved | has approved | approved it | has approved it | approves
 | said yes | says yes | said ok | says ok | is fine with it | is fine with that | is ok with it | is ok with that
 | is happy | is happy with it | is happy with that | gave the ok | gave the go ahead | gave the green light
 | signed off | signed off on it | signed it off | has signed off | has signed it off | is on board | likes it
 | wants it | loves it""".replace("\n", "").split(" | ")
_ASKED = """talked to | spoke to | spoken to | spoke with | talked with | checked with | asked | discussed it with
 | cleared it with""".replace("\n", "").split(" | ")
_APPROVALS = ("the ok", "an ok", "approval", "the approval", "the go ahead", "a yes", "the green light")
_THINGS = ("numbers", "figures", "quantities", "sizes", "amounts", "details", "lines", "terms")
_RIGHT = """are right | are correct | are ok | are fine | are good | look right | look correct | look good | match
 | match my list | match our list | match what i have | match what we have | check out | add up""".replace(
    "\n", ""
).split(" | ")
_WISHED = """wanted | need | needed | asked for | ordered | agreed | agreed on | decided | decided on | discussed
 | had in mind | meant | settled on | signed off on""".replace("\n", "").split(" | ")

TOLD = " | ".join(
    [f"{who} {does}" for who in _WHO for does in _APPROVES]
    + [f"{have}{asked} {who}" for have in ("", "i ", "we ", "i have ", "we have ", "just ") for asked in _ASKED
       for who in _WHO]
    + [f"{got}{what} from {who}" for got in ("", "got ", "i got ", "we got ", "i have ", "we have ", "have ")
       for what in _APPROVALS for who in _WHO]
    + [f"{by} {who}" for by in ("by", "approved by") for who in _WHO]
    + [f"{which}{things} {right}" for which in ("", "the ", "both ", "all ", "these ", "those ", "all the ")
       for things in _THINGS for right in _RIGHT]
    + [f"that is what {who} {wished}" for who in ("i", "we", *_WHO) for wished in _WISHED]
    + [f"for the {count} time" for count in ("second", "third", "fourth", "fifth", "tenth", "last", "hundredth")]
    + """we discussed it | we discussed it internally | we talked about it | we have discussed it | we talked it over
 | we have talked about it | i have talked it over | i thought about it | we thought about it | i have checked it
 | i have checked | we have checked it | we have checked | i checked it | i checked | checked | double checked
 | i have double checked | it matches my list | it matches our list | matches my list | matches our list
 | unfortunately | sadly | reluctantly | finally | naturally enough | if you must | if it must be | it is what it is
 | can not be helped | it can not be helped | a pity | what a pity | pity | a shame | too bad | oh boy | ugh | phew
 | can not wait | we can not wait | i can not wait | we are in a hurry | i am in a hurry | it is urgent | urgent
 | as agreed | like we agreed | for your help | for the help | all the same | for your patience
 | well | ) | ; | for checking | for asking | them like this | them like that""".replace("\n", "").split(" | ")
)  # fmt: skip
"""Takes nothing away from a yes beside it, and is none by itself."""

YES_TOO = """precisely | ok dokie | okie dokie | okey dokey | oki doki | okie | oki | okk | it is right | it is correct
 | sold | naturally | thumbs up | sounds fair | that will work | book it in | book them in
 | yes to everything | yes to all | yes to all of it | yes to both | both yes
 | it is a yes | that is a yes | it is a yes from me | it is a yes from us | we are in | i am in | happy with it
 | we are happy with it | i am happy with it | we are happy with this | i am happy with this | you shall
 | you can do that | you can do it | you can go ahead and do it | all correct | everything is correct
 | everything is right | everything looks right | everything looks good | everything looks correct
 | pull the trigger | hit the button | push the button | press the button | press go | hit go
 | that is the right place | it is the right place | right place | address is right | the address is right
 | go on then | do the needful
 | please do the needful | do the same | please do the same | done deal | go ahead with same
 | go ahead with the same | proceed with same | proceed with the same | carry on with it | rightio go ahead

 | sounds like a plan | sounds a plan | sounds like a deal | off we go | too right | good as gold
 | let us crack on | let us get cracking | get cracking | get on with it | have at it
 | by all means do | full steam ahead then | send it through then | make it happen please | all good to go
 | happy to proceed | happy to go ahead | we are happy to proceed | i am happy to proceed | we are happy to go ahead
 | i am happy to go ahead | happy for you to proceed | happy for you to go ahead | please go ahead with it
 | we wish to proceed | i wish to proceed | we would like to proceed | i would like to proceed | we want to proceed
 | i want to proceed | we would like to go ahead | i would like to go ahead | you have my blessing
 | you have our blessing | you have the go ahead | consider it agreed | consider it done | it is agreed""".replace(
    "\n", ""
)
_CARRIES_OUT = ("hand in", "send off", "send in", "send through", "put through", "push through", "lock in",
                "set up", "carry out", "book", "save", "arrange", "process", "submit", "apply", "enter", "register",
                "file", "schedule", "implement", "finalize", "finalise", "forward", "place")  # fmt: skip
_IT = ("it", "this", "that", "them", "those", "these", "em", "the same", "same", "the change", "the changes",
       "this change", "these changes", "the update", "the request", "my request")  # fmt: skip


def _commands(verb: str) -> list[str]:
    first, *rest = verb.split()
    return [" ".join((first, what, *rest)) for what in _IT] + [f"{verb} {what}" for what in _IT if " " in what]


CARRIED_OUT = " | ".join(command for verb in _CARRIES_OUT for command in _commands(verb))
"""Agrees beside a word that does, or where the assistant asked with that very verb."""
ALLOWED = "you can | you should | you could"

_QUESTION = re.compile(r"([^.!?:]+)\?\s*$")


def carried_out_as_asked(assistant: str) -> frozenset[Phrase]:
    """ "Shall I hand it in?" is agreed to by "hand it in" and by "hand in"."""
    question = _QUESTION.search(assistant.lower())
    asked = question[1] if question else ""
    verbs = [v for v in _CARRIES_OUT if re.search(rf"\b{v.split()[0]}\b.*{''.join(v.split()[1:])}", asked)]
    return frozenset(tuple(said.split()) for verb in verbs for said in (verb, *_commands(verb)))

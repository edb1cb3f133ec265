"""Signs of anger and of good cheer in the words and the writing of a message: what the mood classifier weighs.

A sign is a family of expressions ("said before", "robbery", "mock praise"), in four languages. None of them makes a
message frustrated by itself: how much each one counts, beside the plain words, was learnt from labelled messages
(ADR 12).
"""

import re
from collections.abc import Iterator

_FAMILIES = {
    "repeated": r"(third|fourth|fifth|sixth|umpteenth|hundredth) (time|e-?mail|message|call|request|attempt|reminder)"
    r"|(two|three|four|five|six|seven|ten|\d+|so many|how many|countless) (more )?(tries|e-?mails?|calls"
    r"|agents|reps)"
    r"|(two|three|four|five|six|seven|ten|\d+) times (now|already|in a row|over|running)"
    r"|(so|how) many times|countless times"
    r"|(told|asked|said|wrote|written|explained|called|e-?mailed|reported|mentioned|begged|answered|sent)( \w+){0,5}"
    r" (two|three|four|five|six|seven|ten|\d+|several|many) times|yet again|once again|schon wieder|otra vez"
    r"|again and again|over and over|how often|wie oft"
    r"|cu[aá]ntas veces|combien de fois|(drei|vier|f[uü]nf)mal|(dos|tres|cuatro|cinco) veces"
    r"|(deux|trois|quatre|cinq) fois|zum (letzten|dritten|vierten|x-ten) mal|repeat(ing|ed|edly)|asked twice"
    r"|(told|asked|said|explained|wrote|emailed|called)( \w+){0,4} twice|going (a?round )?in circles",
    "again": r"again|still (waiting|no|not|nothing|wrong|haven't|hasn't|don't|the"
    r" (same|wrong|old))|wieder|encore|always|every time|every single|toujours|siempre|immer|jedes mal"
    r"|chaque fois|cada vez|twice",
    "told": r"(i|we)('ve| have)? (already |just |clearly |never )(said|told|asked|explained|wrote|written|typed"
    r"|mentioned"
    r"|answered|stated|sent|agreed)|i('ve| have) (told|explained|repeated)|(i|we) said|as i('ve)? (said|told|stated)"
    r"|as stated|like i (said|asked|told)|what i (said|send|sent|write|wrote|want)|i've been saying|told you"
    r"|(je|on) (vous )?l'ai (d[eé]j[aà] )?(dit|[eé]crit)|je (r[eé]p[eè]te|vous ai dit)|ya (se )?(lo|los|te lo) (he"
    r"|dije)"
    r"|se lo he|habe ich (doch|schon|ihnen|euch)|never (asked|agreed|said|mentioned|told)|misread"
    r"|ignor(ed|ing|e) m[ey]",
    "waiting": r"(weeks|months|days|hours|minutes) (late|and|of|on hold|in a queue|for this)|still waiting|on hold"
    r"|been waiting|waiting (for )?(ages|forever)|(half|an) (an )?hour|all (day|week|morning|month)|in your queue"
    r"|radio silence|silence|no (answer|reply|response|update|word)|anyone|anybody"
    r"|(nobody|no one|not one)(?!('s| is| will be| was) (there|home|in|at|around|on site|away|present)\b)"
    r"|llevo (una|un|toda|todo|dos|tres)|desde hace|(seit|vor) \w+ (wochen|tagen|monaten|stunden)|cela fait un"
    r"|ça fait|keiner|niemand|personne ne|nadie|hung up|ghosted|vertr[oö]st\w*|baladez|chase you|took (you|me)"
    r"|keep(s)? (getting|being|asking|sending|saying|making|happening|changing)|since (day one|breakfast)"
    r"|(this|next) (decade|century)|grandkids|grandchildren|dawn of time|any day now|before christmas of",
    "curse": r"damn\w*|goddamn|the hell|heck|fuck\w*|shit\w*|crap\w*|bloody|wtf|ffs|bullshit|arse|piss\w*"
    r"|screw (this|you)"
    r"|sucks?|stinks?|mierda|maldit\w+|joder|dichos[oa]|demonios|bordel|merde|putain|foutu\w*|mist|schei(ss|ß)\w*"
    r"|verdammt\w*|zum teufel|for (god|heaven|pete|christ|goodness|fuck)'?s?( sake)?|for the love of|crying out loud"
    r"|good grief|jesus|christ|oh my god|omg|yes god|no god|meine g[uü]te|herrgott|por dios|ugh+|argh+|grr+|pff+|smh",
    "abuse": r"stupid|idiot\w*|moron\w*|muppets?|clowns?|genius|dumb|useless|pathetic|incompeten\w*|competent|liars?"
    r"|lied|lie|crooks?|thie(f|ves)|vultures|brain|tin can|clueless|hopeless|amateurs?|d[aä]mlich\w*|bl[oö]de\w*"
    r"|in[uú]til\w*|incapable\w*|unf[aä]hig\w*|sordo|deaf|blind|out of your mind|asleep|ashamed|sch[aä]men|shady",
    "trash": r"garbage|trash|rubbish|junk|rags?|basura|porquer[ií]a|torchons?|schrott|schund|nonsense|mess|joke|farce"
    r"|nightmare|disaster|disgrace\w*|shambl\w*|shambolic|atrocious|terrible|awful|horrible|horrendous|dreadful|worst"
    r"|appalling|lousy|shoddy|botch\w*|ruin\w*|wreck\w*|unwearable|scandal\w*|skandal\w*|katastroph\w*|catastroph\w*"
    r"|catastrophe|witz|desastre|poor (service|quality)|going downhill|downhill|embarrass\w*|peinlich|prank|misleading",
    "anger": r"(manager|human|person|supervisor|boss|agent)\W+(now|today|immediately|this (minute|instant))"
    r"|angry|furious|livid|fuming|annoy\w*|frustrat\w*|outrag\w*|disgust\w*|fed up|sick (of|and tired)"
    r"|tired of|had enough|enough (is|of|with|nonsense)|patience|wits'? end|(lost|losing) my|insult\w*|resent"
    r"|exhaust\w*|disappoint\w*|unhappy|cheated|lied to|hart[oa]|hasta (las narices|el gorro|la coronilla)|ras le bol"
    r"|marre|j'en peux plus|nase voll|mir reicht|reicht's|es reicht|sauer|w[uü]tend|entt[aä]uscht|enfadad\w+"
    r"|indignad\w+|d[eé]çue?s?|furieu\w+|unacceptable|ridiculous|ridicul\w*|unbelievable|incredible|absurd|inaceptable"
    r"|inadmissible|unversch[aä]mt\w*|frechheit|honte\w*|verg[uü]enza|unm[oö]glich|unfassbar|l[aä]cherlich"
    r"|incroyable|incre[ií]ble|beggars belief|obnoxious|painful|p[eé]nible|past caring|no longer care|getting old"
    r"|beyond me|can't with|losing my mind|not amused|wast(ed?|ing) (of|my|enough|so|our)|demand",
    "robbery": r"rip-?off|rip off|robbery|robo|atraco|abzocke|scam|fleec\w*|extort\w*|du vol|gouging|bleed\w* me"
    r"|(take|took) (my|our) money|steal\w*|voleur\w*|ladron\w*|nickel and dim\w*|(who|person) invents|your mistake"
    r"|your (own )?(error|fault|mess|mix-?up)|(for|por|pour|f[uü]r) (your|su|votre|vos|euren?|ihren?) (\w+)?"
    r"(mistake|error|fehler|b[eê]tise|erreur)|fallo (de ustedes|suyo)|you (broke|botched|ruined|messed|screwed)",
    "reproach": r"you (people|lot|guys|clowns|ppl|never|always|clearly|promised|lied|misread|vanished|missed|said"
    r"|still)"
    r"|(?<!of )your people|your (lot|incompetence|so[- ]called|precious|silence|bot|robot)|do you even"
    r"|are you (even|people|kidding"
    r"|serious|deaf|programmed|blind)|(can|can't|could) you (not|even|for once|lot)|(can|will|do) (any|some)one"
    r"|learn to|can't (even )?count|read (what|my|it)|listen to|what('s| is) wrong with|what part of|get it (right|now)"
    r"|(how|so|that|too|really) (hard|difficult)|too much to ask|how dare|dare you|shame on|on earth|what gives you"
    r"|why (on earth|must|is it|does everything|do i have|should i (have to)?)|what kind of (a )?(company|service)"
    r"|vous moquez|vous vous|se (creen|burlan)|saben leer|lesen sie|zuh[oö]ren|trop demander|zu viel verlangt"
    r"|rocket science|made up|beyond you|how is (this|it|that)|you('ll| will) only|the nerve|not (asking|even) for"
    r"|talking to a wall|una pared|eine(r)? wand|un mur|your idea of|who (signed|typed|does that|hell)|would it kill"
    r"|is anyone|was that so|excuses?|excusa|ausrede\w*|admit it|explain (that|yourself|why)|make(s)? no sense"
    r"|zero sense"
    r"|(should|shouldn't|shouldn't) (not )?have (to|had to)|had to beg|beg|one job|expected better",
    "leaving": r"never (again|order\w*|want|had|have)|last (order|time (we|i|you)|chance)|our business|competitor"
    r"|lawyer"
    r"|one star|disput(e|ing)|chargeback|reversing|plus jamais|nunca m[aá]s|letzte bestellung"
    r"|(i'm|i am|we're|we are) (done|through|out)|give up|want out|refuse|stop (with|asking|sending|telling"
    r"|giving|pushing"
    r"|rounding|repeating|it|wasting|messing|playing|charging)|stop stop|loyal customer|forget the (bot|chat)|no bots?",
    "mock": r"so called|thanks for nothing|merci pour rien|gracias por nada|danke f[uü]r nichts|congratulations on"
    r"|congrats (you|on)|toll gemacht|top (marks|notch)|oh (joy|look|good|great|wonderful|lovely)|so much for|spare me"
    r"|pray tell|do me the|for once|por una vez|pour une fois|supposedly|typical\w*|typisch|comme d'habitude|as usual"
    r"|wie [uü]blich|como siempre|here we go|mythical|fantasy|cool cool cool|ja wohl|just (great|perfect|typical)",
    "praise": r"bravo|congrat\w*|enhorabuena|brilliant|wonderful|fantastic|(great|nice|good|lovely) (job|work|one)"
    r"|(nice|good|lovely) of you|well done|charming|apparently|lovely|courtesy|endlich|finally|de una vez|enfin",
    "sorry": r"sorry|apolog\w*|my (bad|fault|mistake|own)|stupid me|silly me|dumb mistake|i goofed|oops|ou?ps|whoops"
    r"|(i am|i'm|i was) (an idiot|hopeless|useless|terrible|dumb|being dumb)|lol|ha(ha)+|hehe|jaj?a+|perd[oó]n"
    r"|disculp\w*|d[eé]sol[eé]e?|pardon|entschuldig\w*|tut mir leid|ma faute|culpa m[ií]a|unfortunately|leider"
    r"|malheureusement|lamentablemente|regrettably|no (rush|stress|worries|hurry|big deal)|don't worry|happy to"
    r"|just (checking|wondering|curious|noticed|saying)|i'm afraid|hate to|me again|again lol|crazy tempting|nervous",
    "kind": r"love (it|the|them|those)|amazing|awesome|thank you|thanks a|gracias|merci|danke|please|pls|por favor|svp"
    r"|bitte|would you|could you|gorgeous|perfect|excited|can't wait|h[aâ]te|gespannt|bless|hope(d)? you|cheers|yay",
}
_SIGNS = {name: re.compile(rf"(?<![\w'])(?:{family})(?!\w)", re.IGNORECASE) for name, family in _FAMILIES.items()}
_FRIENDLY = frozenset({"sorry", "kind"})
_NAMES = re.compile(r"(?<=[\w,] )(?:[A-Z][a-zà-ÿ']+ ){1,5}[A-Z][a-zà-ÿ']+|(?<!\w)['\"“‘][^'\"”’]{2,40}['\"”’](?!\w)")
_CODES = re.compile(r"\d?X+[SL]|BT|PO|URGENT\w*|DRINGEND|SVP|PLEASE|ASAP|HQ|UPS|DHL|CEO|OK|HI|THANKS|THANK|YOU")
_WRITING = {
    "!!": r"!!", "??": r"\?\?", "?!": r"\?!|!\?", "...": r"\.\.\.|…", "one!": r"^[^!]*![^!]*$", "asks twice": r"\?.*\?",
    "said twice": r"\b(\w+)[.,!]* \1\b", "chopped": r"\b\w+\. \w+\.(?: |$)", "asks": r"\?",
    "smile": r"[:;]-?[)D]|xD|🙂|😊|😄",
    "scowl": "[\U0001f620\U0001f621\U0001f92c\U0001f624\U0001f644\U0001f595]", "quoted": r"(?<!\w)['\"“‘]\w",
}  # fmt: skip
_WRITTEN = {name: re.compile(pattern) for name, pattern in _WRITING.items()}


def signs(text: str) -> Iterator[str]:
    """The signs in ``text``, each once; names ("the Worst Team Ever tee") give none."""
    text = text.replace("\u2019", "'")
    yield from (f"m:{name}" for name, pattern in _WRITTEN.items() if pattern.search(text))
    yield from _capitals(text)
    spoken = text if text.isupper() else _NAMES.sub(" ", text)
    angry = 0
    for name, pattern in _SIGNS.items():
        count = sum(1 for _ in pattern.finditer(spoken))
        if count:
            yield f"k:{name}"
        if count > 1:
            yield f"kk:{name}"
        angry += bool(count) and name not in _FRIENDLY
    yield f"n:{min(angry, 4)}"


def _capitals(text: str) -> Iterator[str]:
    letters = [sign for sign in text if sign.isalpha()]
    shouted = [w for w in re.findall(r"[^\W\d_]{2,}", text) if w.isupper() and not _CODES.fullmatch(w)]
    if len(letters) >= 8 and sum(sign.isupper() for sign in letters) > 0.6 * len(letters):
        yield "m:all capitals"
    elif shouted:
        yield "m:capitals"
        if any(len(word) >= 4 for word in shouted):
            yield "m:long capitals"
        if len(shouted) > 1:
            yield "m:many capitals"

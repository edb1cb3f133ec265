"""German order-change words, each with the plain English the grammar reads instead."""

from agent_service.interpret.wordlist import words

MARKERS = frozenset(
    words("""
    der das den dem ein eine einen einer und oder aber nicht ich wir sie ihr mir uns bitte danke hallo guten tag
    moin bestellung bestellungen größe größen groesse farbe stück stueck stornieren storniere storniert
    stornieren ändern ändere aendern möchte möchten moechte können kannst könnt könnten brauche brauchen auf für
    fuer mit ohne statt anstatt mehr weniger lieferung liefern adresse wann wo wieviel wie ja nein passt gut
    mach machen macht einverstanden doch lieber noch schon auch zum zur vom beim unsere unser unseren meine mein
    meinen alle jeweils kappen mützen jacken jacke hinzufügen entfernen weg raus erste zweite dritte option
    mitarbeiter mensch sprechen haben habt hat gibt diese dieser diesen die war waren einem schwarz schwarze
    schwarzen rot roten weiß weißen ist sind wird werden sollen soll bestätige klar gerne genau
    """)
)

GLOSSARY = """
bitte schoen | bitte = please
vielen dank | danke schoen | danke = thanks
guten tag | guten morgen | hallo | moin | servus = hello
ja = yes
jawohl = yes
nein = no
nee | ne = no
klar | na klar | natuerlich | selbstverstaendlich = of course
gerne | gern = gladly
einverstanden = agreed
in ordnung | geht klar | alles klar = agreed
passt so | das passt | passt = that is fine
das ist ok | das ist gut | ist gut | ist ok | gut so = that is fine
genau so | genau | richtig | korrekt | stimmt = that is correct
perfekt = perfect
mach das | machen sie das | mach es | machen sie es | mach mal = do it
genau so machen | so machen wir es | machen wir so | so machen wir das | so machen = do it
los | leg los | nur zu = go ahead
ich bestaetige | wir bestaetigen | hiermit bestaetige ich = i confirm
bestaetigen | bestaetigt = confirm
nein danke | nee danke = no thanks
dann lieber nicht | lieber nicht | doch nicht | lieber doch nicht = rather not
lass es | lassen sie es | vergiss es | vergessen sie es | lassen wir es | lass mal = forget it
so lassen | alles so lassen | lass es so = leave it as is
noch nicht = not yet
moment mal | einen moment | moment | warte mal | warte | warten sie = wait
keine von beiden | keins von beiden | weder noch | keine davon = neither
zu teuer = too expensive
aber = but
wenn es kostenlos ist = if it is free
wenn | falls | sofern = if
und = and
oder = or
auch | ausserdem | zusaetzlich | dazu = also
dann = then
mit einem menschen | einen menschen | mit einem mitarbeiter | einen mitarbeiter | mitarbeiter | mensch = a human
sprechen | reden = talk to
ich moechte | wir moechten | ich will | wir wollen = i want
ich haette gern | ich haette gerne | wir haetten gern | wir haetten gerne = i want
ich brauche | wir brauchen | wir benoetigen | brauche | brauchen | benoetigen = i need
koennen sie | kannst du | koennten sie | koennt ihr | koenntet ihr | koenntest du = can you
kann ich | koennen wir | kann man = can i
geht das = is that possible
aendern sie | aendern | aendere | umaendern | tauschen | umtauschen | tausche | wechseln | ersetzen = change
erhoehen | erhoehe | aufstocken | hochsetzen = increase
reduzieren | reduziere | verringern | verringere | kuerzen | senken | runtersetzen = reduce
hinzufuegen | fuege | ergaenzen | dazunehmen | hinzu = add
entfernen | entferne | loeschen | loesche | streichen = remove
streiche | weglassen | herausnehmen | rausnehmen | weg | raus = remove
stornieren | storniere | storniert | absagen | abbestellen | annullieren = cancel
liefern | schicken | schicke | schickt | senden | versenden | lieferung an | liefert = ship
machen sie | machen | mach | macht = make
lassen | lass = leave
sollen | soll | sollten | sollte = should
sein | werden | wird = be
verdoppeln | verdopple | verdoppeln sie = double
die doppelte menge | doppelt so viele = double
anstatt | anstelle von | statt = instead of
die haelfte der | die haelfte von | die haelfte | haelfte der | haelfte = half
alle | alles | saemtliche | ganze | gesamte | komplett = all
jeweils | je | jede | jeder | jedes | pro = each
beide | beiden = both
einige | ein paar | paar = some
den rest | der rest | rest = the rest
die anderen | die uebrigen = the others
noch | weitere | zusaetzliche = more
mehr = more
weniger = fewer
nur | nur noch | lediglich = only
dutzend = dozen
stueck | stuecke | teile | artikel = pieces
menge | anzahl | stueckzahl = quantity
groesse | groessen = size
kleine | kleinen | klein = small
mittlere | mittleren | mittel = medium
grosse | grossen | gross = large
farbe = color
schwarzen | schwarze | schwarzer | schwarzes | schwarz = black
weissen | weisse | weisser | weiss = white
roten | rote | roter | rotes | rot = red
dunkelblauen | dunkelblaue | dunkelblau | marineblau | marineblaue | marineblauen | navyblau = navy
koenigsblau | royalblau | koenigsblaue | koenigsblauen = royal blue
blauen | blaue | blaues | blau = blue
waldgruen | dunkelgruen = forest green
gruenen | gruene | gruen = green
grau meliert = heather grey
grauen | graue | grau = grey
anthrazit = charcoal
sandfarbenen | sandfarbene | sandfarben = sand
gelbe | gelben | gelb = yellow
tshirts | tshirt | shirts | shirt = tees
kapuzenpullover | kapuzenpullis | kapuzenpulli | pullover | pullis = hoodies
kappen | kappe | muetzen | muetze | basecaps = caps
jacken | jacke = jackets
poloshirts | poloshirt = polos
tanktops | tanktop = tanks
logo = logo
motiv | druck | aufdruck = artwork
bestellung | bestellungen | auftrag = order
lieferadresse | adresse | anschrift = address
postleitzahl = zip
lager = warehouse
buero = office
zentrale | hauptsitz = hq
schule = school
brauerei = brewery
basislager = base camp
lieferdatum | liefertermin | lieferung | zustellung = delivery
ankommen | ankommt | kommt | eintreffen | an = arrive
tage | tag | tagen = days
woche | wochen = weeks
eine woche = 1 week
frueher = earlier
spaeter = later
verschieben | verschiebe | verschieben sie = postpone
vorziehen = bring forward
gestern = yesterday
von gestern = from yesterday
heute = today
morgen = tomorrow
meine letzte bestellung = my last order
aufteilen | teilen | teillieferung | getrennt = split
wo ist | wo bleibt | wo sind = where is
wann kommt | wann kommen | wann wird | wann trifft = when will arrive
wieviel kostet | was kostet | was kosten = how much is
wie lange = how long
wie viele | wieviele | wieviel | wie viel = how many
preis = price
kostet es etwas | kostet das etwas | fallen kosten an = is there a fee
haben sie | habt ihr | gibt es = do you have
auf lager | verfuegbar | lieferbar | vorraetig = in stock
zurueckschicken | zuruecksenden | retournieren | zurueckgeben | retoure = return
empfehlen | empfehlt | empfehlung = recommend
waschen | wasche | waescht = wash
warum = why
wie = how
wann = when
wo = where
nicht = not
kein | keine | keinen = no
ohne = without
mit = with
von = of
auf = to
zu | zum | zur = to
nach | ins = to
um = by
in | im = in
fuer = for
der | die | das | den | dem | des = the
ein | eine | einen | einem | einer = a
mein | meine | meinen | meiner = my
unser | unsere | unseren | unserer = our
ihr | ihre | ihren = your
diese | dieser | diesen = those
die erste | das erste | der erste | option eins = the first one
die zweite | das zweite | der zweite = the second one
die dritte | das dritte | der dritte = the third one
erste | ersten = first
zweite | zweiten = second
dritte | dritten = third
zeile | position = line
die guenstigere | das guenstigere | die billigere | die guenstigste = the cheapest
ich nehme | wir nehmen = i take
ist | sind = is
ich = i
wir = we
sie = you
es = it
am = on
"""

NUMBERS = """
zwei=2 drei=3 vier=4 fuenf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwoelf=12 dreizehn=13 vierzehn=14
fuenfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreissig=30 vierzig=40 fuenfzig=50 sechzig=60
siebzig=70 achtzig=80 neunzig=90 hundert=100
"""

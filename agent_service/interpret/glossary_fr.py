"""French order-change words, each with the plain English the grammar reads instead."""

from agent_service.interpret.wordlist import words

MARKERS = frozenset(
    words("""
    le les une des du au aux je nous vous il est sont et ou mais bonjour merci svp commande commandes taille
    tailles casquette casquettes veste vestes sweat sweats annuler annulez annule changer changez modifier
    modifiez voudrais voudrions veux voulons pouvez peut puis avec sans pour plus moins lieu livraison livrer
    livrez adresse quand ou combien comment oui non bon parfait accord allez avez avons mes mon ma notre nos
    votre vos toutes tous tout ajouter ajoutez ajoute enlever enlevez supprimer supprimez mettre mettez s'il
    plait ça ca c'est premiere premier deuxieme seconde option personne parler conseiller humain en la de
    laissez laisser tomber finalement aimerais faudrait faut besoin dans que qui sur la retourner puisse encore
    fait faites marche confirme
    """)
)

GLOSSARY = """
s' il vous plait | s' il te plait | svp | stp = please
merci beaucoup | merci = thanks
bonjour | bonsoir | salut = hello
oui = yes
non = no
d' accord | dac = agreed
bien sur = of course
allez y | vas y = go ahead
c' est bon | c' est bien | ca marche | ca me va | ca nous va | tres bien = that is fine
c' est exact | c' est correct | c' est ca | exact = that is correct
parfait = perfect
je confirme | nous confirmons = i confirm
confirmer | confirmez | confirme = confirm
faites le | fais le | faites = do it
non merci = no thanks
laissez tomber | laisse tomber | tant pis = forget it
laissez comme ca | laissez tel quel | ne changez rien = leave it as is
pas encore = not yet
attendez | attends | un instant = wait
ni l' un ni l' autre | aucune des deux | aucun des deux | aucune | aucun = neither
trop cher = too expensive
finalement non | plutot non = rather not
mais = but
c' est parfait | c' est tres bien = that is perfect
si c' est gratuit = if it is free
si = if
et si = what if
et = and
ou = or
aussi | egalement | en outre = also
puis | ensuite = then
je veux parler a | je voudrais parler a | parler a | parler avec = talk to
une personne | quelqu' un | une vraie personne | un humain | un etre humain = a human
un conseiller | un agent | un collaborateur = a human
personne = person
conseiller | humain = human
je voudrais | nous voudrions | je veux | nous voulons | j' aimerais | nous aimerions | on voudrait | on veut = i want
il nous faut | il me faut | il faudrait | il nous faudrait = i need
il faut | j' ai besoin de | nous avons besoin de | j' ai besoin d' | nous avons besoin d' = i need
pouvez vous | pourriez vous | peux tu | vous pouvez = can you
puis je | peut on | pouvons nous | on peut = can we
est ce que c' est possible de | est il possible de | possible de = is it possible to
est ce que = is
changer | changez | change | modifier | modifiez | remplacer | remplacez | remplace = change
augmenter | augmentez | augmente = increase
reduire | reduisez | reduis | diminuer | diminuez | baisser | baissez = reduce
ajouter | ajoutez | ajoute | rajouter | rajoutez = add
enlever | enlevez | enleve | supprimer | supprimez | supprime | retirer | retirez | retire | virer | virez = remove
annuler | annulez | annule = cancel
livrer | livrez | envoyer | envoyez | envoie | expedier | expediez = ship
mettre | mettez | mets = put
passer | passez | passe = change
faire | fais = make
garder | gardez | laisser | laissez = leave
doit etre | doivent etre | devrait etre | devraient etre = should be
soient | soit | sont = be
doubler | doublez | le double de = double
au lieu de | au lieu d' | a la place de | a la place des | plutot que = instead of
la moitie des | la moitie de | la moitie du | moitie des | moitie de | la moitie = half
tous | toutes | tout | toute = all
chaque | chacun | chacune = each
les deux = both
quelques = some
le reste = the rest
les autres = the others
de plus | en plus | supplementaires | supplementaire | plus de = more
plus = more
de moins | en moins = fewer
moins = fewer
seulement | uniquement | juste = only
douzaine de | douzaines de | douzaine | douzaines = dozen
pieces | piece | unites | exemplaires | articles = pieces
quantite = quantity
en taille = in size
de taille | taille | tailles = size
petits | petites | petite | petit = small
moyennes | moyenne | moyens | moyen = medium
grandes | grands | grande | grand = large
couleur | couleurs = color
noires | noire | noirs | noir = black
blanches | blanche | blancs | blanc = white
rouges | rouge = red
bleu marine | bleus marine | bleues marine | marine = navy
bleu roi | bleu royal = royal blue
bleues | bleue | bleus | bleu = blue
vert foret | verts foret | vert sapin = forest green
verts | vertes | vert | verte = green
gris chine = heather grey
gris | grise | grises = grey
anthracite = charcoal
sable = sand
jaune | jaunes = yellow
rose | roses = pink
tshirts | tshirt | maillots | maillot = tees
debardeurs | debardeur = tanks
sweats a capuche | sweat a capuche | sweats | sweat = hoodies
casquettes | casquette = caps
vestes | veste | blousons | blouson = jackets
logo = logo
visuel | motif | dessin | impression = artwork
commande | commandes = order
l' adresse | adresse = address
code postal = zip
entrepot = warehouse
bureau | bureaux = office
siege | siege social = hq
ecole = school
camp de base = base camp
brasserie = brewery
la livraison | livraison | date de livraison = delivery
livree | livre | livres | livrees = delivered
jours | jour = days
semaine | semaines = weeks
une semaine = 1 week
plus tot | avant = earlier
plus tard | apres = later
repousser | repoussez | decaler | decalez | retarder = postpone
avancer | avancez = bring forward
hier = yesterday
d' hier = from yesterday
aujourd' hui = today
demain = tomorrow
ma derniere commande = my last order
scinder | separer | en deux envois | en deux fois = split
ou est | ou en est | ou se trouve = where is
quand arrive | quand arrivera | quand sera livree = when will arrive
arriver | arrive | arrivera = arrive
combien coute | combien ca coute | quel est le prix = how much is
combien de temps = how long
combien de | combien = how many
prix = price
est ce payant | facturez vous | y a t il des frais = is there a fee
avez vous = do you have
en stock | disponible | disponibles = in stock
retourner | renvoyer | retour = return
recommandez | conseillez | recommander = recommend
laver | lavage | lave = wash
pourquoi = why
comment = how
quand = when
quoi | que | qui = that
ne = not
n' = not
pas = not
sans = without
avec = with
de | d' | des | du = of
a | au | aux = to
en | dans = in
sur = on
pour = for
le | la | les | l' = the
un | une = a
mon | ma | mes = my
notre | nos = our
votre | vos = your
ces | cette | ceux | celles | ce = those
la premiere | le premier = the first one
la deuxieme | le deuxieme | la seconde | le second = the second one
la troisieme | le troisieme = the third one
premiere | premier = first
deuxieme | seconde | second = second
troisieme = third
ligne = line
la moins chere | le moins cher = the cheapest
je prends = i take
est = is
c' = it
je | j' = i
nous = we
vous = you
"""

NUMBERS = """
deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15
seize=16 vingt=20 trente=30 quarante=40 cinquante=50 soixante=60 cent=100 cents=100
"""

"""Spanish order-change words, each with the plain English the grammar reads instead."""

from agent_service.interpret.wordlist import words

MARKERS = frozenset(
    words("""
    el los las una unos unas por favor quiero quisiera necesito queremos necesitamos puedo puede pueden podemos
    podria podrias podeis hola gracias pedido pedidos camiseta camisetas sudadera sudaderas gorra gorras talla
    tallas cambiar cambie cambia cambiad cancelar cancela cancele cancelen en del al que es esta este estos
    estas son sean sea mas menos vez lugar direccion envio enviar envien entrega cuando donde cuanto cuantas
    como si vale claro dale muchas buenos dias buenas tardes tengo tenemos hay para pero tambien y de la lo mi
    mis nuestro nuestra persona agente hablar anadir agregar quitar quita quiten pon ponga pongan sube subir
    bajar baja reducir primera segunda tercera opcion ninguna nada mejor dejalo devolver adelante perfecto
    acuerdo correcto confirmo confirmar
    """)
)

GLOSSARY = """
me parece perfecto | me vale | nos vale | me sirve | nos sirve | me va bien | nos va bien | suena bien = that is fine
proceda | procedan | procede | proceder = proceed
reservelo | reserve | reserva = book it
acepto | aceptamos | lo acepto | aceptado = i accept
aprobado | lo apruebo | apruebo = approved
sin problema | ningun problema | no hay problema = no problem
hagamoslo | haganlo asi | hagalo asi | hazlo asi = do it
de ninguna manera | ni hablar | para nada | jamas = no way
tengo que consultar | tengo que preguntar | dejame pensar | dejeme pensar | lo pienso = let me ask first
tarifa | recargo | cargo | cargos = fee
pedido minimo | cantidad minima = minimum order
numero de seguimiento | seguimiento | rastreo = tracking number
atencion al cliente | un empleado | un responsable = a human
mas grande | mas grandes = bigger
mas pequena | mas pequeno | mas pequenas | mas pequenos = smaller
un tercio = a third
un cuarto = a quarter
en total = in total
tantas como | tantos como | la misma cantidad que = as many as
octubre = october
deseariamos | quisiera que = i want
que sean = should be
ponedme = put
a la mitad = by half
por favor = please
muchas gracias = thanks
gracias = thanks
hola | buenos dias | buenas tardes | buenas = hello
si = yes
claro que si | por supuesto | claro = of course
vale | okey = ok
dale | adelante | siga adelante | sigue adelante = go ahead
de acuerdo | conforme = agreed
esta bien | me parece bien | muy bien = that is fine
perfecto = perfect
correcto | exacto | eso es = that is correct
confirmo | lo confirmo = i confirm
confirmado | confirmar | confirma | confirme = confirm
hazlo | hagalo | haganlo = do it
no gracias = no thanks
mejor no | ya no = rather not
dejalo | dejelo | dejalo asi | dejelo asi | dejarlo como esta | deje todo como esta | dejalo como esta = leave it as is
olvidalo | olvidelo = forget it
no importa = never mind
todavia no | aun no = not yet
espera | espere | un momento = wait
nada = nothing
ninguna de las dos | ninguno de los dos | ninguna | ninguno = neither
demasiado caro | muy caro = too expensive
pero = but
si es gratis = if it is free
y si = what if
y = and
e = and
o = or
tambien | ademas = also
entonces = then
quiero hablar con | hablar con | hablarme con | comunicarme con | pongame con = talk to
una persona | alguna persona | alguien | persona real = a person
un agente | un humano | un representante | un asesor = a human
persona | humano = human
agente = agent
quiero | quisiera | queremos | quisieramos | me gustaria | nos gustaria | deseo | deseamos = i want
necesito | necesitamos | hacen falta | me hacen falta | nos hacen falta = i need
puede | puedes | pueden | podria | podrias | podrian | podeis = can you
puedo | podemos = can i
se puede = is it possible to
cambiar | cambie | cambia | cambien | cambiad | cambio = change
modificar | modifique | modifica = change
aumentar | aumente | aumenta | sube | suba | subir | suban | subid | incrementar = increase
reducir | reduzca | reduce | baja | baje | bajar | bajen | disminuir | rebajar = reduce
anadir | anade | anada | anadan | agregar | agrega | agregue | agreguen | sumar | suma = add
quitar | quita | quite | quiten | eliminar | elimina | elimine = remove
eliminen | borrar | borra | sacar | saca | saquen | retirar = remove
cancelar | cancela | cancele | cancelen | cancelad | anular | anula | anule = cancel
enviar | envia | envie | envien | mandar | manda | mande | manden | entregar | entregue | entreguen | envieis = ship
poner | pon | ponga | pongan | poned | ponme | ponganos = put
haz | haga | hagan | hacer = make
dejar | deja | deje | dejen = leave
sean | sea | son | seria | serian | esten | este en = be
deberian ser | deberia ser | tienen que ser | tiene que ser | deben ser | debe ser = should be
pasar | pasa | pase | pasen = move
duplicar | duplica | duplique | dupliquen | el doble de | el doble = double
en vez de | en lugar de = instead of
la mitad de | mitad de | la mitad | mitad = half
todos | todas | todo = all
cada uno | cada una = each
cada = each
ambos | ambas | los dos | las dos = both
algunos | algunas | unas cuantas | unos cuantos = some
el resto = the rest
los demas | las demas | los otros | las otras = the others
mas = more
menos = fewer
solo | solamente | unicamente = only
docena de | docenas de | docena | docenas = dozen
pieza | piezas | unidad | unidades | prendas = pieces
cantidad = quantity
en la talla | en talla = in size
de la talla | talla | tallas | tamano = size
pequenas | pequena | pequenos | pequeno | chica | chicas | chico | chicos = small
medianas | mediana | medianos | mediano = medium
grandes | grande = large
extra grande | extragrande | extra grandes = xl
color | colores = color
negras | negra | negros | negro = black
blancas | blanca | blancos | blanco = white
rojas | roja | rojos | rojo = red
azul marino | azules marino | azul marina | marino = navy
azul real | azul rey = royal blue
azul | azules = blue
verde bosque | verdes bosque = forest green
verde | verdes = green
gris jaspeado | gris = grey
grises = grey
gris carbon | antracita = charcoal
arena = sand
amarillas | amarilla | amarillo | amarillos = yellow
rosa | rosas = pink
camisetas sin mangas | camiseta sin mangas | camisetas de tirantes | camiseta de tirantes | tirantes = tanks
camisetas | camiseta | poleras | polera | playeras | playera | remeras | remera = tees
camisetas gruesas = heavy tees
sudaderas con capucha | sudadera con capucha | sudaderas | sudadera | buzos | buzo = hoodies
gorras | gorra = caps
chaquetas | chaqueta | chamarras | chamarra | cazadoras = jackets
polos = polos
el logo | logotipo | logo = logo
diseno | diseno grafico | estampado | arte = artwork
pedido | pedidos | orden = order
la direccion | direccion = address
codigo postal = zip
almacen | bodega | deposito = warehouse
oficina | oficinas = office
sede central | sede | oficina central = hq
escuela | colegio = school
campamento base | campamento = base camp
cerveceria = brewery
fecha de entrega | la entrega | entrega = delivery
un dia = 1 day
dias = days
dia = day
semana = week
semanas = weeks
una semana = a week
antes = earlier
mas tarde | despues = later
mas temprano | antes posible | cuanto antes = sooner
retrasar | retrase | aplazar = postpone
adelantar | adelante la = bring forward
hoy = today
ayer = yesterday
manana = tomorrow
el pedido de ayer = the order from yesterday
mi ultimo pedido = my last order
dividir | separar = split
en dos envios = in two shipments
donde esta = where is
cuando llega | cuando llegara | cuando llegan | cuando me llega = when will arrive
llegar | llega | lleguen | llegue = arrive
ya enviaron | ya ha salido | ya salio = has it shipped
estado = status
cuanto cuesta | cuanto costaria | cuanto vale | que precio tiene = how much is
cuanto tiempo = how long
precio = price
cobran algo por | cobran por | cobran | cobrais = do you charge for
hay que pagar = is there a fee
tienen | teneis | tienes = do you have
hay = do you have
existencias | en stock | disponible | disponibles = in stock
politica = policy
devolver | devuelvo | devolucion | devoluciones = return
me recomiendan | recomiendan | recomienda | recomendar | recomendacion = recommend
lavar | lavado | lava = wash
que talla = what size
a que se debe | por que = why
como = how
cuando = when
donde = where
cuantas | cuantos = how many
que = that
no = no
ni = nor
con = with
sin = without
de = of
del = of the
al = to the
a = to
en = in
para = for
por = for
desde = from
hasta = up to
el | la | los | las = the
un | una | unos | unas = a
uno = one
mi | mis = my
nuestro | nuestra | nuestros | nuestras = our
su | sus = your
este | esta | estos | estas | esos | esas | ese | esa = those
la primera | el primero | la primera opcion | la opcion uno = the first one
la segunda | el segundo | la segunda opcion = the second one
la tercera | el tercero | la tercera opcion = the third one
la ultima | el ultimo | la ultima opcion = the last one
primera | primer | primero = first
segunda | segundo = second
tercera | tercer | tercero = third
linea = line
opcion = option
la mas barata | el mas barato | lo mas barato = the cheapest
me quedo con = i take
es = is
estan | esta = is
tenemos que | tengo que | hay que = need to
lo = it
les = them
"""

NUMBERS = """
cero dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15
dieciseis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintiun=21 veintidos=22 veintitres=23
veinticuatro=24 veinticinco=25 veintiseis=26 veintisiete=27 veintiocho=28 veintinueve=29 treinta=30 cuarenta=40
cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 ciento=100 doscientos=200 doscientas=200
trescientos=300 trescientas=300 cuatrocientos=400 cuatrocientas=400 quinientos=500 quinientas=500
"""

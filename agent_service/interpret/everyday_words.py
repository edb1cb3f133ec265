"""Ordinary English words that are never taken for a misspelt order word."""

from agent_service.interpret.wordlist import words

EVERYDAY = frozenset(
    words("""
    a able about above accept accident according account across act action actual actually afford afraid after
    afternoon again against age ago agree agreed ahead air all allow allowed almost alone along already also
    although always am among amount an and angry announce another answer any anybody anymore anyone anything
    anyway anywhere apart apologies apologize appear apply appreciate approach april are area arm around art as
    ask asked asking at attach attached attend august aunt autumn away baby back bad bag ball band bank bar base
    bath beach bean bear beat beautiful beauty became because become bed beer been before beg begin behind being
    believe belong below best bet better between beyond big bigger bill bird birthday bit bite black blame blank
    bless block blog blood board boat body book booked boot booth born boss both bother bottle bottom bought
    bowl box boy boys branch brand bread break breakfast brewer brewery brewing bright bring broke broken
    brother brought brown budget bug build building built bulk bunch burn bus business busy but button buy by
    cafe cake call called calls came camp campaign can capacity car card cards care carry cart case cash cat
    catch caterer cause ceremony certain chance changes charge charged charity chart chat cheap cheaper cheapest
    cheat check checked checking checkout cheers chef child children chip choice choose christmas church city
    claim class clean clear clearly click client clients close closed cloth clothes club coach coast code coffee
    cold colleague colleagues collect college come comes comfort comfortable coming comment common company
    compare complain complaint complete completely concern condition conference confirm confuse confused
    confusing connect consider contact contain content continue contract control convenient cook cool copy
    corner cost costs cotton could count country couple course court cousin cover crazy cream create created
    credit crew cross cry cup curious current currently custom customer customers cut dad damage damaged dance
    dark data date dates day days dead deal dear death december decide decided deep defect defective delay
    delayed delete deliver delivered delivery demand depend desk despite detail details did die differ
    difference different difficult dinner direct dirty disappointed discount discuss discussed dish do doctor
    document does dog doing dollar dollars done door double doubt down download draft draw drawing dream dress
    drink drive driver drop dry due during duty each eager ear earlier early earn earth east easy eat edge edit
    effort egg eight either election else email emails emailed employee employees empty end ended engineer enjoy
    enough ensure enter entire entirely environment equal error especially even evening event events ever every
    everybody everyone everything everywhere exact exactly example excellent except exchange excited excuse
    exist expect expected expensive experience expert explain extra eye fabric face fact fail failed fair fall
    false family famous fan fantastic far farm fast fat father fault favor favorite favour feature february fee
    feedback feel fees feet fell felt festival few field fight figure file fill film final finally finance find
    fine finger finish finished fire firm first fish fit five fix flag flat flavor floor flow fly focus folks
    follow following food foot for force forest forget forgive forgot form forms formal forward found four free
    freeze french frequent fresh friday friend friends from front fruit full fun fund funny further future game
    garden gave general gentle get gets getting gift girl girls give given gives glad glass go goal goes going
    gold gone good goods google got grab grand grant great ground group groups grow guarantee guess guest guests
    guide guy guys haiku hair half hall hand handle happen happened happens happy hard hardly has hate have
    having he head health hear heard heart heat heavy height held hello help helped helpful her here hers hey hi
    high hill him himself hint his history hit hold holiday home honest honestly hope horrible hospital host hot
    hotel hour hours house how however huge human hundred hurry hurt husband i ice idea ideas idiot if ignore
    ill imagine important improve in inch include included indeed info inform information inside instead
    instruction instructions insurance intend interest interested internal internet into invite invoice is issue
    issues it item items its itself january job join joined joke july june just keep kept key kick kid kidding
    kids kill kind king kitchen knew know known lack lady land language last late lately later latest laugh
    launch law lead leader learn least leave leaving left leg legal lend less let letter level lie life lift
    light lights like liked limit line link list listen little live load loan local location lock log logged
    login long longer look looking looks lord lose loss lost lot lots loud love low luck lucky lunch mad made
    mail mails main major make makes making man manage manager many map march mark market match material matter
    may maybe me meal mean means meant measure meat media meet meeting member members memory men mention menu
    mercy merch mess message messages met middle might mile milk million min mind mine minimum minute minutes
    miss missed missing mistake mix mixed model modern mom moment monday money month months mood more morning
    most mother mountain mouth move moved movie much mum music must my myself name named names near nearly neat
    necessary neck need needed needs neighbor neither never new news next nice night nine no nobody noise none
    nor normal north nose not note notes nothing notice november now number numbers obvious obviously october
    odd of off offer offered office official often oh oil old older on once one ones online only onto open
    opening opinion opposite option options or orange order ordered ordering orders original other others
    otherwise ought our ours out outdoor outside over own owner pack package page paid pain paint pair pants
    paper parcel pardon parents park part particular partner parts party pass past patch path pay paying payment
    peace people per percent perfect perhaps period person personal phone photo pick picked picking picture
    piece pink place placed plan plane planned plans plant plastic play player please pleased plenty plus pocket
    point police policy polite pool poor pop popular position possible possibly post pound power practice prefer
    prepare present president press pressure pretty price prices principal print printed prior private prize
    probably problem problems process produce product production products program project promise promised proof
    proper properly protect proud prove provide public pull purchase purple purpose push put quality quarter
    question questions quick quickly quiet quit quite quote race rain raise ran range rate rather reach react
    read reading ready real realize really reason receipt receive received recent recently record red refer
    reference refund refunds regard regarding regards regular relation relax release remain remember remind
    remove rent repair repeat replace reply report request requests require required research reserve rest
    restaurant result retail return returns review rich rid ride ridiculous right ring rise risk road robot
    robots rock role roll roof room round row rude rule rules run runner runners running rush sad safe said sale
    sales same sample sand sandwich sat save saw say saying says scale scare school science score screen sea
    search season seat seats second secret see seem seems seen self sell send sense sent separate september
    serious seriously serve service session set seven several shade shake shall shape share she sheet shift
    shine ship shipped shipping ships shit shoe shop short should shoulder shout show showed shows shrink shut
    sick side sign silly similar simple simply since sing single sir sister sit site situation six size skin sky
    sleep slow slowly small smart smell smile smooth snow so social soft sold some somebody somehow someone
    something sometimes somewhere son song soon sooner sorry sort sound sounds south space speak special
    specific speed spell spend spent spoke sponsor sponsors spoken sport sports spot spread spring staff stage
    stand standard star start started state states station status stay step stick still stock stolen stone stop
    store storm story strange street strong student students study stuff stupid style subject submit success
    such sudden suggest suggestions suit summer sun sunday super supplier supply support supposed sure surprise
    sweet swim system table tag take taken takes taking tale talk tall task taste tax tea teach teacher teachers
    team tell ten term terms terrible test text than thank thanks that the theater their them theme then there
    therefore these they thick thin thing things think third this those though thought three through throw
    thursday ticket tie tight till time times tired title to today together told tomorrow ton tone tonight too
    took tool top total touch tough tour toward town toy track tracked tracking trade train training transfer
    transport travel treat tree trial trick trip trouble truck true trust truth try trying tuesday turn twice
    two type ugly under undo understand uniform unit university unless until up upcoming update upon upset urgent us
    usable use used useless user uses using usual usually vacation valid value various vendor version very via
    view village visit voice volunteer volunteers vote wait waited waiting walk wall want wanted wants warehouse
    warm was wash washed waste watch water way we weak wear weather web website wedding wednesday week weekend
    weeks weigh weight weird welcome well went were west wet what whatever when whenever where whether which
    while who whoever whole whom whose why wide wife wild will win wind window wine winter wise wish with within
    without woman women wonder wonderful wood word words work worked worker workers working works world worn
    worried worry worse worst worth would wrap write writing written wrong wrote yard year years yellow yes
    yesterday yet you young your yours yourself zero incorrect disagree disagreed disapprove disapproved
    unconfirmed unapproved unacceptable inexact unclear unsure doable feasible workable disable able enable shippable
    damn hell crap wtf lol haha hmm hm um uh er erm
    oops ugh wow yay lager lagers larger largest smaller smallest shorter shirt cheapest tighter wider tune tone
    team teen tens tank tanks cape cars carp camps hose hope hopes hobby poll pool pole poles jackal sean black
    back blank slack adding added removed changing updating switching moving keeping making ordering shipping
    cutting dropping taking thing tied lied gray grays banner crest emblem sizing fits fitting shade tint hue
    stitch sew seam sleeve sleeves collar zipper zip zipped hood brim logo logos boss intern interns ceo cfo hr
    it dept department
    """)
)

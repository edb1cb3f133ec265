"""Ordinary English words that look like words of the trade and are none ("skipping", "carrier", "scarves").

They mean nothing to the grammar; they are listed so that none of them is taken for a misspelt "shipping" or "earlier".
"""

from agent_service.interpret.wordlist import words

ORDINARY = frozenset(
    words("""
    abiding abound absolute actress actresses actuality addiction addictions addison additive adjunct adoption
    afterward aided aiding alain alder aloe altar alternate alternating alto ambition amen amongst andreas annual
    annually annum appendix archival archive archives arising aroused arrange assuring audition auditions augment
    avenge avenger avoidable babe bach backward backyard bailing bake bale bane banger banned banter bare barges
    bark barking barrels barrier barring basel bash basketball baskets bass battles beanies bedside beef beep bees
    beet begging behaving bellows beloved bench benches bend bending berries beside betting bland bled blind blogger
    blond blown blur boast boeing boko bonfire bookings boom booming boon boring borough boroughs bose botched
    bounds brainer bravery bribery brig brine brink brow browne brownie brows brunch buck bummed bummer bumpy bums
    burying busch butch butcher butchers cabs cage calf cali calm calmed calming calvert camo cams cancer cancers
    cane capping carrier cartels cartier cartoon carving casa cask caste caster casting casts cate cave cease
    ceiling chai chained chair chaired champ chang channeling channing chanted chanting chao chap chaps chariot
    charley charm charming chas chase chasing chastity chatted chatting chest chick chilled chilling chipped
    chipping chopped chopping choral chuckle chunk cite clamp clapped clarify clarity cleanse clinging clipped
    clipper closets coals cohorts coke collection colo colon coma comb comet compete competed competes complex
    complexes compute conceal concealed concealing conceded conceding concept concert concerto concerts cone conform
    connection consent consort contest context convection convene convent converge converse conveys convict cookies
    cope cops cora cordial core coroner corral correctional corrective correlation corrupt corruption costa cosy
    cote countess counties county cove covert cram crammed cramp crawled crawling creamy crept crewneck crewnecks
    criminal crocker cropped cropping crust cult curl curling custard cycling cyst dade dame dams dane dans dare
    darkest darling dawn debating debuted debuting decay deceased deceive deceived deck declaration declare declared
    decorating decorative decreed decrees deer defeated defeating definite definitively deflected deformation
    defunct delegate delegated deletion demented denoted denying depleted deployed deport deportation deposit
    depressed derived derives deserted designation desolation detected detecting deter devise devised devoted
    dieting digger dill diluted dipping discern discord distinction docking docs doin donation doorway dork downside
    downtime draught drifting drip dripping drooling drought droughts drown drowned drowning dual duck dumber dumped
    dutch earliest eastern eden edict edition embroidered emit emitting empress enchanted endless entice entirety
    entries entropy equality equates espresso excerpt excerpts exciting existent exit exiting expires exploding
    exploited exposes extent extract failure failures fainted farmhouse farther fastball fasten fastest fatter
    fearing feast feat feather feathers federal fencing ferries fest fever fiddle fide fife figs figurines fink fist
    fists fixtures flatter flopped florist font foodie fooling forearm forecast foremost foresee forestry forever
    foreword forge forged forgery forster foster fosters fraught fret frog frontal fuel fully furthest garages
    garrett gather gathers gearing glow glowing gods goers golf golfing gomes gong goodies goody goof goon graders
    granger graphical graphite greed greek greeks greene greenish greet greets grinding grinning gripped gripping
    growl grown habs hackers hailing hale halting hamster handgun handout handy harbour harmful hatched hatches
    hatchet hatching hateful hauling haunted haven haze headline headlined headlines headway heal healing healthier
    heap heathen heavily heed hehe herb herd hero herr hind hire hive hobbies hole holed holy honored hoodlum hoof
    hoon hoop hoops hoot horse hounds hove howdy humane hung huts imagery implant incense incline intro jackass
    jacked jackpot jaguars jest jingle jumped jumpers junk jury keel keen keychain keychains kiln kilo kindle kink
    knack kneeling lace lags laid lake lame lana lanes lange lantern lanyard lanyards lard largo laser lass lateral
    latex latter layer layered leaking leaning leaping lease leasing leather lees legion legions lego lens lesions
    lest letting licking lien lila limb limo limp linen linger lint liter lobe locating locator loco lodging longest
    looming looping loose loosing looting lore lumber lung lurking magneto magnets maid mall mana manner manners
    manny marcelo marin marital mars marsh mart martial martian mast master masters mastery matchup math mather
    maturing maude mauve mead mech mein mellow melting mend mere mild milling milly mingle mismatch mission mistaken
    mitt mixtape mixture moan mocking mods monarch mont mora mori morn morse mort mortals motorway mounds mounts
    muck multiplied multiplier multiply munch musa muse musk mustafa mustang mustered nailing nate natives needy
    nerd nerds nest newt nieces nike node noodles notation offence offline offside oily onus oppose opposes opposing
    optional originate origins otter otters ounce ovation oven overt owes pace packet packets paintings palace
    palaces panther panting parenting parrots particle partisan passages pasture pats peaking peering pending
    pension perceive persian persona petition pierce pierced pine ping pinky pinning pins pints pitches pitting pius
    placebo plate pleaded pleas pleasure polio poly pooping portals portion ports posh positional positive postcode
    posture powdered preceded predicts prefect prem premise prepping presided priests prima primarily primate prime
    primo prism pristine privacy prix procured profiled prom propped providence provoked pruning pulp pumped punched
    puncture punished punk pure purse pursued pushy puss qualities quantify quickest racket raglan raided railing
    rallied rally rallying rancher rash reactive readily realised reality realty reap rear rearing recalls receptive
    recessed recounted recreate recreated redacted redesign redo reed reeds reeling rees referred refined refining
    refrain refs refusing regain regaining regimen regional regulate regulator rehearsed relayed relieve reliever
    religion remanded remarks rematch remorse remote renault repealed repealing replays replica replied
    representation reps rescued rescuing reset resided resides residues resign resigns resolute resolve resolved
    resolving resorted respective restore resumed resuming retain retainer retaining retains retired reunion
    revealed revered reverend reverse reverses reverted revisit revive reviving revolved revolving richter roach
    roam roar robe rods rook rooster root rooting rotation rouge roundup rouse rout routine royale royalty rumored
    ruse sage sail sake sana sandals sandy sang sank sans sargent sash scala scalp scarlet scarves scent schooner
    scooter scrape scrapped scrapping scrappy sect secular seduce seduced seeded seeding seize seized seizing
    selected selecting senegal setting severely shady shaft shallow shaming shards sharks shawl shay shea shedding
    shell shelter shelters shilling shimmer shin shingle shipper shippers shire shock shooter shopped shopper
    shopping shores shove shred sibling sift sighted silvery simmer singleton sipping sizzling skate skaters skating
    sketching skim skipped skipper skipping skirt skirts skis skit slade slapped slapping slate slave slay slaying
    sled sleepless slicing slick slim slipping sliver slumber slush smash snap snapped snapper snapping snatched
    snatching sneaker sneakers snippet snitch snooker soap soaring sock sole solemnly solidly soot sorcery sore
    sorely spade spaniard spares sparing specter speedy spheres spied spindle spirits spit spite spitting splash
    spoon spotting spraying sprinting squares stab stabbing stabs stacking stag stake stalker stalking stalled
    stalling stalls stamina stamped stanford stare starling starring starving stash statue statues stature statute
    steady steak steal stealing steam steamed steamer steaming steep stem sterile stew steward sticky stink strands
    strapped stray stricken stride strides strife stripped stripping strive strives stroke strokes sued suggestive
    summary summed supplied suppose swag swam swamp swamped swan swarming swat swaying sweeping swift swimmer swoop
    tackling tacky taco tact tainted tame tang tape taps targets tear tearing teasing tending terra terraces terre
    terrier theatre theorem theories thereby therein thereof thingy thong thorough threw thrown thus tick ticking
    tides tighten tiles timbers tires token tonal toon torch torrent touchy trace tracing trailed trailing tram trap
    trapped trekking trench trey trio tripping trough tuck tucker tumbler tumblers turf turk twitch twitching tying
    uncharted undated unfit unhinged unite unity unix unleash untimely unusual uplifting upper upstate urinary
    vending venting vera verse verses vibe viet vile vine violate violent vocation wailing waist walnuts wand ware
    warts weaving weeping weld welding wept whereas whereby wherein whew whey whipped whipping whistles whitish
    whopping whyte width wilt wire witch wits wore wound wounds wrapped wrapping wrecking wrench writ wrought
    """)
)

"""What people call sizes, colours and kinds of garment: general trade vocabulary, independent of any catalogue."""

from agent_service.interpret.wordlist import words

SIZE_WORDS: dict[str, str] = {
    "XS": "xs | xsmall | x small | extra small | xsm | extra smalls",
    "S": "s | small | smalls | sm | sml",
    "M": "m | ms | medium | mediums | med | meds | mdm | medium sized | mid size",
    "L": "l | ls | large | larges | lg | lrg | lge | lgs | lrgs",
    "XL": "ex ell | x ell | ex el | xl | xlarge | x large | extra large | extra larges | xlg | xlrg | xls "
    "| x lg | xlarges",
    "2XL": "2xl | xxl | xxlarge | 2xlarge | 2x large | 2xls | xxls | double xl | double xls | double x "
    "| double extra large | 2 xl | xxlg"
    " | double x large | 2xlg",
    "3XL": "3xl | xxxl | xxxlarge | 3xlarge | 3x large | 3xls | xxxls | triple xl | triple xls | triple x "
    "| triple extra large | 3 xl",
    "4XL": "4xl | xxxxl | 4xlarge | 4xls",
    "5XL": "5xl | 5xls",
    "ONE": "one size | onesize | one size fits all",
}
ONE_SIZE = "ONE"
SIZE_ORDER = ("XS", "S", "M", "L", "XL", "2XL", "3XL", "4XL", "5XL")

COLOR_SHORT: dict[str, str] = {
    "navy": "nvy | navys | navies",
    "black": "blk | bk | blacks",
    "white": "wht | whites",
    "red": "reds | rd",
    "royal blue": "royal | royals | ryl blue",
    "heather grey": "heather | hthr grey | heathers | hthr",
    "charcoal": "char | chrcl | charcoals | chcl",
    "forest green": "forest | frst green",
    "sand": "sands",
    "grey": "greys | gry",
    "green": "greens | grn",
    "blue": "blues",
}
OTHER_COLORS = words(
    "red orange yellow green blue purple violet pink brown beige cream ivory grey black white navy maroon burgundy teal"
    " turquoise mint lime olive khaki gold silver lavender coral magenta indigo tan aqua lilac mustard bordeaux"
)
BLUES = frozenset({"navy"})

GARMENTS: dict[str, str] = {
    "t-shirt": "tee | tees | tshirt | tshirts | shirt | shirts | t | ts",
    "hoodie": "hoodie | hoodies | hoody | hoodys | hooded sweatshirt | hooded sweatshirts | hooded sweater | hoods"
    " | hooded sweaters | sweatshirt | sweatshirts | sweater | sweaters | pullover | pullovers | hooded top",
    "polo": "polo | polos | polo shirt | polo shirts",
    "cap": "cap | caps | hat | hats | baseball cap | baseball caps | headwear",
    "tank top": "tank | tanks | tank top | tank tops | singlet | singlets | sleeveless | sleeveless tops",
    "jacket": "jacket | jackets | coat | coats",
    "sweatshirt": "sweatshirt | sweatshirts | crewneck | crewnecks | sweater | sweaters | jumper | jumpers",
    "beanie": "beanie | beanies | knit hat | knit hats | hat | hats",
    "bag": "bag | bags | tote | totes | tote bag | tote bags",
    "vest": "vest | vests | gilet | gilets",
    "fleece": "fleece | fleeces",
    "pants": "pants | trousers | joggers | sweatpants",
    "shorts": "shorts",
    "socks": "socks | sock",
    "apron": "apron | aprons",
    "mug": "mug | mugs",
    "long sleeve": "long sleeve | long sleeves | longsleeve | longsleeves",
    "bucket hat": "bucket hat | bucket hats",
    "scarf": "scarf | scarves",
}
PLAIN_ADJECTIVES = frozenset(
    words("""
    heavy light premium cotton french unisex classic basic soft dry blend fit slim organic men women kids new
    pro sport team ultra comfort style original performance weight mid everyday standard the and of with
    """)
)

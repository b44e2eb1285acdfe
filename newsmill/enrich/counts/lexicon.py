"""The words of counts: numerals, qualifiers, currencies, events."""

from typing import Final

from newsmill.enrich.quotes.word_lists import words

_ONES: Final = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS: Final = words("twenty thirty forty fifty sixty seventy eighty ninety")

SMALL_NUMBERS: Final = {
    **{word: number for number, word in enumerate(_ONES)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **{
        f"{tens}-{ones}": 10 * t + o
        for t, tens in enumerate(_TENS, 2)
        for o, ones in enumerate(_ONES[1:10], 1)
    },
}
SCALES: Final = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "mln": 1e6, "bln": 1e9,
    "bn": 1e9, "m": 1e6, "k": 1e3, "tn": 1e12, "dozen": 12.0, "lakh": 1e5, "crore": 1e7, "mn": 1e6,
}  # fmt: skip
# `dozens of`: the number named, which is the least it can be but for the plural; the qualifier says so.
PLURAL_SCALES: Final = {
    "dozens": 12.0, "scores": 20.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
    "trillions": 1e12,
}  # fmt: skip
QUALIFIERS: Final = (
    "at least", "at most", "as many as", "as few as", "as much as", "no more than", "no fewer than", "no less than",
    "not more than", "more than", "less than", "fewer than", "well over", "well under", "just over", "just under",
    "up to", "close to", "an estimated", "estimated", "a total of", "a further", "another", "about", "around", "roughly",
    "approximately", "nearly", "almost", "over", "under", "some", "only", "exactly", "an additional", "additional",
    "upwards of", "a record", "above", "below", "about another", "nearer", "perhaps", "possibly", "all", "the other",
)  # fmt: skip
CURRENCY_SIGNS: Final = {
    "$": "USD", "US$": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD",
    "S$": "SGD", "NZ$": "NZD", "NT$": "TWD", "R$": "BRL", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB",
    "₩": "KRW", "₪": "ILS", "₺": "TRY", "₦": "NGN", "₱": "PHP", "₫": "VND", "฿": "THB", "₴": "UAH",
}  # fmt: skip
# Shillings are Kenyan where nothing says more.
LETTER_CURRENCIES: Final = {
    "Rs": "INR",
    "R": "ZAR",
    "N": "NGN",
    "RM": "MYR",
    "Sh": "KES",
    "KSh": "KES",
    "Ksh": "KES",
}
CURRENCY_WORDS: Final = {
    "dollar": "USD", "buck": "USD", "dlr": "USD", "euro": "EUR", "pound": "GBP", "stg": "GBP", "sterling": "GBP",
    "yen": "JPY", "yuan": "CNY", "renminbi": "CNY", "rupee": "INR", "rouble": "RUB", "ruble": "RUB", "won": "KRW",
    "mark": "DEM", "franc": "CHF", "peso": "MXN", "shekel": "ILS", "rand": "ZAR", "lira": "TRY", "krona": "SEK",
    "kronor": "SEK", "krone": "DKK", "kroner": "DKK", "zloty": "PLN", "baht": "THB", "ringgit": "MYR", "naira": "NGN",
    "rupiah": "IDR", "riyal": "SAR", "dirham": "AED", "hryvnia": "UAH", "forint": "HUF", "dinar": "IQD", "cent": "USD",
    "cts": "USD", "ct": "USD", "pence": "GBP", "penny": "GBP",
}  # fmt: skip
# Coins: a hundredth of the unit.
COINS: Final = frozenset({"cent", "cts", "ct", "pence", "penny"})
CURRENCY_OF: Final = {
    ("canadian", "dollar"): "CAD", ("australian", "dollar"): "AUD", ("hong kong", "dollar"): "HKD",
    ("singapore", "dollar"): "SGD", ("new zealand", "dollar"): "NZD", ("taiwan", "dollar"): "TWD",
    ("egyptian", "pound"): "EGP", ("syrian", "pound"): "SYP", ("lebanese", "pound"): "LBP", ("pakistani", "rupee"): "PKR",
    ("sri lankan", "rupee"): "LKR", ("french", "franc"): "FRF", ("belgian", "franc"): "BEF", ("swiss", "franc"): "CHF",
    ("philippine", "peso"): "PHP", ("argentine", "peso"): "ARS", ("chilean", "peso"): "CLP", ("colombian", "peso"): "COP",
    ("norwegian", "krone"): "NOK", ("norwegian", "kroner"): "NOK", ("danish", "krone"): "DKK", ("swedish", "krona"): "SEK",
}  # fmt: skip

EVENTS: Final = {
    form: event
    for event, forms in {
        "killed": "killed kill kills killing dead died dies die dying deaths death fatalities slain massacred massacre "
        "perished murdered murder murders murdering drowned toll",
        "wounded": "wounded wounding wounds injured injuring injures injuries injury hurt hurting maimed casualties",
        "arrested": "arrested arresting arrest arrests detained detaining detain detentions detainees apprehended",
        "imprisoned": "jailed jailing imprisoned imprisoning prisoners sentenced inmates",
        "displaced": "displaced displacing displace homeless uprooted refugees",
        "fled": "fled fleeing flee flees",
        "evacuated": "evacuated evacuating evacuate evacuations",
        "missing": "missing unaccounted disappeared",
        "infected": "infected infecting infections infection sickened sickening",
        "kidnapped": "kidnapped kidnapping abducted abducting hostage hostages abductions",
        "rescued": "rescued rescuing rescue survivors survived",
        "shot": "shot",
        "executed": "executed executing executions hanged beheaded",
        "laid off": "layoffs redundancies redundant sacked laid-off axed",
        "protested": "protested protesting protesters demonstrators demonstrated",
        "deployed": "deployed deploying deploy deployment",
        "destroyed": "destroyed destroying demolished razed torched",
        "damaged": "damaged damaging",
        "trapped": "trapped stranded",
        "hospitalised": "hospitalised hospitalized",
        "deported": "deported deporting deportations expelled",
        "vaccinated": "vaccinated inoculated immunised immunized",
        "raped": "raped",
        "surveyed": "surveyed polled interviewed",
        "tortured": "tortured",
    }.items()
    for form in forms.split()
}
# Verbs with an object: before one of these words stands who does it, not whom it befalls.
ACTIVE: Final = frozenset(
    words(
        "to can could cannot can't can’t may might will would won't won’t shall should must who that which they we you i "
        "does do did"
    )
)
TRANSITIVE: Final = frozenset(
    words("kill kills murder murders hurt arrest arrests detain displace evacuate rescue deploy")
)
DONE_TO: Final = frozenset(
    words(
        "killed murdered wounded injured hurt arrested detained kidnapped abducted shot executed deported expelled destroyed "
        "damaged evacuated displaced tortured raped demonstrated"
    )
)
# Nouns that only say what the noun behind them is about: `death row`, `injury audit`, `hostage crisis`.
ATTRIBUTIVE: Final = frozenset(words("death injury hostage infection deployment evacuation"))
# What a race is run for, and who runs.
RACING: Final = frozenset(
    words(
        "race races racing hurdle hurdles hurdler hurdlers final finals finalist finalists semi semis title titles champion "
        "champions championship championships record records holder medal medals medallist medallists gold silver bronze "
        "crown relay relays sprint sprints sprinter sprinters runner runners heat heats event events walk walks swim swims "
        "swimmer swimmers freestyle butterfly breaststroke backstroke track tracks dash steeplechase world olympic indoor "
        "legend athlete athletes skater skaters rower rowers walker walkers course courses distance distances meeting meetings"
    )
)
# Nouns for those the event befell: the unit and the event at once, as in `12 dead`.
EVENT_UNITS: Final = frozenset(
    words(
        "dead killed wounded injured missing deaths fatalities casualties injuries arrests detainees hurt arrested detained "
        "displaced infected refugees hostages survivors infections died dying slain homeless"
    )
)
# Those an event befell, who tell nothing of others counted beside them: `protesters stood in three groups`.
BEFALLEN: Final = frozenset(
    words("prisoners inmates refugees detainees hostages hostage survivors protesters demonstrators")
)
# Measures and papers, of which such words are figures of speech: `the index shot up 300 points`.
NEVER_BEFALLEN: Final = frozenset(
    words(
        "points miles kilometres kilometers km metres meters yards feet degrees votes seats goals games "
        "matches wickets runs tries shares bonds rounds times tests cases counts "
        "pounds ounces grams tonnes tons barrels bushels gallons litres liters bills"
    )
)

# What takes lives: `the bomb claimed 40 lives`.
LIFE_TAKERS: Final = frozenset(
    words("claimed claim claims claiming cost costs costing took take taken lost lose losing")
)

# The verbs that give a number its source.
SOURCE_VERBS: Final = frozenset(
    words(
        "said says say told reported reports report announced confirmed claimed claims warned added stated declared estimated "
        "estimates estimate put puts acknowledged admitted disclosed revealed noted recorded"
    )
)

TIME_UNITS: Final = frozenset(
    words(
        "second seconds minute minutes hour hours day days night nights week weeks weekend weekends month months quarter "
        "quarters year years decade decades century centuries generation generations a.m p.m am pm o'clock o’clock "
        "morning mornings fortnight year's years' days' weeks' months' hours' day's week's"
    )
)
MONTH_WORDS: Final = frozenset(
    words(
        "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
        "october november december"
    )
)
PLURALS: Final = frozenset(
    words(
        "people men women children police troops personnel staff cattle sheep fish aircraft dead wounded injured infantry "
        "clergy crew passers-by feet percent pct deer youth poor others seamen policemen policewomen servicemen firemen "
        "fishermen gunmen militiamen congressmen businessmen lawmen media data headquarters species barracks series mln "
        "bpd spacecraft kg km mph kph lb tons cm mm kwh mw megawatts folk fighters"
    )
)
SINGULARS: Final = frozenset(
    words(
        "person man woman child soldier policeman policewoman officer civilian worker student passenger protester gunman "
        "death teenager boy girl baby militant pilot journalist marine firefighter"
    )
)
# No nouns although they end in s, and words that no unit reaches over.
UNIT_STOPS: Final = frozenset(
    words(
        "in on at by for from with to after before during into over under about against as between among through until "
        "upon within without near via per since toward towards amid than and or but nor so yet then when while where "
        "because although that which who whom whose if unless is was were are be been has have had does did do will would "
        "can could may might shall should must not says said goes gets makes takes comes seems this his its us hers theirs "
        "ours yours always perhaps across besides towards plus minus versus times yes it he she they we you i the a an "
        "there here up down out off back ago earlier later also became become made went came got"
    )
)

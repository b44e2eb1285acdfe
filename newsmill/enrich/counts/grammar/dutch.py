"""Dutch."""

from typing import Final

from newsmill.enrich.counts.grammar.lexicon import Lexicon
from newsmill.enrich.counts.grammar.numbers import listed, units_first, with_hundreds
from newsmill.enrich.dates.grammar.lexicon import inflected

_ONES: Final = listed("twee drie vier vijf zes zeven acht negen")
_TEENS: Final = listed("tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien", 10)
_TENS: Final = listed("twintig dertig veertig vijftig zestig zeventig tachtig negentig", 20, 10)
_DIAERESIS: Final = {word: number for word, number in _ONES.items() if word.endswith("e")}
_SMALL: Final = {
    **_ONES, **_TEENS, **_TENS,
    **units_first({"een": 1, **_ONES}, _TENS, "en"),
    **units_first(_DIAERESIS, _TENS, "ën"),
}  # fmt: skip
_E: Final = "- e en"

LEXICON: Final = Lexicon(
    language="nl",
    numbers=with_hundreds({"één": 1, **_SMALL}, _ONES, "honderd"),
    one="een één",
    hundred="honderd",
    fused_thousand="duizend",
    scales={
        "duizend": 1e3, "miljoen": 1e6, "mln": 1e6, "mio": 1e6, "miljard": 1e9, "mld": 1e9, "mrd": 1e9, "biljoen": 1e12, "bln": 1e12,
    },
    half="half halve",
    mixed={"anderhalf": 1.5, "anderhalve": 1.5, "tweeënhalf": 2.5, "drieënhalf": 3.5, "viereneenhalf": 4.5},
    dozens={"dozijn": 12.0},
    collectives={
        "tiental": 10.0, "twaalftal": 12.0, "vijftiental": 15.0, "twintigtal": 20.0, "dertigtal": 30.0, "veertigtal": 40.0, "vijftigtal": 50.0,
        "zestigtal": 60.0, "honderdtal": 100.0, "duizendtal": 1000.0, "vijftal": 5.0, "zestal": 6.0, "drietal": 3.0, "viertal": 4.0,
    },
    several="enkele verscheidene meerdere",
    plurals={
        "tientallen": "tens", "dozijnen": "dozens", "honderden": "hundreds", "duizenden": "thousands", "tienduizenden": "tens of thousands",
        "honderdduizenden": "hundreds of thousands", "miljoenen": "millions", "miljarden": "billions",
    },
    qualifiers={
        "at least": "minstens ten_minste tenminste minimaal zeker op_zijn_minst", "about": "ongeveer circa ca. rond zo'n een_stuk_of naar_schatting om_en_nabij rond_de",
        "more than": "meer_dan ruim boven", "nearly": "bijna haast nagenoeg", "up to": "tot_wel tot_maximaal", "less than": "minder_dan onder", "at most": "hooguit maximaal hoogstens niet_meer_dan",
        "only": "slechts maar alleen enkel", "exactly": "precies exact", "a total of": "in_totaal totaal", "another": "andere nog_eens", "all": "alle",
    },
    after_qualifiers={"or more": "of_meer", "or less": "of_minder"},
    between="tussen van",
    to="tot en à tot_en_met",
    of="van",
    articles="de het die deze dit haar hun onze",
    adjectives="ander extra man zwaar licht ernstig oud ex lokaal meer",
    adjective_pattern=r"[\w-]+e",
    noun_pattern=r"[\w-]{2,}(?:en|s|ën|['’]s)",
    plural_nouns="mensen doden gewonden kinderen vrouwen mannen agenten betogers soldaten burgers inwoners man manschappen militairen huishoudens auto's personen leden mensenlevens euro foto's baby's winkels slachtoffers",
    singular_persons="persoon",
    joints="en tegen",
    others="anderen andere overigen",
    stops=(
        "in op aan uit bij met na van voor te naar over onder door tegen zonder om tijdens wegens sinds tot tussen en of maar want dat omdat als zoals die wie wat waar "
        "werden werd worden wordt zijn is waren was hebben heeft hadden had niet zich het hij zij we jullie ervan onder hier daar dan zo ook nog al later eerder terug meer minder "
        "kwamen kwam zouden zou kunnen kan moeten moet willen wil keer uur procent euro gingen vielen raakten vonden stierven kregen tegelijk soms toen derde kwart kwarten vijfde"
    ),
    time_units=(
        "seconde seconden minuut minuten uur uren dag dagen nacht nachten week weken maand maanden kwartaal kwartalen jaar jaren jaars decennium decennia eeuw eeuwen keer keren "
        "januari februari maart april mei juni juli augustus september oktober november december maal generaties seizoenen weekends weekenden"
    ),
    measures=(
        "kilometer kilometers meter meters centimeter hectare hectaren ton kilo kilogram gram liter liters graden punten stemmen zetels doelpunten wedstrijden gevallen aandelen bladzijden"
    ),
    percent="procent",
    percentage_points="procentpunt procentpunten",
    money={
        "EUR": "euro euro's", "USD": "dollar dollars", "GBP": "pond ponden", "CHF": "frank zwitserse_frank", "RUB": "roebel roebels", "JPY": "yen", "CNY": "yuan",
        "NLG": "gulden guldens", "BEF": "belgische_frank", "INR": "roepie roepies", "TRY": "lira", "MXN": "pesos peso", "PLN": "zloty", "BRL": "real",
        "SEK": "zweedse_kronen zweedse_kroon", "NOK": "noorse_kronen noorse_kroon", "DKK": "kronen deense_kronen",
    },
    money_of={"CAD": "canadese_dollar", "AUD": "australische_dollar"},
    cents={"EUR": "cent"},
    label_pattern=(
        r"artikel|art\.|nr\.|nummer|hoofdstuk|pagina|bladzijde|vlucht|spoor|half|Formule|Boeing|Airbus|Apollo|agenda|snelweg|Windows|iPhone|\w+(?:straat|laan|gracht|kade)|"
        r"leeftijd\s+van|NPO|Jong"
    ),
    no_count_after_pattern=r"\s?uur\b|\s?u\.?\b|[-\s]jarige|\s+jaar\s+oud|(?:e|ste|de)\b|-\w",
    suffered={
        "killed": "stierven stierf sterven sterft gestorven overleden overleed overlijden om_het_leven om_het_leven_gekomen omgekomen kwamen_om verdronken verdronk sneuvelden gesneuveld "
        + inflected("dood", "- e"),
        "fled": "vluchtten gevlucht vluchten vluchtte op_de_vlucht ontvluchtten",
        "missing": inflected("vermist", _E) + " verdwenen zoek",
        "protested": "demonstreerden gedemonstreerd protesteerden geprotesteerd betoogden betoogd de_straat_op",
        "rescued": "overleefden overleefd",
        "infected": "liepen_besmetting werden_ziek ziek_geworden",
        "wounded": "raakten_gewond raakte_gewond gewond_geraakt gewond gewonde",
        "displaced": "dakloos ontheemd ontheemde",
    },
    befallen={
        "killed": inflected("gedood vermoord omgebracht doodgeschoten doodgestoken afgeslacht", _E),
        "arrested": inflected("gearresteerd aangehouden opgepakt", _E) + " in_de_cel",
        "imprisoned": inflected("gevangengezet opgesloten veroordeeld vastgezet", _E),
        "displaced": inflected("verdreven", _E),
        "evacuated": inflected("geëvacueerd", _E),
        "infected": inflected("besmet geïnfecteerd", _E),
        "kidnapped": inflected("ontvoerd gegijzeld gekidnapt", _E),
        "rescued": inflected("gered bevrijd", _E),
        "shot": inflected("neergeschoten beschoten", _E),
        "executed": inflected("geëxecuteerd terechtgesteld onthoofd opgehangen", _E),
        "laid off": inflected("ontslagen", _E),
        "deployed": inflected("ingezet gestationeerd", _E),
        "destroyed": inflected("verwoest vernield", _E) + " in_de_as",
        "damaged": inflected("beschadigd", _E),
        "trapped": inflected("ingesloten gestrand bedolven", _E) + " vast_te_zitten",
        "hospitalised": "naar_het_ziekenhuis in_het_ziekenhuis naar_ziekenhuizen opgenomen",
        "deported": inflected("uitgezet gedeporteerd", _E),
        "vaccinated": inflected("gevaccineerd ingeënt", _E),
        "raped": inflected("verkracht", _E),
        "surveyed": inflected("ondervraagd geënquêteerd", _E),
        "tortured": inflected("gemarteld gefolterd", _E),
    },
    active={
        "killed": "vermoorden doodde doodden doodt vermoordde vermoordden eiste kostte",
        "wounded": "verwondde verwondden",
        "arrested": "arresteren aanhouden oppakken arresteerde arresteerden arresteert",
        "evacuated": "evacueren evacueerde evacueerden",
        "rescued": "redde redden",
        "kidnapped": "ontvoerde ontvoerden",
        "destroyed": "verwoestte verwoestten",
    },
    parted={
        "arrested": "hield_aan hielden_aan houdt_aan pakte_op pakten_op pakt_op", "killed": "kwamen_om kwam_om bracht_om komen_om",
        "deported": "zette_uit zetten_uit", "deployed": "zette_in zet_in",
    },
    victims={
        "killed": "doden dode sterfgevallen mensenlevens lijken",
        "wounded": "gewonden gewonde zwaargewonden lichtgewonden",
        "arrested": "arrestaties aanhoudingen arrestanten",
        "displaced": "vluchtelingen ontheemden daklozen",
        "missing": "vermisten",
        "kidnapped": "gijzelaars",
        "rescued": "overlevenden",
        "infected": "besmettingen infecties",
        "laid off": "ontslagen",
    },
    deeds={
        "killed": "dood moord", "arrested": "arrestatie aanhouding", "evacuated": "evacuatie", "kidnapped": "ontvoering", "rescued": "redding", "deported": "uitzetting",
    },
    toll_pattern=r"\b(?:dodental|aantal\s+(?:doden|slachtoffers))\b[^.;\n]{0,50}\b(?:tot|op|naar|van)(?:\s+(?:minstens|zeker|meer\s+dan))?",
    have="hebben hadden heeft had",
    passive="geworden zijn",
    not_pattern=r"\b(?:niet|niemand|geen|nooit|zonder)\b",
    none_of_pattern=r"geen|niemand",
    is_verb_final=True,
    clause_end="en maar terwijl hoewel",
    among="onder_de onder_deze",
    aside="onder_wie waaronder van_wie merendeels voornamelijk",
    source_verbs=(
        "zegt zei zeiden meldt meldde meldden melden bevestigt bevestigde bevestigden schat schatte schatten verklaarde verklaarden bericht berichtte berichtten spreekt sprak noemt "
        "becijferde telde telden maakte maakten laat liet lieten"
    ),
    source_participles="gezegd gemeld bevestigd geschat verklaard bericht bekendgemaakt laten_weten geteld",
    as_told="zoals",
    source_according="aldus_de",
    bodies="politie brandweer ministerie regering autoriteiten leger organisatie justitie ziekenhuis vakbond vakbonden marechaussee persbureau gemeente",
)  # fmt: skip

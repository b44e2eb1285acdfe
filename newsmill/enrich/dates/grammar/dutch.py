"""Dutch."""

from typing import Final

from newsmill.enrich.dates.grammar.lexicon import Lexicon

_ORDINALS: Final = (
    "eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde", "twaalfde",
    "dertiende", "veertiende", "vijftiende", "zestiende", "zeventiende", "achttiende", "negentiende", "twintigste",
    "eenentwintigste",
)  # fmt: skip

LEXICON: Final = Lexicon(
    language="nl",
    more_months={"maa": 3, "sept": 9},
    compounds_parts=True,
    first="eerste",
    articles="de het den",
    of="van van_de van_het in in_het in_de",
    to="tot tot_en_met t/m tot_aan op",
    both="en",
    between="tussen",
    numbers={
        "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9, "tien": 10, "elf": 11,
        "twaalf": 12, "dertien": 13, "veertien": 14, "vijftien": 15, "twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50,
        "honderd": 100,
    },
    ordinals={word: n for n, word in enumerate(_ORDINALS, 1)},
    day_words={
        "vandaag": (0, ""), "gisteren": (-1, ""), "eergisteren": (-2, ""), "morgen": (1, ""), "overmorgen": (2, ""),
        "vanochtend": (0, "TMO"), "vanmorgen": (0, "TMO"), "vanmiddag": (0, "TAF"), "vanavond": (0, "TEV"), "vannacht": (0, "TNI"),
        "gisterochtend": (-1, "TMO"), "gistermorgen": (-1, "TMO"), "gistermiddag": (-1, "TAF"), "gisteravond": (-1, "TEV"),
        "gisternacht": (-1, "TNI"), "morgenochtend": (1, "TMO"), "morgenmiddag": (1, "TAF"), "morgenavond": (1, "TEV"),
    },
    no_day_word_pattern=r"\b(?:de|een|elke|iedere|goede|der|['’]s|die|deze) morgen$",
    no_day_word_after_pattern=r"\s+de\s+dag\b",
    parts={
        "ochtend": "TMO", "morgen": "TMO", "middag": "TAF", "namiddag": "TAF", "avond": "TEV", "nacht": "TNI",
    },
    part_of="van",
    night_into="op",
    last="vorig vorige afgelopen verleden",
    next="volgend volgende komend komende aanstaande",
    this="dit deze",
    last_after="jongstleden",
    next_after="aanstaande",
    following="daaropvolgende",
    units={
        "dag": "D", "week": "W", "weekend": "WE", "weekeinde": "WE", "maand": "M", "kwartaal": "Q", "jaar": "Y", "decennium": "DE",
        "eeuw": "CE",
    },
    counted={
        "dag": "D", "dagen": "D", "week": "W", "weken": "W", "maand": "M", "maanden": "M", "jaar": "Y", "jaren": "Y", "decennia": "DE",
        "eeuw": "CE", "eeuwen": "CE",
    },
    ago_after="geleden",
    ahead_before="over",
    edges="begin half medio eind einde halverwege",
    years="jaren",
    decades={
        "twintig": 2, "dertig": 3, "veertig": 4, "vijftig": 5, "zestig": 6, "zeventig": 7, "tachtig": 8, "negentig": 9,
    },
    century="eeuw eeuwen",
    no_century_pattern=r"\s+v(?:oor|\.)\s?(?:Chr|C|onze)",
    seasons={"lente": "SP", "voorjaar": "SP", "zomer": "SU", "herfst": "FA", "najaar": "FA", "winter": "WI"},
    season_cue_pattern=r"\b(?:(?:in|van|voor|vóór|na|tot|sinds|tijdens|vanaf|over|deze|dit)\s+(?:de|het)|deze|dit)\s+$",
    quarters={"kwartaal": "Q", "halfjaar": "H", "helft_van": "HY"},
    holidays={
        "kerst": (12, 25), "kerstmis": (12, 25), "kerstavond": (12, 24), "tweede_kerstdag": (12, 26), "eerste_kerstdag": (12, 25), "oudjaarsdag": (12, 31),
        "oudejaarsavond": (12, 31), "nieuwjaarsdag": (1, 1), "pasen": (0, 0), "goede_vrijdag": (0, -2), "paasmaandag": (0, 1),
        "pinksteren": (0, 49), "koningsdag": (4, 27), "sinterklaas": (12, 5),
    },
    at="om van rond tegen vanaf tot sinds voor na omstreeks",
    hour_marks="",
    hour_words="uur",
    hour_parts={
        "'s_ochtends": "MO", "'s_morgens": "MO", "in_de_ochtend": "MO", "'s_middags": "AF", "in_de_middag": "AF", "'s_avonds": "EV",
        "in_de_avond": "EV", "'s_nachts": "NI", "in_de_nacht": "NI",
    },
    noons={"middernacht": "00:00"},
    no_year_before_pattern=r"\b(?:ongeveer|zo['’]n|ruim|bijna|meer\s+dan|minder\s+dan|circa|ca\.|de|nummer|nr\.|minstens|hooguit|totaal|de\s+ruim|rond\s+de)\s+$",
    no_year_after_pattern=(
        r"\s+(?:mensen|euro|inwoners|mannen|vrouwen|kinderen|banen|werknemers|soldaten|agenten|doden|gewonden|stemmen|meter|kilometer|ton|hectare|"
        r"dollar|gulden|leerlingen|studenten|betogers|pagina['’]?s|keer|punten|woningen|bedrijven|gevallen|supporters|toeschouwers|leden|"
        r"vluchtelingen|migranten|slachtoffers|handtekeningen|kaartjes|exemplaren|gezinnen|huizen|km|kg|m|mm|g|miljoen|miljard|personen|stuks)\b"
    ),
    repeated_pattern=r"\b(?:elke|iedere|alle|een)\s+$",
    street_pattern=r"\b(?:plein|straat|laan)\s+$",
    no_weekday_before_pattern=r"\b(?:[Ww]itte|[Gg]oede|[Zz]warte)\s+$",
    ahead_pattern=(
        r"\b(?:zal|zullen|zou|zouden|gaat|gaan|wil|willen|moet|moeten|verwacht\w*|gepland|begin(?:t|nen)|speelt|spelen|treft|treffen|komt|komen|krijgt|krijgen|volgt|"
        r"kan|kunnen|verzamelt|overhandigt|praat|debatteert|stemt|opent|vertrekt|reist|neemt|wordt|worden|traint|start|presenteert|rekent\s+op)\b"
    ),
    back_pattern=(
        r"\b(?:heeft|hebben|had|hadden|is|was|waren|werd|werden|sinds|na|zei|zeiden|kwam|kwamen|ging|gingen|viel|vielen|won|wonnen|kreeg|sprak|nam|"
        r"begon|(?:be|ver|ont|aan|op|over)?(?:hield|trok|sloeg|brak|schreef|riep|vond|trof|trad|sloot|bood|greep|liep|zag|droeg|won|kwam|ging|gaf|nam|stond|viel)|stond|lag|liet|reed|reden|gaf|bleek|maakte|meldde|"
        r"(?!eerste\b|beste\b|grote\b|laatste\b|goede\b|derde\b|vierde\b|tweede\b|rechte\b|harde\b|ziekte\b|gemeente\b|rente\b|route\b|lente\b|hoogte\b|lengte\b|waarde\b|vijfde\b|zesde\b|tijde\b|einde\b|dichte\b|\w+ste\b|\w+lijke\b)[a-z]{3,}[dt]e|(?!leden\b|tijden\b|steden\b|heden\b|zweden\b|beneden\b|worden\b|rijden\b|houden\b|vinden\b|bieden\b|leiden\b|treden\b|melden\b)\w{2,}den|ge\w{3,}d)\b"
    ),
    until_pattern=r"\b(?:tot|voor|vóór|vanaf|per|tegen|uiterlijk)(?:\s+(?:de|het|en\s+met))?\s+$",
    since_pattern=r"\bsinds(?:\s+(?:de|het))?\s+$",
)  # fmt: skip

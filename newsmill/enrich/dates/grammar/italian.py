"""Italian."""

from typing import Final

from newsmill.enrich.dates.grammar.lexicon import Lexicon

LEXICON: Final = Lexicon(
    language="it",
    more_months={"sett": 9, "genn": 1, "febbr": 2},
    more_weekdays={"lunedi": 0, "martedi": 1, "mercoledi": 2, "giovedi": 3, "venerdi": 4},
    has_capital_day_months=False,
    first="primo",
    articles="il lo la i gli le l'",
    of="di del della dello dell' d' dei degli nel nella",
    to="al a all' fino_al",
    both="e ed",
    between="tra fra",
    numbers={
        "un": 1, "uno": 1, "una": 1, "due": 2, "tre": 3, "quattro": 4, "cinque": 5, "sei": 6, "sette": 7, "otto": 8, "nove": 9, "dieci": 10,
        "undici": 11, "dodici": 12, "tredici": 13, "quattordici": 14, "quindici": 15, "venti": 20, "trenta": 30, "quaranta": 40,
        "cinquanta": 50, "cento": 100, "vent'": 20, "trent'": 30, "quarant'": 40, "cinquant'": 50,
    },
    ordinals={
        "primo": 1, "prima": 1, "secondo": 2, "seconda": 2, "terzo": 3, "terza": 3, "quarto": 4, "quarta": 4, "diciassettesimo": 17,
        "diciottesimo": 18, "diciannovesimo": 19, "ventesimo": 20, "ventunesimo": 21,
    },
    day_words={
        "oggi": (0, ""), "ieri": (-1, ""), "l'altro_ieri": (-2, ""), "altroieri": (-2, ""), "domani": (1, ""), "dopodomani": (2, ""),
        "stamattina": (0, "TMO"), "stamani": (0, "TMO"), "stamane": (0, "TMO"), "stasera": (0, "TEV"), "stanotte": (0, "TNI"),
        "in_serata": (0, "TEV"), "in_mattinata": (0, "TMO"),
    },
    no_day_word_after_pattern=r"\s+giorno\b",
    parts={
        "mattina": "TMO", "mattinata": "TMO", "mattino": "TMO", "pomeriggio": "TAF", "sera": "TEV", "serata": "TEV", "notte": "TNI",
    },
    day_part_link="nel in di",
    part_of="di del dell' tra fra",
    last="scorso scorsa",
    next="prossimo prossima",
    this="questo questa quest'",
    last_after="scorso scorsa passato passata",
    next_after="prossimo prossima",
    following_after="successivo successiva seguente",
    units={
        "giorno": "D", "settimana": "W", "fine_settimana": "WE", "weekend": "WE", "week-end": "WE", "mese": "M", "trimestre": "Q", "anno": "Y",
        "decennio": "DE", "secolo": "CE",
    },
    counted={
        "giorno": "D", "giorni": "D", "settimana": "W", "settimane": "W", "mese": "M", "mesi": "M", "anno": "Y", "anni": "Y",
        "decenni": "DE", "secoli": "CE",
    },
    ago_after="fa or_sono",
    ahead_before="fra tra",
    edges_of_units="fine inizio",
    edges="inizio inizi fine metà primi",
    years="anni",
    decades={
        "venti": 2, "trenta": 3, "quaranta": 4, "cinquanta": 5, "sessanta": 6, "settanta": 7, "ottanta": 8, "novanta": 9,
    },
    century="secolo secoli",
    century_names={
        "trecento": 14, "quattrocento": 15, "cinquecento": 16, "seicento": 17, "settecento": 18, "ottocento": 19, "novecento": 20,
    },
    no_century_pattern=r"\s+a(?:vanti|\.)\s?C",
    seasons={"primavera": "SP", "estate": "SU", "autunno": "FA", "inverno": "WI"},
    season_cue_pattern=r"(?:\b(?:in|della|nella|questa|dalla|nel|del|questo|per\s+(?:la|il))\s+|\b(?:dell|nell|dall|quest|per\s+l)['’])$",
    quarters={"trimestre": "Q", "semestre": "H"},
    holidays={
        "natale": (12, 25), "vigilia_di_natale": (12, 24), "santo_stefano": (12, 26), "capodanno": (1, 1), "pasqua": (0, 0),
        "pasquetta": (0, 1), "venerdì_santo": (0, -2), "domenica_delle_palme": (0, -7), "ferragosto": (8, 15),
        "epifania": (1, 6), "mercoledì_delle_ceneri": (0, -46),
    },
    at="alle dalle ore le_ore alle_ore verso_le fino_alle entro_le all' intorno_alle dopo_le prima_delle attorno_alle",
    hour_marks="",
    no_hour_after_pattern=r"\s*[%€$]|\s+(?!nelle\b|dove\b|presso\b|anche\b|oltre\b|davanti\b|circa\b)\w{3,}[ie]\b",
    hour_parts={"del_mattino": "MO", "di_mattina": "MO", "del_pomeriggio": "AF", "di_sera": "EV", "della_sera": "EV", "di_notte": "NI"},
    noons={"mezzogiorno": "12:00", "mezzanotte": "00:00"},
    no_year_before_pattern=r"\b(?:circa|oltre|quasi|più\s+di|meno\s+di|almeno|appena|n\.|numero|i|le|gli|altri|altre|ben|solo)\s+$",
    no_year_after_pattern=(
        r"\s+(?:persone|euro|abitanti|uomini|donne|bambini|posti|lavoratori|soldati|agenti|morti|feriti|voti|metri|chilometri|tonnellate|ettari|"
        r"dollari|lire|alunni|studenti|manifestanti|pagine|volte|anni|punti|alloggi|imprese|aziende|casi|tifosi|spettatori|militanti|profughi|"
        r"migranti|vittime|firme|biglietti|copie|famiglie|dipendenti|km|kg|m|mm|g|milioni|miliardi|case)\b"
    ),
    repeated_pattern=r"\b(?:ogni|tutti\s+i|tutte\s+le|i|le|il|un|una)\s+$",
    street_pattern=r"\b(?:via|viale|piazza|corso|largo|piazzale|ponte|stazione)\s+(?:del\s+)?$",
    no_weekday_after_pattern=r"\s+(?:[Ss]anto|[Nn]ero|[Gg]rasso|delle\s+[Pp]alme)\b",
    ahead_pattern=(
        r"\b(?:\w+r(?:à|anno|emo)\b|dovrebbe\w*|potrebbe\w*|deve\b|devono\b|previst[oaie]\b|attes[oaie]\b|in\s+programma\b|convocat[oaie]\b|"
        r"inizia(?:no)?\b|comincia(?:no)?\b|affronta\b|gioca\b|incontra\b|arriva\b|esce\b|parte\b|in\s+attesa\b|fissat[oaie]\b)"
    ),
    back_pattern=(
        r"\b(?:(?:ha|hanno|aveva|avevano|è|sono|era|erano)\s+(?:\w+\s+)?\w+(?:at|ut|it|st|rt|tt|s)[oaie]\b|\w{2,}(?:ò|arono|irono|erono|evano|avano|ivano)\b|era\b|"
        r"dal(?:l['’]|la)?\b|dopo\b|finì\b|fu\b|furono\b|disse\b|scorso\b|(?:pubblicat|arrivat|mort|avvenut|nat)[oaie]\b)"
    ),
    until_pattern=r"\b(?:fino\s+a\w*|entro|per|prima\s+d\w+|a\s+partire\s+da\w*)(?:\s+(?:il|la|lo)|['’])?\s*$",
    since_pattern=r"\b(?:da|dal|dalla|dall['’])\s*$",
)  # fmt: skip

"""German."""

from typing import Final

from newsmill.enrich.dates.grammar.lexicon import Lexicon, inflected

_ENDINGS: Final = "e en er es em"
_TENS: Final = (
    "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
)  # fmt: skip
_ORDINALS: Final = (
    "erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt", "elft", "zwölft", "dreizehnt",
    "vierzehnt", "fünfzehnt", "sechzehnt", "siebzehnt", "achtzehnt", "neunzehnt", "zwanzigst",
)  # fmt: skip

LEXICON: Final = Lexicon(
    language="de",
    more_months={"jänner": 1, "feber": 2, "sep": 9, "jan": 1, "mrz": 3},
    more_weekdays={"sonnabend": 5},
    has_ordinal_stops=True,
    has_small_months=False,
    month_cue_pattern=r"\b(?:im|seit|bis|ab|von|vom|zum|und|oder|für|zwischen|Monat|gegen|auf|den|dem|noch|statt)\s+$",
    has_small_weekdays=False,
    compounds_parts=True,
    first="erster ersten",
    articles="der die das den dem des",
    of="des vom von im in",
    to="bis bis_zum bis_einschließlich auf auf_den",
    both="und",
    between="zwischen",
    numbers={
        "ein": 1, "einem": 1, "einer": 1, "einen": 1, "eine": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
        "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50,
        "hundert": 100,
    },
    ordinals={stem + end: n for n, stem in enumerate(_ORDINALS, 1) for end in ("e", "en", "er", "es", "em")},
    day_words={
        "heute": (0, ""), "gestern": (-1, ""), "vorgestern": (-2, ""), "morgen": (1, ""), "übermorgen": (2, ""),
    },
    no_day_word_pattern=r"\bbis heute$",
    no_day_word_after_pattern=r"\s+\d+[-\s][Jj]ähr|\s+\d+\s+Jahre\s+alt|\s+noch\s+immer",
    parts={
        "morgen": "TMO", "früh": "TMO", "vormittag": "TMO", "mittag": "TAF", "nachmittag": "TAF", "abend": "TEV", "nacht": "TNI",
    },
    part_of="des vom von",
    night_into="auf zu zum",
    last=inflected("letzt vergangen vorig verflossen", _ENDINGS),
    next=inflected("nächst kommend", _ENDINGS),
    this=inflected("dies laufend", _ENDINGS),
    following=inflected("folgend darauffolgend", _ENDINGS),
    units={
        "tag": "D", "tages": "D", "woche": "W", "wochenende": "WE", "wochenendes": "WE", "monat": "M", "monats": "M", "quartal": "Q",
        "quartals": "Q", "jahr": "Y", "jahres": "Y", "jahrzehnt": "DE", "jahrhundert": "CE", "jahrhunderts": "CE",
    },
    counted={
        "tag": "D", "tage": "D", "tagen": "D", "woche": "W", "wochen": "W", "monat": "M", "monate": "M", "monaten": "M", "jahr": "Y",
        "jahre": "Y", "jahren": "Y", "jahrzehnten": "DE", "jahrhunderten": "CE",
    },
    ago_before="vor",
    edges="anfang mitte ende zu_beginn zu_ende",
    periods={
        "jahresende": ("Y", 0), "jahresbeginn": ("Y", 0), "jahresanfang": ("Y", 0), "monatsende": ("M", 0), "monatsbeginn": ("M", 0),
        "heuer": ("Y", 0), "vorjahr": ("Y", -1), "vorjahres": ("Y", -1), "vormonat": ("M", -1), "vorwoche": ("W", -1),
    },
    years="jahre jahren",
    decades={f"{ten}er": n for n, ten in enumerate(_TENS, 2)},
    has_decades_before_years=True,
    century="jahrhundert jahrhunderts jahrhunderte jahrhunderten",
    no_century_pattern=r"\s+v(?:or|\.)\s*Chr|\s+vor\s+unserer",
    seasons={
        "frühling": "SP", "frühjahr": "SP", "frühlings": "SP", "frühjahrs": "SP", "sommer": "SU", "sommers": "SU", "herbst": "FA",
        "herbstes": "FA", "winter": "WI", "winters": "WI",
    },
    season_cue_pattern=r"\b(?:im|vom|zum|bis|seit|ab|den|vor\s+dem|nach\s+dem|über\s+den)\s+$",
    quarters={"quartal": "Q", "quartals": "Q", "vierteljahr": "Q", "halbjahr": "H", "halbjahres": "H", "jahreshälfte": "H"},
    holidays={
        "weihnachten": (12, 25), "heiligabend": (12, 24), "heiligabends": (12, 24), "silvester": (12, 31), "neujahr": (1, 1), "ostern": (0, 0),
        "ostersonntag": (0, 0), "ostermontag": (0, 1), "karfreitag": (0, -2), "gründonnerstag": (0, -3), "pfingsten": (0, 49),
        "pfingstmontag": (0, 50), "aschermittwoch": (0, -46), "rosenmontag": (0, -48),
    },
    at="um gegen ab seit bis von kurz_vor kurz_nach vor nach",
    hour_marks="uhr",
    hour_parts={
        "morgens": "MO", "am_morgen": "MO", "früh": "MO", "vormittags": "MO", "nachmittags": "AF", "am_nachmittag": "AF", "abends": "EV",
        "am_abend": "EV", "nachts": "NI", "in_der_nacht": "NI",
    },
    noons={"mitternacht": "00:00"},
    no_year_before_pattern=r"\b(?:rund|etwa|über|unter|circa|ca\.|mehr\s+als|weniger\s+als|gut|knapp|fast|nahezu|mindestens|höchstens|insgesamt|auf|je|die|alle|Nr\.|Nummer|Zimmer|Peugeot|Airbus)\s+$",
    no_year_after_pattern=r"\s+(?!(?-i:[a-zäöü]|Jahr))\w|\s*(?:km|kg|mm|cm|m|g|mal|qm|kw|mw|ps)\b",
    repeated_pattern=r"\b(?:jede[nrsm]?|alle|immer|stets)\s+$",
    street_pattern=r"\b(?:stra(?:ß|ss)e|platz|allee|weg|brücke)\s+(?:des|der|vom)\s+$",
    no_weekday_before_pattern=r"(?:\b(?:Herr|Frau|Dr\.|Bild\s+am|Welt\s+am|Zeit\s+am|Schwarze[rn]?|Black|Verdi|Prof\.)|\b(?:sonn-|werk-)\s*und)\s+$",
    ahead_pattern=(
        r"\b(?:wird|werden|würden?|soll|sollen|sollte|will|wollen|dürften?|berät|beraten|stimmt|stimmen|verhandelt|debattiert|wählt|wählen|gastiert|kommen|treten|plan(?:t|en)|geplant\w*|erwartet|vorgesehen|angesetzt|beginn(?:t|en)|starte[nt]|start|"
        r"trifft|treffen|spielt|spielen|findet|finden|tagt|tagen|muss|müssen|kann|können|möchte|erscheint|empfängt|steht|reist|kommt|"
        r"bleib(?:t|en)|führt|entscheidet|endet|tritt|gilt|erinnert|läuft|öffnet|eröffnet|geht|rechnet|erwarten|folgt|künftig|voraussichtlich)\b"
    ),
    back_pattern=(
        r"\b(?:hat|hatten?|haben|habe|war|waren|sei|wurden?|worden|kam|kamen|ging|gingen|fiel|fielen|gab|gewann|verlor|starb|stieg|sank|lag|stand|"
        r"sprach|schrieb|begann|(?:be|er|ver|ent|an|auf|zu|unter|über)?(?:hieß|ließ|lief|traf|nahm|sah|fand|brach|schlug|trug|wies|rief|zog|trat|hielt|schloss|bot|griff|warf|"
        r"half|kam|ging|gab|lag|stand|stieg|schrieb|sprach|ließen|trafen|nahmen|fanden|hielten|zogen|traten|gaben|lagen|standen|schlossen|riefen)|blieb|blieben|wuchs|seit|zuletzt|nach\s+(?:dem|der|einem|einer)|bereits|(?!heute\b|beute\b|leute\b|seite\b|mitte\b|erste\b|zweite\b|dritte\b|letzte\b|nächste\b|sollte|rechte\b|karte\b|städte\b)[a-zäöüß]{3,}te[n]?)\b"
    ),
    until_pattern=r"\b(?:bis|für|ab|vor|spätestens|zum)(?:\s+(?:am|zum|den|dem|in))?\s+$",
    since_pattern=r"\bseit(?:\s+dem)?\s+$",
)  # fmt: skip

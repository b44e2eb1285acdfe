"""German."""

from typing import Final

from newsmill.enrich.counts.grammar.lexicon import Lexicon
from newsmill.enrich.counts.grammar.numbers import listed, units_first, with_hundreds
from newsmill.enrich.dates.grammar.lexicon import inflected

_ONES: Final = listed("zwei drei vier fünf sechs sieben acht neun")
_TEENS: Final = listed("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", 10)
_TENS: Final = listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10) | {
    "dreissig": 30
}
_SMALL: Final = _ONES | _TEENS | _TENS | units_first({"ein": 1, **_ONES}, _TENS, "und")
_ENDINGS: Final = "- e en er es em"

LEXICON: Final = Lexicon(
    language="de",
    numbers=with_hundreds({"eins": 1, **_SMALL}, {"ein": 1, **_ONES}, "hundert", "- und") | {"zweier": 2, "dreier": 3, "zweien": 2},
    one="ein eine einem einen einer eines",
    fused_thousand="tausend",
    scales={
        "tausend": 1e3, "tsd": 1e3, "million": 1e6, "millionen": 1e6, "mio": 1e6, "milliarde": 1e9, "milliarden": 1e9, "mrd": 1e9,
        "billion": 1e12, "billionen": 1e12, "bio": 1e12,
    },
    half="halbe halben halbes",
    mixed={"anderthalb": 1.5, "eineinhalb": 1.5, "zweieinhalb": 2.5, "dreieinhalb": 3.5, "viereinhalb": 4.5, "fünfeinhalb": 5.5},
    dozens={"dutzend": 12.0},
    several="mehrere mehreren einige einigen viele",
    plurals={
        "dutzende": "dozens", "dutzenden": "dozens", "hunderte": "hundreds", "hunderten": "hundreds", "hunderter": "hundreds",
        "tausende": "thousands", "tausenden": "thousands", "tausender": "thousands", "zehntausende": "tens of thousands",
        "zehntausenden": "tens of thousands", "hunderttausende": "hundreds of thousands", "hunderttausenden": "hundreds of thousands",
    },
    qualifiers={
        "at least": "mindestens wenigstens zumindest nicht_weniger_als", "about": "rund etwa circa ca. zirka ungefähr an_die um_die schätzungsweise annähernd geschätzt geschätzte geschätzten",
        "more than": "mehr_als über gut oberhalb_von", "nearly": "fast beinahe knapp nahezu", "up to": "bis_zu", "less than": "weniger_als unter",
        "at most": "höchstens maximal nicht_mehr_als", "only": "nur lediglich bloß", "exactly": "genau exakt",
        "a total of": "insgesamt zusammen", "another": "weitere weiteren noch_einmal", "all": "alle allen",
    },
    after_qualifiers={"or more": "oder_mehr", "or less": "oder_weniger"},
    between="zwischen von",
    to="bis und",
    of="von an",
    of_the="der seiner ihrer dieser unserer",
    articles="die den der das dem diese diesen dieser ihre ihren seine seinen",
    adjectives="gut mal sehr schwer leicht teils teilweise bislang bisher jeweils berliner münchner hamburger kölner frankfurter wiener schweizer zürcher stuttgarter dresdner leipziger bremer düsseldorfer londoner pariser dortmunder nürnberger grazer salzburger basler berner",
    adjective_pattern=r"(?-i:[a-zäöüß])[\w-]*(?:e|en|er|es|em)",
    noun_pattern=r".+",
    plural_nouns="menschen personen soldaten polizisten männer frauen kinder einwohner demonstranten teilnehmer besucher zuschauer mitarbeiter beschäftigte arbeiter stellen",
    singular_persons="person mensch",
    joints="und gegen zu",
    others="weitere weiteren anderen andere",
    stops=(
        "in im an am auf aus bei beim mit nach von vom vor zu zum zur über unter für durch gegen ohne um während wegen seit bis zwischen "
        "und oder aber denn dass weil wenn als wie wurden wurde werden wird sind ist waren war haben hat hatten hatte sein worden nicht "
        "sich es er sie wir ihr davon darunter hier dort dann da so auch noch schon später zuvor zurück mehr weniger gab gibt kamen kam sollen soll "
        "können kann müssen muss wollen will mal euro uhr viertel drittel fünftel hälfte"
    ),
    time_units=(
        "sekunde sekunden minute minuten stunde stunden tag tage tagen nacht nächte nächten woche wochen monat monate monaten jahr jahre jahren jahres "
        "jahrzehnt jahrzehnte jahrzehnten jahrhundert jahrhunderte jahrhunderten uhr mal male lebensjahr januar februar märz april mai juni juli "
        "august september oktober november dezember morgen wochenenden quartale quartalen generationen"
    ),
    measures=(
        "kilometer kilometern meter metern zentimeter quadratmeter quadratkilometer hektar tonnen kilogramm kilo gramm liter litern grad punkte punkten "
        "stimmen sitze sitzen tore toren spiele spielen fälle fällen aktien"
    ),
    percent="prozent",
    percentage_points="prozentpunkte prozentpunkten prozentpunkt",
    money={
        "EUR": "euro euros", "USD": "dollar dollars us-dollar", "CHF": "franken schweizer_franken", "GBP": "pfund britische_pfund", "RUB": "rubel",
        "JPY": "yen", "CNY": "yuan renminbi", "INR": "rupien", "PLN": "zloty złoty", "DEM": "mark d-mark dm", "ATS": "schilling", "TRY": "lira türkische_lira",
        "SEK": "schwedische_kronen", "NOK": "norwegische_kronen", "DKK": "kronen dänische_kronen", "CZK": "tschechische_kronen", "MXN": "peso pesos",
        "BRL": "real reais", "UAH": "hrywnja", "HUF": "forint", "ILS": "schekel",
    },
    money_of={"CAD": "kanadische_dollar", "AUD": "australische_dollar", "ARS": "argentinische_pesos"},
    cents={"EUR": "cent cents", "CHF": "rappen"},
    label_pattern=(
        r"Artikel|Art\.|Paragraf|Paragraph|§|Nr\.|Nummer|Kapitel|Seite|Gruppe|Stufe|Flug|Gleis|Linie|Zimmer|Formel|Boeing|Airbus|Apollo|Absatz|Agenda|"
        r"Hausnummer|Bundesstraße|Autobahn|Level|Etage|Windows|iPhone|\w+(?:straße|strasse|allee|gasse)|Alter\s+von"
    ),
    no_count_after_pattern=r"\s?Uhr\b|\s?h\b|[-\s][Jj]ähr|\s+Jahre\s+alt|er[\s-]Jahre|-mal\b|\.\s+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)",
    suffered={
        "killed": "starb starben sterben stirbt gestorben ums_leben_gekommen ums_leben ums_leben_kamen verstorben umgekommen umkamen ertranken ertrunken ertrank fielen_zum_opfer erlagen verbrannten verunglückten_tödlich den_tod "
        + inflected("tot", "- e en er"),
        "fled": "flohen flüchteten geflohen geflüchtet fliehen flüchten floh",
        "missing": inflected("vermisst vermißt verschollen", _ENDINGS) + " verschwanden verschwunden unauffindbar",
        "protested": "demonstrierten protestierten demonstriert protestiert demonstrieren protestieren gingen_auf_die_straße auf_die_straße",
        "infected": "infizierten_sich erkrankten erkrankt",
        "rescued": "überlebten überlebt",
        "displaced": inflected("obdachlos heimatlos", _ENDINGS),
    },
    befallen={
        "killed": inflected("getötet ermordet umgebracht erstochen erschlagen massakriert", _ENDINGS),
        "wounded": inflected("verletzt schwerverletzt leichtverletzt verwundet", _ENDINGS),
        "arrested": inflected("festgenommen verhaftet inhaftiert", _ENDINGS) + " in_gewahrsam in_gewahrsam_genommen in_haft",
        "imprisoned": inflected("eingesperrt verurteilt", _ENDINGS) + " ins_gefängnis",
        "displaced": inflected("vertrieben", _ENDINGS),
        "evacuated": inflected("evakuiert", _ENDINGS) + " in_sicherheit_gebracht",
        "infected": inflected("infiziert angesteckt", _ENDINGS),
        "kidnapped": inflected("entführt verschleppt", _ENDINGS) + " als_geiseln",
        "rescued": inflected("gerettet geborgen befreit", _ENDINGS),
        "shot": inflected("erschossen angeschossen", _ENDINGS),
        "executed": inflected("hingerichtet", _ENDINGS),
        "laid off": inflected("entlassen gekündigt", "- e en er"),
        "deployed": inflected("stationiert eingesetzt entsandt", _ENDINGS) + " im_einsatz",
        "destroyed": inflected("zerstört niedergebrannt abgebrannt", _ENDINGS),
        "damaged": inflected("beschädigt", _ENDINGS),
        "trapped": inflected("eingeschlossen verschüttet gestrandet", _ENDINGS),
        "hospitalised": "ins_krankenhaus in_krankenhäuser in_kliniken ins_spital im_krankenhaus in_die_klinik",
        "deported": inflected("abgeschoben ausgewiesen deportiert", _ENDINGS),
        "vaccinated": inflected("geimpft", _ENDINGS),
        "raped": inflected("vergewaltigt", _ENDINGS),
        "surveyed": inflected("befragt", _ENDINGS),
        "tortured": inflected("gefoltert", _ENDINGS),
    },
    active={
        "killed": "ermorden tötete töteten tötet töten ermordete ermordeten kostete riss tötend forderte",
        "wounded": "verletzen verletzte verletzten",
        "arrested": "verhaften festnehmen verhaftete verhafteten",
        "evacuated": "evakuierte evakuierten",
        "rescued": "rettete retteten barg bargen",
        "kidnapped": "entführte entführten",
        "shot": "erschoss erschossen",
        "destroyed": "zerstörte zerstörten",
    },
    parted={
        "arrested": "nahm_fest nahmen_fest nimmt_fest nehmen_fest nahm_gewahrsam nahmen_gewahrsam",
        "killed": "kamen_um kam_um brachte_um brachten_um", "deported": "schob_ab schoben_ab schiebt_ab wies_aus",
    },
    victims={
        "killed": "tote toten todesopfer todesopfern todesfälle todesfällen toter leichen",
        "wounded": "verletzte verletzten verletzter schwerverletzte schwerverletzten leichtverletzte leichtverletzten verwundete verwundeten",
        "arrested": "festnahmen festgenommene festgenommenen verhaftungen verhaftete verhafteten",
        "displaced": "flüchtlinge flüchtlingen vertriebene vertriebenen",
        "missing": "vermisste vermissten",
        "kidnapped": "geiseln geisel",
        "rescued": "überlebende überlebenden",
        "infected": "infizierte infizierten neuinfektionen infektionen ansteckungen",
        "laid off": "entlassungen kündigungen",
    },
    deeds={
        "killed": "tod ermordung tötung", "arrested": "festnahme verhaftung", "evacuated": "evakuierung", "deported": "abschiebung",
        "rescued": "rettung", "kidnapped": "entführung", "deployed": "entsendung", "laid off": "entlassung",
    },
    toll_pattern=r"\b(?:Zahl\s+der\s+(?:Todesopfer|Toten|Opfer)|Todeszahl|Opferzahl)\b[^.;\n]{0,50}\b(?:auf|bei|von)(?:\s+(?:mindestens|über|mehr\s+als|rund|etwa))?",
    have="haben hatten hat hatte",
    passive="worden",
    not_pattern=r"\b(?:nicht|niemand|kein|keine|keiner|nie|ohne)\b",
    none_of_pattern=r"keiner|keine|keinen|niemand",
    is_verb_final=True,
    clause_end="und aber während doch sowie wobei",
    among="unter_den zu_den",
    aside="darunter davon unter_ihnen überwiegend zumeist meist die_meisten",
    source_verbs=(
        "mitteilte mitteilten mitteilt meldete bekanntgab bekanntgaben angab angaben sagt sagte sagten erklärt erklärte erklärten berichtet berichtete berichteten teilte teilten teilt bestätigte bestätigten bestätigt meldete "
        "meldeten meldet sprach sprachen gab gaben gibt schätzt schätzte schätzten warnte warnt nannte bezifferte bezifferten zählte zählten"
    ),
    source_participles="gesagt erklärt berichtet mitgeteilt bestätigt gemeldet gezählt geschätzt",
    as_told="wie",
    source_according="nach_angaben nach_angaben_der nach_angaben_des laut_angaben_der laut_angaben_des laut_angaben_von nach_schätzungen_der nach_schätzungen_von nach_behördenangaben",
    bodies="polizei feuerwehr bundespolizei ministerium innenministerium regierung behörde behörden staatsanwaltschaft armee militär agentur organisation gericht klinik krankenhaus verband gewerkschaft rettungsdienst",
)  # fmt: skip

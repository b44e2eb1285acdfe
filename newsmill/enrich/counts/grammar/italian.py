"""Italian."""

from typing import Final

from newsmill.enrich.counts.grammar.lexicon import Lexicon
from newsmill.enrich.counts.grammar.numbers import listed, with_hundreds
from newsmill.enrich.dates.grammar.lexicon import inflected

_ONES: Final = listed("due tre quattro cinque sei sette otto nove")
_TEENS: Final = listed(
    "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove", 10
)
_TENS: Final = listed("venti trenta quaranta cinquanta sessanta settanta ottanta novanta", 20, 10)
_SMALL: Final = {
    **_ONES, **_TEENS, **_TENS,
    **{f"{ten}{one}": t + o for ten, t in _TENS.items() for one, o in _ONES.items() if one != "otto"},
    **{f"{ten[:-1]}{one}": t + o for ten, t in _TENS.items() for one, o in {"uno": 1, "un": 1, "otto": 8}.items()},
    **{f"{ten}tré": t + 3 for ten, t in _TENS.items()},
}  # fmt: skip
_O: Final = "o a i e"

LEXICON: Final = Lexicon(
    language="it",
    numbers=with_hundreds(_SMALL, _ONES, "cento"),
    one="un una uno un'",
    fused_thousand="mila",
    scales={
        "mille": 1e3, "mila": 1e3, "milione": 1e6, "milioni": 1e6, "mln": 1e6, "mio": 1e6, "miliardo": 1e9, "miliardi": 1e9, "mld": 1e9, "bilione": 1e12,
        "bilioni": 1e12,
    },
    half="mezzo mezza",
    and_half="e_mezzo e_mezza",
    dozens={"dozzina": 12.0},
    collectives={
        "decina": 10.0, "quindicina": 15.0, "ventina": 20.0, "trentina": 30.0, "quarantina": 40.0, "cinquantina": 50.0, "sessantina": 60.0,
        "settantina": 70.0, "ottantina": 80.0, "centinaio": 100.0, "migliaio": 1000.0,
    },
    several="alcune alcuni diverse diversi varie",
    plurals={"decine": "tens", "dozzine": "dozens", "centinaia": "hundreds", "migliaia": "thousands"},
    qualifiers={
        "at least": "almeno non_meno_di come_minimo", "about": "circa intorno_a intorno_ai attorno_ai all'incirca pressappoco", "more than": "più_di oltre al_di_sopra_di supera superano superato",
        "nearly": "quasi", "up to": "fino_a sino_a fino_ad", "less than": "meno_di sotto al_di_sotto_di sotto_la_soglia_di", "at most": "al_massimo non_più_di", "only": "solo soltanto solamente appena",
        "exactly": "esattamente", "a total of": "in_totale un_totale_di complessivamente in_tutto totale_di", "another": "altri altre altro altra", "all": "tutti_i tutte_le tutti_e tutte_e",
    },
    after_qualifiers={"or more": "o_più", "or less": "o_meno", "about": "circa"},
    between="tra fra da dai",
    to="a e ai o",
    of="di d'",
    of_the="dei delle degli del della dell'",
    articles="i gli le l' il lo la questi queste quei quelle",
    adjectives=(
        "altri altre nuovi nuove giovani grandi piccoli piccole primi prime ultimi ultime presunti presunte vecchi vecchie ex principali diversi diverse "
        "soli sole possibili stessi stesse nuova nuovo giovane altro altra"
    ),
    noun_pattern=r".{2,}[ie]|.*à|.{2,}[b-df-hj-np-tv-z]",
    plural_nouns="persone gente morti feriti bambini donne uomini poliziotti agenti manifestanti soldati civili abitanti auto moto euro paia uova braccia dita ossa mura labbra miglia mila film computer città tir bus minori cittadini carabinieri migranti",
    singular_persons="persona",
    joints="e contro",
    copula="sono erano furono saranno oltre circa almeno e",
    others="altri altre",
    stops=(
        "in a con per su da di del dello della dei degli delle al allo alla ai agli alle dal dalla dai dalle nel nella nei nelle sul sulla sui sulle tra fra e ed o oppure ma "
        "che chi cui quando dove come se sono è era erano ha hanno aveva avevano sarebbero state stati non più meno volte poi anche dopo prima contro mentre cioè circa "
        "ore le i gli lei mi ti ci si vi ne ecco quindi oltre fine sue sui terzi quarti quinti"
    ),
    time_units=(
        "secondo secondi minuto minuti ora ore giorno giorni notte notti giornate settimana settimane mese mesi trimestre trimestri anno anni decennio decenni "
        "secolo secoli volte volta gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre generazioni stagioni"
    ),
    measures=(
        "chilometri metri centimetri ettari tonnellate chili chilogrammi grammi litri gradi punti voti seggi gol reti partite casi azioni pagine km"
    ),
    percent="per_cento",
    percentage_points="punti_percentuali punto_percentuale",
    money={
        "EUR": "euro", "USD": "dollari dollaro", "GBP": "sterline sterlina", "CHF": "franchi franchi_svizzeri", "RUB": "rubli", "JPY": "yen", "CNY": "yuan",
        "ITL": "lire", "INR": "rupie", "TRY": "lire_turche", "BRL": "real reais", "MXN": "pesos", "PLN": "zloty", "SEK": "corone_svedesi", "NOK": "corone_norvegesi",
        "DKK": "corone corone_danesi",
    },
    money_of={"CAD": "dollari_canadesi", "AUD": "dollari_australiani", "ARS": "pesos_argentini"},
    cents={"EUR": "centesimi cent"},
    label_pattern=(
        r"articol[oi]|art\.|n\.|numero|pagina|capitolo|volo|binario|Formula|Boeing|Airbus|Apollo|comma|agenda|Windows|iPhone|età\s+di|ore|Rai|Serie|Under"
    ),
    no_count_after_pattern=r"\s+anni\b|[ºª°]|\s+ore\b|\s?h\b|-enne|enne\b",
    suffered={
        "killed": "morire morirono morti morte morto morta sono_morti sono_morte muoiono morì muore deceduti decedute deceduto deceduta hanno_perso_la_vita perso_la_vita persero_la_vita perdono_la_vita periti "
        "annegati annegate",
        "fled": "fuggiti fuggite fuggirono fuggono fuggivano scappati scappate",
        "missing": inflected("dispers scompars", _O) + " mancano_all'appello",
        "protested": "manifestato protestato manifestano protestano hanno_manifestato in_piazza in_corteo sfilato",
        "rescued": "sopravvissuti sopravvissute",
        "displaced": "senza_tetto senza_casa",
    },
    befallen={
        "killed": inflected("uccis ammazzat assassinat massacrat", _O),
        "wounded": inflected("ferit", _O),
        "arrested": inflected("arrestat fermat", _O) + " in_manette in_custodia",
        "imprisoned": inflected("incarcerat condannat detenut", _O) + " in_carcere",
        "displaced": inflected("sfollat", _O),
        "evacuated": inflected("evacuat sgomberat", _O),
        "infected": inflected("contagiat infettat infett intossicat", _O),
        "kidnapped": inflected("rapit", _O) + " in_ostaggio",
        "rescued": inflected("salvat soccors", _O) + " tratti_in_salvo tratte_in_salvo",
        "executed": inflected("giustiziat impiccat decapitat", _O),
        "laid off": inflected("licenziat", _O),
        "deployed": inflected("schierat dispiegat impiegat mobilitat", _O),
        "destroyed": inflected("distrutt", _O) + " rase_al_suolo",
        "damaged": inflected("danneggiat", _O),
        "trapped": inflected("intrappolat bloccat", _O),
        "hospitalised": inflected("ricoverat", _O) + " in_ospedale",
        "deported": inflected("espuls deportat rimpatriat", _O),
        "vaccinated": inflected("vaccinat", _O),
        "raped": inflected("violentat stuprat", _O),
        "surveyed": inflected("intervistat", _O),
        "tortured": inflected("torturat", _O),
    },
    active={
        "killed": "uccise uccisero uccide uccidono uccidendo uccidere ammazzò ucciderne",
        "wounded": "ferire ferì ferirono ferisce feriscono ferendo",
        "arrested": "arrestano arresta arrestò arrestarono arrestando arrestare",
        "evacuated": "evacuando evacuò evacuano evacuare",
        "rescued": "salvare salvò salvano salvando",
        "kidnapped": "rapire rapirono rapì",
        "destroyed": "distruggere distrusse distrussero distruggendo",
        "deported": "espulse espellere",
        "laid off": "licenzia licenzierà licenziare",
    },
    victims={
        "killed": "morti morto morta decessi deceduti uccisi cadaveri",
        "wounded": "feriti ferite ferito ferita",
        "arrested": "arresti arrestati fermi",
        "displaced": "sfollati sfollate profughi rifugiati",
        "missing": "dispersi disperse scomparsi",
        "kidnapped": "ostaggi ostaggio",
        "rescued": "superstiti sopravvissuti",
        "infected": "contagi contagiati infezioni",
        "laid off": "licenziamenti",
    },
    deeds={
        "killed": "morte uccisione assassinio omicidio", "arrested": "arresto fermo", "evacuated": "evacuazione", "deported": "espulsione", "kidnapped": "rapimento sequestro",
        "laid off": "licenziamento", "rescued": "salvataggio",
    },
    toll_pattern=r"\b(?:bilancio|numero\s+(?:delle\s+vittime|dei\s+morti))\b[^.;\n]{0,50}\b(?:a|di)",
    have="hanno avevano ha aveva avrebbero",
    passive="stati state stato stata",
    not_pattern=r"\b(?:non|nessuno|nessuna|nessun|mai|senza)\b",
    none_of_pattern=r"nessuno|nessuna",
    clause_end="e ed ma mentre sebbene",
    among="tra_i tra_le fra_i fra_le tra_gli",
    aside="tra_cui fra_cui compresi comprese di_cui tra_loro fra_loro in_gran_parte in_maggioranza inclusi",
    source_verbs=(
        "dice disse dicono afferma affermano annuncia annunciano conferma confermano riferisce riferiscono riferì stima stimano segnala segnalano "
        "comunica comunicano spiega spiegano precisa dichiara rende calcola denuncia"
    ),
    source_participles="detto affermato annunciato confermato riferito stimato segnalato comunicato spiegato precisato dichiarato reso_noto denunciato calcolato",
    source_according="secondo_fonti_di stando_ai a_detta_di",
    bodies="polizia carabinieri questura prefettura ministero governo autorità esercito organizzazione agenzia procura ospedale pompieri sindacati sindacato ong protezione vigili",
)  # fmt: skip

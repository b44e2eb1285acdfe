"""French."""

from typing import Final

from newsmill.enrich.counts.grammar.lexicon import Lexicon
from newsmill.enrich.counts.grammar.numbers import listed
from newsmill.enrich.dates.grammar.lexicon import inflected

_ONES: Final = listed("deux trois quatre cinq six sept huit neuf")
_TEENS: Final = listed("dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf", 10)
_TENS: Final = listed("vingt trente quarante cinquante soixante septante huitante nonante", 20, 10) | {
    "octante": 80
}
_BELOW_TEN: Final = {"et-un": 1, "et-une": 1, **_ONES}
_NUMBERS: Final = {
    **_ONES, **_TEENS, **_TENS,
    "septante": 70, "huitante": 80, "nonante": 90,
    **{f"{ten}-{one}": t + o for ten, t in _TENS.items() for one, o in _BELOW_TEN.items()},
    **{f"soixante-{teen}": 60 + n for teen, n in _TEENS.items()},
    "soixante-et-onze": 71, "quatre-vingts": 80, "quatre-vingt": 80, "quatre-vingt-un": 81, "quatre-vingt-une": 81,
    **{f"quatre-vingt-{one}": 80 + n for one, n in (_ONES | _TEENS).items()},
}  # fmt: skip
_E: Final = "- e s es"

LEXICON: Final = Lexicon(
    language="fr",
    numbers=_NUMBERS,
    one="un une",
    both="et",
    hundred="cent cents",
    scales={
        "mille": 1e3, "million": 1e6, "millions": 1e6, "mio": 1e6, "milliard": 1e9, "milliards": 1e9, "md": 1e9, "mds": 1e9, "mrd": 1e9,
        "billion": 1e12, "billions": 1e12,
    },
    half="demi demie",
    and_half="et_demi et_demie",
    dozens={"douzaine": 12.0},
    collectives={
        "dizaine": 10.0, "quinzaine": 15.0, "vingtaine": 20.0, "trentaine": 30.0, "quarantaine": 40.0, "cinquantaine": 50.0, "soixantaine": 60.0,
        "centaine": 100.0, "millier": 1000.0, "huitaine": 8.0,
    },
    several="plusieurs quelques",
    plurals={
        "dizaines": "tens", "douzaines": "dozens", "centaines": "hundreds", "milliers": "thousands",
    },
    qualifiers={
        "at least": "au_moins au_minimum pas_moins_de", "about": "environ autour_de quelque quelques près_d'environ approximativement aux_alentours_de à_peu_près",
        "more than": "dépasse dépassent dépassé plus_de plus_d' au-delà_de dépassant_les", "nearly": "près_de près_d' presque quasiment", "up to": "jusqu'à jusqu'aux",
        "less than": "moins_de moins_d' sous en_dessous_de sous_la_barre_des", "at most": "au_plus au_maximum tout_au_plus", "only": "seulement uniquement",
        "exactly": "exactement précisément", "a total of": "au_total un_total_de total_de", "another": "encore", "all": "tous toutes",
        "an estimated": "estimés_à",
    },
    after_qualifiers={"or more": "ou_plus", "or less": "ou_moins"},
    between="entre de",
    to="à et ou",
    of="de d'",
    of_the="des",
    articles="les l' le la ces ses leurs nos",
    adjectives=(
        "autres nouveaux nouvelles jeunes grands grandes petits petites anciens anciennes premiers premières derniers dernières bons bonnes vieux "
        "vieilles gros grosses principaux principales différents différentes seuls seules petits beaux belles autre nouvelle jeune ex"
    ),
    noun_pattern=r".*[^u]s|.*aux|.*eux|.*us|.*oux",
    plural_nouns="personnes gens morts blessés enfants femmes hommes policiers manifestants soldats civils habitants voix yeux prix cas corps pays",
    singular_persons="personne",
    joints="et contre",
    others="autres",
    stops=(
        "dans en sur sous par pour avec sans chez vers contre entre depuis pendant après avant selon dès lors plus moins ans et ou mais donc or ni car que qui "
        "dont où quand comme si ont a sont est été étaient était seront sera ont fois pas puis alors aussi très ainsi environ près sans hors dans tous toutes "
        "mais nous vous ils elles leurs ses ces mes des les aux tiers quarts"
    ),
    time_units=(
        "seconde secondes minute minutes heure heures jour jours journées nuit nuits semaine semaines mois trimestre trimestres an ans année années "
        "décennies décennie exercice exercices mandats siècle siècles fois janvier février mars avril mai juin juillet août septembre octobre novembre décembre weekends générations "
        "saisons"
    ),
    measures=(
        "kilomètres mètres centimètres hectares tonnes kilos kilogrammes grammes litres degrés points voix sièges buts matches matchs cas actions pages"
    ),
    percent="pour_cent pourcent",
    percentage_points="points_de_pourcentage point_de_pourcentage",
    money={
        "EUR": "euros euro", "USD": "dollars dollar dollars_américains", "CHF": "francs francs_suisses", "GBP": "livres livres_sterling livre_sterling",
        "RUB": "roubles", "JPY": "yens yen", "CNY": "yuans yuan", "INR": "roupies", "FRF": "francs_français", "BEF": "francs_belges", "XOF": "francs_cfa fcfa",
        "PLN": "zlotys", "TRY": "livres_turques", "MXN": "pesos", "BRL": "reais réaux", "MAD": "dirhams", "DZD": "dinars_algériens", "TND": "dinars_tunisiens dinars",
        "SEK": "couronnes_suédoises", "NOK": "couronnes_norvégiennes", "DKK": "couronnes couronnes_danoises", "CZK": "couronnes_tchèques",
    },
    money_of={"CAD": "dollars_canadiens", "AUD": "dollars_australiens", "LBP": "livres_libanaises", "EGP": "livres_égyptiennes", "ARS": "pesos_argentins"},
    cents={"EUR": "centimes centime cents"},
    label_pattern=(
        r"articles?|art\.|n°|no\.?|numéro|page|chapitre|vol|Formule|Boeing|Airbus|Apollo|alinéa|agenda|Windows|iPhone|âgée?s?\s+de|Ligue"
    ),
    no_count_after_pattern=r"\s?h(?:eures?)?\b|\s?h\d|\s+ans\b|(?:er|re|e|ème|nde?|es)\b|\s?ème\b|,?\s+(?:rue|avenue|boulevard|place|quai|chemin|allée|impasse|bis)\b",
    suffered={
        "killed": "mourir périr mortelles mort morts morte mortes sont_morts sont_mortes meurent mourront moururent péri périssent décédé décédés décédée décédées ont_trouvé_la_mort trouvé_la_mort perdu_la_vie ont_perdu_la_vie noyés "
        "noyées noyé succombé succombent perdent_la_vie",
        "fled": "fuir fui fuient fuyaient fuyant",
        "missing": "disparu disparus disparue disparues " + "portés_disparus portées_disparues",
        "protested": "manifesté manifestent manifestaient défilé défilent protesté protestaient descendus_dans_la_rue descendues_dans_la_rue",
        "rescued": "survécu survivent",
        "displaced": "sans_abri",
    },
    befallen={
        "killed": inflected("tué assassiné massacré poignardé", _E),
        "wounded": inflected("blessé", _E),
        "arrested": inflected("arrêté interpellé appréhendé", _E) + " placés_en_garde_à_vue placées_en_garde_à_vue en_garde_à_vue",
        "imprisoned": inflected("emprisonné incarcéré écroué condamné détenu", _E) + " en_prison",
        "displaced": inflected("déplacé déraciné", _E),
        "evacuated": inflected("évacué", _E),
        "infected": inflected("infecté contaminé intoxiqué", _E),
        "kidnapped": inflected("enlevé kidnappé séquestré", _E) + " pris_en_otage prises_en_otage",
        "rescued": inflected("secouru sauvé", _E) + " repêchés",
        "shot": "tués_par_balles tué_par_balles",
        "executed": inflected("exécuté décapité pendu", _E),
        "laid off": inflected("licencié", _E),
        "deployed": inflected("déployé mobilisé", _E),
        "destroyed": inflected("détruit incendié rasé brûlé ravagé", _E),
        "damaged": inflected("endommagé", _E),
        "trapped": inflected("bloqué coincé piégé", _E),
        "hospitalised": inflected("hospitalisé", _E) + " transportés_à_l'hôpital conduites_à_l'hôpital conduits_à_l'hôpital",
        "deported": inflected("expulsé déporté", _E),
        "vaccinated": inflected("vacciné", _E),
        "raped": inflected("violé", _E),
        "surveyed": inflected("interrogé sondé", _E),
        "tortured": inflected("torturé", _E),
    },
    active={
        "killed": "tue tuent tuait tuant tuer tua tuèrent assassinant fauchant",
        "wounded": "blesse blessent blessait blessant blessèrent blesser",
        "arrested": "arrêtent arrêtant interpellent interpellant arrêter interpeller",
        "evacuated": "évacuent évacuant évacuer",
        "destroyed": "détruire détruisant détruisent",
        "kidnapped": "enlevant enlever",
        "displaced": "déplaçant",
        "infected": "contaminant",
        "rescued": "sauver secourir sauvent",
        "laid off": "licencier licencie licenciera",
        "deported": "expulser expulse expulsent",
        "deployed": "déploie déploient déployer",
    },
    victims={
        "killed": "morts mort morte mortes tués décès cadavres",
        "wounded": "blessés blessées blessé blessée",
        "arrested": "arrestations interpellations interpellés",
        "displaced": "déplacés réfugiés sans-abri réfugiées",
        "missing": "disparus disparues",
        "kidnapped": "otages otage",
        "rescued": "survivants rescapés survivantes",
        "infected": "contaminations infections",
        "laid off": "licenciements",
    },
    deeds={
        "killed": "mort assassinat décès meurtre meurtres", "arrested": "arrestation interpellation", "evacuated": "évacuation", "deported": "expulsion",
        "kidnapped": "enlèvement", "laid off": "licenciement", "deployed": "déploiement", "displaced": "déplacement", "vaccinated": "vaccination",
        "wounded": "blessures",
    },
    toll_pattern=r"\bbilan\b[^.;\n]{0,50}\b(?:à|de)",
    have="ont avaient a avait ayant auront",
    passive="été",
    not_pattern=r"\b(?:n['’]|ne\b|pas\b|aucun|aucune|sans\b|personne\s+n|jamais\b)",
    none_of_pattern=r"aucun|aucune",
    clause_end="et mais tandis_que alors_que ainsi_que",
    among="parmi_les parmi_ces",
    aside="dont parmi_lesquels parmi_lesquelles y_compris en_majorité pour_la_plupart essentiellement",
    source_verbs=(
        "affirme affirment annonce annoncent indique indiquent déclare déclarent précise précisent rapporte rapportent confirme confirment estime estiment "
        "évoque évoquent recense recensent assure assurent dit disent ajoute signale signalent révèle chiffre"
    ),
    source_participles=(
        "affirmé annoncé indiqué déclaré précisé rapporté confirmé estimé évoqué recensé assuré dit ajouté signalé révélé appris"
    ),
    source_according="d'après selon_un_bilan_de selon_un_décompte_de",
    bodies="police gendarmerie préfecture pompiers ministère gouvernement autorités armée organisation agence parquet hôpital syndicat syndicats ong association secours",
)  # fmt: skip

"""French."""

from typing import Final

from newsmill.enrich.dates.grammar.lexicon import Lexicon

_ORDINALS: Final = (
    "deuxième", "troisième", "quatrième", "cinquième", "sixième", "septième", "huitième", "neuvième", "dixième", "onzième",
    "douzième", "treizième", "quatorzième", "quinzième", "seizième", "dix-septième", "dix-huitième", "dix-neuvième",
    "vingtième",
)  # fmt: skip

LEXICON: Final = Lexicon(
    language="fr",
    more_months={"aout": 8, "fevrier": 2, "decembre": 12, "sep": 9, "juill": 7},
    first="premier",
    articles="le la les l'",
    of="de du de_la de_l' d' des en",
    to="au à jusqu'au à_l'",
    both="et",
    between="entre",
    numbers={
        "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
        "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "vingt": 20, "trente": 30, "quarante": 40,
        "cinquante": 50, "cent": 100,
    },
    ordinals={"premier": 1, "première": 1, "second": 2, "seconde": 2, "vingt_et_unième": 21}
    | {word: n for n, word in enumerate(_ORDINALS, 2)},
    day_words={
        "aujourd'hui": (0, ""), "hier": (-1, ""), "avant-hier": (-2, ""), "demain": (1, ""), "après-demain": (2, ""),
    },
    no_day_word_pattern=r"(?:\bd['’]|\bjusqu['’]à )aujourd['’]hui$",
    no_day_word_after_pattern=r"\s+encore\b",
    parts={
        "matin": "TMO", "matinée": "TMO", "après-midi": "TAF", "soir": "TEV", "soirée": "TEV", "nuit": "TNI", "midi": "TAF",
    },
    day_part_link="dans_la en au",
    part_of="de du d'",
    last="dernier dernière",
    next="prochain prochaine",
    this="ce cet cette",
    last_after="dernier dernière passé passée écoulé écoulée",
    next_after="prochain prochaine qui_vient",
    following_after="suivant suivante",
    units={
        "jour": "D", "semaine": "W", "week-end": "WE", "weekend": "WE", "mois": "M", "trimestre": "Q", "an": "Y", "année": "Y",
        "décennie": "DE", "siècle": "CE",
    },
    counted={
        "jour": "D", "jours": "D", "semaine": "W", "semaines": "W", "mois": "M", "an": "Y", "ans": "Y", "année": "Y", "années": "Y",
        "siècle": "CE", "siècles": "CE", "décennies": "DE",
    },
    ago_before="il_y_a voici voilà",
    ahead_before="dans d'ici",
    idioms={"huit_jours": ("D", 7), "quinze_jours": ("D", 14)},
    edges="début fin mi courant au_début à_la_fin au_milieu milieu",
    years="années décennie",
    decades={
        "vingt": 2, "trente": 3, "quarante": 4, "cinquante": 5, "soixante": 6, "soixante-dix": 7, "quatre-vingt": 8, "quatre-vingts": 8,
        "quatre-vingt-dix": 9,
    },
    century="siècle siècles",
    no_century_pattern=r"\s+av(?:ant|\.)\s+(?:J|notre)",
    seasons={"printemps": "SP", "été": "SU", "automne": "FA", "hiver": "WI"},
    season_cue_pattern=r"(?:\b(?:au|ce|cet|du|pour\s+le|en|dès\s+le|depuis\s+le)\s+|\b(?:à|de|dès|pour|depuis|pendant|durant)\s+l['’]|\bd['’])$",
    quarters={"trimestre": "Q", "semestre": "H"},
    holidays={
        "noël": (12, 25), "saint-sylvestre": (12, 31), "pâques": (0, 0), "vendredi_saint": (0, -2), "lundi_de_pâques": (0, 1),
        "pentecôte": (0, 49), "lundi_de_pentecôte": (0, 50), "mardi_gras": (0, -47), "toussaint": (11, 1),
    },
    at="à vers dès avant après jusqu'à depuis de aux_alentours_de pour",
    hour_marks="h",
    hour_words="heures heure",
    hour_parts={"du_matin": "MO", "de_l'après-midi": "AF", "du_soir": "EV"},
    noons={"midi": "12:00", "minuit": "00:00"},
    no_year_before_pattern=r"\b(?:environ|plus\s+de|moins\s+de|près\s+de|quelque|quelques|les|ces|ses|n[°o]|numéro|Peugeot|Airbus|presque|au\s+moins)\s+$",
    no_year_after_pattern=(
        r"\s+(?:\w+ièmes?|personnes?|euros?|habitants?|hommes|femmes|enfants|salari\w+|emplois|postes|soldats|policiers|morts|blessés|voix|"
        r"mètres|kilomètres|tonnes|hectares|dollars|francs|élèves|étudiants|manifestants|pages|fois|ans|points|places|logements|entreprises|"
        r"cas|supporters|spectateurs|militants|réfugiés|migrants|victimes|signatures|billets|exemplaires|pièces|km|kg|m|mm|g|milliards?|millions?)\b"
    ),
    repeated_pattern=r"\b(?:chaque|tous\s+les|toutes\s+les|un)\s+$",
    street_pattern=r"\b(?:rue|place|avenue|boulevard|quai|pont|lycée|stade|esplanade|station)\s+du\s+$",
    no_weekday_before_pattern=r"\ble\s+$",
    no_weekday_after_pattern=r"\s+(?:saint|noir|gras|de\s+Pâques|de\s+Pentecôte)\b",
    ahead_pattern=(
        r"\b(?:(?!opéra\b|caméra\b|choléra\b|para\b)\w{2,}r(?:a|ont)\b|va\b|vont\b|doit\b|doivent\b|devrai(?:t|ent)\b|pourrai(?:t|ent)\b|prévue?s?\b|attendue?s?\b|"
        r"programmée?s?\b|fixée?s?\b|se\s+réuni(?:t|ssent)|se\s+tien(?:t|nent)|se\s+rend\b|débute(?:nt)?\b|commence(?:nt)?\b|s['’]ouvre\b|affronte\b|reçoit\b|part\b|sort\b|rencontre\b|"
        r"repren(?:d|nent)\b|jouent?\b|vote(?:nt)?\b|examine(?:nt)?\b|débat(?:tent)?\b|se\s+retrouve(?:nt)?\b|dispute(?:nt)?\b|accueille(?:nt)?\b|s['’]achève\b|entre\s+en\b)"
    ),
    back_pattern=(
        r"\b(?:(?:a|ont|avait|avaient|était|étaient|est|sont|fut|furent|s['’]est|se\s+sont)\s+(?:(?:été|pas|déjà|aussi|encore|toutefois|\w+ment)\s+)?(?!prév|attend|fix|programm|jusqu)\w+(?:é|i|u|is|it|és|ie|ue|ée|ées|us|ert|ort|orte)\b|"
        r"(?:a|ont)-t?-?(?:il|elle|on|ils|elles)\s+(?:(?:été|pas|déjà|aussi|encore|\w+ment)\s+)?\w+(?:é|i|u|is|it)\b|"
        r"depuis\b|après\b|dit\b|\w{2,}(?:èrent|irent|aient)\b|était\b|avait\b|\w{3,}ait\b)"
    ),
    until_pattern=r"(?:\b(?:avant|pour|dès|d['’]ici|à\s+partir\s+d[eu]|à\s+compter\s+d[eu]|jusqu['’](?:à|en|au))\s*)(?:l[ea]\s+|l['’]|[aà]u?\s+)?$",
    since_pattern=r"\bdepuis(?:\s+l[ea]|\s+l['’])?\s*$",
)  # fmt: skip

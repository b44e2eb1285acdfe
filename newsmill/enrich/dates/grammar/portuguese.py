"""Portuguese, of Portugal and of Brazil."""

from typing import Final

from newsmill.enrich.dates.grammar.lexicon import Lexicon

# `Na segunda` is a Monday where no noun follows that it could be the second of.
_BARE: Final = {"segunda": 0, "terça": 1, "quarta": 2, "quinta": 3, "sexta": 4}

LEXICON: Final = Lexicon(
    language="pt",
    more_weekdays=_BARE | {"sabado": 5},
    bare_weekdays=frozenset(_BARE),
    first="primeiro",
    articles="o a os as",
    of="de do da dos das em",
    to="a ao até até_ao até_o para",
    both="e",
    between="entre",
    numbers={
        "um": 1, "uma": 1, "dois": 2, "duas": 2, "três": 3, "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10,
        "onze": 11, "doze": 12, "treze": 13, "catorze": 14, "quatorze": 14, "quinze": 15, "vinte": 20, "trinta": 30, "quarenta": 40,
        "cinquenta": 50, "cem": 100,
    },
    ordinals={
        "primeiro": 1, "primeira": 1, "segundo": 2, "segunda": 2, "terceiro": 3, "terceira": 3, "quarto": 4, "quarta": 4,
    },
    day_words={
        "hoje": (0, ""), "ontem": (-1, ""), "anteontem": (-2, ""), "amanhã": (1, ""), "depois_de_amanhã": (2, ""),
    },
    no_day_word_after_pattern=r"\s+em\s+dia\b",
    parts={
        "manhã": "TMO", "madrugada": "TMO", "tarde": "TAF", "noite": "TNI",
    },
    day_part_link="à de pela ao a_meio_da na durante_a",
    part_of="de do da desta deste",
    day_label="dia dias",
    last="passado passada",
    next="próximo próxima",
    this="este esta neste nesta deste desta",
    last_weekday="último última",
    last_after="passado passada retrasado último",
    next_after="próximo próxima que_vem",
    following_after="seguinte",
    units={
        "dia": "D", "semana": "W", "fim_de_semana": "WE", "fim-de-semana": "WE", "final_de_semana": "WE", "mês": "M", "trimestre": "Q",
        "ano": "Y", "década": "DE", "século": "CE",
    },
    counted={
        "dia": "D", "dias": "D", "semana": "W", "semanas": "W", "mês": "M", "meses": "M", "ano": "Y", "anos": "Y", "décadas": "DE",
        "séculos": "CE",
    },
    ago_before="há faz",
    ago_after="atrás",
    ahead_before="daqui_a dentro_de",
    edges="início meados fim final finais princípio princípios inícios começo",
    years="anos década_de década_dos_anos",
    decades={
        "vinte": 2, "trinta": 3, "quarenta": 4, "cinquenta": 5, "sessenta": 6, "setenta": 7, "oitenta": 8, "noventa": 9,
    },
    century="século séculos",
    no_century_pattern=r"\s+a(?:ntes\s+de|\.)\s?(?:Cristo|C)",
    seasons={"primavera": "SP", "verão": "SU", "outono": "FA", "inverno": "WI"},
    season_cue_pattern=r"\b(?:no|do|na|da|este|esta|neste|nesta|deste|desta|(?:até|desde|para|durante)\s+[oa])\s+$",
    quarters={"trimestre": "Q", "semestre": "H"},
    holidays={
        "natal": (12, 25), "véspera_de_natal": (12, 24), "réveillon": (12, 31), "ano_novo": (1, 1), "páscoa": (0, 0), "sexta-feira_santa": (0, -2),
        "quarta-feira_de_cinzas": (0, -46), "domingo_de_ramos": (0, -7),
    },
    at="às as as_horas pelas até_às das desde_as a_partir_das por_volta_das",
    hour_marks="h",
    hour_words="horas",
    hour_parts={"da_manhã": "MO", "da_madrugada": "MO", "da_tarde": "AF", "da_noite": "NI"},
    noons={"meio-dia": "12:00", "meia-noite": "00:00"},
    no_year_before_pattern=r"\b(?:cerca\s+de|mais\s+de|menos\s+de|quase|uns|umas|os|as|aos|às|outros|outras|n[°º]|número|pelo\s+menos|só)\s+$",
    no_year_after_pattern=(
        r"\s+(?:pessoas?|euros?|habitantes|homens|mulheres|crianças|empregos|postos|trabalhadores|soldados|polícias|policiais|mortos|feridos|"
        r"votos|metros|quilómetros|quilômetros|toneladas|hectares|dólares|reais|escudos|alunos|estudantes|manifestantes|páginas|vezes|anos|"
        r"pontos|vagas|casas|empresas|casos|adeptos|torcedores|espectadores|militantes|refugiados|migrantes|vítimas|assinaturas|bilhetes|"
        r"exemplares|famílias|km|kg|m|mm|g|milhões|mil|funcionários)\b"
    ),
    repeated_pattern=r"\b(?:cada|todo|toda|todos\s+os|todas\s+as|aos|às|os|as|um)\s+$",
    street_pattern=r"\b(?:rua|praça|avenida|ponte|largo|estação|via)\s+(?:d[eoa]\s+)?$",
    no_weekday_before_pattern=r"\b(?:[Pp]lácido|[Ss]ão)\s+$",
    no_weekday_after_pattern=r"\s+(?:[Ss]anta|[Nn]egra|de\s+[Cc]inzas|[Gg]orda)\b",
    ahead_pattern=(
        r"\b(?:(?!pará\b|verão\b)\w+r(?:á|ão|emos)\b|vai\b|vão\b|deve\b|devem\b|deveria\w*|poderia\w*|previst[oa]s?\b|marcad[oa]s?\b|agendad[oa]s?\b|"
        r"começam?\b|arrancam?\b|estreia\b|joga\b|recebe\b|disputa\b|segue\b|realiza-se\b|reúne-se\b|enfrenta\b|volta\b|se\s+reapresenta\b|esperad[oa]s?\b|espera\b)"
    ),
    back_pattern=(
        r"\b(?:(?!europeu\b|museu\b)\w{2,}(?:ou|aram|eram|iram|avam|iam|eu|iu)\b|foi\b|foram\b|era\b|tinha\b|havia\b|disse\b|fez\b|teve\b|desde\b|após\b|depois\b|estava\b|houve\b|"
        r"(?:detid|publicad|realizad|ocorrid|anunciad|divulgad|nascid)[oa]s?\b)"
    ),
    until_pattern=r"\b(?:até|para|antes\s+d[eoa]|a\s+partir\s+d[eoa])(?:\s+(?:ao?|o))?\s+$",
    since_pattern=r"\bdesde(?:\s+[oa])?\s+$",
)  # fmt: skip

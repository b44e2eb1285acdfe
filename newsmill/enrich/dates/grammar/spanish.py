"""Spanish."""

from typing import Final

from newsmill.enrich.dates.grammar.lexicon import Lexicon

LEXICON: Final = Lexicon(
    language="es",
    more_months={"setiembre": 9, "sep": 9, "set": 9},
    more_weekdays={"miercoles": 2, "sabado": 5},
    has_capital_day_months=False,
    first="primero",
    articles="el la los las",
    of="de del de_la de_los en",
    to="al a hasta hasta_el",
    both="y e",
    between="entre",
    numbers={
        "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
        "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40,
        "cincuenta": 50, "cien": 100,
    },
    ordinals={
        "primer": 1, "primero": 1, "primera": 1, "segundo": 2, "segunda": 2, "tercer": 3, "tercero": 3, "tercera": 3, "cuarto": 4,
        "cuarta": 4,
    },
    day_words={
        "hoy": (0, ""), "ayer": (-1, ""), "anteayer": (-2, ""), "antier": (-2, ""), "antes_de_ayer": (-2, ""), "mañana": (1, ""),
        "pasado_mañana": (2, ""), "anoche": (-1, "TNI"),
    },
    no_day_word_pattern=r"\b(?:la|una|esta|misma|cada|toda|aquella|de|por|media|esa|otra) mañana$",
    no_day_word_after_pattern=r"\s+en\s+día\b",
    parts={
        "mañana": "TMO", "madrugada": "TMO", "mediodía": "TAF", "tarde": "TAF", "noche": "TNI",
    },
    day_part_link="por_la a_la en_la de_la al",
    part_of="del de_el de",
    day_label="día",
    last="pasado pasada",
    next="próximo próxima",
    this="este esta",
    last_weekday="último",
    last_after="pasado pasada último",
    next_after="próximo próxima que_viene entrante",
    following="siguiente",
    following_after="siguiente",
    units={
        "día": "D", "semana": "W", "fin_de_semana": "WE", "mes": "M", "trimestre": "Q", "año": "Y", "década": "DE", "siglo": "CE",
    },
    counted={
        "día": "D", "días": "D", "semana": "W", "semanas": "W", "mes": "M", "meses": "M", "año": "Y", "años": "Y", "décadas": "DE",
        "siglos": "CE",
    },
    ago_before="hace",
    no_ago_pattern=r"\bdesde\s+$",
    ago_after="atrás",
    ahead_before="dentro_de",
    edges="principios mediados finales fines comienzos inicios principio fin final",
    years="años década_de década_de_los década_de_los_años decenio_de",
    decades={
        "veinte": 2, "treinta": 3, "cuarenta": 4, "cincuenta": 5, "sesenta": 6, "setenta": 7, "ochenta": 8, "noventa": 9,
    },
    century="siglo siglos",
    no_century_pattern=r"\s+a(?:ntes\s+de|\.\s?de|\.)\s?(?:Cristo|C|nuestra)",
    seasons={"primavera": "SP", "verano": "SU", "otoño": "FA", "invierno": "WI"},
    season_cue_pattern=r"\b(?:en|del|este|esta|(?:en|de|desde|hasta|para|durante)\s+(?:el|la))\s+$",
    quarters={"trimestre": "Q", "semestre": "H"},
    holidays={
        "navidad": (12, 25), "nochebuena": (12, 24), "nochevieja": (12, 31), "año_nuevo": (1, 1), "viernes_santo": (0, -2),
        "jueves_santo": (0, -3), "domingo_de_ramos": (0, -7), "domingo_de_resurrección": (0, 0), "miércoles_de_ceniza": (0, -46),
    },
    at="a_las a_la desde_las hasta_las de sobre_las las hacia_las de_las",
    hour_marks="h hs hrs",
    hour_words="horas",
    no_hour_after_pattern=r"\s*[%€$]|\s+(?!tras\b)\w{3,}s\b",
    hour_parts={"de_la_mañana": "MO", "de_la_madrugada": "MO", "de_la_tarde": "AF", "de_la_noche": "NI"},
    noons={"mediodía": "12:00", "medianoche": "00:00"},
    no_year_before_pattern=r"\b(?:unos|unas|más\s+de|menos\s+de|cerca\s+de|casi|alrededor\s+de|los|las|sus|n[°º]|número|hasta\s+los|otros|otras|sólo|solo|al\s+menos|suma(?:n|ron)?)\s+$",
    no_year_after_pattern=(
        r"\s+(?:personas?|euros?|habitantes|hombres|mujeres|niños|empleos|puestos|trabajadores|soldados|policías|muertos|heridos|votos|metros|"
        r"kilómetros|toneladas|hectáreas|dólares|pesos|pesetas|alumnos|estudiantes|manifestantes|páginas|veces|años|puntos|plazas|viviendas|"
        r"empresas|casos|aficionados|espectadores|militantes|refugiados|migrantes|víctimas|firmas|entradas|ejemplares|familias|km|kg|m|mm|g|"
        r"millones|empleados|hogares|vehículos|agentes|efectivos)\b"
    ),
    repeated_pattern=r"\b(?:cada|todos\s+los|todas\s+las|los|un)\s+$",
    street_pattern=r"\b(?:calle|plaza|avenida|paseo|estadio|estación|barrio)\s+(?:del?\s+)?$",
    no_weekday_before_pattern=r"\b(?:[Ss]anto|[Pp]lácido|[Jj]osé)\s+$",
    no_weekday_after_pattern=r"\s+(?:[Ss]anto|[Nn]egro|de\s+[Cc]eniza|de\s+[Rr]amos|de\s+[Rr]esurrección)\b",
    ahead_pattern=(
        r"\b(?:(?!irán\b|teherán\b)\w+r(?:á|án|emos)\b|va\s+a\b|van\s+a\b|debe\b|deben\b|debería\w*|podría\w*|previst[oa]s?\b|prevé\w*|programad[oa]s?\b|"
        r"convocad[oa]s?\b|espera(?:n)?\b|comienzan?\b|empiezan?\b|arrancan?\b|celebra\b|se\s+reúne\b|juega\b|recibe\b|visita\b|vuelve\b)"
    ),
    back_pattern=(
        r"\b(?:\w{2,}(?:ó|aron|ieron|aban|ían)\b|ha\b|han\b|había\b|fue\b|fueron\b|era\b|eran\b|dijo\b|hizo\b|tuvo\b|estuvo\b|vino\b|puso\b|quiso\b|desde\b|tras\b|después\b|estaba\b|"
        r"(?:publicad|celebrad|registrad|ocurrid|anunciad|difundid)[oa]s?\b)"
    ),
    until_pattern=r"\b(?:hasta|para|antes\s+de|a\s+partir\s+de|desde\s+el\s+próximo)l?(?:\s+(?:el|la))?\s+$",
    since_pattern=r"\bdesde(?:\s+(?:el|la))?\s+$",
)  # fmt: skip

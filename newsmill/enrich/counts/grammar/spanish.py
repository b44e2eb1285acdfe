"""Spanish."""

from typing import Final

from newsmill.enrich.counts.grammar.lexicon import Lexicon
from newsmill.enrich.counts.grammar.numbers import listed
from newsmill.enrich.dates.grammar.lexicon import inflected

_HUNDREDS: Final = "dosc tresc cuatroc quin seisc setec ochoc novec"
_O: Final = "o a os as"

LEXICON: Final = Lexicon(
    language="es",
    numbers={
        **listed("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte"),
        **listed("veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve", 21),
        **listed("treinta cuarenta cincuenta sesenta setenta ochenta noventa cien", 30, 10),
        "veintiún": 21, "veintiuna": 21, "ciento": 100,
        **{f"{stem}ient{end}": 100 * n for n, stem in enumerate(_HUNDREDS.split(), 2) for end in ("os", "as")},
    },
    one="un una uno",
    both="y",
    scales={"mil": 1e3, "millón": 1e6, "millon": 1e6, "millones": 1e6, "billón": 1e12, "billones": 1e12, "mdd": 1e6},
    half="medio media",
    and_half="y_medio y_media",
    dozens={"docena": 12.0},
    collectives={"decena": 10.0, "quincena": 15.0, "veintena": 20.0, "treintena": 30.0, "cuarentena": 40.0, "cincuentena": 50.0, "centenar": 100.0, "millar": 1000.0},
    several="varios varias",
    plurals={
        "decenas": "tens", "docenas": "dozens", "cientos": "hundreds", "centenares": "hundreds", "centenas": "hundreds", "miles": "thousands",
        "millares": "thousands",
    },
    has_comma_thousands=True,
    qualifiers={
        "at least": "al_menos por_lo_menos como_mínimo no_menos_de cuando_menos", "about": "unos unas cerca_de alrededor_de aproximadamente en_torno_a en_torno_de cosa_de más_o_menos",
        "more than": "más_de por_encima_de supera superan superó superaron superado", "nearly": "casi", "up to": "hasta", "less than": "menos_de por_debajo_de", "at most": "como_máximo a_lo_sumo no_más_de",
        "only": "solo sólo solamente únicamente apenas", "exactly": "exactamente", "a total of": "un_total_de en_total total_de", "another": "otros otras otro otra",
        "all": "todos_los todas_las", "an estimated": "se_estima_que",
    },
    after_qualifiers={"or more": "o_más", "or less": "o_menos"},
    between="entre de",
    to="a y o",
    of="de",
    of_the="del",
    articles="los las el la esos esas estos estas sus",
    adjectives=(
        "otros otras nuevos nuevas jóvenes grandes pequeños pequeñas primeros primeras últimos últimas presuntos presuntas supuestos supuestas "
        "antiguos antiguas buenos buenas ex mismos mismas posibles diferentes distintos distintas otra otro nueva nuevo presunta presunto joven"
    ),
    noun_pattern=r".*s",
    plural_nouns="personas gente muertos heridos niños mujeres hombres policías manifestantes soldados civiles habitantes ciudadanos hab agentes",
    singular_persons="persona",
    joints="y contra frente_a",
    copula="son eran fueron serán ya y",
    others="otros otras más",
    stops=(
        "en de con por para sin sobre tras ante bajo contra desde entre hacia hasta según durante mediante y e o u ni pero sino que quien quienes cuyos cuyas "
        "cuando donde como si han ha son es fueron fue eran era están está estaban las los les nos os menos más veces vez ya no sus mis tus después antes además "
        "mientras es pues tercios cuartos"
    ),
    time_units=(
        "segundo segundos minuto minutos hora horas día días noche noches jornadas semana semanas mes meses trimestre trimestres año años década décadas siglo "
        "siglos veces enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre generaciones temporadas"
    ),
    measures=(
        "kilómetros metros centímetros hectáreas toneladas kilos kilogramos gramos litros grados puntos votos escaños goles partidos casos acciones páginas"
    ),
    percent="por_ciento",
    percentage_points="puntos_porcentuales punto_porcentual",
    money={
        "EUR": "euros euro", "USD": "dólares dólar dólares_estadounidenses", "GBP": "libras libras_esterlinas", "MXN": "pesos peso pesos_mexicanos",
        "CHF": "francos francos_suizos", "RUB": "rublos", "JPY": "yenes", "CNY": "yuanes", "ESP": "pesetas", "BRL": "reales", "PEN": "soles", "VES": "bolívares",
        "INR": "rupias", "GTQ": "quetzales", "PYG": "guaraníes", "BOB": "bolivianos", "HNL": "lempiras", "CRC": "colones", "MAD": "dirhams",
        "SEK": "coronas_suecas", "NOK": "coronas_noruegas", "DKK": "coronas coronas_danesas", "TRY": "liras",
    },
    money_of={
        "ARS": "pesos_argentinos", "CLP": "pesos_chilenos", "COP": "pesos_colombianos", "UYU": "pesos_uruguayos", "CUP": "pesos_cubanos", "DOP": "pesos_dominicanos",
        "PHP": "pesos_filipinos", "CAD": "dólares_canadienses", "AUD": "dólares_australianos",
    },
    cents={"EUR": "céntimos céntimo", "USD": "centavos"},
    label_pattern=(
        r"artículos?|art\.|núm\.|nº|n\.º|número|página|capítulo|vuelo|Fórmula|Boeing|Airbus|Apolo|apartado|agenda|Windows|iPhone|calle|avenida|edad\s+de|Sub|Antena"
    ),
    no_count_after_pattern=r"\s?h\b|\s+horas\b|\s+años\b|[.]?[ºª°]|\s?(?:a\.?\s?m|p\.?\s?m)\b|\s+a\s+\d{1,2}\b(?!\s+\w+s\b)",
    suffered={
        "killed": "morir mortales perecer fallecer murieron murió mueren muere morían fallecieron falleció fallecen han_muerto han_fallecido perecieron muerto muertos muerta muertas fallecido fallecidos fallecida fallecidas "
        "perdieron_la_vida han_perdido_la_vida perdió_la_vida pierden_la_vida se_ahogaron ahogados ahogadas morir",
        "fled": "huir huyendo huyeron huyen huido huían huyó",
        "missing": inflected("desaparecid", _O) + " desaparecieron continúan_desaparecidos",
        "protested": "protestaron protestan protestado manifestaron se_manifestaron manifestado se_han_manifestado marcharon salieron_a_la_calle salieron_a_las_calles",
        "rescued": "sobrevivieron sobrevivió",
        "infected": "se_contagiaron se_infectaron enfermaron",
        "displaced": "sin_hogar sin_techo",
    },
    befallen={
        "killed": inflected("asesinad acribillad masacrad apuñalad", _O) + " " + inflected("abatid", _O),
        "wounded": inflected("herid lesionad", _O) + " con_heridas",
        "arrested": inflected("detenid arrestad capturad apresad", _O),
        "imprisoned": inflected("encarcelad condenad", _O) + " a_prisión en_prisión",
        "displaced": inflected("desplazad", _O),
        "evacuated": inflected("evacuad desalojad", _O),
        "infected": inflected("infectad contagiad intoxicad", _O),
        "kidnapped": inflected("secuestrad raptad", _O),
        "rescued": inflected("rescatad", _O),
        "shot": inflected("tirotead balead", _O),
        "executed": inflected("ejecutad ahorcad decapitad", _O),
        "laid off": inflected("despedid", _O),
        "deployed": inflected("desplegad", _O),
        "destroyed": inflected("destruid arrasad calcinad derruid", _O),
        "damaged": inflected("dañad", _O) + " " + inflected("averiad", _O),
        "trapped": inflected("atrapad varad", _O),
        "hospitalised": inflected("hospitalizad ingresad", _O) + " al_hospital",
        "deported": inflected("deportad expulsad", _O),
        "vaccinated": inflected("vacunad", _O),
        "raped": inflected("violad", _O),
        "surveyed": inflected("encuestad entrevistad", _O),
        "tortured": inflected("torturad", _O),
    },
    active={
        "killed": "mató mataron mata matan matando matar asesinó asesinaron asesinan",
        "wounded": "herir hirió hirieron hiere hieren hiriendo",
        "arrested": "detuvo detuvieron detiene detienen arrestó arrestaron deteniendo capturó capturaron detener",
        "evacuated": "desalojó desalojaron desalojar evacuó evacuaron evacúa evacúan evacuar",
        "rescued": "rescató rescataron rescatan rescatar",
        "kidnapped": "secuestrar secuestró secuestraron secuestran",
        "destroyed": "destruir destruyó destruyeron destruyendo arrasó",
        "deported": "deportar expulsar deportó deportaron",
        "deployed": "desplegó desplegaron despliega desplegará desplegar",
        "laid off": "despidió despidieron despedirá despedir",
        "displaced": "desplazó desplazando",
        "vaccinated": "vacunó vacunar",
    },
    victims={
        "killed": "muertos muertas muerto muerta fallecidos fallecidas muertes fallecimientos cadáveres asesinatos",
        "wounded": "heridos heridas herido herida lesionados lesionadas",
        "arrested": "detenidos detenidas detenciones arrestos arrestados",
        "displaced": "desplazados desplazadas refugiados refugiadas damnificados",
        "missing": "desaparecidos desaparecidas",
        "kidnapped": "rehenes rehén secuestrados",
        "rescued": "supervivientes sobrevivientes",
        "infected": "contagios contagiados infectados infecciones",
        "laid off": "despidos",
    },
    deeds={
        "killed": "muerte asesinato fallecimiento", "arrested": "detención arresto captura", "evacuated": "evacuación desalojo", "deported": "expulsión deportación",
        "kidnapped": "secuestro", "rescued": "rescate", "laid off": "despido", "deployed": "despliegue", "displaced": "desplazamiento",
    },
    toll_pattern=r"\b(?:cifra|número|balance)\s+de\s+(?:muertos|fallecidos|víctimas|muertes)\b[^.;\n]{0,50}\b(?:a|en|de)",
    have="han habían ha había habrán",
    passive="sido",
    not_pattern=r"\b(?:no|nadie|ningún|ninguno|ninguna|nunca|sin)\b",
    none_of_pattern=r"ninguno|ninguna",
    clause_end="y pero mientras aunque",
    among="entre_los entre_las",
    aside="entre_ellos entre_ellas incluidos incluidas entre_los_que entre_las_que la_mayoría en_su_mayoría",
    source_verbs=(
        "informó informaron informa dijo dijeron dice afirmó afirmaron afirma anunció anunciaron anuncia confirmó confirmaron confirma señaló señalaron señala indicó indicaron indica "
        "precisó precisaron reportó reportaron reporta estimó estimaron estima calcula calculó cifró cifraron declaró declararon aseguró aseguraron explicó explicaron detalló "
        "detallaron denunció denunciaron contabilizó registró registraron"
    ),
    source_participles="informado dicho afirmado anunciado confirmado señalado indicado precisado reportado estimado declarado asegurado explicado detallado cifrado",
    source_according="según_datos_de según_fuentes_de según_informó según_informaron",
    bodies="policía guardia ministerio gobierno autoridades ejército organización agencia fiscalía hospital bomberos sindicato sindicatos ong fuentes protección",
)  # fmt: skip

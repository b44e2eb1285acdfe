"""Portuguese, of Portugal and Brazil."""

from typing import Final

from newsmill.enrich.counts.grammar.lexicon import Lexicon
from newsmill.enrich.counts.grammar.numbers import listed
from newsmill.enrich.dates.grammar.lexicon import inflected

_HUNDREDS: Final = "duzent trezent quatrocent quinhent seiscent setecent oitocent novecent"
_O: Final = "o a os as"

LEXICON: Final = Lexicon(
    language="pt",
    numbers={
        **listed("dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezasseis dezassete dezoito dezanove"),
        **listed("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa cem", 20, 10),
        "duas": 2, "quatorze": 14, "dezesseis": 16, "dezessete": 17, "dezenove": 19, "cinqüenta": 50, "cento": 100,
        **{stem + end: 100 * n for n, stem in enumerate(_HUNDREDS.split(), 2) for end in ("os", "as")},
    },
    one="um uma",
    both="e",
    scales={
        "mil": 1e3, "milhão": 1e6, "milhões": 1e6, "mi": 1e6, "bilhão": 1e9, "bilhões": 1e9, "bi": 1e9, "trilhão": 1e12, "trilhões": 1e12, "tri": 1e12,
        "bilião": 1e12, "biliões": 1e12,
    },
    half="meio meia",
    and_half="e_meio e_meia",
    dozens={"dúzia": 12.0},
    collectives={"dezena": 10.0, "vintena": 20.0, "centena": 100.0, "milhar": 1000.0},
    several="vários várias alguns algumas",
    plurals={"dezenas": "tens", "dúzias": "dozens", "centenas": "hundreds", "milhares": "thousands"},
    qualifiers={
        "at least": "pelo_menos ao_menos no_mínimo não_menos_de", "about": "cerca_de aproximadamente perto_de em_torno_de por_volta_de uns umas à_volta_de a_rondar_os na_ordem_dos",
        "more than": "mais_de ultrapassa ultrapassam ultrapassou ultrapassaram supera superou acima_de", "nearly": "quase", "up to": "até", "less than": "menos_de abaixo_de", "at most": "no_máximo quando_muito não_mais_de",
        "only": "apenas só somente", "exactly": "exatamente exactamente", "a total of": "um_total_de no_total ao_todo total_de", "another": "outros outras outro outra",
        "all": "todos_os todas_as",
    },
    after_qualifiers={"or more": "ou_mais", "or less": "ou_menos"},
    between="entre de",
    to="a e ou até",
    of="de",
    of_the="dos das do da",
    articles="os as o a esses essas estes estas seus suas",
    adjectives=(
        "outros outras novos novas jovens grandes pequenos pequenas primeiros primeiras últimos últimas supostos supostas antigos antigas ex mesmos mesmas "
        "possíveis diferentes presumíveis alegados alegadas outra outro nova novo jovem"
    ),
    noun_pattern=r".*s",
    plural_nouns="pessoas gente mortos feridos crianças mulheres homens polícias policiais manifestantes soldados civis habitantes agentes militares",
    singular_persons="pessoa",
    joints="e contra",
    copula="são eram foram serão já e",
    others="outros outras",
    stops=(
        "em de com por para sem sobre após ante sob contra desde entre até segundo durante mediante e ou nem mas que quem cujos cujas quando onde como se "
        "foram foi eram era estão está são é têm tem tinham os as dos das nos nas aos às pelos pelas menos mais vezes vez já não seus suas depois antes além "
        "enquanto pois terços quartos"
    ),
    time_units=(
        "segundo segundos minuto minutos hora horas dia dias noite noites semana semanas mês meses trimestre trimestres ano anos década décadas século séculos "
        "vezes janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro gerações temporadas"
    ),
    measures=(
        "quilómetros quilômetros metros centímetros hectares toneladas quilos quilogramas gramas litros graus pontos votos lugares golos gols jogos casos ações páginas"
    ),
    percent="por_cento",
    percentage_points="pontos_percentuais ponto_percentual",
    money={
        "EUR": "euros euro", "USD": "dólares dólar dólares_americanos", "BRL": "reais real", "GBP": "libras libras_esterlinas", "CHF": "francos francos_suíços",
        "RUB": "rublos", "JPY": "ienes", "CNY": "yuans iuanes", "PTE": "escudos contos", "AOA": "kwanzas", "MZN": "meticais", "MXN": "pesos", "INR": "rúpias rupias",
        "SEK": "coroas_suecas", "NOK": "coroas_norueguesas", "DKK": "coroas coroas_dinamarquesas",
    },
    money_of={"ARS": "pesos_argentinos", "CLP": "pesos_chilenos", "CAD": "dólares_canadianos dólares_canadenses", "AUD": "dólares_australianos"},
    cents={"EUR": "cêntimos cêntimo", "BRL": "centavos"},
    label_pattern=(
        r"artigos?|art\.|n\.º|nº|número|página|capítulo|voo|Fórmula|Boeing|Airbus|Apollo|alínea|agenda|Windows|iPhone|rua|avenida|idade\s+de|BR|Sub|Série"
    ),
    no_count_after_pattern=r"\s?h(?:oras)?\b|h\d|\s+anos\b|[.]?[ºª°]|\s+horas\b",
    suffered={
        "killed": "mortais falecer morreram morreu morrem morre morriam faleceram faleceu morto mortos morta mortas perderam_a_vida perdeu_a_vida perdem_a_vida afogados afogadas morrido morrer",
        "fled": "fugir fugindo fugiram fogem fugido fugiu fugiam",
        "missing": inflected("desaparecid", _O) + " desapareceram",
        "protested": "protestaram protestam manifestaram manifestaram-se se_manifestaram marcharam saíram_à_rua saíram_às_ruas foram_às_ruas",
        "rescued": "sobreviveram",
        "infected": "adoeceram",
        "displaced": inflected("desalojad desabrigad", _O) + " sem_casa",
    },
    befallen={
        "killed": inflected("assassinad massacrad chacinad", _O),
        "wounded": inflected("ferid lesionad", _O) + " com_ferimentos",
        "arrested": inflected("detid pres capturad", _O),
        "imprisoned": inflected("encarcerad condenad", _O) + " à_prisão",
        "displaced": inflected("deslocad", _O),
        "evacuated": inflected("evacuad retirad esvaziad", _O),
        "infected": inflected("intoxicad infetad infectad contagiad contaminad", _O),
        "kidnapped": inflected("sequestrad raptad", _O),
        "rescued": inflected("resgatad", _O),
        "shot": inflected("balead", _O),
        "executed": inflected("executad enforcad decapitad", _O),
        "laid off": inflected("despedid demitid", _O),
        "deployed": inflected("destacad mobilizad", _O),
        "destroyed": inflected("destruíd queimad arrasad", _O),
        "damaged": inflected("danificad", _O),
        "trapped": inflected("encurralad soterrad retid", _O),
        "hospitalised": inflected("hospitalizad internad", _O) + " ao_hospital",
        "deported": inflected("deportad expuls", _O),
        "vaccinated": inflected("vacinad", _O),
        "raped": inflected("violad estuprad", _O),
        "surveyed": inflected("inquirid entrevistad", _O),
        "tortured": inflected("torturad", _O),
    },
    active={
        "killed": "matou mataram mata matam matando matar assassinou assassinaram",
        "wounded": "feriu feriram fere ferem ferindo ferir",
        "arrested": "deteve detiveram detém prendeu prenderam prende prendem detendo prendendo deter prender",
        "evacuated": "evacuou evacuaram retirou retiraram evacuar",
        "rescued": "salvar resgatou resgataram salvou salvaram resgatar",
        "kidnapped": "raptou raptaram sequestrou sequestraram",
        "destroyed": "destruir destruiu destruíram destruindo",
        "deported": "expulsar deportar deportou expulsou",
        "deployed": "destacou mobilizou",
        "laid off": "despediu demitiu despedir demitir",
    },
    victims={
        "killed": "mortos mortas morto morta mortes óbitos falecimentos cadáveres",
        "wounded": "feridos feridas ferido ferida",
        "arrested": "detidos detidas detenções prisões detido",
        "displaced": "deslocados deslocadas refugiados refugiadas desalojados desabrigados",
        "missing": "desaparecidos desaparecidas",
        "kidnapped": "reféns refém",
        "rescued": "sobreviventes",
        "infected": "infeções infecções contágios infetados infectados",
        "laid off": "despedimentos demissões",
    },
    deeds={
        "killed": "morte assassinato assassínio", "arrested": "detenção prisão captura", "evacuated": "evacuação retirada", "deported": "expulsão deportação",
        "kidnapped": "rapto sequestro", "rescued": "resgate", "laid off": "despedimento demissão", "deployed": "mobilização",
    },
    toll_pattern=r"\b(?:número|balanço)\s+de\s+(?:mortos|mortes|vítimas|óbitos)\b[^.;\n]{0,50}\b(?:para|em|de|a)",
    have="têm tinham tem tinha terão",
    passive="sido",
    not_pattern=r"\b(?:não|ninguém|nenhum|nenhuma|nunca|sem)\b",
    none_of_pattern=r"nenhum|nenhuma",
    clause_end="e mas enquanto embora",
    among="entre_os entre_as",
    aside="entre_eles entre_elas incluindo entre_os_quais entre_as_quais dos_quais das_quais a_maioria na_maioria",
    source_verbs=(
        "disse disseram diz informou informaram informa afirmou afirmaram afirma anunciou anunciaram anuncia confirmou confirmaram confirma indicou indicaram indica adiantou adiantaram "
        "precisou estimou estimaram estima calcula declarou declararam revelou revelaram divulgou divulgaram referiu referiram explicou registou registrou registaram registraram"
    ),
    source_participles="dito informado afirmado anunciado confirmado indicado adiantado estimado declarado revelado divulgado referido explicado",
    source_according="segundo_dados_de segundo_fonte_de segundo_fontes_de de_acordo_com",
    bodies="polícia gnr psp ministério governo autoridades exército organização agência procuradoria hospital bombeiros sindicato sindicatos ong proteção defesa fonte",
)  # fmt: skip

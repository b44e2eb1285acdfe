"""Build `newsmill/enrich/people/given_names.txt`: given names by language, from the tables of faker (MIT licence).

    python tools/given_names.py

Left out are names of countries, areas and the largest cities, of months, and words that are rather something else.
"""

import importlib
from pathlib import Path

from babel import Locale
from wordfreq import zipf_frequency

from newsmill.enrich.places.languages import language as places_of

LOCALES = {
    "de": "de_DE de_AT de_CH", "fr": "fr_FR fr_BE fr_CH fr_CA", "es": "es_ES es_MX es_AR es_CO", "it": "it_IT",
    "pt": "pt_BR pt_PT", "nl": "nl_NL nl_BE",
}  # fmt: skip
# Frequent ones that faker's tables have not.
MORE = {
    "fr": "César Désiré Éliane Élie Fatoumata Faustine Hippolyte Mylène Ninon Noël Philomène Tiphaine Vianney Vladimir Abdoulaye Adama Albane Aliénor Aloïs Aminata Anatole Armelle Barnabé Blaise Blandine Bérangère Charlotte Cyprien Dominique Fatou Ferdinand "
    "Félicie Guénolé Lysiane Laetitia Marceau Maurice Naïma Orane Ousmane Philibert Priscille Raphaëlle Sidonie Stanislas Suzie Sylvaine Sylvestre "
    "Ségolène Ulysse Ursule Victorine Violaine Virginie Éloïse Émeline Évelyne",
    "es": "Aída Ainhoa Alba Braulio Consuelo Dámaso Dolores Froilán Imanol Montserrat Ponciano Silverio Aleix Amaia Ander Arantxa Arnau Carme Enric Ferran Fidel Francesc Ginés Guillem Ignasi Iria Jaume Jesús Josu Julio Koldo Laia Lorena Lucrecia "
    "Martí Mauricio Mercedes Mikel Oriol Patxi Pau Pilar Quim Rosa Rosana Sergi Sofía Telma Unai Xabier Yurena Álex",
    "it": "Ada Alba Alberta Alda Alma Amerigo Beniamino Bianca Costanza Enza Fausta Ferruccio Fiorenza Giustina Iacopo Ilario Italo Leda Leonida Lia Lorella Neri "
    "Oliviero Ombretta Onofrio Orietta Otello Palmiro Romano Rosario Santina Savino Serafino Serena Settimio Sofia Sveva Tancredi Tarcisio Tiberio Tosca Vanna Vera Alfonso Alvise Assunta Attilio Aurelio Benedetta Brunella Clara Cosimo Cristiana Cristiano Daniela Davide Diego Egidio Eleonora Elia Elio Elisabetta "
    "Elsa Emanuele Emiliano Enrica Eugenio Fiorella Franco Gennaro Gianmaria Gigi Giordano Giuditta Giusy Greta Imma Lea Lino Lorena Maddalena Manlio "
    "Mara Marzia Mimmo Nunzia Nunzio Orsola Ottavia Paola Piera Pierfrancesco Pino Rachele Renato Rosa Rossella Simona Tommaso Valentino Vasco",
    "pt": "Adão Adélia Alberta Alceu Alda Aloísio Altino Amaro Anderson Antônia Armindo Baltazar Belchior Celso Cíntia Clara Cristóvão Deolinda Domingos "
    "Domitília Ermelinda Estevão Eugênio Fábia Felícia Firmino Germano Gertrudes Gil Glauber Graça Gregório Guilhermina Henriqueta Hercília Herculano Hortênsia "
    "Ilídio Inácio Isa Janete Juca Juvenal Lurdes Mariano Moisés Nélson Neuza Noel Octávia Odília Ofélia Paulino Quintino Rolando Roque Rosália Rosinha Rubem Saulo "
    "Sebastiana Sidónio Silvério Silvina Tainá Tristão Vera Abel Abílio Adelaide Adelino Ademir Adriano Agostinho Alberto Alfredo Aline Altair Alzira Amadeu Andressa Andréia Arlindo Armando Arnaldo Aurélio Aílton "
    "Belmiro Benedito Caetano Cleide Cleiton Cleusa Clóvis Cláudia Cristiane Custódio Cássia Cássio Cândida Célio Cícero Daiane Dalva Delfim Denílson Dirceu "
    "Dário Edite Edmilson Edson Edu Elena Eliana Elias Elisângela Elói Emílio Erivaldo Ernesto Eugénio Evandro Fabiano Fabrício Felisberto Florbela Flávia "
    "Flávio Fátima Geraldo Gilberto Gilmar Gilson Giovana Gisele Graciete Helder Hermínio Horácio Humberto Hélder Hélio Idalina Ilda Isaías Itamar Ivete Izabel "
    "Jair Janaína Jandira Jonas Joselito Josias Judite Juliano Jussara Júlio Kátia Laurinda Leila Lorena Luciano Lucília Luzia Lídia Lígia Lúcio Manoel Marília "
    "Maurício Mayara Maíra Milton Moacir Márcia Mônica Natércia Neide Neusa Nicolau Nilton Noémia Octávio Odete Olavo Olga Orlando Osmar Plínio Poliana Priscila "
    "Quitéria Raimunda Raimundo Reginaldo Reinaldo Robson Rodolfo Rogério Romeu Romualdo Ronaldo Rosa Rosana Rosane Roseli Rosângela Rubens Sidnei Silas Silvia "
    "Simone Suely Sílvia Sílvio Sônia Talita Tarcísio Taís Telma Teodoro Teresinha Thaís Ulisses Valdir Venâncio Viriato Virgílio Vivian Vânia Wagner Zilda "
    "Zulmira Zélia Érico",
    "nl": "Aafke Aad Aart Alie Annemiek Ans Arjan Boudewijn Coen Cor Dick Dieuwertje Dolf Eefje Eelco Frits Gerben Gijsbert Harrie Hein Hennie Janny Jeroom Jette "
    "Joop Jop Jorien Jos Jurriaan Klaartje Koos Leendert Lidewij Mariska Marije Marjolein Marjolijn Meindert Mien Minke Moniek Nanda Neeltje Onno Otto Ramon Reinier "
    "Remko Rene Rien Riet Rinke Robbert Roelof Ron Roos Rutger Sjaak Tjeerd Ton Toos Trudy Wieger Willemijn Wil Arjen Cees Hanneke Harm Jaap Janneke Kees Margriet Marloes Remco Rianne Ruud Truus",
}  # fmt: skip
# As frequent as words, and in none of the languages below a word: names from elsewhere in papers in languages without capital nouns.
FREQUENT = (
    "Abraham Ahmed Aldo Alessandro Ali Andreas Andrei Andrés André Angelo Anton Arnold Boris Carlo Claude Claudio Enrique Fabio Felipe Felix François Hans Hassan Igor "
    "Ingrid Jacques Jan Jonas José Jules Julio Klaus Leo Lionel Luisa Magnus Marcel María Mark Mauricio Michel Nadia Natalia Nelson Nick Nora Otto Pablo Patrice Paulo "
    "Pierre Rafael Ramon Reza Rodrigo Roland René Sebastian Silvio Stefan Uwe Vladimir Wilson"
)
ENGLISH = "en_US en_GB"
# Names of people whom papers of all languages write of.
ELSEWHERE = (
    "en_IE en_IN en_KE en_NG en_PK fr_DZ ha_NG ig_NG yo_NG tw_GH sw tr_TR az_AZ uz_UZ id_ID da_DK sv_SE no_NO fi_FI pl_PL cs_CZ"
    " sk_SK ro_RO hr_HR sl_SI hu_HU lt_LT lv_LV et_EE"
)
# What is a name elsewhere and more frequent than this in a language, or as short, is rather a word of it: `Can`, `Nur`.
WORD_FREQUENCY = 3.6
SHORTEST_ELSEWHERE = 4
TARGET = Path(__file__).parents[1] / "newsmill" / "enrich" / "people" / "given_names.txt"
CITY_POPULATION = 500_000
# Called like a place, and names of persons all the same.
ALSO_PLACES = frozenset(
    [
        "Santiago",
        "Salvador",
        "Victoria",
        "Vitória",
        "Florence",
        "Sofia",
        "Sofía",
        "Charlotte",
        "Maurice",
        "Mauricio",
        "Maurício",
        "Dominique",
        "Adelaide",
    ]
)
WORDS = {
    "de": "Mark Rose Wolf Stern Heide Linde Solange Van German Erdogan Jesus Gold Tag Sonne Lage Herr Frau Juni Mai April August Zita Erst Hauke Rosa Viola Dan",
    "fr": "Victoire Ange Noël Rose Aimé Prudence Constance Espérance Juste Parfait Germain Roman Céleste",
    "es": "Del Amor Segundo Paz Salud Luz Campo Dan Mar Alta Sol Domingo Cielo Rico Alma Esperanza Cruz Reina Luna Dulce Estrella Gracia Reyes Felicidad Gloria Norma Flor Corona Bienvenida Concha Soledad Che Jesús Máximo Máxima Santos Moreno Franco Urbano Real Justo Bueno Nieves Rosario Consuelo Remedios Dolores Asunción Encarnación Natividad Trinidad Fe Primero Clemente Modesto Prudencio Fidel Sierra Rosa Blanca",
    "it": "Durante Donna Amico Sole Aria Vittoria Greco Romana Leone Benvenuto Fedele Greca Stella Fiamma Salvi Gloria Bianca Franco Serena",
    "pt": "Vitória Dom Clara Flor Salvador Gil Bento Vera",
    "nl": "Elke Lieve Toon Lot Job Constant Ken Bas Roos Rose Isis Jay Kind Lente",
    "en": "Guy Summer Faith Grant Taylor Jackson Clinton Grace Joy Jordan Dean Chase Diamond Crystal Hunter Ray Lee Bill Don Drew Georgia Austin Rose Angel Sydney Jesus Virginia Carolina Dakota Savannah Paris Chelsea Brooklyn June May April August Van Art Miles Rich Tony-Award Judge Major Price Page Reed Ford Will Mark Royal Star Sage",
}  # fmt: skip
_TABLES = ("first_names", "first_names_male", "first_names_female", "first_names_nonbinary")


def given_names(locale: str) -> set[str]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    found = {name for table in _TABLES for name in getattr(provider, table, ())}
    # Some tables have two names in one: `Hans-Jürgen`, `Ana Maria`.
    parts = {part for name in found for part in name.replace("-", " ").split()}
    return {part for part in parts if len(part) > 2 and part[0].isupper() and part[1:].islower()}


def is_rare(name: str, language: str) -> bool:
    return len(name) >= SHORTEST_ELSEWHERE and zipf_frequency(name, language) < WORD_FREQUENCY


def is_place(name: str, language: str) -> bool:
    known = places_of(language).names.name(name)
    if known is None or name in ALSO_PLACES:
        return False
    return "country" in known.kinds or known.population >= CITY_POPULATION


def known_names() -> dict[str, set[str]]:
    english = set().union(*map(given_names, ENGLISH.split())) - set(WORDS["en"].split())
    everywhere = set().union(*map(given_names, [*" ".join(LOCALES.values()).split(), *ELSEWHERE.split()]))
    everywhere |= set(" ".join(MORE.values()).split())
    known: dict[str, set[str]] = {}
    for language, locales in LOCALES.items():
        own = set().union(*map(given_names, locales.split())) | set(MORE.get(language, "").split())
        own |= set() if language == "de" else set(FREQUENT.split())
        months = {name.capitalize() for name in Locale(language).months["format"]["wide"].values()}
        names = own | english | {name for name in everywhere if is_rare(name, language)}
        names -= (months - own) | (set(WORDS[language].split()) - set(MORE.get(language, "").split()))
        known[language] = {name for name in names if not is_place(name, language)}
    return known


def main() -> None:
    known = known_names()
    names = set().union(*known.values())
    lines = [
        "# Given names, and those of them that are rather words or places in a language; from the tables of faker (MIT licence).",
        "# Built by tools/given_names.py.",
        f"all: {' '.join(sorted(names))}",
        *(f"{language}: {' '.join(sorted(names - mine))}" for language, mine in known.items()),
    ]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()

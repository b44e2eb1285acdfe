import re

import pytest

from newsmill.text import phrases
from newsmill.text.furniture import is_tail
from newsmill.text.titles import is_section

PHRASES = sorted(set(phrases.of_files()))


def shortest(phrase):
    """Words that a phrase is made for: nothing that may be missing, the first of what may stand there."""
    words = re.sub(r"\([^)]*\)", "", phrase)
    words = re.sub(r"\{([^}|]*)[^}]*\}", r"\1", words)
    return words.replace("…", "xx").replace("#", "12").replace(r"\w+", "xx")


@pytest.mark.parametrize(("kind", "phrase"), PHRASES, ids=lambda part: part)
def test_each_phrase_is_found_by_its_own_words_in_any_case(kind, phrase):
    line = shortest(phrase)
    found = {
        "pointers": phrases.points_elsewhere,
        "marks": phrases.marks_advertisement,
        "lines": phrases.is_of_template,
        "sections": is_section,
    }[kind]
    assert found(line)
    assert found(line.upper())


@pytest.mark.parametrize(
    "line",
    [
        "Artikel teilen: Facebook Twitter WhatsApp E-Mail",
        "Drucken | Teilen",
        "12 Kommentare",
        "Commenta Stampa",
        "RIPRODUZIONE RISERVATA © Copyright ANSA",
        "Cet article est réservé aux abonnés. Il vous reste 75% à découvrir.",
        "Todos los derechos reservados. Prohibida su reproducción total o parcial.",
        "Siga o g1 no Instagram",
        "Meld je aan voor onze nieuwsbrief",
        "(dpa/lnw)",
        "Atualizado há 2 horas",
        "Teilen\nDrucken\nQuelle: dpa",
    ],
)
def test_lines_of_templates_are_known_in_six_languages(line):
    assert is_tail(line)


@pytest.mark.parametrize(
    "sentence",
    [
        "Teilen will die Partei ihre Macht nicht.",
        "Kommentare zur Wahl gab es zuhauf.",
        "Mehr Artikel erschienen am Tag danach in der Zeitung.",
        "Quellen in der Partei bestreiten das.",
        "Partager le pouvoir, personne ne le veut.",
        "Les commentaires du ministre ont surpris.",
        "Compartir es vivir, dijo el alcalde.",
        "Más noticias llegan de Kiev, según la agencia.",
        "Fuentes del club lo niegan.",
        "Condividere è vivere, disse il sindaco.",
        "Leggi e decreti restano in vigore.",
        "Comentários do ministro irritaram a oposição.",
        "Mais notícias chegam de Kiev.",
        "Deel twee van het boek verschijnt in mei.",
        "Meer nieuws volgt later.",
        "Reacties op het plan bleven uit.",
    ],
)
def test_a_sentence_of_the_story_is_no_line_of_a_template_in_six_languages(sentence):
    assert not is_tail(sentence)


@pytest.mark.parametrize(
    "line",
    [
        "Startseite > Politik > Inland",
        "Accueil › Actualité",
        "Cronaca / Cronaca",
        "Home / Binnenland",
        "Inicio | Última hora",
    ],
)
def test_the_way_to_a_page_is_no_headline(line):
    assert is_section(line)


@pytest.mark.parametrize(
    "line", ["Opinion | Why oil falls", "Politik | Was der Kanzler will", "Paris / Berlin"]
)
def test_a_section_before_a_headline_is_left_to_it(line):
    assert not is_section(line)

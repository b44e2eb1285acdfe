import pytest

from newsmill.text.edits import Draft
from newsmill.text.wraps import join_wrapped_lines


def joined(text: str, language: str | None = None) -> str:
    draft = Draft("T", text)
    join_wrapped_lines(draft, lambda: language)
    return draft.text


def test_the_last_word_of_a_sentence_is_no_tail_on_a_line_of_its_own():
    text = "Two trawlers ran aground there in the winter storms.\nThe board said on Wednesday that it would dredge\nthe channel in the spring, and the union was not there to\n{}"
    for word in ("comment.", "search.", "print."):
        assert joined(text.format(word)).endswith(f"to {word}")
    assert joined(text.format("sea.\nreuter")).endswith("to sea.\n\nreuter")


# Each line end is one that a wrapper made; `|` marks it.
PROSE = "Two trawlers ran aground there in the storms of the winter,|and a crew of nine had to be lifted off in the small hours.|"


@pytest.mark.parametrize(
    ("language", "broken", "whole"),
    [
        ("en", "the govern-|ment", "the government"),
        ("en", "the well-|known", "the well-known"),
        ("en", "its long-|term plan", "its long-term plan"),
        ("en", "of Rolls-|Royce", "of Rolls-Royce"),
        ("en", "the Franco-|German talks", "the Franco-German talks"),
        ("en", "an F-|16 jet", "an F-16 jet"),
        ("en", "the UN-|backed plan", "the UN-backed plan"),
        ("en", "pre-|and post-war", "pre- and post-war"),
        ("en", "a hit-|and-run driver", "a hit-and-run driver"),
        ("de", "der Gut-|achter", "der Gutachter"),
        ("de", "die Umwelt-|und Verkehrsminister", "die Umwelt- und Verkehrsminister"),
        ("de", "des Landes-|amtes", "des Landesamtes"),
        ("de", "die EU-|Agrarpolitik", "die EU-Agrarpolitik"),
        ("de", "der deutsch-|französische Rat", "der deutsch-französische Rat"),
        ("fr", "les né-|gociations", "les négociations"),
        ("fr", "le ministre a-t-|il menti", "le ministre a-t-il menti"),
        ("fr", "à Saint-|Étienne", "à Saint-Étienne"),
        ("fr", "le vice-|champion", "le vice-champion"),
        ("es", "las manifesta-|ciones", "las manifestaciones"),
        ("it", "i lavora-|tori", "i lavoratori"),
        ("pt", "uma humil-|hação", "uma humilhação"),
        ("ru", "перед парла-|ментом", "перед парламентом"),
        (None, "the govern-|ment", "the government"),
    ],
)
def test_a_word_hyphenated_at_a_line_end_is_whole_and_a_compound_keeps_its_hyphen(language, broken, whole):
    filler = "x" * (56 - broken.index("|"))
    text = f"{PROSE}{filler} {broken} of the year"
    assert joined(text.replace("|", "\n"), language).endswith(f"x {whole} of the year")


def test_what_the_article_writes_elsewhere_decides():
    text = f"{PROSE}The board met again for peace-|keepers who had come. {{}} were there again on Monday,|it said."
    for word in ("Peacekeepers and peace-keepers", "Some peacekeepers"):
        expected = "peace-keepers who" if "-" in word else "peacekeepers who"
        assert expected in joined(text.format(word).replace("|", "\n"), "en")


def test_the_language_is_asked_for_once_and_where_a_line_ends_with_a_hyphen_alone():
    asked = []
    for text in (
        f"{PROSE}it said.",
        f"{PROSE}the govern-|ment said in its long report of the year on the go-|vernment.",
    ):
        join_wrapped_lines(Draft("T", text.replace("|", "\n")), lambda: asked.append(1) or "en")
    assert asked == [1]


def test_lines_of_chinese_are_joined_without_a_blank():
    text = (
        "农业农村部周二表示，长江江豚的数量已经回升到一千二百四十九头，这是|有监测记录以来首次止跌回升。专家说，十年禁渔是最主要的原因，但航运|"
        "和采砂仍然威胁着它们的栖息地。研究人员计划明年再次开展全流域考察。"
    )
    assert joined(text.replace("|", "\n")) == text.replace("|", "")


def test_a_list_between_wrapped_paragraphs_stays_and_they_are_joined():
    listed = "What: Harbour fair\nWhen: May 5, 10am to 4pm\nWhere: The Shore, Leith\nTickets: £5"
    prose = PROSE.replace("|", "\n") + "it said."
    assert joined(f"{prose}\n\n{listed}\n\n{prose}") == "\n\n".join(
        [PROSE.replace("|", " ") + "it said.", listed, PROSE.replace("|", " ") + "it said."]
    )
    assert joined(listed) == listed


def test_verse_with_a_line_or_two_of_one_length_stays():
    verse = "The tide goes out at seven in the morning, love,\nand leaves the boats.\nTheir keels are in the mud of Leith till evening, love,\nThe gulls have flown.\n\nI had a sweetheart once, in Leith,\nShe does not write.\nI do not know."
    assert joined(verse) == verse

from time import process_time

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


@pytest.mark.parametrize(
    "broken",
    [
        "a cease-|fire",
        "the sub-|committee",
        "a non-|governmental group",
        "a home-|grown hero",
        "a film-|maker",
    ],
)
def test_a_hyphen_stays_where_the_page_breaks_lines_at_those_that_stand_there_alone(broken):
    text = f"{PROSE}{'x' * (56 - broken.index('|'))} {broken} of the year"
    assert joined(text.replace("|", "\n"), "en").endswith(f"x {broken.replace('|', '')} of the year")


WRAPPED = """The harbour board in Leith agreed on Wednesday to dredge the
eastern channel, as two trawlers had run aground there in the
gales of the winter and a crew of nine had been lifted off.
"""


@pytest.mark.parametrize(
    "block",
    [
        "the fields are gold\nand so were we\nbefore the tide\nbefore the sea",
        "and the women stood on the wall\nand never a word said they",
        "Church Lane, from the school to the canal;\nMill Street, by the station;\nLondon Road; and\nthe bypass.",
    ],
)
def test_verse_and_lists_parted_by_semicolons_stay_on_a_wrapped_page(block):
    assert joined(f"{WRAPPED}\n{block}\n\n{WRAPPED}").split("\n\n")[1] == block


@pytest.mark.parametrize(
    "begun", ["- mostly skippers - had said so.", "14. They were skippers.", "7) and they left."]
)
def test_a_dash_or_number_within_a_sentence_starts_no_entry(begun):
    full = "They were gone at dawn, and those who had come there by March"
    assert f"March {begun}" in joined(f"{WRAPPED}{full}\n{begun}")


def test_an_entry_goes_on_where_its_next_word_did_not_fit():
    entries = [
        "- a new quay of stone for the boats of the fishing village,",
        "with lamps",
        "- a crane",
        "- two tugs",
    ]
    text = joined(f"{WRAPPED}\n" + "\n".join(entries))
    assert text.endswith(
        "\n- a new quay of stone for the boats of the fishing village, with lamps\n- a crane\n- two tugs"
    )


NARROW = """Bus drivers called off the
strike that had been due to
start on Monday after the
company improved its offer in
talks at the weekend.

The union said that members
would vote on the new terms
within a fortnight."""


def test_narrow_lines_are_joined_where_each_ends_as_a_wrapper_ends_it():
    whole = "\n\n".join(part.replace("\n", " ") for part in NARROW.split("\n\n"))
    assert joined(NARROW) == whole
    assert joined(f"Strike that had been due on Monday is off\n\n{NARROW}").endswith(whole)


def test_narrow_lines_of_a_list_or_of_verse_stay():
    fixtures = "Rovers v United, 3pm\nAthletic v Town, 3pm\nCity v Wanderers, 7pm\nAlbion v Villa, 3pm\nCounty v Argyle, 3pm\nForest v Rangers, 1pm\nVale v Stanley, 3pm\nOrient v Lincoln, 3pm"
    assert joined(fixtures) == fixtures
    verse = "the fields are gold\nand so were we\nbefore the tide\nbefore the sea\nwe walked in gold\nmy dog and me\nin the morning sun"
    assert joined(verse) == verse


def test_two_lines_are_one_where_the_second_goes_on():
    first = "An elderly man who had been missing from his home in Harlow"
    assert joined(f"{first}\nsince Friday was found safe.") == f"{first} since Friday was found safe."
    for second in ("Since Friday he was safe.", "Police said so."):
        assert joined(f"{first}\n{second}") == f"{first}\n{second}"


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


LONG = "the council of the town voted on monday to rebuild the old ferry landing"


@pytest.mark.parametrize(
    "page",
    [
        f"{LONG}\n{LONG}\n{LONG}\n\n" + "and so it went on\n" * 12_000,
        f"{LONG}\n- and it went\n" * 12_000,
        f"{LONG}\nso it was;\n" * 12_000,
    ],
)
def test_long_blocks_of_short_lines_take_time_that_grows_as_their_length(page):
    begin = process_time()
    join_wrapped_lines(Draft("Vote", page))
    assert process_time() - begin < 3


def test_a_sentence_that_goes_on_in_an_indented_line_is_not_parted():
    line = "The harbour board in Leith agreed on Wednesday to dredge the eastern channel by the end of the spring, said the"
    text = f"{line}\n             chairwoman.\n{line}\n             mayor.\n{line}\n             press."
    draft = Draft("T", text)
    join_wrapped_lines(draft, lambda: "en")
    assert "\n\n" not in draft.text


def test_long_lines_with_lines_of_a_template_between_them_are_paragraphs():
    line = "The harbour board in Leith agreed on Wednesday to dredge the eastern channel by the end of the spring, at last."
    draft = Draft("T", f"{line}\nShare\nSave\n{line}\nRead more\n{line}")
    join_wrapped_lines(draft, lambda: "en")
    assert draft.text.split("\n\n") == [line, "Share", "Save", line, "Read more", line]

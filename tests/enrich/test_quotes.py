from dataclasses import dataclass

import pytest

from newsmill.enrich.document import Document
from newsmill.enrich.quotes import Quote, find_quotes


@dataclass(frozen=True)
class Mention:
    kind: str
    surface: str
    start: int
    end: int
    name: str
    entity_id: str


def document(text):
    return Document(text, None, "en", None, "none", None)


def read(text, mentions=()):
    return find_quotes(document(text), mentions)


def said(text):
    return [(q.quote, q.speaker, q.verb) for q in read(text)]


SAMPLE = """The US and Russian presidents, Barack Obama and Vladidmir Putin, faced off in Northern Ireland.

They announced Obama would go to Moscow on September 3-4 for a full-scale summit.

"Of course our opinions do not converge, but all of us have the intention to stop the violence in Syria," said Putin.

He said he and Obama agreed that the vicious civil war that has killed at least 90,000 people according to the United \
Nations must end "peacefully" and through talks.

"We agreed to push the parties to the negotiating table."

Obama acknowledged that they had "different perspectives". But the session ended with a firm handshake."""


def test_the_sample_page_has_its_three_quotes_with_their_speakers():
    quotes = read(SAMPLE)
    assert [(q.quote.strip('"')[:12], q.speaker, q.verb) for q in quotes] == [
        ("Of course ou", "Putin", "said"),
        ("We agreed to", "Putin", None),
        ("different pe", "Obama", "acknowledged"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        ('"We will not leave this town," said Maria Lopez.', "Maria Lopez", "said"),
        ('"We will not leave this town," Maria Lopez said.', "Maria Lopez", "said"),
        (
            "“We will not leave this town,” Maria Lopez, the mayor of Vigo, told Reuters.",
            "Maria Lopez",
            "told",
        ),
        ('Maria Lopez warned: "We will not leave this town."', "Maria Lopez", "warned"),
        ('Maria Lopez said on Friday that "we will not leave this town".', "Maria Lopez", "said"),
        ('"We will not leave this town," according to Maria Lopez.', "Maria Lopez", "according to"),
        ('According to Maria Lopez, "we will not leave this town".', "Maria Lopez", "according to"),
        (
            'During a long debate on Monday, Lopez attacked Jones, saying, "You will leave."',
            "Lopez",
            "saying",
        ),
        ('Her adviser, Ana Ruiz, said: "We will not leave this town."', "Ana Ruiz", "said"),
        ('"We will not leave this town," an official with the Red Cross said.', "an official", "said"),
        ('"We will not leave this town," van Dijk said.', "van Dijk", "said"),
        ('"We will not leave this town," the mayor said.', "the mayor", "said"),
        ('"We will not leave this town," said government spokesman Jan Novak.', "Jan Novak", "said"),
        ("‘We will not leave this town,’ said Lopez.", "Lopez", "said"),
        ("'We will not leave this town,' said Lopez.", "Lopez", "said"),
        ("«We will not leave this town», said Lopez.", "Lopez", "said"),
        ("``We will not leave this town,'' said Lopez.", "Lopez", "said"),
        ('Jones was asked by Maria Lopez, "Will you leave this town?"', "Maria Lopez", "asked"),
        ("“We will not leave this town.” — Maria Lopez", "Maria Lopez", None),
        ('LOPEZ: "We will not leave this town."', "LOPEZ", None),
        ('"Yes," said Lopez.', "Lopez", "said"),
    ],
)
def test_the_speaker_is_the_subject_of_the_verb_of_saying(text, speaker, verb):
    assert [(q.speaker, q.verb) for q in read(text)] == [(speaker, verb)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\n ",
        "No marks at all.",
        "It's the players' fault and the dogs' bowls, isn't it? Rock 'n' roll of the '90s.",
        'The so-called "experts" left.',
        'He reads the "Daily News" every day.',
        "The board is 6'2\" by 4'1\" wide.",
        '"" and “”.',
        'The film "Gone With the Wind" won again.',
        "Johnson tells MSNBC’s “Morning Joe” on Friday that he left.",
    ],
)
def test_scare_quotes_titles_apostrophes_and_inches_are_no_quotes(text):
    assert read(text) == []


def test_a_single_word_is_a_quote_only_where_somebody_says_it():
    assert said('He said the war must end "peacefully" and soon.') == []
    assert said('"Peacefully," Obama said.') == [('"Peacefully,"', "Obama", "said")]


def test_an_interrupted_quote_is_two_quotes_of_one_speaker():
    text = '"We came," Anna Berg said, "because nobody else did."'
    assert [(q.quote, q.speaker) for q in read(text)] == [
        ('"We came,"', "Anna Berg"),
        ('"because nobody else did."', "Anna Berg"),
    ]


def test_a_second_quote_without_a_cue_goes_on_with_the_last_speaker():
    text = '"We came early today," Anna Berg said. "Nobody else did."\n\n"It was cold out there."'
    quotes = read(text)
    assert [q.speaker for q in quotes] == ["Anna Berg"] * 3
    assert [q.method for q in quotes] == ["cue_after", "continuation", "continuation"]


def test_a_sentence_between_changes_the_speaker():
    text = '"We came early today," Anna Berg said.\n\nTom Reed said the trip was long. "We were all tired."'
    assert [q.speaker for q in read(text)] == ["Anna Berg", "Tom Reed"]


def test_a_quote_opened_anew_in_each_paragraph_is_one_quote():
    text = "Anna Berg said:\n\n“We came early.\n\n“Nobody else did.\n\n“It was cold.”\n\nThen they left."
    quotes = read(text)
    assert [(q.quote, q.speaker) for q in quotes] == [
        (text[text.index("“") : text.index("”") + 1], "Anna Berg")
    ]


def test_a_quote_over_wrapped_lines_is_one_quote():
    text = 'Anna Berg said the\ntrip was long: "We came\nearly and\nwaited."'
    assert said(text) == [('"We came\nearly and\nwaited."', "Anna Berg", "said")]


def test_an_unclosed_quote_ends_with_its_paragraph():
    text = "Anna Berg said: “We came early and waited.\n\nThen they left the place."
    assert [q.quote for q in read(text)] == ["“We came early and waited."]


@pytest.mark.parametrize(
    ("text", "speaker", "name"),
    [
        ('Anna Berg met Tom Reed in Oslo. "We came early today," she said.', "she [Anna Berg]", "Anna Berg"),
        ('Anna Berg met Tom Reed in Oslo. "We came early today," he said.', "he [Tom Reed]", "Tom Reed"),
        ('Mr Xu met Mrs Li. She said: "We came early today."', "She [Li]", "Li"),
        ('The White House rejected it. "We came early today," he said.', "he", None),
        ('"We came early today," they said.', "they", None),
    ],
)
def test_a_pronoun_is_resolved_to_a_person_who_fits_or_left(text, speaker, name):
    assert [(q.speaker, q.speaker_name) for q in read(text)] == [(speaker, name)]


def test_a_pronoun_never_means_an_organisation_or_a_place():
    text = 'Reuters said on Monday that it was late. "We came early today," he said.'
    mentions = [Mention("organization", "Reuters", 0, 7, "Reuters", "o1")]
    assert [q.speaker for q in read(text, mentions)] == ["he"]


def test_mentions_give_the_speaker_an_id():
    text = 'Anna Berg left. "We came early today," she said. "And we stayed," Berg told Reuters.'
    start = text.index("Berg told")
    mentions = [
        Mention("person", "Anna Berg", 0, 9, "Anna Berg", "p1"),
        Mention("person", "Berg", start, start + 4, "Anna Berg", "p1"),
    ]
    assert [q.speaker_id for q in read(text, mentions)] == ["p1", "p1"]


@pytest.mark.parametrize(
    ("speaker", "surface"),
    [
        ("Berg's lawyer", "Berg"),
        ("the Berg campaign", "Berg"),
        ("Berg aides", "Berg"),
        ("Norwegian officials", "Norwegian"),
    ],
)
def test_a_phrase_that_holds_a_name_is_not_its_bearer(speaker, surface):
    text = f'"We came early today," {speaker} said.'
    start = text.index(surface)
    kind = "demonym" if surface == "Norwegian" else "person"
    (quote,) = read(text, [Mention(kind, surface, start, start + len(surface), surface, "p1")])
    assert quote.speaker_id is None
    assert surface in quote.speaker


def test_offsets_count_code_points():
    text = '😀😀 "We came early today," Anna Berg said 😀. "And we stayed."'
    for quote in read(text):
        assert isinstance(quote, Quote)
        assert text[quote.start : quote.end] == quote.quote
    assert len(read(text)) == 2


def speakers(text):
    return [(quote.speaker, quote.verb) for quote in read(text)]


def test_the_united_states_is_no_verb_of_saying():
    assert speakers("Rubio said the United States “must do far more at home”.") == [("Rubio", "said")]
    assert speakers("He spoke. “We will go there now,” Said Maria Lopez.") == [("Maria Lopez", "said")]


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("said one of the players", "one of the players"),
        ("said another", "another"),
        ("said all three men", "all three men"),
        ("said May", "May"),
        ("Will Smith said", "Will Smith"),
        ("May told MPs", "May"),
        ("Prime Minister May said on May 5", "Prime Minister May"),
        ("said Treasury Under Secretary John Taylor", "John Taylor"),
        ("said Chancellor of the Exchequer Gordon Brown", "Chancellor of the Exchequer Gordon Brown"),
        ("reads a Wednesday editorial in the Post", "a Wednesday editorial"),
    ],
)
def test_a_verb_of_saying_is_never_the_speaker_nor_a_title_all_of_it(words, speaker):
    (quote,) = read(f'"We will not leave this town," {words}.')
    assert quote.speaker is not None
    assert quote.speaker.endswith(speaker)


@pytest.mark.parametrize(
    ("words", "kinds", "head"),
    [
        (
            "Gene Kimmelman of Consumers Union",
            {"Gene Kimmelman": "person", "Consumers Union": "organization"},
            0,
        ),
        ("Reuters reporter Jane Doe", {"Reuters": "organization", "Jane Doe": "person"}, 1),
        ("IBM chief John Akers", {"IBM": "organization", "John Akers": "person"}, 1),
        ("Clinton Senior Adviser Ann Hill", {"Clinton": "person", "Ann Hill": "person"}, 1),
        ("The Bank of England", {"Bank of England": "organization", "England": "place"}, 0),
        ("The president of Brazil", {"Brazil": "place"}, None),
        ("The wife of John Smith", {"John Smith": "person"}, None),
    ],
)
def test_the_id_is_that_of_who_speaks_not_of_whom_they_speak_for(words, kinds, head):
    text = f"“We will not leave this town,” {words} said."
    mentions = [
        Mention(kind, name, text.index(name), text.index(name) + len(name), name, name)
        for name, kind in kinds.items()
    ]
    (quote,) = read(text, mentions)
    assert quote.speaker_id == (None if head is None else list(kinds)[head])


def test_words_of_the_speaker_whose_mark_is_missing_name_nobody_else():
    text = (
        'The paper quoted Peter Chernin, the head of Fox, as saying: "Games are a big business for us." '
        'We "would like to get into it" soon.\n\n"I was lucky today," said Ann Hill. I have won it all. "I will be back soon."'
    )
    assert [quote.speaker for quote in read(text)] == [
        "Peter Chernin",
        "Peter Chernin",
        "Ann Hill",
        "Ann Hill",
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            'The group said its men met the directors to inform them "that they do not believe it".',
            "The group",
        ),
        ('"We will all go home now," said one Abidjan-based exporter.', "one Abidjan-based exporter"),
        ('"We will all go home now," said London-based Barclays.', "Barclays"),
        ('Barclays Plc <BCS.L> said "we will all go home" in reply.', "Barclays Plc"),
        ('Hill last week said "we will all go home" in reply.', "Hill"),
        ('Hill has already claimed "we will all go home" in reply.', "Hill"),
    ],
)
def test_the_speaker_is_neither_a_time_nor_a_verb_nor_what_a_body_is_based_at(text, speaker):
    assert read(text)[-1].speaker == speaker


def test_a_participle_behind_a_quotation_names_nobody():
    text = "Hill argued that “there is a precedent for it,” citing an instance in Ohio."
    assert read(text)[0].speaker == "Hill"


def test_the_person_whose_role_at_a_body_is_told_speaks():
    text = '"This is wrong and unlawful," said U.N. human rights spokesperson Ravina Shamdasani.'
    mentions = [
        Mention(kind, name, text.index(name), text.index(name) + len(name), name, name)
        for kind, name in (("organization", "U.N."), ("person", "Ravina Shamdasani"))
    ]
    (quote,) = read(text, mentions)
    assert (quote.speaker, quote.speaker_id) == ("Ravina Shamdasani", "Ravina Shamdasani")


def test_a_body_speaks_by_its_whole_name():
    text = 'A British Department of Transport official said "useful progress was made" in it.'
    name = "British Department of Transport"
    mention = Mention("organization", name, text.index(name), text.index(name) + len(name), name, "o1")
    assert read(text, [mention])[0].speaker == name

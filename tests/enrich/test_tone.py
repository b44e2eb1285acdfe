import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from newsmill.enrich.document import Document, tokenize
from newsmill.enrich.tone import mean_compound
from newsmill.enrich.tone.compound import compound

SENTENCES = """\
The rescue was a great success and the families are happy.
At least nine people were killed and dozens injured in the attack.
The committee will meet again on Thursday.
Critics called the plan a disaster, but the minister said it was working well.
It was not a good day for investors.
The company does not expect a loss this year.
The mood was extremely tense after the violent clashes.
Prices rose slightly, which is hardly a crisis.
No deaths were reported, and no serious damage.
The judge said there was no evidence of fraud or abuse.
"This is WONDERFUL news!" the mayor shouted.
What went wrong? Who is to blame?
The bank isn't in trouble, its chairman insisted.
They never wanted a war, the general said.
Never so proud, the coach praised his team.
The deal is at least better than nothing.
It was the least successful season in a decade.
Without doubt the best film of the festival.
The kind of violence seen here is very rare.
The hero's welcome was warm, yet the speech was kind of dull.
Police seized weapons; three suspects were arrested.
The market crashed, wiping out gains and ruining small savers.
A sweet, lovely, charming performance by the young actors.
The prisoner was tortured and died of his wounds.
Profit-taking hurt shares, though confidence remains strong.
She won the award despite the scandal.
He said the talks were constructive, friendly and useful.
The famine has killed thousands and threatens millions more!!!
Rain is expected in the north.
The opposition rejected the offer as an insult.
Although the economy is improving, many are still desperate.
Fans cheered, danced and celebrated the championship.
The disease is dangerous but treatable.
"I love this country," she said, "and I hate what is happening to it."
Neither side won; both suffered heavy losses.
An accident at the bus stop left nobody hurt.
The victims' lawyers welcomed the ruling.
The agreement falls short of the most ambitious hopes.
The firm denied it had cheated, lied or stolen.
The strike is over, and services are back to normal.
It is really, really bad.
Growth was strong, exports were strong and hiring was strong.
The president said “we are not afraid” and thanked the brave crews.
The DEAD were buried on Sunday.
GOOD NEWS FOR FARMERS
""".splitlines()


def document(text):
    return Document(text, None, "en", None, "none", None)


def ranks(values):
    order = sorted(range(len(values)), key=values.__getitem__)
    places = {}
    for place, at in enumerate(order):
        places.setdefault(values[at], []).append(place)
    return [sum(places[v]) / len(places[v]) for v in values]


def correlation(first, second):
    a, b = ranks(first), ranks(second)
    mean = (len(a) - 1) / 2
    top = sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True))
    return top / (sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)) ** 0.5


def test_sentences_have_the_compound_that_vader_gives_them():
    vader = SentimentIntensityAnalyzer()
    theirs = [vader.polarity_scores(s.translate(str.maketrans("“”", '""')))["compound"] for s in SENTENCES]
    ours = [compound(s) for s in SENTENCES]
    assert correlation(ours, theirs) > 0.98
    assert sum(abs(a - b) for a, b in zip(ours, theirs, strict=True)) / len(ours) < 0.01


@pytest.mark.parametrize("sentence", SENTENCES)
def test_an_article_of_one_sentence_without_names_and_terms_has_its_compound(sentence):
    if len(tokenize(sentence)[3]) == 1 and "shares" not in sentence:
        assert mean_compound(document(sentence)) == pytest.approx(compound(sentence), abs=1e-4)


def test_the_mean_is_over_all_sentences():
    bad = "The attack killed nine people."
    assert mean_compound(document(f"{bad} Rain is expected. Trains run.")) == pytest.approx(
        compound(bad) / 3, abs=1e-3
    )


@pytest.mark.parametrize(
    "text",
    [
        "He works for the United Nations and the Justice Department.",
        "Talks with General Motors and the Best Western group go on.",
        "The committee will meet again on Thursday.",
        "On Tuesday the price was 12.5 percent, Moody’s said.",
    ],
)
def test_names_and_plain_statements_have_no_tone(text):
    assert mean_compound(document(text)) == 0


def test_a_headline_in_title_case_keeps_its_tone():
    assert mean_compound(document("Terrible Attack Kills Nine in Crowded Market")) < -0.5


def test_a_text_without_words_has_no_tone():
    assert mean_compound(document("")) is None
    assert mean_compound(document(" \n\n ")) is None


def test_tone_lies_between_minus_one_and_one():
    assert -1 <= mean_compound(document("killed murdered tortured raped " * 400)) < -0.9
    assert 0.9 < mean_compound(document("great wonderful happy love!!!! " * 400)) <= 1


@pytest.mark.parametrize(
    "text",
    [
        "Crude oil prices were unchanged on Monday.",
        "Gross domestic product was unchanged on Monday.",
        "Interest rates were unchanged on Monday.",
        "The shares were unchanged at 12 dollars a share.",
        "The ruling party met with health care and energy companies.",
    ],
)
def test_fixed_terms_of_news_carry_no_tone(text):
    assert mean_compound(document(text)) == 0


@pytest.mark.parametrize(
    "text", ["His language was crude.", "It was gross negligence.", "The net loss grew.", "They care."]
)
def test_the_words_of_a_term_keep_their_tone_elsewhere(text):
    assert mean_compound(document(text)) == pytest.approx(compound(text), abs=1e-4) != 0

import pytest

from newsmill.text.edits import Draft
from newsmill.text.furniture import is_tail, remove_furniture, remove_tails

STORY = "The harbour board in Leith agreed on Wednesday to dredge the channel."
# What begins like a line of the template and is a sentence of a story; and what is a line of the template.
SENTENCES = """
Her name may not be published, the judge ruled.
The report may not be published before the vote.
He announced it on Twitter.
It was shared on Facebook.
Sign up for the race at the Leith Athletic clubhouse by May 5.
Sign up for the race online at www.leithrun.example by May 5.
Register for free by ringing 01473 555 010.
Donate to the family's appeal at www.bringtomhome.example.
Home.
Search.
Register with the town hall before the vote on Monday.
Copyright in the song passed to his widow, who lives in Leith.
Copyright law was changed in May.
Join us for the memorial at St Mary's, Leith, on 4 May at noon.
Subscribe to that view and you will lose the election, he said.
Reporting by the committee ends in May.
Reporting by Jane Doe won the Pulitzer Prize.
Share the load, the mayor asked of the boroughs.
All rights reserved, the contract said.
Follow us, said the guide, and the hikers followed.
Send it to the county clerk by Friday.
He writes a newsletter.
Print is dead.
Topics for the talks were few.
Terms were not disclosed.
About us there was only sea.
Like this, the boats came home.
Anzeige gegen den Mann wurde erstattet.
Imprimer en couleur coûte cher.
""".strip().split("\n")
LINES = r"""
Sign up for our newsletter.
Please subscribe now.
Subscribe to our newsletter to get the latest news.
Get breaking news alerts in your inbox.
Follow us on Twitter and Facebook for the latest news.
Like us on Facebook.
Leith Post on Twitter
Click here to subscribe to our newsletter.
Share this story, choose your platform!
Copyright 2019 The Leith Post. All rights reserved. This material may not be published, broadcast, rewritten or redistributed.
Copyright Leith Post 2019
(Reporting by Jane Doe; Editing by John Roe)
Reporting By JANE DOE and Mary al-Masri in London; editing by John Roe
Additional reporting by AFP
Related Topics\nLeith\nHarbours
Most Popular\n1. Man bites dog\n2. Where to eat
Like this:\nLike Loading...
Share this:\nClick to share on Twitter (Opens in new window)
Jetzt teilen
Artikel drucken
Imprimer
Partager sur Facebook
Compartir en Facebook
Поделиться
Распечатать
Paylaş
分享到微信
责任编辑：王芳
Veja também
Te puede interesar
Topics: harbour
Tags: Leith, boats
Topics: gold | customs | Leith harbour
Posted in Boats | Tagged Leith, harbour | 14 Comments
Archivado en: Salario mínimo
À lire aussi : Le port de Leith
Compartilhe no Facebook
Comments are closed.
Join the conversation
Register for free to continue reading.
Donate to support our journalism
We use cookies to give you the best experience on our website.
(This story has not been edited by our staff and is auto-generated from a syndicated feed.)
ENDS
-ENDS-
Terms of use | Privacy policy
""".strip().split("\n")
ADVERTS = [
    "ADVERTISEMENT",
    "Advertisement - story continues below",
    "[Continue reading below]",
    "Story continues below advertisement",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_of_the_story_is_no_tail(sentence):
    assert not is_tail(sentence)


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_the_template_goes_at_the_end(line):
    draft = Draft("T", f"{STORY}\n\n{line}".replace("\\n", "\n"))
    remove_tails(draft)
    assert draft.text == STORY


@pytest.mark.parametrize("mark", ADVERTS)
def test_the_mark_of_an_advertisement_goes_between_paragraphs(mark):
    draft = Draft("T", f"{STORY}\n\n{mark}\n\n{STORY}")
    remove_furniture(draft)
    assert draft.text == f"{STORY}\n\n{STORY}"


def test_a_heading_over_paragraphs_of_the_story_stays_between_them():
    text = f"{STORY}\n\nRelated news\n\n{STORY}"
    draft = Draft("T", text)
    remove_furniture(draft)
    remove_tails(draft)
    assert draft.text == text


def test_a_heading_between_paragraphs_goes_with_the_link_below_it():
    draft = Draft("T", f"{STORY}\n\nRelated news\n\nHarbour fees rise again after a year of talks\n\n{STORY}")
    remove_furniture(draft)
    remove_tails(draft)
    assert draft.text == f"{STORY}\n\n{STORY}"


def test_a_heading_of_the_story_stays_below_a_box_of_links():
    draft = Draft(
        "T", f"{STORY}\n\nRelated news\n\nHarbour fees rise again after a year\n\nWho pays\n\n{STORY}"
    )
    remove_furniture(draft)
    assert draft.text == f"{STORY}\n\nWho pays\n\n{STORY}"

import pytest

from newsmill.text.bylines import read_signature

AUTHORS = {
    "By Jane Dorsey, Tom Petrie, and Ann Lee": ["Jane Dorsey", "Tom Petrie", "Ann Lee"],
    "By Jane Dorsey in Paris and Tom Petrie in Rome": ["Jane Dorsey", "Tom Petrie"],
    "By Jane Dorsey in Paris and New York": ["Jane Dorsey"],
    "By Jane Dorsey with Tom Petrie": ["Jane Dorsey", "Tom Petrie"],
    "By Jane Dorsey, Health Reporter, and Tom Petrie, Science Editor": ["Jane Dorsey", "Tom Petrie"],
    "By Jane Dorsey, Senior Lecturer, University of Leith": ["Jane Dorsey"],
    "By Jane Dorsey, Los Angeles": ["Jane Dorsey"],
    "By Jane Dorsey | Leith Herald": ["Jane Dorsey"],
    "By Jane Dorsey and agencies": ["Jane Dorsey"],
    "By Jane Dorsey Staff Writer": ["Jane Dorsey"],
    "By JANE DORSEY Associated Press Writer": ["Jane Dorsey"],
    "By Jane Dorsey BBC News, Leith": ["Jane Dorsey"],
    "By Jane Dorsey | jdorsey@leith.example.com": ["Jane Dorsey"],
    "Written by Jane Dorsey": ["Jane Dorsey"],
    "By Jane Dorsey @janedorsey": ["Jane Dorsey"],
    "By Jane Dorsey (@janedorsey)": ["Jane Dorsey"],
    "Jane Dorsey, Political Editor": ["Jane Dorsey"],
    "By Zadie": ["Zadie"],
    "By HARBOUR.COM STAFF": [],
    "By LUDWIG van BEETHOVEN-SMITH": ["Ludwig van Beethoven-Smith"],
    "By Prof. Jane Dorsey and Sir Tom Petrie": ["Jane Dorsey", "Tom Petrie"],
    "By Jane Dorsey Published June 13, 2019": ["Jane Dorsey"],
    "Par AFP - 24 janv. 2020 à 19:08": [],
    "Por Jane Dorsey, da Redação": ["Jane Dorsey"],
    "Par Jeanne d'Orsay et Tom Petit": ["Jeanne d'Orsay", "Tom Petit"],
    "VON JANA DORFER": ["Jana Dorfer"],
    "Door Joost van der Meer": ["Joost van der Meer"],
    "Текст: Иван Петров": ["Иван Петров"],
    "记者 李明": ["李明"],
    "By Reuters": [],
    "By AFP and Reuters": [],
    "By Our Correspondent": [],
}
NONE = [
    "By the sea, a town waits", "By land and by sea", "By Friday the river had reached its highest level", "By Popular Demand",
    "By Jane Dorsey, the town was saved. Then it fell.", "By Jane Dorsey's count 1984 people died", "Door slams shut",
    "Von der Leyen sees no deal", "Di Maria scores twice", "By Jane Dorsey\nBoard votes 7-2 for new channel", "Jane Dorsey",
    "By the News Service of a friend",
]  # fmt: skip


@pytest.mark.parametrize(("line", "authors"), AUTHORS.items())
def test_a_byline_names_all_its_authors_and_nobody_else(line, authors):
    assert read_signature(line).authors == authors


@pytest.mark.parametrize("line", NONE)
def test_no_byline_is_invented(line):
    assert read_signature(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Dorsey | Published: June 13, 2019 4:02 pm GMT", "By Jane Dorsey, June 13, 2019 4:02 pm GMT",
        "By Jane Dorsey on June 13, 2019 4:02 pm GMT", "By Jane Dorsey June 13, 2019 4:02 pm GMT",
        "By Jane Dorsey in Leith | June 13, 2019 4:02 pm GMT", "Jane Dorsey | June 13, 2019 4:02 pm GMT",
    ],
)  # fmt: skip
def test_a_stamp_on_a_byline_is_read(line):
    authors, (stamp,) = read_signature(line)
    assert authors == ["Jane Dorsey"]
    assert stamp.instant(day_first=True).isoformat()[:16] == "2019-06-13T16:02"

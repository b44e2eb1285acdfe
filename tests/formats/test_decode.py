import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.formats.decode import NotTextError, decode, well_formed

GERMAN = "Die Bürgermeisterin Käthe Grünwald kündigte Hilfen für Müglitz an. Der Fluß sank auf fünf Meter. "
FRENCH = "Le ministère a déclaré que les élèves étaient rentrés à l’école après la grève générale. Où est passé l’été ? "
RUSSIAN = "Президент заявил в среду, что переговоры продолжатся в Женеве на следующей неделе. "
POLISH = (
    "Burmistrz powiedział, że w piątek wróci do miasta, a żołnierze odjadą z gminy Świętochłowice później. "
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (GERMAN, "utf-8"),
        (RUSSIAN, "utf-8"),
        (GERMAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (FRENCH, "utf-32"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
    ],
)
def test_text_comes_back_from_the_encodings_news_is_kept_in(text, encoding):
    assert decode((text * 3).encode(encoding))[0] == text * 3


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The firm will pay £5m for the plant in Leeds next year, it said on Tuesday.", "cp1252"),
        ("It’s over, the minister said. “We’re not going back,” she told reporters.", "cp1252"),
        ("The bank will pay €3.5 billion for its rival, it said on Tuesday.", "cp1252"),
        ("Zürich police said on Tuesday that they had arrested three men.", "cp1252"),
        ("El presidente señaló que la reunión será difícil. ¿Qué pasará después?", "cp1252"),
        ("O ministro disse que a situação não está sob controlo até amanhã.", "cp1252"),
        ("Statsministern sade på tisdagen att förslaget är dåligt före årsskiftet.", "cp1252"),
        ("Il ministro ha detto che la città è pronta e che così è giusto.", "cp1252"),
        ("Prezident v úterý řekl, že jednání budou pokračovat příští týden.", "cp1250"),
        ("W środę rząd ogłosił, że rozmowy zostaną wznowione w piątek po południu.", "cp1250"),
        ("W środę rząd ogłosił, że rozmowy zostaną wznowione w piątek po południu.", "iso8859_2"),
        ("Prezident v úterý řekl, že jednání budou pokračovat příští týden.", "iso8859_2"),
        ("Cumhurbaşkanı salı günü yaptığı açıklamada görüşmelerin süreceğini söyledi.", "cp1254"),
        ("Le ministère a déclaré que les élèves étaient rentrés à l’école.", "mac_roman"),
        ("Die Bürgermeisterin kündigte Hilfen für Müglitz an, der Fluß sank.", "cp850"),
        ("Ο πρωθυπουργός δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν.", "cp1253"),
        ("首相は火曜日、来週ジュネーブで協議を続けると述べた。", "shift_jis"),
        ("总理周二表示,会谈将于下周在日内瓦继续举行。他没有透露更多细节。", "gb18030"),
    ],
)
def test_one_sentence_is_enough_to_tell_its_encoding(text, encoding):
    assert decode(text.encode(encoding))[0] == text


def test_a_letter_at_the_very_end_is_not_taken_for_a_cut():
    assert decode(b"They met at the caf\xe9") == ("They met at the café", "cp1252")


def test_one_short_line_with_one_umlaut_is_read_as_western():
    assert decode("Müller verliert die Wahl".encode("latin-1")) == ("Müller verliert die Wahl", "cp1252")


def test_a_few_bad_bytes_cost_no_good_character():
    data = ("Łódź – naïve “quotes” " * 20).encode() + b"caf\xe9 \x93old\x94"
    text, encoding = decode(data)
    assert text == "Łódź – naïve “quotes” " * 20 + "café “old”"
    assert encoding == "utf-8+cp1252"


def test_a_sequence_cut_at_the_end_is_marked_and_the_rest_is_utf_8():
    assert decode("Béatrice Aubé".encode()[:-1]) == ("Béatrice Aub\ufffd", "utf-8")


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\0" * 1000, b"\x7fELF\x01\x00\x00\x02" * 200])
def test_binary_data_is_refused(data):
    with pytest.raises(NotTextError):
        decode(data)


def test_one_stray_control_byte_is_no_reason_to_lose_a_page():
    assert decode(b"A long enough page of text. " * 20 + b"\0end")[0].endswith("\0end")


def test_surrogate_pairs_are_joined_and_lone_ones_replaced():
    assert well_formed("a\ud83d\ude00b\ud800c") == "a😀b\ufffdc"


@given(st.binary(max_size=400))
@settings(deadline=None, max_examples=150)
def test_any_bytes_give_valid_unicode_or_are_refused(data):
    try:
        text, _ = decode(data)
    except NotTextError:
        return
    text.encode("utf-8")


@given(st.text(min_size=1, max_size=200, alphabet=st.characters(exclude_categories=("Cs", "Cc"))))
@settings(deadline=None, max_examples=150)
def test_utf_8_text_is_decoded_faithfully(text):
    assert decode(text.encode()) == (text, "utf-8") or text.startswith("\ufeff")

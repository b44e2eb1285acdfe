from pathlib import Path

import pytest

from newsmill.enrich.language import detect, models, sample

LANGUAGES = {}
for _line in (Path(__file__).parent / "headlines_by_language.txt").read_text("utf-8").splitlines():
    if _line.startswith("["):
        _headlines = LANGUAGES.setdefault(_line[1:-1], [])
    elif _line and not _line.startswith("#"):
        _headlines.append(_line)
HEADLINES = [(code, headline) for code, headlines in LANGUAGES.items() for headline in headlines]


def right(pairs):
    pairs = list(pairs)
    return sum(detect(sample(text, "")).language == code for code, text in pairs) / len(pairs)


def test_the_checked_set_is_wide():
    assert len(LANGUAGES) >= 24
    assert min(map(len, LANGUAGES.values())) >= 10


def test_headlines_are_right_in_985_of_1000():
    assert right(HEADLINES) >= 0.985


def test_capitals_make_no_difference():
    assert right((code, text.upper()) for code, text in HEADLINES) >= 0.985


@pytest.mark.parametrize("code", LANGUAGES)
def test_bodies_are_always_right_and_rated_likelier_than_not(code):
    title, *rest = LANGUAGES[code]
    found = detect(sample(title, "\n\n".join(f"{line}." for line in rest)))
    assert found.language == code
    assert found.confidence > 0.5


@pytest.mark.parametrize(
    "text", ["", "   ", "12:30 - 14:00", "+++ 3:1 +++", "https://example.org/nieuws", "OK", "GDP"]
)
def test_too_few_letters_tell_nothing(text):
    assert detect(sample(text, "")) == (None, None)


@pytest.mark.parametrize("text", ["GANTOS INC <GTOS> 4TH QTR JAN 31 NET", "Xqzt wrlb plmk fnord zzyzx qwrt"])
def test_what_is_no_language_is_never_rated_certain(text):
    found = detect(sample(text, ""))
    assert found.language in {None, "en"} or found.confidence < 0.6


def test_a_declared_language_stands_where_the_text_tells_nothing():
    assert detect(sample("12:30", ""), "DE-at") == ("de", None)


def test_a_declared_language_tips_the_scale_between_close_ones():
    line = sample("Harga minyak turun selama tiga hari berturut-turut", "")
    assert detect(line).language == "ms"
    assert detect(line, "id").language == "id"


def test_a_wrong_declaration_is_overridden_with_less_confidence():
    line = sample(LANGUAGES["de"][0], " ".join(LANGUAGES["de"][1:]))
    honest, contradicted = detect(line, "de"), detect(line, "en")
    assert contradicted.language == "de"
    assert contradicted.confidence < honest.confidence


def test_an_unknown_declaration_is_overridden():
    assert detect(sample(LANGUAGES["fr"][0], ""), "qq").language == "fr"


def test_names_of_dialects_and_written_norms_become_one_code():
    text = "Regjeringa vil bruke mindre pengar på vegar neste år, sa statsministeren i Oslo på måndag."
    assert detect(sample(None, text)).language == "no"


def test_two_models_that_err_apart_are_right_together():
    line = "Harga cabai rawit di Pasar Kramat Jati tembus Rp120 ribu per kilogram"
    assert next(iter(models.fasttext_probabilities(line))) == "it"
    assert detect(sample(None, line)).language == "id"


def test_nigerian_pidgin_is_not_english():
    assert detect(sample(None, "Wetin we know about di building wey collapse for Ikorodu")).language == "pcm"
    opening = (
        "One court for Yaoundé don give six months suspended sentence to one musician wey sing song wey "
        "dey yab big men for goment. Di singer lawyer say dem go appeal di judgment because e no "
        "correct. Human rights groups don condemn di mata, dem say artist suppose get freedom to tok im "
        "mind."
    )
    assert models.fasttext_probabilities(opening)["en"] > 0.85
    assert detect(sample(None, opening)).language == "pcm"
    assert detect(sample(None, "Don Carlo and Di Canio dine with Im in Na Trang")).language != "pcm"


def test_tigrinya_is_not_amharic():
    ends = {"ti": "ናይ ኣሜሪካ ፕረዚደንት ኣብ ኣዲስ ኣበባ ኣትዩ", "am": "የአሜሪካ ፕሬዝዳንት አዲስ አበባ ገቡ"}
    assert {code: detect(sample(None, line)).language for code, line in ends.items()} == {
        "ti": "ti",
        "am": "am",
    }


def test_a_foreign_word_in_the_headline_does_not_sway_a_body():
    body = "The German carmaker said on Tuesday that profits had fallen for the third quarter in a row."
    assert detect(sample("Volkswagen Aktiengesellschaft Wolfsburg", body)).language == "en"


def test_tokens_of_markup_and_tickers_are_not_looked_at():
    assert sample("Oil <CO.L> rises", "see https://x.org/a") == "Oil rises see"


def test_a_body_that_begins_with_its_title_is_read_once():
    assert sample("Taxes rise", "Taxes rise\n\nMore.") == "Taxes rise More."


def test_the_models_are_files_of_installed_packages_and_nothing_is_fetched(monkeypatch):
    def refuse(*_args, **_kwargs):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("socket.socket.connect", refuse)
    models._fasttext.cache_clear()
    models._langid.cache_clear()
    assert models._model_path().name == "lid.176.ftz"
    assert detect(sample("Two killed as bus falls into river", "")).language == "en"


def test_a_table_before_the_story_is_read_past():
    table = "\n".join(f"{n}.00 - {n + 1}.50 | {n * 7} | 12:30" for n in range(100))
    assert detect(sample(None, table)).language is None
    assert detect(sample(None, f"{table}\n\n{'. '.join(LANGUAGES['fr'])}")).language == "fr"

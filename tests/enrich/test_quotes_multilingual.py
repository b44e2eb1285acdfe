import importlib.util
import json
from pathlib import Path

import pandas as pd
import pytest

from newsmill.enrich.document import Document
from newsmill.enrich.quotes import LANGUAGES, find_quotes


def read(language, text):
    return find_quotes(Document(text, None, language, None, "none", None))


def said(language, text):
    return [(q.quote, q.speaker, q.speaker_name) for q in read(language, text)]


# Language, text, and for each quote the words, the speaker as the text has it, and the name it means.
TOLD = [
    # German
    ("de", "Müller sagte: „Wir gehen morgen wieder an die Arbeit.“",
     [("„Wir gehen morgen wieder an die Arbeit.“", "Müller", "Müller")]),
    ("de", "„Das ist ein guter Tag für das Land“, sagte die Ministerin Anna Weber gegenüber der dpa.",
     [("„Das ist ein guter Tag für das Land“", "Anna Weber", "Anna Weber")]),
    ("de", "»Das ist ein guter Tag«, sagte der Sprecher der Polizei am Montag der Zeitung.",
     [("»Das ist ein guter Tag«", "Sprecher der Polizei", "Sprecher der Polizei")]),
    ("de", "Anna Weber kam spät. „Wir fangen trotzdem heute an“, so Weber, „und zwar sofort.“",
     [("„Wir fangen trotzdem heute an“", "Weber", "Anna Weber"), ("„und zwar sofort.“", "Weber", "Anna Weber")]),
    ("de", "Laut Weber ist die Lage ernst. „Die Lage ist sehr ernst“, teilte das Ministerium mit.",
     [("„Die Lage ist sehr ernst“", "Ministerium", "Ministerium")]),
    ("de", "Karl Huber traf Anna Weber in Bonn. „Es war ein gutes Gespräch“, sagte sie danach.",
     [("„Es war ein gutes Gespräch“", "sie [Anna Weber]", "Anna Weber")]),
    ("de", "„Wir haben nichts gewusst“, hat der Trainer Karl Huber gesagt.",
     [("„Wir haben nichts gewusst“", "Karl Huber", "Karl Huber")]),
    ("de", "Der Chef des Werks, Jens Vogt, wollte sich nicht äußern. „Ich sage dazu gar nichts.“",
     [("„Ich sage dazu gar nichts.“", "Jens Vogt", "Jens Vogt")]),
    ("de", "„Er hat mir gesagt: ‚Komm nach Hause.‘ Und ich kam“, berichtet Nachbarin Ute Sommer.",
     [("„Er hat mir gesagt: ‚Komm nach Hause.‘ Und ich kam“", "Ute Sommer", "Ute Sommer")]),
    ("de", "„Das war erst der Anfang.\n\n„Nun geht es weiter“, kündigte Ursula von der Leyen an.",
     [("„Das war erst der Anfang.\n\n„Nun geht es weiter“", "Ursula von der Leyen", "Ursula von der Leyen")]),
    ("de", "„Hier will keiner mehr wohnen“, heißt es im Dorf.",
     [("„Hier will keiner mehr wohnen“", None, None)]),
    ("de", "Anna Weber sagte:\n\n„Wir gehen morgen wieder an die Arbeit.“",
     [("„Wir gehen morgen wieder an die Arbeit.“", "Anna Weber", "Anna Weber")]),
    # French
    ("fr", "« Nous n'avons pas le choix », a déclaré Jean Martin à l'AFP.",
     [("« Nous n'avons pas le choix »", "Jean Martin", "Jean Martin")]),
    ("fr", "« Nous n’avons pas le choix », a-t-elle ajouté.\n\nClaire Petit est maire de Pau.",
     [("« Nous n’avons pas le choix »", "elle", None)]),
    ("fr", "La maire de Pau, Claire Petit, est restée ferme. « Nous n’avons pas le choix », dit-elle.",
     [("« Nous n’avons pas le choix »", "elle [Claire Petit]", "Claire Petit")]),
    ("fr", "« La situation reste très tendue », selon le porte-parole du gouvernement.",
     [("« La situation reste très tendue »", "porte-parole du gouvernement", "porte-parole du gouvernement")]),
    ("fr", "Le ministre de l'Intérieur, Paul Durand, a prévenu : « Nous irons jusqu'au bout. »",
     [("« Nous irons jusqu'au bout. »", "Paul Durand", "Paul Durand")]),
    ("fr", '"On verra bien demain matin", lâche Nadia, 34 ans, infirmière.',
     [('"On verra bien demain matin"', "Nadia", "Nadia")]),
    ("fr", "— On n’a pas su répondre, a regretté l’entraîneur Philippe Montel.",
     [("— On n’a pas su répondre", "Philippe Montel", "Philippe Montel")]),
    ("fr", "« Je reste », a promis hier soir à Lyon le président du club. « Pour de bon. »",
     [("« Je reste »", "président du club", "président du club"), ("« Pour de bon. »", "président du club", "président du club")]),
    # Spanish
    ("es", '"No vamos a parar las obras", dijo ayer el alcalde, Pedro Ruiz.',
     [('"No vamos a parar las obras"', "Pedro Ruiz", "Pedro Ruiz")]),
    ("es", "El alcalde, Pedro Ruiz, habló tarde. «No vamos a parar», aseguró el alcalde a EFE. «Nunca».",
     [("«No vamos a parar»", "alcalde", "Pedro Ruiz"), ("«Nunca»", "alcalde", "Pedro Ruiz")]),
    ("es", "«No vamos a parar las obras», según el portavoz del Gobierno.",
     [("«No vamos a parar las obras»", "portavoz del Gobierno", "portavoz del Gobierno")]),
    ("es", "—No lo sé todavía —contestó Marta Gil—. Ya veremos mañana.",
     [("—No lo sé todavía", "Marta Gil", "Marta Gil"), ("Ya veremos mañana.", "Marta Gil", "Marta Gil")]),
    ("es", "Marta Gil llegó sola. “Nadie me llamó en todo el día”, contó. “Nadie”.",
     [("“Nadie me llamó en todo el día”", "Marta Gil", "Marta Gil"), ("“Nadie”", "Marta Gil", "Marta Gil")]),
    ("es", "La ministra ha declarado a Radio Nacional que «habrá elecciones antes de mayo».",
     [("«habrá elecciones antes de mayo»", "ministra", "ministra")]),
    ("es", "“Es un error muy grave”, lamentó en declaraciones a la prensa Juan Pérez.",
     [("“Es un error muy grave”", "Juan Pérez", "Juan Pérez")]),
    # Italian
    ("it", "“Non possiamo più aspettare”, ha detto Rossi.",
     [("“Non possiamo più aspettare”", "Rossi", "Rossi")]),
    ("it", "Il sindaco Mario Rossi è arrivato tardi. «Non possiamo più aspettare», ha poi aggiunto Rossi all'Ansa.",
     [("«Non possiamo più aspettare»", "Rossi", "Mario Rossi")]),
    ("it", "«Non possiamo più aspettare», secondo la portavoce del governo.",
     [("«Non possiamo più aspettare»", "portavoce del governo", "portavoce del governo")]),
    ("it", "Giulia Bianchi scuote la testa: «Non ci credo più».",
     [("«Non ci credo più»", "Giulia Bianchi", "Giulia Bianchi")]),
    ("it", '"È finita male per tutti", racconta lui.\n\nMarco non c\'era.',
     [('"È finita male per tutti"', "lui", None)]),
    ("it", "«L'ho visto dall'altro lato», il ministro ha detto ai giornalisti.",
     [("«L'ho visto dall'altro lato»", "ministro", "ministro")]),
    # Portuguese
    ("pt", '"Não vamos desistir agora", afirmou o presidente.',
     [('"Não vamos desistir agora"', "presidente", "presidente")]),
    ("pt", "O deputado João da Costa saiu cedo. «Não vamos desistir», disse à Lusa João da Costa.",
     [("«Não vamos desistir»", "João da Costa", "João da Costa")]),
    ("pt", "“Não vamos desistir agora”, segundo a ministra da Saúde, Ana Lima.",
     [("“Não vamos desistir agora”", "Ana Lima", "Ana Lima")]),
    ("pt", "— Não sei de nada — disse o porteiro. — Pergunte amanhã.",
     [("— Não sei de nada", "porteiro", "porteiro"), ("Pergunte amanhã.", "porteiro", "porteiro")]),
    ("pt", "Ana Lima sorriu. “Esperei dez anos por isto”, contou ela.",
     [("“Esperei dez anos por isto”", "ela [Ana Lima]", "Ana Lima")]),
    # Dutch
    ("nl", "„Daar gaan we niet over”, zegt Jansen.",
     [("„Daar gaan we niet over”", "Jansen", "Jansen")]),
    ("nl", "‘Daar gaan we echt niet over’, zei minister Kees Jansen 's avonds in de Kamer.",
     [("‘Daar gaan we echt niet over’", "Kees Jansen", "Kees Jansen")]),
    ("nl", "“We wachten het af”, aldus een woordvoerder van de politie.",
     [("“We wachten het af”", "woordvoerder van de politie", "woordvoerder van de politie")]),
    ("nl", "Volgens burgemeester Jan de Vries is het klaar: “Het is nu echt klaar.”",
     [("“Het is nu echt klaar.”", "Jan de Vries", "Jan de Vries")]),
    ("nl", "Jan de Vries kwam laat. 'Ik stond in de file', vertelde hij. 'Twee uur lang.'",
     [("'Ik stond in de file'", "hij [Jan de Vries]", "Jan de Vries"), ("'Twee uur lang.'", "hij [Jan de Vries]", "Jan de Vries")]),
    ("nl", "“Dit had niet mogen gebeuren”, laat De Vries weten.",
     [("“Dit had niet mogen gebeuren”", "De Vries", "De Vries")]),
]  # fmt: skip

NOT_TOLD = [
    ("de", "Der sogenannte „Notfahrplan“ gilt bis Montag."),
    ("de", "Sie liest „Das Gewicht der langen Gezeiten“ im Zug."),
    ("de", "Das Strafmaß sei »deutlich überzogen«."),
    ("de", "Hans’ Hund und Max' Katze und Andreas’ Haus."),
    ("fr", "C’est l’été, dit-on, et l'on n'attend qu'une chose aujourd'hui."),
    ("fr", "« Les Eaux lentes de la Garonne », en salle depuis mercredi, est un film."),
    ("fr", "Il dénonce un dossier « à charge » et des « erreurs »."),
    ("fr", "— le bus 12\n— le tramway"),
    ("es", "Autora de «La España de los caminos» y de otros libros."),
    ("es", "La ley es «impecable» y «necesaria»."),
    ("es", "El ministro dijo en «La España de los caminos perdidos» que no."),
    ("es", "—Horario: de 9 a 14 horas\n—Entrada libre"),
    ("it", "L'altro giorno l'Italia ha vinto all'estero, un po' per caso."),
    ("it", 'Ha parlato di "immane tragedia".'),
    ("pt", "O filme «A Cidade e as Serras» estreia na sexta."),
    ("pt", 'Pediu "sentido de responsabilidade" aos partidos.'),
    ("nl", "Zo’n ‘noodrem’ kost miljarden, zei hij 's avonds over foto's uit '98."),
    ("de", "Er wurde als „bester Spieler des Turniers“ ausgezeichnet."),
    ("fr", "L'association « Les Amis de la Terre et du Ciel » organise un bal."),
    ("es", "El programa “Un país para comérselo” regresa hoy."),
    ("it", "Premiato come «miglior giovane dell'anno in corso»."),
    ("pt", 'A campanha "Todos juntos pela escola" começa.'),
    ("nl", "De film ‘Het leven van de anderen’ draait."),
    ("nl", "De 'onoverzichtelijke situatie' duurde tot 's middags."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "quotes"), TOLD)
def test_a_quote_has_the_speaker_that_its_text_tells(language, text, quotes):
    assert said(language, text) == quotes


LINES = Path(__file__).with_name("quotes_by_language.txt").read_text("utf-8").splitlines()[1:]


@pytest.mark.parametrize("line", LINES)
def test_the_speaker_is_read_in_the_ways_of_the_language(line):
    language, text, speakers = line.split("|")
    assert ";".join(str(q.speaker) for q in read(language, text)) == speakers


@pytest.mark.parametrize(("language", "text"), NOT_TOLD)
def test_scare_quotes_titles_apostrophes_and_lists_are_no_quotes(language, text):
    assert said(language, text) == []


def test_seven_languages_are_known():
    assert {"en", "de", "fr", "es", "it", "pt", "nl"} == LANGUAGES


def test_a_run_writes_the_quotes_of_all_its_languages_with_their_speakers(ingest, tmp_path):
    pages = {
        "de": "Die Ministerin Anna Weber hat am Montag in Hannover ein neues Gesetz vorgestellt, über das der Landtag im "
        "Herbst abstimmen soll. „Wir haben lange genug gewartet“, sagte Weber. „Jetzt wird gehandelt.“",
        "es": "El alcalde de la ciudad, Pedro Ruiz, presentó ayer las obras del nuevo puerto, que empezarán en la primavera. "
        "«No vamos a parar las obras», aseguró Ruiz a los periodistas.",
        "en": "The mayor of the town, Maria Lopez, met the council on Monday to speak about the ferry landing. "
        "“We will not leave this town,” Lopez said.",
    }
    records = [{"id": code, "title": "", "text": text, "language": code} for code, text in pages.items()]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    ingest(tmp_path / "in.jsonl", tmp_path / "lake")
    articles = pd.read_parquet(tmp_path / "lake" / "articles")
    quotes = pd.read_parquet(tmp_path / "lake" / "quotes").merge(articles[["article_id", "language", "text"]])
    assert [text[a:b] for text, a, b in zip(quotes.text, quotes.start, quotes.end, strict=True)] == list(
        quotes.quote
    )
    named = quotes.sort_values(["language", "start"])[["language", "speaker", "speaker_name"]]
    assert named.to_numpy().tolist() == [
        ["de", "Weber", "Anna Weber"],
        ["de", "Weber", "Anna Weber"],
        ["en", "Lopez", "Maria Lopez"],
        ["es", "Ruiz", "Pedro Ruiz"],
    ]
    assert quotes.speaker_id.notna().all()


def test_quotes_of_written_articles_and_their_speakers_stay_found():
    """Figures of all six languages on the half of the articles that the rules were written by."""
    root = Path(__file__).parents[2]
    specification = importlib.util.spec_from_file_location("scorer", root / "bench/multilingual_quotes.py")
    scorer = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(scorer)
    rows = [json.loads(line) for line in (root / "bench/written/dev.jsonl").read_text("utf-8").splitlines()]
    wanted, found, hit, right = (sum(column) for column in zip(*scorer.score(rows).values(), strict=True))
    assert hit / wanted > 0.98
    assert hit / found > 0.98
    assert right / wanted > 0.94


def test_a_quotation_before_a_paragraph_in_small_letters_is_kept():
    text = "El ministro Pedro Ruiz habló. “No vamos a parar las obras de la ciudad”.\n\nexplicó Ruiz."
    assert [quote.quote for quote in read("es", text)] == ["“No vamos a parar las obras de la ciudad”"]

"""Train the model of newsmill.enrich.entities.

    python tools/train_entities.py --train entities_train.jsonl --unlabelled news_corpus.parquet --out model.npz

Needs, beside newsmill, the packages python-crfsuite, faker, names and pytickersymbols. Steps: word statistics
and clusters from the unlabelled news; gazetteers; synthetic articles from templates; a first model; its reading
of the unlabelled news (kinds of words, names, self-labelled sentences); the final model, the mean of several that
differ in their synthetic articles. Seeds are fixed. About 9 CPU minutes, 3 more for each model beyond two.
"""

import argparse
import random
import tempfile
import time
from pathlib import Path

from entities_corpus import cased_counts, clusters, read_corpus, statistics
from entities_crf import to_model, train
from entities_data import read_examples, read_marked
from entities_gazetteer import gazetteer
from entities_knowledge import enlarge, self_labelled
from entities_names import Names
from entities_synthesis import synthesize

from newsmill.enrich.entities.features import Lexicon
from newsmill.enrich.entities.model import save_model

HERE = Path(__file__).parent
LISTS, TEMPLATES = HERE / "entities_gazetteer.txt", HERE / "entities_templates.txt"
WRITTEN = HERE / "entities_news"
SEED = 11
SYNTHETIC_ARTICLES, SELF_LABELLED_TOKENS = 400, 150_000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--train", type=Path, required=True, help="labelled examples, JSONL")
    parser.add_argument(
        "--unlabelled", type=Path, required=True, help="news with columns source and text, Parquet"
    )
    parser.add_argument("--out", type=Path, required=True, help="the model file to write")
    parser.add_argument("--models", type=int, default=2, help="models whose weights are averaged")
    parser.add_argument("--version", default="1", help="version of the model")
    arguments = parser.parse_args()
    started = time.process_time()

    def say(words: str) -> None:
        print(f"{time.process_time() - started:7.0f} CPU-s  {words}", flush=True)

    labelled = [*read_examples(arguments.train), *read_marked(WRITTEN)]
    texts = read_corpus(arguments.unlabelled)
    cased = cased_counts(texts)
    lexicon = Lexicon(gazetteer(LISTS), statistics(texts), clusters(texts, cased, SEED))
    say(f"{len(texts)} texts, {len(lexicon.flags)} names, {len(lexicon.clusters)} words with clusters")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "first.crf"
        made = list(synthesize(SYNTHETIC_ARTICLES, Names(LISTS, cased, random.Random(SEED)), TEMPLATES))
        train(labelled + made, lexicon, path, SEED)
        first = to_model([path], lexicon, "first")
        say("first model trained")
        read_again = self_labelled(first, texts, SELF_LABELLED_TOKENS, SEED)
        lexicon = enlarge(lexicon, first, texts)
        say(f"{len(read_again)} texts labelled by it, {len(lexicon.flags)} names known now")
        paths = []
        for k in range(arguments.models):
            paths.append(Path(folder) / f"{k}.crf")
            names = Names(LISTS, cased, random.Random(SEED + k))
            made = list(synthesize(SYNTHETIC_ARTICLES, names, TEMPLATES))
            train(labelled + made + read_again, lexicon, paths[-1], SEED + k)
            say(f"model {k + 1} of {arguments.models} trained")
        save_model(to_model(paths, lexicon, arguments.version), arguments.out)
    say(f"{arguments.out} written, {arguments.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()

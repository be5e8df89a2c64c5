"""Writes the files of Corpus that NumPy, gzip and a few lines of code can write; those of PyTorch lie in ../Adjoint.Tests/Goldens/files."""
import gzip, io, json, pathlib, struct
import numpy as np

corpus = pathlib.Path(__file__).parent / "Corpus"


def npy(array, version=None):
    stream = io.BytesIO()
    np.lib.format.write_array(stream, array, version=version)
    return stream.getvalue()


def npz(save, **arrays):
    stream = io.BytesIO()
    save(stream, **arrays)
    return stream.getvalue()


def safetensors(tensors, metadata=None):
    header, data = ({"__metadata__": metadata} if metadata else {}), b""
    for name, dtype, shape, content in tensors:
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(content)]}
        data += content
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def idx(kind, dims, content):
    return bytes([0, 0, kind, len(dims)]) + b"".join(struct.pack(">I", d) for d in dims) + content


files = {
    "npy/matrix.npy": npy(np.arange(6).reshape(2, 3)),
    "npy/fortran.npy": npy(np.asfortranarray(np.arange(6.0).reshape(2, 3))),
    "npy/big-endian.npy": npy(np.arange(4, dtype=">f4")),
    "npy/half.npy": npy(np.ones((2, 2), np.float16)),
    "npy/scalar.npy": npy(np.array(True)),
    "npy/empty.npy": npy(np.zeros((0, 3), np.int16)),
    "npy/version-2.npy": npy(np.arange(3, dtype=np.uint8), (2, 0)),
    "npy/version-3.npy": npy(np.arange(3, dtype=np.int8), (3, 0)),
    "npz/plain.npz": npz(np.savez, a=np.arange(100), b=np.ones((2, 2), np.float32)),
    "npz/compressed.npz": npz(np.savez_compressed, a=np.arange(100), b=np.zeros((30, 30))),
    "npz/one.npz": npz(np.savez, weight=np.array(1.5)),
    "safetensors/three.safetensors": safetensors([("a", "F32", [2, 3], b"\0" * 24), ("b", "I64", [0], b""), ("c", "BOOL", [], b"\1")], {"format": "pt"}),
    "safetensors/halves.safetensors": safetensors([("x.weight", "BF16", [4], b"\0" * 8), ("x.bias", "F16", [1, 1], b"\0\x3c")]),
    "safetensors/none.safetensors": safetensors([]),
    "idx/labels.idx": idx(0x08, [5], bytes(range(5))),
    "idx/integers.idx": idx(0x0C, [2, 3], bytes(24)),
    "idx/doubles.idx": idx(0x0E, [1, 2, 1], bytes(16)),
    "idx/images.idx.gz": gzip.compress(idx(0x08, [2, 4, 4], bytes(32)), mtime=0),
}
for name, content in files.items():
    (corpus / name).write_bytes(content)

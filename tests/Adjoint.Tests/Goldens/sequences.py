"""Initial parameters of recurrent and attention layers after torch.manual_seed(1): name, shape, first, last and sum. Writes sequences.json."""
import json
import os

import torch

LAYERS = {
    "RNN": lambda: torch.nn.RNN(3, 5, num_layers=2, bidirectional=True),
    "LSTM": lambda: torch.nn.LSTM(3, 5, num_layers=2, proj_size=2),
    "GRU": lambda: torch.nn.GRU(3, 5, bias=False),
    "RNNCell": lambda: torch.nn.RNNCell(3, 5),
    "LSTMCell": lambda: torch.nn.LSTMCell(3, 5),
    "GRUCell": lambda: torch.nn.GRUCell(3, 5),
    "MultiheadAttention": lambda: torch.nn.MultiheadAttention(6, 2),
    "MultiheadAttention with bias_kv": lambda: torch.nn.MultiheadAttention(6, 2, add_bias_kv=True, kdim=4, vdim=5),
    "TransformerEncoderLayer": lambda: torch.nn.TransformerEncoderLayer(6, 2, 8),
    "TransformerDecoder": lambda: torch.nn.TransformerDecoder(torch.nn.TransformerDecoderLayer(6, 2, 8), 2),
    "Transformer": lambda: torch.nn.Transformer(6, 2, 2, 2, 8),
}

result = {}
for name, make in LAYERS.items():
    torch.manual_seed(1)
    layer = make()
    result[name] = {
        "repr": repr(layer),
        "next": torch.rand(1).item(),
        "parameters": [[key, list(p.shape), p.flatten().tolist()] for key, p in layer.state_dict().items()],
    }
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sequences.json"), "w") as file:
    json.dump(result, file)
    file.write("\n")

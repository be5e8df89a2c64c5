#!/usr/bin/python3
"""Files that PyTorch itself wrote, and what is in them: files/*.pt and files.json. Debian's python3-torch, 1.13.

The old format, TorchScript, shared and strided memory, parameters, every element type, and the states of optimizers
after three steps beside the parameters after three more, so that training can go on elsewhere.
"""
import collections, json, pathlib, pickle, struct, torch

here = pathlib.Path(__file__).resolve().parent
out = here / "files"
out.mkdir(exist_ok=True)
torch.manual_seed(0)

types = [torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int8, torch.int16, torch.int32, torch.int64, torch.uint8, torch.bool]
torch.save({str(t)[6:]: (torch.arange(6).reshape(2, 3) % 2 if t == torch.bool else torch.arange(6).reshape(2, 3)).to(t) for t in types}, out / "types.pt")

base = torch.arange(12.0)
tree = collections.OrderedDict(
    whole=base, part=base[3:9].view(2, 3), turned=base.view(3, 4).t(), scalar=torch.tensor(2.5), empty=torch.zeros(0, 3),
    parameter=torch.nn.Parameter(torch.ones(2)), nested={"list": [torch.zeros(1), (1, 2.5, "text", None, True)], 7: -(2 ** 40)},
    size=torch.Size([2, 3]), dtype=torch.float64, device=torch.device("cuda:0"), raw=b"\x00\xff")
torch.save(tree, out / "tree.pt")
torch.save(tree, out / "legacy.pt", _use_new_zipfile_serialization=False)
torch.jit.script(torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.ReLU())).save(str(out / "script.pt"))
torch.save(torch.complex(torch.ones(2), torch.zeros(2)), out / "complex.pt")


class Harmful:
    def __reduce__(self):
        import os
        return os.system, ("echo harmful",)


torch.save({"weights": torch.ones(2), "hook": Harmful()}, out / "harmful.pt")


class Storage:
    """A storage of the legacy format, or a part of one, as versions before 0.4 wrote them; its key may hold any letters."""
    def __init__(self, key, numbers, view=None):
        self.id = ("storage", torch.FloatStorage, key, "cpu", len(numbers), view)


class Saved:
    def __init__(self, storage, offset, size):
        self.arguments = (storage, offset, (size,), (1,), False, collections.OrderedDict())

    def __reduce__(self):
        return torch._utils._rebuild_tensor_v2, self.arguments


def legacy_views(path):
    numbers, key = [float(i) for i in range(10)], "storage\none"
    with open(path, "wb") as file:
        for head in (0x1950A86A20F9469CFC6C, 1001, {"protocol_version": 1001, "little_endian": True, "type_sizes": {"short": 2, "int": 4, "long": 4}}):
            pickle.dump(head, file, protocol=2)
        pickler = pickle.Pickler(file, protocol=2)
        pickler.persistent_id = lambda thing: thing.id if isinstance(thing, Storage) else None
        pickler.dump({"whole": Saved(Storage(key, numbers), 0, 10), "part": Saved(Storage(key, numbers, ("view", 4, 5)), 1, 3)})
        pickle.dump([key], file, protocol=2)
        file.write(struct.pack("<q10f", len(numbers), *numbers))
    assert torch.load(path)["part"].tolist() == [5, 6, 7]


legacy_views(out / "legacy_views.pt")

makers = dict(
    SGD=lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, nesterov=True), Adam=lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.9), amsgrad=True),
    AdamW=lambda p: torch.optim.AdamW(p, lr=0.1), Adamax=lambda p: torch.optim.Adamax(p, lr=0.1), NAdam=lambda p: torch.optim.NAdam(p, lr=0.1),
    RAdam=lambda p: torch.optim.RAdam(p, lr=0.1), Adagrad=lambda p: torch.optim.Adagrad(p, lr=0.1), Adadelta=lambda p: torch.optim.Adadelta(p, lr=0.1),
    ASGD=lambda p: torch.optim.ASGD(p, lr=0.1), RMSprop=lambda p: torch.optim.RMSprop(p, lr=0.1, momentum=0.5, centered=True),
    Rprop=lambda p: torch.optim.Rprop(p, lr=0.1), LBFGS=lambda p: torch.optim.LBFGS(p, lr=0.1, max_iter=2))
goldens = {}
for name, make in makers.items():
    parameters = [torch.nn.Parameter(torch.tensor([1.0, -2.0], dtype=torch.float64)), torch.nn.Parameter(torch.tensor([[0.5]], dtype=torch.float64))]
    optimizer = make(parameters)

    def loss():
        optimizer.zero_grad()
        value = ((parameters[0] - 3) ** 2).sum() + (parameters[1] * parameters[0].sum()).exp().sum()
        value.backward()
        return value

    def values():
        return [p.detach().flatten().tolist() for p in parameters]

    for _ in range(3):
        optimizer.step(loss)
    torch.save({"epoch": 3, "model": {"a": parameters[0], "b": parameters[1]}, "optimizer": optimizer.state_dict()}, out / f"optimizer_{name}.pt")
    goldens[name] = {"before": values()}
    for _ in range(3):
        optimizer.step(loss)
    goldens[name]["after"] = values()
(here / "files.json").write_text(json.dumps(goldens, indent=1) + "\n")

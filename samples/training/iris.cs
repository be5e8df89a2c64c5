// Three kinds of iris by four lengths: 120 flowers to learn from, 30 to be judged by.
//   dotnet run samples/training/iris.cs -- FOLDER      (FOLDER holds iris.csv)
using Adjoint;
using Adjoint.Csv;
using Adjoint.Nn;
using Adjoint.Optim;

const string Source = "https://raw.githubusercontent.com/plotly/datasets/master/iris.csv";
if (!Sample.TryRead(args, "iris.csv", Source, Read, out var flowers)) return 1;

Tensor.ManualSeed(0);
var order = Tensor.RandPerm(flowers.X.Size(0));
var (x, y) = (flowers.X[order], flowers.Y[order]);
var (mean, deviation) = (x[..120].Mean(dim: 0), x[..120].Std(dim: 0));
x = (x - mean) / deviation;

var model = new Sequential(new Linear(4, 16), new Tanh(), new Linear(16, 3));
var criterion = new CrossEntropyLoss();
var optimizer = new Adam(model.Parameters(), lr: 0.02);
for (var epoch = 0; epoch < 200; epoch++)
{
    var loss = criterion.Call(model.Call(x[..120]), y[..120]);
    optimizer.ZeroGrad();
    loss.Backward();
    optimizer.Step();
    if (epoch % 50 == 49) Console.WriteLine($"epoch {epoch + 1}: loss {loss.Item():F4}");
}

using var mode = Autograd.NoGrad();
var right = model.Call(x[120..]).ArgMax(dim: 1).Eq(y[120..]).To(DType.Float32).Mean().Item();
Console.WriteLine($"held out: {right:P1} of 30 flowers are recognized");
return 0;

static (Tensor X, Tensor Y) Read(string path)
{
    var table = CsvTable.Read(path);
    var (labels, kinds) = table.ToClasses("Name");
    return kinds.Count == 3 && table.Rows.Count == 150
        ? (table.ToTensor(["SepalLength", "SepalWidth", "PetalLength", "PetalWidth"]), labels)
        : throw new InvalidDataException($"{path}: 150 flowers of 3 kinds are needed, not {table.Rows.Count} of {kinds.Count}.");
}

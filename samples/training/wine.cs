// Is a red wine good, by eleven measurements of a laboratory? 1,280 wines to learn from, 319 to be judged by.
//   dotnet run samples/training/wine.cs -- FOLDER      (FOLDER holds winequality-red.csv)
using Adjoint;
using Adjoint.Csv;
using Adjoint.Nn;
using Adjoint.Optim;

const string Source = "https://raw.githubusercontent.com/plotly/datasets/master/winequality-red.csv";
const int Train = 1280, Batch = 64;
if (!Sample.TryRead(args, "winequality-red.csv", Source, Read, out var wines)) return 1;

Tensor.ManualSeed(0);
var order = Tensor.RandPerm(wines.X.Size(0));
var x = wines.X[order];
var y = wines.Points[order].Ge(6).To(DType.Float32); // tasters gave 6 points of 10, or more
x = (x - x[..Train].Mean(dim: 0)) / x[..Train].Std(dim: 0);

var model = new Sequential(
    new Linear(11, 64), new ReLU(), new Dropout(0.3), new Linear(64, 64), new ReLU(), new Dropout(0.3), new Linear(64, 1));
var criterion = new BCEWithLogitsLoss();
var optimizer = new AdamW(model.Parameters(), lr: 2e-3, weightDecay: 1e-2);
for (var epoch = 1; epoch <= 60; epoch++)
{
    var total = 0.0;
    foreach (var batch in Tensor.RandPerm(Train).Split(Batch))
    {
        var loss = criterion.Call(model.Call(x[batch]), y[batch]);
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        total += loss.Item() * batch.Count / Train;
    }
    if (epoch % 20 == 0) Console.WriteLine($"epoch {epoch}: loss {total:F3}");
}

model.Eval();
using var mode = Autograd.NoGrad();
var right = model.Call(x[Train..]).Gt(0).Eq(y[Train..].Gt(0)).To(DType.Float32).Mean().Item();
var common = y[Train..].Mean().Item();
Console.WriteLine(
    $"held out: {right:P1} of {y.Size(0) - Train} wines are judged as the tasters did " +
    $"(always 'good' would be right for {Math.Max(common, 1 - common):P1})");
return 0;

static (Tensor X, Tensor Points) Read(string path)
{
    var table = CsvTable.Read(path);
    string[] columns = [.. table.NumericColumns.Where(name => name != "quality")];
    return columns.Length == 11 && table.Rows.Count > Train
        ? (table.ToTensor(columns), table.ToTensor(["quality"]))
        : throw new InvalidDataException(
            $"{path}: more than {Train} wines with 11 measurements are needed, not {table.Rows.Count} with {columns.Length}.");
}

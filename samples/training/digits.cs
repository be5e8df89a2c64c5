// Handwritten digits: a small convolutional network learns 8,000 of MNIST's test images and is judged by the other 2,000.
//   dotnet run -c Release samples/training/digits.cs -- FOLDER [EPOCHS]
// FOLDER holds t10k-images-idx3-ubyte.gz and t10k-labels-idx1-ubyte.gz.
using System.Diagnostics;
using Adjoint;
using Adjoint.Nn;
using Adjoint.Optim;
using Adjoint.Serialization;

const string Source = "https://ossci-datasets.s3.amazonaws.com/mnist/";
const string Images = "t10k-images-idx3-ubyte.gz", Labels = "t10k-labels-idx1-ubyte.gz";
const int Train = 8000, Batch = 64;
if (!Sample.TryCount(args, 6, out var epochs)
    || !Sample.TryRead(args, Images, Source + Images, path => Read(path, [10000, 28, 28]), out var images)
    || !Sample.TryRead(args, Labels, Source + Labels, path => Read(path, [10000]), out var labels)) return 1;

Tensor.ManualSeed(0);
var x = images.To(DType.Float32).Div(255).Unsqueeze(1);
var y = labels.To(DType.Int64);
var order = Tensor.RandPerm(x.Size(0));
x = (x[order] - 0.1307) / 0.3081;
y = y[order];

var model = new Sequential(
    new Conv2d(1, 16, 3, padding: 1), new ReLU(), new MaxPool2d(2),
    new Conv2d(16, 32, 3, padding: 1), new ReLU(), new MaxPool2d(2),
    new Flatten(), new Dropout(0.25), new Linear(32 * 7 * 7, 128), new ReLU(), new Dropout(0.25), new Linear(128, 10));
var criterion = new CrossEntropyLoss();
var optimizer = new Adam(model.Parameters());
var schedule = new OneCycleLR(optimizer, maxLr: 3e-3, totalSteps: epochs * (Train / Batch));
var clock = Stopwatch.StartNew();
for (var epoch = 1; epoch <= epochs; epoch++)
{
    var total = 0.0;
    foreach (var batch in Tensor.RandPerm(Train).Split(Batch))
    {
        using var scope = new TensorScope();
        var loss = criterion.Call(model.Call(x[batch]), y[batch]);
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        schedule.Step();
        total += loss.Item() * Batch / Train;
    }
    Console.WriteLine($"epoch {epoch}: loss {total:F4}, held out {Accuracy():P2}");
}
Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s");
return 0;

static Tensor Read(string path, Shape shape)
{
    var numbers = IdxFile.Load(path);
    return numbers.Shape == shape ? numbers : throw new InvalidDataException($"{path}: the shape {shape} is needed, not {numbers.Shape}.");
}

double Accuracy()
{
    using var mode = Autograd.NoGrad();
    using var scope = new TensorScope();
    model.Eval();
    var right = model.Call(x[Train..]).ArgMax(dim: 1).Eq(y[Train..]).To(DType.Float32).Mean().Item();
    model.Train();
    return right;
}

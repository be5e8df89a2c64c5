// Shakespeare, letter by letter: a transformer of 4 layers, 4 heads and 128 numbers a letter learns to go on.
//   dotnet run -c Release samples/training/shakespeare.cs -- FOLDER [STEPS]      (FOLDER holds tinyshakespeare.txt)
using System.Diagnostics;
using Adjoint;
using Adjoint.Nn;
using Adjoint.Optim;

const string Source = "https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt";
const int Batch = 24, Length = 64;
if (!Sample.TryCount(args, 1000, out var steps) || !Sample.TryRead(args, "tinyshakespeare.txt", Source, Read, out var text)) return 1;

Tensor.ManualSeed(0);
char[] letters = [.. text.Distinct().Order()];
var all = Tensor.From(text.Select(letter => (long)Array.IndexOf(letters, letter)).ToArray());
var (train, held) = (all[..(text.Length / 10 * 9)], all[(text.Length / 10 * 9)..]);
var window = Tensor.Arange(Length);

var model = new LetterModel(letters.Length, Length);
var criterion = new CrossEntropyLoss();
var optimizer = new AdamW(model.Parameters(), lr: 2e-3, betas: (0.9, 0.99), weightDecay: 0.1);
var schedule = new OneCycleLR(optimizer, maxLr: 2e-3, totalSteps: steps, pctStart: 0.1, cycleMomentum: false);
var clock = Stopwatch.StartNew();
for (var step = 1; step <= steps; step++)
{
    using var scope = new TensorScope();
    var loss = Loss(train);
    optimizer.ZeroGrad();
    loss.Backward();
    Utils.ClipGradNorm(model.Parameters(), 1);
    optimizer.Step();
    schedule.Step();
    if (step % 100 == 0) Console.WriteLine($"step {step}: loss {loss.Item():F3}");
}
Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds:F1} s");

model.Eval();
using var mode = Autograd.NoGrad();
Console.WriteLine(
    $"held out: loss {Enumerable.Range(0, 20).Average(_ => Loss(held).Item()):F3} " +
    $"for a letter (guessing blindly: {Math.Log(letters.Length):F3})");
Console.WriteLine(GoOn("ROMEO:", 200));
return 0;

static string Read(string path)
{
    var text = File.ReadAllText(path);
    return text.Length > 100 * Length && text.Contains("ROMEO:", StringComparison.Ordinal)
        ? text
        : throw new InvalidDataException($"{path}: this is not Shakespeare; Romeo has nothing to say.");
}

// Windows of the text at random places, and the same one letter on.
Tensor Loss(Tensor source)
{
    var places = Tensor.RandInt(0, source.Count - Length - 1, [Batch, 1]) + window;
    return criterion.Call(model.Call(source[places]).Flatten(0, 1), source[places + 1].Flatten());
}

string GoOn(string begin, int more)
{
    for (; more > 0; more--)
    {
        using var scope = new TensorScope();
        var seen = Tensor.From(begin.TakeLast(Length).Select(letter => (long)Array.IndexOf(letters, letter)).ToArray());
        var next = model.Call(seen.Unsqueeze(0))[0, ^1].Softmax(dim: 0).Multinomial(1).Item<long>();
        begin += letters[next];
    }
    return begin;
}

sealed partial class LetterModel : Module
{
    const int Width = 128;

    readonly Embedding _letters, _places;
    readonly TransformerEncoder _layers;
    readonly Linear _head;

    public LetterModel(long letters, long length)
    {
        (_letters, _places) = (new(letters, Width), new(length, Width));
        _layers = new(
            new(Width, nHead: 4, dimFeedforward: 4 * Width, dropout: 0, TransformerActivation.GELU, batchFirst: true, normFirst: true),
            numLayers: 4, new LayerNorm(Width));
        _head = new(Width, letters);
    }

    protected override Tensor Forward(Tensor x)
    {
        var numbers = _letters.Call(x) + _places.Call(Tensor.Arange(x.Size(1)));
        return _head.Call(_layers.Call(numbers, isCausal: true));
    }
}

// Names that nobody has: an LSTM learns 29,000 first names, letter by letter, and invents others.
//   dotnet run -c Release samples/training/names.cs -- FOLDER [STEPS]      (FOLDER holds names.txt)
using Adjoint;
using Adjoint.Nn;
using Adjoint.Optim;

const string Source = "https://raw.githubusercontent.com/karpathy/makemore/master/names.txt";
const int Batch = 64, Letters = 27, Padding = -100; // 0 is the end of a name, and what comes before its first letter

if (!Sample.TryCount(args, 1500, out var steps) || !Sample.TryRead(args, "names.txt", Source, Read, out var names)) return 1;

Tensor.ManualSeed(0);
var length = names.Max(name => name.Length) + 1;
var order = Tensor.RandPerm(names.Length).ToArray<long>();
var held = names.Length / 10;
var (input, target) = Encode([.. order.Select(i => names[i])]);

var model = new NameModel(Letters);
var criterion = new CrossEntropyLoss(ignoreIndex: Padding);
var optimizer = new AdamW(model.Parameters(), lr: 3e-3);
for (var step = 1; step <= steps; step++)
{
    using var scope = new TensorScope();
    var batch = Tensor.RandInt(held, names.Length, [Batch]);
    var loss = Loss(input[batch], target[batch]);
    optimizer.ZeroGrad();
    loss.Backward();
    optimizer.Step();
    if (step % 500 == 0) Console.WriteLine($"step {step}: loss {loss.Item():F3}");
}

using var mode = Autograd.NoGrad();
Console.WriteLine(
    $"held out: loss {Loss(input[..held], target[..held]).Item():F3} for a letter (guessing blindly: {Math.Log(Letters):F3})");
Console.WriteLine($"invented: {string.Join(", ", Enumerable.Range(0, 8).Select(_ => Invent()))}");
return 0;

static string[] Read(string path)
{
    var names = File.ReadAllLines(path);
    return names.Length >= 10 && names.All(name => name.Length is > 0 and < 64 && name.All(char.IsAsciiLetterLower))
        ? names
        : throw new InvalidDataException($"{path}: ten names or more are needed, each in a line of its own and of letters from a to z.");
}

Tensor Loss(Tensor letters, Tensor next) => criterion.Call(model.Call(letters).Flatten(0, 1), next.Flatten());

// Each name as its letters, shifted by one: what is read, and what is to be guessed.
(Tensor Input, Tensor Target) Encode(string[] all)
{
    long[,] read = new long[all.Length, length], guess = new long[all.Length, length];
    for (var i = 0; i < all.Length; i++)
    {
        for (var j = 0; j < length; j++)
        {
            if (j > 0 && j <= all[i].Length) read[i, j] = Number(all[i][j - 1]);
            guess[i, j] = j < all[i].Length ? Number(all[i][j]) : j == all[i].Length ? 0 : Padding;
        }
    }
    return (Tensor.From(read), Tensor.From(guess));
}

string Invent()
{
    var name = "";
    while (name.Length < length)
    {
        Tensor letters = Tensor.From([0L, .. name.Select(Number)]).Unsqueeze(0);
        var letter = model.Call(letters)[0, ^1].Softmax(dim: 0).Multinomial(1).Item<long>();
        if (letter == 0) break;
        name += (char)('a' + letter - 1);
    }
    return name;
}

static long Number(char letter) => letter - 'a' + 1;

sealed partial class NameModel(long letters) : Module
{
    readonly Embedding _letters = new(letters, 24);
    readonly LSTM _lstm = new(24, 128, batchFirst: true);
    readonly Linear _head = new(128, letters);

    protected override Tensor Forward(Tensor x) => _head.Call(_lstm.Call(_letters.Call(x)).Output);
}

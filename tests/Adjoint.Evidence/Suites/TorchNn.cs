using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Adjoint.Nn;

namespace Adjoint.Evidence.Suites;

/// <summary>Modules and losses: outputs, and gradients of inputs and parameters.</summary>
internal static class TorchNn
{
    const double Bound = 1e-9;

    static readonly Dictionary<string, Func<object?[], Module>> s_modules = new()
    {
        ["Linear"] = a => new Linear((long)Number(a, 0, 0), (long)Number(a, 1, 0), bias: a is not [_, _, false, ..]),
        ["Embedding"] = a => new Embedding((long)Number(a, 0, 0), (long)Number(a, 1, 0)),
        ["Identity"] = _ => new Identity(),
        ["Flatten"] = a => new Flatten((int)Number(a, 0, 1), (int)Number(a, 1, -1)),
        ["ReLU"] = _ => new ReLU(),
        ["LeakyReLU"] = a => new LeakyReLU(Number(a, 0, 0.01)),
        ["ELU"] = a => new ELU(Number(a, 0, 1)),
        ["SELU"] = _ => new SELU(),
        ["CELU"] = a => new CELU(Number(a, 0, 1)),
        ["GELU"] = a => new GELU(a is ["tanh"] ? GeluApproximation.Tanh : GeluApproximation.None),
        ["SiLU"] = _ => new SiLU(),
        ["Mish"] = _ => new Mish(),
        ["Sigmoid"] = _ => new Sigmoid(),
        ["Tanh"] = _ => new Tanh(),
        ["Softplus"] = a => new Softplus(Number(a, 0, 1), Number(a, 1, 20)),
        ["Softsign"] = _ => new Softsign(),
        ["Hardtanh"] = a => new Hardtanh(Number(a, 0, -1), Number(a, 1, 1)),
        ["Hardsigmoid"] = _ => new Hardsigmoid(),
        ["Hardswish"] = _ => new Hardswish(),
        ["LogSigmoid"] = _ => new LogSigmoid(),
        ["Softmax"] = a => new Softmax((int)Number(a, 0, -1)),
        ["LogSoftmax"] = a => new LogSoftmax((int)Number(a, 0, -1)),
        ["LayerNorm"] = a => new LayerNorm(Shape.Create((long[])a[0]!), Number(a, 1, 1e-5), elementwiseAffine: a is not [_, _, false, ..]),
        ["GroupNorm"] = a => new GroupNorm((long)Number(a, 0, 0), (long)Number(a, 1, 0), Number(a, 2, 1e-5), affine: a is not [_, _, _, false, ..]),
        ["BatchNorm2d"] = a => new BatchNorm2d((long)Number(a, 0, 0), Number(a, 1, 1e-5), Momentum(a), a is not [_, _, _, false, ..], a is not [_, _, _, _, false, ..]),
        ["BatchNorm3d"] = a => new BatchNorm3d((long)Number(a, 0, 0), Number(a, 1, 1e-5), Momentum(a), a is not [_, _, _, false, ..], a is not [_, _, _, _, false, ..]),
        ["InstanceNorm3d"] = a => new InstanceNorm3d((long)Number(a, 0, 0), Number(a, 1, 1e-5), Number(a, 2, 0.1), a is [_, _, _, true, ..], a is [_, _, _, _, true, ..]),
        ["LocalResponseNorm"] = a => new LocalResponseNorm((long)Number(a, 0, 0), Number(a, 1, 1e-4), Number(a, 2, 0.75), Number(a, 3, 1)),
    };

    static readonly Dictionary<string, Func<Tensor?, Nn.Reduction, long, Module<Tensor, Tensor, Tensor>>> s_losses = new()
    {
        ["MSELoss"] = (_, reduction, _) => new MSELoss(reduction),
        ["L1Loss"] = (_, reduction, _) => new L1Loss(reduction),
        ["BCELoss"] = (weight, reduction, _) => new BCELoss(weight, reduction),
        ["BCEWithLogitsLoss"] = (weight, reduction, _) => new BCEWithLogitsLoss(weight, reduction: reduction),
        ["CrossEntropyLoss"] = (weight, reduction, ignored) => new CrossEntropyLoss(weight, ignored, reduction),
        ["NLLLoss"] = (weight, reduction, ignored) => new NLLLoss(weight, ignored, reduction),
    };

    public static IEnumerable<Case> Cases(string folder) => Suite.Rows(folder).Select(line => new Case(
        line.Row.GetProperty("module").GetString()!, line.Row.TryGetProperty("test", out var test) ? test.GetString()! : $"sample {line.Row.GetProperty("i")}", () => Check(line.Row)));

    static void Check(JsonElement row)
    {
        if (SequenceModules.Check(row, Bound)) return;
        var (kind, name) = (row.GetProperty("kind").GetString(), row.GetProperty("module").GetString()!);
        if (kind == "module" && s_modules.TryGetValue(name, out var make)) CheckModule(row, make(Arguments(row)).To(DType.Float64));
        else if (kind == "module" && ImageModules.FromPrinted.TryGetValue(name, out var print)) CheckModule(row, print(Printed(row)).To(DType.Float64));
        else if (kind == "criterion" && s_losses.TryGetValue(name, out var makeLoss)) CheckLoss(row, makeLoss);
        else throw new MissingException("no such module");
    }

    static void CheckModule(JsonElement row, Module module)
    {
        var state = row.GetProperty("state").EnumerateObject().ToDictionary(entry => entry.Name, entry => (Tensor)Value.Read(entry.Value)!);
        module.LoadStateDict(state);
        // Newer versions of PyTorch print some whole options as floating-point numbers.
        var text = Text(row);
        if (module.ToString().Replace(".0", "", StringComparison.Ordinal) != text.Replace(".0", "", StringComparison.Ordinal)) throw new MismatchException($"expected to print {text}, got {module}");
        var leaves = module.NamedParameters().ToDictionary(entry => $"param/{entry.Name}", entry => (Tensor)entry.Parameter);
        var output = module.Call(Input(row, leaves));
        Compare(row, output, leaves);
        if (!row.TryGetProperty("state_after", out var after)) return;
        foreach (var entry in after.EnumerateObject())
            Comparison.Check($"{entry.Name} after the call", module.StateDict()[entry.Name], (Tensor)Value.Read(entry.Value)!, Bound);
    }

    static void CheckLoss(JsonElement row, Func<Tensor?, Nn.Reduction, long, Module<Tensor, Tensor, Tensor>> make)
    {
        var test = row.GetProperty("test").GetString()!;
        if (test.Contains("smoothing", StringComparison.Ordinal)) throw new MissingException("the amount of smoothing is not recorded");
        var arguments = Arguments(row);
        var weight = row.GetProperty("state").TryGetProperty("weight", out var recorded) ? (Tensor)Value.Read(recorded)! : null;
        // PyTorch's tests without a batch dimension all ran with the last reduction of their list, whatever their names say.
        var reduction = test.Contains("no_batch_dim", StringComparison.Ordinal) ? Nn.Reduction.Sum : Nn.Reduction.Mean;
        var leaves = new Dictionary<string, Tensor>();
        var input = Input(row, leaves);
        var loss = make(weight, reduction, (long)Number(arguments, 2, -100)).Call(input, (Tensor)Value.Read(row.GetProperty("target")[0])!);
        Compare(row, loss, leaves);
    }

    static Tensor Input(JsonElement row, Dictionary<string, Tensor> leaves)
    {
        Tensor Take(Tensor tensor, string path, bool requiresGrad)
        {
            tensor.RequiresGrad = requiresGrad;
            if (requiresGrad) leaves[path] = tensor;
            return tensor;
        }
        return (Tensor)Value.Read(row.GetProperty("input")[0], "input/0", Take)!;
    }

    static void Compare(JsonElement row, Tensor output, Dictionary<string, Tensor> leaves)
    {
        Comparison.Check("result", output, (Tensor)Value.Read(row.GetProperty("out")[0])!, Bound);
        if (!output.RequiresGrad) return;
        output.Backward((Tensor)Value.Read(row.GetProperty("cot")[0])!);
        foreach (var grad in row.GetProperty("grads").EnumerateArray())
        {
            var path = string.Join('/', grad.GetProperty("path").EnumerateArray().Select(part => part.ToString()));
            if (Value.Read(grad.GetProperty("g")) is not Tensor wanted) continue;
            if (!leaves.TryGetValue(path, out var leaf)) throw new MismatchException($"no tensor at {path}; there are {string.Join(", ", leaves.Keys)}");
            Comparison.Check($"gradient of {path}", leaf.Grad ?? Tensor.ZerosLike(leaf), wanted, Bound);
        }
    }

    // A shape that is no tuple is written as one.
    static string Text(JsonElement row) => Regex.Replace(row.GetProperty("repr").GetString()!, @"torch\.Size\(\[(.*?)\]\)", "($1)");

    // A divisor is not printed; PyTorch's tests that name one give 1.
    static Signature Printed(JsonElement row)
    {
        var text = Text(row);
        var divisor = row.GetProperty("test").GetString()!.Contains("_divisor", StringComparison.Ordinal) ? ", divisor_override=1" : "";
        return new(text[(text.IndexOf('(') + 1)..^1] + divisor);
    }

    // Arguments of a constructor as Python prints them; a tensor stands in the state and is skipped here.
    static object?[] Arguments(JsonElement row)
    {
        var text = row.GetProperty("ctor").GetString()!.Trim();
        while (text.IndexOf("tensor(", StringComparison.Ordinal) is >= 0 and var start)
            text = text[..start] + "None" + text[(text.IndexOf(')', start) + 1)..];
        return [.. Regex.Split(text[1..^1], @",(?![^\[]*\])").Select(part => part.Trim()).Where(part => part.Length > 0).Select(Literal)];
    }

    static object? Literal(string text) => text switch
    {
        "None" => null,
        "True" => true,
        "False" => false,
        ['\'', .. var inner, '\''] => inner,
        ['[', .. var list, ']'] => Array.ConvertAll(list.Split(','), number => long.Parse(number, CultureInfo.InvariantCulture)),
        _ => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new MissingException($"the argument {text}"),
    };

    static double? Momentum(object?[] arguments) => arguments is [_, _, null, ..] ? null : Number(arguments, 2, 0.1);

    static double Number(object?[] arguments, int index, double otherwise) => index < arguments.Length && arguments[index] is double number ? number : otherwise;
}

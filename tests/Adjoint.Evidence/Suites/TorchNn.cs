using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Adjoint.Nn;

namespace Adjoint.Evidence.Suites;

/// <summary>Modules and losses: outputs, and gradients of inputs and parameters.</summary>
internal static class TorchNn
{
    const double Bound = 1e-9;

    static readonly Dictionary<string, Func<object?[], ModuleBase>> s_modules = new()
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
        ["PReLU"] = a => new PReLU((long)Number(a, 0, 1)),
        ["Softmin"] = a => new Softmin((int)Number(a, 0, -1)),
        ["Softshrink"] = a => new Softshrink(Number(a, 0, 0.5)),
        ["PairwiseDistance"] = a => new PairwiseDistance(Number(a, 0, 2), Number(a, 1, 1e-6), a is [_, _, true]),
        ["Bilinear"] = a => new Bilinear((long)Number(a, 0, 0), (long)Number(a, 1, 0), (long)Number(a, 2, 0), bias: a is not [_, _, _, false, ..]),
        ["LayerNorm"] = a => new LayerNorm(Shape.Create((long[])a[0]!), Number(a, 1, 1e-5), elementwiseAffine: a is not [_, _, false, ..]),
        ["GroupNorm"] = a => new GroupNorm((long)Number(a, 0, 0), (long)Number(a, 1, 0), Number(a, 2, 1e-5), affine: a is not [_, _, _, false, ..]),
        ["BatchNorm2d"] =
            a => new BatchNorm2d((long)Number(a, 0, 0), Number(a, 1, 1e-5), Momentum(a), a is not [_, _, _, false, ..], a is not [_, _, _, _, false, ..]),
        ["BatchNorm3d"] =
            a => new BatchNorm3d((long)Number(a, 0, 0), Number(a, 1, 1e-5), Momentum(a), a is not [_, _, _, false, ..], a is not [_, _, _, _, false, ..]),
        ["InstanceNorm3d"] =
            a => new InstanceNorm3d((long)Number(a, 0, 0), Number(a, 1, 1e-5), Number(a, 2, 0.1), a is [_, _, _, true, ..], a is [_, _, _, _, true, ..]),
        ["LocalResponseNorm"] = a => new LocalResponseNorm((long)Number(a, 0, 0), Number(a, 1, 1e-4), Number(a, 2, 0.75), Number(a, 3, 1)),
    };

    public static IEnumerable<Case> Cases(string folder) => Suite.Rows(folder).Select(line => new Case(
        line.Row.GetProperty("module").GetString()!,
        line.Row.TryGetProperty("test", out var test) ? test.GetString()! : $"sample {line.Row.GetProperty("i")}",
        () => Check(line.Row)));

    static void Check(JsonElement row)
    {
        if (SequenceModules.Check(row, Bound)) return;
        var name = row.GetProperty("module").GetString()!.Replace("nn.", "", StringComparison.Ordinal);
        if (LossModules.Make(row, name) is { } loss) CheckModule(row, loss);
        else if (s_modules.TryGetValue(name, out var make)) CheckModule(row, make(Arguments(row)).To(DType.Float64));
        else if (ImageModules.FromPrinted.TryGetValue(name, out var print)) CheckModule(row, print(Printed(row)).To(DType.Float64));
        else throw new MissingException("no such module");
    }

    static void CheckModule(JsonElement row, ModuleBase module)
    {
        if (row.TryGetProperty("training", out var training)) module.Train(training.GetBoolean());
        var state = row.GetProperty("state").EnumerateObject().ToDictionary(entry => entry.Name, entry => (Tensor)Value.Read(entry.Value)!);
        module.LoadStateDict(state);
        // Newer versions of PyTorch print some whole options as floating-point numbers.
        var text = Text(row);
        if (module.ToString().Replace(".0", "", StringComparison.Ordinal) != text.Replace(".0", "", StringComparison.Ordinal))
            throw new MismatchException($"expected to print {text}, got {module}");
        var leaves = module.NamedParameters().ToDictionary(entry => $"param/{entry.Name}", entry => (Tensor)entry.Parameter);
        var output = Run(module, Inputs(row, leaves));
        Compare(row, output, leaves);
        if (!row.TryGetProperty("state_after", out var after)) return;
        foreach (var entry in after.EnumerateObject())
            Comparison.Check($"{entry.Name} after the call", module.StateDict()[entry.Name], (Tensor)Value.Read(entry.Value)!, Bound);
    }

    static Tensor Run(ModuleBase module, Tensor[] inputs) => (module, inputs) switch
    {
        (Module<Tensor, Tensor> one, [var x]) => one.Call(x),
        (Module<Tensor, Tensor, Tensor> two, [var x, var y]) => two.Call(x, y),
        (Module<Tensor, Tensor, Tensor, Tensor> three, [var x, var y, var z]) => three.Call(x, y, z),
        (Module<Tensor, Tensor, Tensor, Tensor, Tensor> four, [var x, var y, var z, var w]) => four.Call(x, y, z, w),
        _ => throw new MissingException($"a call with {inputs.Length} tensors"),
    };

    static Tensor[] Inputs(JsonElement row, Dictionary<string, Tensor> leaves)
    {
        Tensor Take(Tensor tensor, string path, bool requiresGrad)
        {
            tensor.RequiresGrad = requiresGrad;
            if (requiresGrad) leaves[path] = tensor;
            return tensor;
        }
        return LossModules.Inputs(row, Take);
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
        var divisor = row.TryGetProperty("test", out var test) && test.GetString()!.Contains("_divisor", StringComparison.Ordinal)
            ? ", divisor_override=1"
            : "";
        return new(text[(text.IndexOf('(') + 1)..^1] + divisor);
    }

    /// <summary>
    /// Arguments of a constructor as Python prints them; a tensor stands in the state and is skipped here. Where they are recorded as values,
    /// those by name follow upon the others.
    /// </summary>
    public static object?[] Arguments(JsonElement row)
    {
        if (row.TryGetProperty("ctor_args", out var values))
            return [.. values.EnumerateArray().Concat(row.GetProperty("ctor_kwargs").EnumerateObject().Select(entry => entry.Value))
                .Select(value => Value.Read(value) is var read && read is long whole ? (double)whole : read)];
        var text = row.GetProperty("ctor").GetString()!.Trim();
        while (text.IndexOf("tensor(", StringComparison.Ordinal) is >= 0 and var start)
            text = text[..start] + "None" + text[(text.IndexOf(')', start) + 1)..];
        return [.. Regex.Split(text[1..^1], @",(?![^\[]*\])").Select(part => part.Trim()).Where(part => part.Length > 0).Select(Literal)];
    }

    /// <summary>A value as Python prints it, or C++.</summary>
    public static object? Literal(string text) => text switch
    {
        "None" => null,
        "True" or "true" => true,
        "False" or "false" => false,
        "torch::kSum" => text,
        ['\'', .. var inner, '\''] => inner,
        ['[', .. var list, ']'] => Array.ConvertAll(list.Split(','), number => long.Parse(number, CultureInfo.InvariantCulture)),
        _ => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw new MissingException($"the argument {text}"),
    };

    static double? Momentum(object?[] arguments) => arguments is [_, _, null, ..] ? null : Number(arguments, 2, 0.1);

    static double Number(object?[] arguments, int index, double otherwise) =>
        index < arguments.Length && arguments[index] is double number ? number : otherwise;
}

using System.Runtime.InteropServices;
using System.Text.Json;
using Adjoint.Nn;

namespace Adjoint.Tests.RandomNumbers;

/// <summary>Replays the programs of draws that <c>Goldens/draws.py</c> wrote down with PyTorch's results.</summary>
public static class GoldenDraws
{
    /// <summary>The file in the repository, or another of its kind that ADJOINT_DRAWS names.</summary>
    public static string Path => Environment.GetEnvironmentVariable("ADJOINT_DRAWS") ?? TestFiles.Golden("draws.json");

    /// <summary>One operation of a program.</summary>
    public sealed record Step(string Operation, DType DType, long[] Shape, string Layout, double[] Numbers, byte[] Expected)
    {
        public override string ToString() => $"{Operation} {DType}[{string.Join(", ", Shape)}] {Layout} ({string.Join(", ", Numbers)})";

        /// <summary>Whether a logarithm, sine or cosine of the C library in double precision is part of the result.</summary>
        public bool UsesCLibrary => Operation switch
        {
            "Randn" or "FillNormal" when DType == DType.Float32 && Layout.Length == 0 => Expected.Length < 16 * sizeof(float),
            "FillExponential" or "Sparse" => true,
            _ => Operation.Contains("Norm", StringComparison.Ordinal) || Operation.StartsWith("Randn", StringComparison.Ordinal),
        };
    }

    /// <summary>All programs: the seed and the steps of each.</summary>
    public static IEnumerable<(long Seed, Step[] Steps)> Read()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path));
        foreach (var program in file.RootElement.EnumerateArray())
        {
            var steps = program.GetProperty("steps").EnumerateArray().Select(step => new Step(
                step[0].GetString()!, Enum.Parse<DType>(step[1].GetString()!), [.. step[2].EnumerateArray().Select(size => size.GetInt64())],
                step[3].GetString()!, [.. step[4].EnumerateArray().Select(number => number.GetDouble())], step[5].GetBytesFromBase64()));
            yield return (program.GetProperty("seed").GetInt64(), steps.ToArray());
        }
    }

    /// <summary>What the step gives here, from the given generator.</summary>
    public static Tensor Run(Step step, Generator generator)
    {
        var n = step.Numbers;
        Shape shape = new(step.Shape);
        return step.Operation switch
        {
            "Rand" => Tensor.Rand(shape, step.DType, generator: generator),
            "Randn" => Tensor.Randn(shape, step.DType, generator: generator),
            "RandInt" => Tensor.RandInt((long)n[0], (long)n[1], shape, step.DType, generator: generator),
            "RandPerm" => Tensor.RandPerm((long)n[0], step.DType, generator: generator),
            "RandLike" => Tensor.RandLike(Zeros(step), generator: generator),
            "RandnLike" => Tensor.RandnLike(Zeros(step), generator: generator),
            "FillUniform" => Zeros(step).FillUniform(n[0], n[1], generator),
            "FillNormal" => Zeros(step).FillNormal(n[0], n[1], generator),
            "FillExponential" => Zeros(step).FillExponential(n[0], generator),
            "FillBernoulli" => Zeros(step).FillBernoulli(n[0], generator),
            "Bernoulli" => Weights(step, 11).Bernoulli(generator),
            "Multinomial" => Plus(Weights(step, 13), 0.25).Multinomial((long)n[0], n[1] == 1, generator),
            "Dropout" => Plus(Zeros(step), 1.5).Dropout(n[0], generator: generator),
            "NormalEach" => Tensor.Normal(Weights(step, 5), Weights(step, 7), generator),
            "NormalMeans" => Tensor.Normal(Weights(step, 5), n[0], generator),
            "NormalStds" => Tensor.Normal(n[0], Weights(step, 7), generator),
            "XavierUniform" => Init.XavierUniform(Zeros(step), n[0], generator),
            "XavierNormal" => Init.XavierNormal(Zeros(step), n[0], generator),
            "KaimingUniform" => Init.KaimingUniform(Zeros(step), n[0], generator: generator),
            "KaimingNormal" => Init.KaimingNormal(Zeros(step), 0, FanMode.FanOut, Nonlinearity.ReLU, generator),
            "TruncNormal" => Init.TruncNormal(Zeros(step), n[0], n[1], n[2], n[3], generator),
            "Sparse" => Init.Sparse(Zeros(step), n[0], generator: generator),
            "Eye" => Init.Eye(Zeros(step)),
            "Dirac" => Init.Dirac(Zeros(step), (int)n[0]),
            "State" => generator.GetState(),
            _ => throw new InvalidOperationException(step.Operation),
        };
    }

    /// <summary>
    /// Throws unless the result is, bit for bit, what PyTorch gave. Where a result contains a logarithm, sine or cosine that
    /// the C library computes, another platform may round it differently, and one unit in the last place is allowed.
    /// TruncNormal goes through the inverse error function, which Adjoint computes in another way, to a few such units.
    /// </summary>
    public static void Check(Step step, Tensor result)
    {
        var expected = Decode(step, result.DType);
        if (result.DType.IsFloatingPoint)
        {
            double[] actual = result.ToArray<double>(), wanted = expected.ToArray<double>();
            Assert.Equal(wanted.Length, actual.Length);
            for (var i = 0; i < actual.Length; i++)
            {
                var tolerance =
                    step.Operation == "TruncNormal" ? 4 * Unit(1, result.DType) :
                    step.UsesCLibrary ? Unit(wanted[i], result.DType) : 0;
                Assert.True(Math.Abs(actual[i] - wanted[i]) <= tolerance, $"{step}: element {i} is {actual[i]:r}, not {wanted[i]:r}");
            }
        }
        else Assert.True(expected.ToArray<long>().SequenceEqual(result.ToArray<long>()), step.ToString());
    }

    static Tensor Decode(Step step, DType dtype) => dtype switch
    {
        DType.Float64 => Decode<double>(step),
        DType.Float32 => Decode<float>(step),
        DType.Float16 => Decode<Half>(step),
        DType.BFloat16 => Decode<BFloat16>(step),
        DType.Int64 => Decode<long>(step),
        DType.Int32 => Decode<int>(step),
        DType.Int16 => Decode<short>(step),
        DType.Int8 => Decode<sbyte>(step),
        DType.Bool => Decode<bool>(step),
        _ => Decode<byte>(step),
    };

    static Tensor Decode<T>(Step step) where T : unmanaged => Tensor.From(MemoryMarshal.Cast<byte, T>(step.Expected));

    // The distance from a number to its neighbour.
    static double Unit(double value, DType dtype)
    {
        var digits = dtype switch { DType.Float64 => 52, DType.Float32 => 23, DType.Float16 => 10, _ => 7 };
        return Math.ScaleB(1, Math.ILogB(Math.Max(Math.Abs(value), 1e-30)) - digits);
    }

    // The layouts of the script, so that elements lie in memory in another order than they are counted in.
    static Tensor Zeros(Step step)
    {
        var shape = step.Shape;
        var rank = shape.Length;
        return step.Layout switch
        {
            "Transposed" => Tensor.Zeros(new([.. shape.Reverse()]), step.DType).Permute([.. Enumerable.Range(0, rank).Reverse()]),
            "Sliced" => Tensor.Zeros(new([.. shape, 2]), step.DType).Select(-1, 0),
            "Rotated" => Tensor.Zeros(new([.. shape[1..], shape[0]]), step.DType).Permute([rank - 1, .. Enumerable.Range(0, rank - 1)]),
            _ => Tensor.Zeros(new(shape), step.DType),
        };
    }

    static Tensor Weights(Step step, int modulus)
    {
        var x = Zeros(step);
        var numbers = Enumerable.Range(0, (int)x.Count).Select(i => (double)(i * 7 % modulus)).ToArray();
        x.CopyFrom(Tensor.From(numbers).Reshape(step.Shape));
        x /= modulus - 1;
        return x;
    }

    static Tensor Plus(Tensor x, double number)
    {
        x += number;
        return x;
    }
}

namespace Adjoint.Tests.Operations;

/// <summary>
/// Results and derivatives at zeros, corners, infinities and NaN are those of PyTorch; see Goldens/elementwise.py. A derivative
/// may be a number where PyTorch's is NaN, and second derivatives are compared only where there are a value and a first one.
/// </summary>
public class SpecialValueTests
{
    static readonly string[][] s_lines = [.. File.ReadLines(TestFiles.Golden("elementwise.txt")).Select(line => line.Split('\t'))];

    public static TheoryData<string, string> Rows
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var line in s_lines.Where(line => line[0] != "points")) data.Add(line[0], line[1]);
            return data;
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void TheNumbersAreThoseOfPyTorch(string type, string name)
    {
        var dtype = Enum.Parse<DType>(type);
        var expected = Numbers(type, name);
        double[][] points = [Numbers("points", "1")];
        if (expected.Length != 3 * points[0].Length) points = [Numbers("points", "2a"), Numbers("points", "2b")];
        var call = OperationTable.Rows[name].Call;
        var inputs = GradientCheck.Leaves(Array.ConvertAll(points, x => Tensor.From(x).To(dtype)));
        Compare(name, dtype, points, expected, [.. First(call, inputs, createGraph: false)]);
        Compare(name, dtype, points, expected, [.. First(call, inputs, createGraph: true), .. Second(call, inputs)]);
    }

    static void Compare(string name, DType dtype, double[][] points, double[] expected, Tensor[] results)
    {
        var count = points[0].Length;
        Assert.All(results, result => Assert.Equal(dtype, result.DType));
        var actual = results.SelectMany(result => result.ToArray<double>()).ToArray();
        var wrong = new List<string>();
        for (var i = 0; i < actual.Length; i++)
        {
            var (order, at) = Math.DivRem(i, count);
            var point = Array.ConvertAll(points, x => x[at]);
            if (IsClose(expected[i], actual[i], dtype) || order > 0 && double.IsNaN(expected[i]) || IsBetter(name, order, point)) continue;
            var isSecond = order > point.Length;
            if (isSecond && Enumerable.Range(0, order).Any(k => !double.IsFinite(expected[k * count + at]))) continue;
            wrong.Add($"{order}({string.Join(", ", point)}) {actual[i]:G9} for {expected[i]:G9}");
        }
        Assert.True(wrong.Count == 0, string.Join("; ", wrong));
    }

    // The result and its derivatives, which are computed in one pass over memory, or, with a graph, in tensor operations.
    static Tensor[] First(Func<Tensor[], Tensor> call, Tensor[] inputs, bool createGraph)
    {
        var result = call(inputs);
        return [result, .. GradientCheck.Gradients(result, inputs, Tensor.OnesLike(result), createGraph)!];
    }

    // The derivatives of the sum of the derivatives.
    static Tensor[] Second(Func<Tensor[], Tensor> call, Tensor[] inputs)
    {
        var first = First(call, inputs, createGraph: true);
        var sum = first[1];
        foreach (var gradient in first[2..]) sum = sum + gradient;
        var second = GradientCheck.Gradients(sum, inputs, Tensor.OnesLike(sum));
        return Array.ConvertAll(second, gradient => gradient ?? Tensor.ZerosLike(sum));
    }

    static double[] Numbers(string type, string name) =>
        Array.ConvertAll(s_lines.First(line => line[0] == type && line[1] == name)[2].Split(' '), Parse);

    static double Parse(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ => double.Parse(text),
    };

    static bool IsClose(double expected, double actual, DType dtype) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= 1e-5 * Math.Max(Math.Abs(expected), dtype == DType.Float32 ? 0.1 : 1e-8);

    // Where there is a reason to differ from PyTorch. Order 0 is the result; derivatives come after it.
    static bool IsBetter(string name, int order, double[] point) => name switch
    {
        // At whole numbers PyTorch's sine of πx is not 0, so that it misses the poles.
        "Lgamma" or "Digamma" or "Polygamma 1" => point[0] < 0,
        // The derivative of y xʸ⁻¹ with respect to y is 1/x at y = 0, where PyTorch's mask makes it 0.
        "Pow" => order > 2 && point[1] == 0,
        // At a corner: the derivative from the right as in the first derivative, where PyTorch takes that from the left.
        "Hardswish" => order == 2 && point[0] == -3,
        _ => false,
    };
}

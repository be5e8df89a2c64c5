using static Adjoint.Autograd;

namespace Adjoint.Tests.Operations;

/// <summary>What holds for every row of the operation table.</summary>
public class OperationTests
{
    public static TheoryData<string> All => [.. OperationTable.Rows.Keys];

    public static TheoryData<string> Compared => Names(row => row.Reference is not null);

    public static TheoryData<string> Differentiable => Names(row => row.Order > 0);

    public static TheoryData<string> TwiceDifferentiable => Names(row => row.Order > 1);

    public static TheoryData<string> OfIntegers => Names(row => row.Integers != Integers.Untested);

    static TheoryData<string> Names(Func<Operation, bool> condition) => [.. OperationTable.Rows.Values.Where(condition).Select(row => row.Name)];

    [Theory, MemberData(nameof(Compared))]
    public void TheResultIsThatOfTheReference(string name) => ForEachSample(name, (row, inputs) =>
        Close(row.Reference!(inputs), row.Call(inputs), row.Tolerance));

    [Theory, MemberData(nameof(Differentiable))]
    public void TheGradientIsThatOfDifferences(string name) => ForEachSample(name, (row, inputs) =>
        GradientCheck.First(row.Call, inputs));

    [Theory, MemberData(nameof(TwiceDifferentiable))]
    public void TheGradientOfTheGradientIsThatOfDifferences(string name) => ForEachSample(name, (row, inputs) =>
        GradientCheck.Second(row.Call, inputs));

    [Theory, MemberData(nameof(TwiceDifferentiable))]
    public void TheDerivativeInADirectionIsThatOfTheGradient(string name) => ForEachSample(name, (row, inputs) =>
    {
        var which = Array.FindIndex(inputs, x => x.DType == DType.Float64);
        if (which < 0) return;
        Tensor Function(Tensor x) => row.Call([.. inputs.Select((input, i) => i == which ? x : input)]);
        var draw = new Draw();
        var along = draw.Uniform(inputs[which].Shape, -1, 1);
        var (output, forward) = Jvp(Function, inputs[which], along);
        var weights = draw.Uniform(output.Shape, 0.5, 1.5);
        var (_, backward) = Vjp(Function, inputs[which], weights);
        double left = (weights * forward).Sum().Item(), right = (backward * along).Sum().Item();
        Assert.True(Math.Abs(left - right) <= 1e-9 * Math.Max(1, Math.Abs(right)), $"forward {left}, backward {right}");
    });

    [Theory, MemberData(nameof(All))]
    public void HowTheInputsLieInMemoryMakesNoDifference(string name) => ForEachSample(name, (row, inputs) =>
    {
        var expected = ResultAndGradients(row, inputs);
        foreach (var copies in (Tensor[][])[Array.ConvertAll(inputs, Strided), Array.ConvertAll(inputs, Transposed)])
        {
            var actual = ResultAndGradients(row, copies);
            for (var i = 0; i < actual.Length; i++) Close(expected[i], actual[i], row.Tolerance);
        }
    });

    [Theory, MemberData(nameof(All))]
    public void RepeatedInputsAreReadAsOften(string name) => ForEachSample(name, (row, inputs) =>
    {
        var repeated = Array.ConvertAll(inputs, x => x.Rank == 0 || x.Size(0) == 0 ? x : x.Narrow(0, 0, 1).Expand(x.Shape));
        Close(row.Call(Array.ConvertAll(repeated, x => x.Clone())), row.Call(repeated), row.Tolerance);
    });

    [Theory, MemberData(nameof(All))]
    public void Float32IsComputedToItsPrecision(string name) => ForEachSample(name, (row, inputs) =>
    {
        var expected = ResultAndGradients(row, As(As(inputs, DType.Float32), DType.Float64));
        var actual = ResultAndGradients(row, As(inputs, DType.Float32));
        for (var i = 0; i < actual.Length; i++) CloseIn(DType.Float32, expected[i], actual[i], row.Slack);
    });

    [Theory, MemberData(nameof(All))]
    public void HalfTypesAreComputedToTheirPrecision(string name) => ForEachSample(name, (row, inputs) =>
    {
        foreach (var dtype in (DType[])[DType.Float16, DType.BFloat16])
        {
            if (!row.Halves) return;
            var expected = ResultAndGradients(row, As(As(inputs, dtype), DType.Float64));
            var actual = ResultAndGradients(row, As(inputs, dtype));
            for (var i = 0; i < actual.Length; i++) CloseIn(dtype, expected[i], actual[i], row.Slack);
        }
    });

    [Theory, MemberData(nameof(OfIntegers))]
    public void IntegersGiveTheSameNumbers(string name) => ForEachSample(name, (row, inputs) =>
    {
        foreach (var dtype in (DType[])[DType.Int8, DType.Int32, DType.Int64])
        {
            var whole = As(inputs, dtype);
            var expected = row.Call(As(whole, DType.Float64, from: dtype));
            var actual = row.Call(whole);
            var type = row.Integers switch { Integers.Kept => dtype, Integers.Wide => DType.Int64, _ => DType.Float32 };
            Assert.Equal(expected.DType != DType.Float64 ? expected.DType : type, actual.DType);
            Close(expected.ToArray<double>(), actual, row.Slack * Precision(DType.Float32));
        }
    });

    [Theory, MemberData(nameof(All))]
    public void NeitherTheInputsChangeNorIsTheirMemoryGivenAway(string name) => ForEachSample(name, (row, inputs) =>
    {
        var before = Array.ConvertAll(inputs, x => x.Clone());
        var leaves = GradientCheck.Leaves(inputs);
        var result = row.Call(leaves);
        if (!row.IsView) Assert.DoesNotContain(inputs, x => ReferenceEquals(x.Storage, result.Storage));
        if (result.RequiresGrad)
        {
            result.Backward(new Draw().Uniform(result.Shape));
            foreach (var leaf in leaves) leaf.Grad?.Fill(double.NaN);
        }
        for (var i = 0; i < inputs.Length; i++) Assert.Equal(before[i].ToArray<double>(), inputs[i].ToArray<double>());
    });

    [Theory, MemberData(nameof(Differentiable))]
    public void AnInputChangedBeforeBackwardIsNoticedUnlessItIsNotRead(string name) => ForEachSample(name, (row, inputs) =>
    {
        var expected = ResultAndGradients(row, inputs)[1..];
        var leaves = GradientCheck.Leaves(Array.ConvertAll(inputs, x => x.Clone()));
        var result = row.Call(leaves);
        var g = Weights(result);
        foreach (var leaf in leaves.Where(leaf => leaf.RequiresGrad)) leaf.Data.Fill(99);
        try
        {
            var actual = GradientCheck.Gradients(result, leaves, g).OfType<Tensor>().ToArray();
            for (var i = 0; i < actual.Length; i++) Close(expected[i], actual[i], 0);
        }
        catch (InvalidOperationException e) when (e.Message.Contains("changed in place"))
        {
        }
    });

    static void ForEachSample(string name, Action<Operation, Tensor[]> check)
    {
        var row = OperationTable.Rows[name];
        foreach (var sample in row.Samples) check(row, sample(new Draw()));
    }

    // The result and, where there are any, the gradients with respect to the inputs.
    static Tensor[] ResultAndGradients(Operation row, Tensor[] inputs)
    {
        var leaves = GradientCheck.Leaves(inputs);
        var result = row.Call(leaves);
        if (row.Order == 0) return [result];
        Assert.True(result.RequiresGrad, "The result of a differentiable operation requires no gradient.");
        return [result.Detach(), .. GradientCheck.Gradients(result, leaves, Weights(result)).OfType<Tensor>()];
    }

    // A gradient for a result, of numbers every type can hold.
    static Tensor Weights(Tensor result) => new Draw().Uniform(result.Shape, 0.5, 1.5).To(DType.BFloat16).To(result.DType);

    static Tensor[] As(Tensor[] inputs, DType dtype, DType? from = null) =>
        Array.ConvertAll(inputs, x => x.DType.IsFloatingPoint || x.DType == from ? x.To(dtype) : x);

    // The same numbers at every second place in memory.
    static Tensor Strided(Tensor x)
    {
        var memory = Tensor.Empty([.. x.Shape, 2], x.DType).Fill(x.DType == DType.Bool ? true : 99);
        var view = memory.Select(-1, 1);
        view.CopyFrom(x);
        return view;
    }

    // The same numbers with the first dimension the fastest.
    static Tensor Transposed(Tensor x)
    {
        var order = Enumerable.Range(0, x.Rank).Reverse().ToArray();
        return x.Rank == 0 ? x : x.Permute(order).Clone().Permute(order);
    }

    static double Precision(DType dtype) => dtype switch
    {
        DType.Float16 => 1.0 / (1 << 10),
        DType.BFloat16 => 1.0 / (1 << 7),
        _ => 1.0 / (1 << 23),
    };

    static void CloseIn(DType dtype, Tensor expected, Tensor actual, double slack)
    {
        Assert.Equal(expected.DType == DType.Float64 ? dtype : expected.DType, actual.DType);
        Close(expected, actual, slack * Precision(dtype));
    }

    static void Close(Tensor expected, Tensor actual, double tolerance)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Close(expected.ToArray<double>(), actual, tolerance);
    }

    static void Close(double[] expected, Tensor actual, double tolerance)
    {
        var elements = actual.ToArray<double>();
        Assert.Equal(expected.Length, elements.Length);
        for (var i = 0; i < elements.Length; i++)
        {
            double e = expected[i], a = elements[i];
            var isClose = e.Equals(a) || Math.Abs(e - a) <= tolerance * Math.Max(1, Math.Abs(e));
            if (!isClose) Assert.Fail($"Element {i} of {actual.DType}{actual.Shape} is {a:G17}, expected {e:G17}, allowed {tolerance:G2}.");
        }
    }
}

using Adjoint.Nn;

namespace Adjoint.Tests.Operations;

/// <summary>Functions with a series of their own in single precision, beside the double one on floats of every size.</summary>
public class SinglePrecisionTests
{
    // Every so many floats, which is no power of two, so that all exponents and many mantissas are seen.
    const int Step = 40_009;

    public static TheoryData<string, double> Bounds => new()
    {
        { "I0", 5 }, { "I1", 5 }, { "I0e", 5 }, { "I1e", 5 }, { "Lgamma", 2.5 }, { "Softplus", 2 }, { "LogSigmoid", 2 },
    };

    [Theory, MemberData(nameof(Bounds))]
    public void ItIsWithinSoManyUnitsInTheLastPlace(string function, double units)
    {
        var positive = new List<float>();
        for (var bits = 0L; bits < BitConverter.SingleToInt32Bits(float.PositiveInfinity); bits += Step)
            positive.Add(BitConverter.Int32BitsToSingle((int)bits));
        var near = Enumerable.Range(0, 20_000).Select(i => i * 0.0011f - 10);
        float[] ends = [float.NaN, float.PositiveInfinity, float.NegativeInfinity];
        float[] inputs = [.. positive, .. positive.Select(x => -x), .. near, .. ends];
        var x = Tensor.From(inputs);
        var single = Call(function, x).ToArray<float>();
        var exact = Call(function, x.To(DType.Float64)).ToArray<double>();
        for (var i = 0; i < inputs.Length; i++)
        {
            var rounded = (float)exact[i];
            Assert.True(
                single[i].Equals(rounded) || Math.Abs(single[i] - exact[i]) <= units * Unit(rounded),
                $"{function}({inputs[i]:R}) = {single[i]:R}, not {exact[i]:R}");
        }
    }

    static double Unit(float x) => (double)MathF.BitIncrement(MathF.Abs(x)) - MathF.Abs(x);

    static Tensor Call(string function, Tensor x) => function switch
    {
        "I0" => Special.I0(x),
        "I1" => Special.I1(x),
        "I0e" => Special.I0e(x),
        "I1e" => Special.I1e(x),
        "Lgamma" => x.Lgamma(),
        "Softplus" => Functional.Softplus(x),
        _ => Functional.LogSigmoid(x),
    };
}

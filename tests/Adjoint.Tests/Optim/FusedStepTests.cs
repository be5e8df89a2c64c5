using Adjoint.Cpu.Fused;
using Adjoint.Tests.Operations;

namespace Adjoint.Tests.Optim;

/// <summary>The one pass of an optimizer over memory against the same in tensor operations.</summary>
public class FusedStepTests
{
    static readonly Descent s_descent = new(WeightDecay: 0.1, Maximize: true);

    public static TheoryData<int, DType> Cases
    {
        get
        {
            var data = new TheoryData<int, DType>();
            foreach (var count in (int[])[0, 1, 3, 17, 97, 1031, 70_001])
            {
                foreach (var dtype in (DType[])[DType.Float64, DType.Float32, DType.Float16, DType.BFloat16]) data.Add(count, dtype);
            }
            return data;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void PlainDescent(int count, DType dtype) => Check(count, dtype, 0,
        (p, g, states) => p.StepInPlace(new SgdStep(s_descent, 0.3), g),
        (p, g, _) => [p - 0.3 * Direction(p, g)]);

    [Theory, MemberData(nameof(Cases))]
    public void DescentWithMomentum(int count, DType dtype) => Check(count, dtype, 1,
        (p, g, states) => p.StepInPlace(new MomentumStep(s_descent, 0.3, 0.9, 0.6), g, states[0]),
        (p, g, states) => 0.9 * states[0] + 0.6 * Direction(p, g) is var v ? [p - 0.3 * v, v] : []);

    [Theory, MemberData(nameof(Cases))]
    public void DescentThatLooksAhead(int count, DType dtype) => Check(count, dtype, 1,
        (p, g, states) => p.StepInPlace(new NesterovStep(s_descent, 0.3, 0.9, 1, 0.9), g, states[0]),
        (p, g, states) => 0.9 * states[0] + Direction(p, g) is var v ? [p - 0.3 * (Direction(p, g) + 0.9 * v), v] : []);

    [Theory, MemberData(nameof(Cases))]
    public void AdamsStep(int count, DType dtype) => Check(count, dtype, 2,
        (p, g, states) => p.StepInPlace(s_adam, g, states[0], states[1]),
        (p, g, states) => Adam(p, g, states[0], states[1], null));

    [Theory, MemberData(nameof(Cases))]
    public void AdamsStepWithTheLargestSquare(int count, DType dtype) => Check(count, dtype, 3,
        (p, g, states) => p.StepInPlace(new AmsGradStep(s_adam), g, states[0], states[1], states[2]),
        (p, g, states) => Adam(p, g, states[0], states[1], states[2]));

    static readonly AdamStep s_adam = new(s_descent, Beta1: 0.9, Beta2: 0.8, Eps: 0.01, Size: 0.2, Scale: 0.7);

    static Tensor Direction(Tensor p, Tensor g) => -g + 0.1 * p;

    static Tensor[] Adam(Tensor p, Tensor g, Tensor m, Tensor v, Tensor? largest)
    {
        var d = Direction(p, g);
        m = 0.9 * m + 0.1 * d;
        v = 0.8 * v + 0.2 * d * d;
        if (largest is not null) largest = Tensor.Maximum(largest, v);
        p = p - 0.2 * m / ((largest ?? v).Sqrt() / 0.7 + 0.01);
        return largest is null ? [p, m, v] : [p, m, v, largest];
    }

    // On contiguous memory, and on every second element of a longer one, whose others must stay.
    static void Check(int count, DType dtype, int stateCount, Action<Tensor, Tensor, Tensor[]> step, Func<Tensor, Tensor, Tensor[], Tensor[]> plain)
    {
        var tolerance = dtype switch { DType.Float64 => 1e-13, DType.Float32 => 2e-6, DType.Float16 => 2e-3, _ => 1e-2 };
        foreach (var apart in (int[])[1, 2])
        {
            var draw = new Draw();
            Tensor Make(double low, double high) => draw.Uniform([count, apart], low, high).To(dtype)[.., 0];
            Tensor p = Make(-2, 2), g = Make(-1, 1);
            Tensor[] states = [.. Enumerable.Range(0, stateCount).Select(_ => Make(0.1, 1))];
            var memory = Tensor.Full([count, 2], 7, dtype);
            var parameter = apart == 1 ? p.Clone() : memory[.., 1].CopyFrom(p);
            var expected = plain(p.To(DType.Float64), g.To(DType.Float64), [.. states.Select(state => state.To(DType.Float64))]);

            Tensor[] changed = [parameter, .. states];
            var versions = Array.ConvertAll(changed, x => x.Storage.Version);
            step(parameter, g, states);
            for (var i = 0; i < changed.Length; i++)
            {
                Assert.Equal(dtype, changed[i].DType);
                Assert.True(changed[i].Storage.Version > versions[i], "A changed tensor has a new version.");
                foreach (var (e, a) in expected[i].ToArray<double>().Zip(changed[i].ToArray<double>()))
                    Assert.True(Math.Abs(e - a) <= tolerance * Math.Max(1, Math.Abs(e)), $"tensor {i} of {count}, {apart} apart: {a:R} for {e:R}");
            }
            Assert.All(memory[.., 0].ToArray<double>(), x => Assert.Equal(7, x));
        }
    }
}

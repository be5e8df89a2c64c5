using Adjoint.Nn;

namespace Adjoint.Tests.RandomNumbers;

public class GoldenDrawsTests
{
    [Fact]
    public void TheSameSeedGivesTheNumbersOfPyTorch()
    {
        var steps = 0;
        foreach (var (seed, program) in GoldenDraws.Read())
        {
            var generator = new Generator(seed);
            foreach (var step in program)
            {
                GoldenDraws.Check(step, GoldenDraws.Run(step, generator));
                steps++;
            }
        }
        Assert.True(steps > 300);
    }

    [Fact]
    public void AStateOfPyTorchGoesOnWithItsNumbers()
    {
        var (_, program) = GoldenDraws.Read().Last();
        var state = Array.FindLastIndex(program, step => step.Operation == "State");
        var generator = new Generator().SetState(Tensor.From(program[state].Expected));
        Assert.True(program.Length > state + 5);
        foreach (var step in program[(state + 1)..]) GoldenDraws.Check(step, GoldenDraws.Run(step, generator));
    }

    // The numbers of the contract's program on random numbers, as it prints them.
    [Fact]
    public void SeedFortyTwoGivesTheNumbersOfTheContract()
    {
        var generator = new Generator(42);
        Prints([0.3367, 0.1288, 0.2345, 0.2303, -1.1229, -0.1863], Tensor.Randn([2, 3], generator: generator));
        Prints([0.8694, 0.5677, 0.7411, 0.4294, 0.8854], Tensor.Rand([5], generator: generator));
        Prints([-0.1596, -0.4974, 0.4396, -0.7581], Tensor.Randn([16], generator: generator)[..4]);
        Prints([-0.0898, 0.4584, -0.5644, 1.0563], Tensor.Randn([37], generator: generator)[^4..]);
        Prints([-0.6708, 2.7421, 0.5568], Tensor.Randn([3], DType.Float64, generator: generator));
        Prints([41, 45, 61, 39, 61, 64], Tensor.RandInt(0, 100, [6], generator: generator));
        Prints([6, 2, 5, 3, 1, 4, 7, 0], Tensor.RandPerm(8, generator: generator));
        var weight = Init.KaimingUniform(Tensor.Empty([2, 3]), Math.Sqrt(5), generator: generator);
        Prints([-0.3179, -0.5053, -0.3676, 0.5771, 0.1090, 0.1779], weight);
        Tensor.Empty([2]).FillUniform(-1, 1, generator); // the bias
        Prints([0, 2, 0, 0, 2, 0, 0, 2], Tensor.Ones([8]).Dropout(0.5, generator: generator));
    }

    static void Prints(double[] expected, Tensor actual) =>
        Assert.Equal(expected, actual.ToArray<double>().Select(x => Math.Round(x, 4)));
}

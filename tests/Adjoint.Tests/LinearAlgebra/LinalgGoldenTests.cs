using System.Text.Json;
using Adjoint.Tests.Nn;

namespace Adjoint.Tests.LinearAlgebra;

/// <summary>Against PyTorch: Goldens/linalg.py made the numbers.</summary>
public class LinalgGoldenTests
{
    static readonly JsonElement s_rows = JsonElement.Parse(File.ReadAllText(TestFiles.Golden("linalg.json")));

    static readonly Dictionary<string, Func<Tensor[], Tensor[]>> s_calls = new()
    {
        ["Slogdet"] = t => { var (sign, log) = Linalg.Slogdet(t[0]); return [sign, log]; },
        ["Logdet"] = t => [t[0].Logdet()],
        ["Det"] = t => [Linalg.Det(t[0])],
        ["Eigh"] = t => { var (l, v) = Linalg.Eigh(t[0]); return [l, v.Abs()]; },
        ["Eigh upper"] = t => { var (l, v) = Linalg.Eigh(t[0], upper: true); return [l, v.Abs()]; },
        ["Eigvalsh"] = t => [Linalg.Eigvalsh(t[0])],
        ["Svdvals"] = t => [Linalg.Svdvals(t[0])],
        ["Lstsq"] = t => [Linalg.Lstsq(t[0], t[1]).Solution],
        ["Lstsq wide"] = t => [Linalg.Lstsq(t[0], t[1]).Solution],
        ["MatrixRank"] = t => [Linalg.MatrixRank(t[0])],
        ["MatrixRank atol"] = t => [Linalg.MatrixRank(t[0], atol: 2)],
        ["MatrixRank rtol"] = t => [Linalg.MatrixRank(t[0], rtol: 0.5)],
        ["Pinv"] = t => [Linalg.Pinv(t[0])],
        ["Pinv rtol"] = t => [Linalg.Pinv(t[0], rtol: 0.4)],
        ["Pinv atol"] = t => [Linalg.Pinv(t[0], atol: 1.5)],
        ["Cond 1"] = t => [Linalg.Cond(t[0], 1)],
        ["Cond -2"] = t => [Linalg.Cond(t[0], -2)],
        ["Cond fro"] = t => [Linalg.Cond(t[0], MatrixNormKind.Frobenius)],
        ["Cond nuc"] = t => [Linalg.Cond(t[0], MatrixNormKind.Nuclear)],
        ["MatrixNorm 2"] = t => [Linalg.MatrixNorm(t[0], 2, [0, 2])],
        ["MatrixNorm -1"] = t => [Linalg.MatrixNorm(t[0], -1, [2, 0], keepDim: true)],
        ["MatrixNorm nuc"] = t => [Linalg.MatrixNorm(t[0], MatrixNormKind.Nuclear, [2, 1])],
        ["MatrixPower -3"] = t => [Linalg.MatrixPower(t[0], -3)],
        ["MatrixPower 0"] = t => [Linalg.MatrixPower(t[0], 0)],
        ["MatrixExp"] = t => [Linalg.MatrixExp(t[0])],
        ["MultiDot"] = t => [Linalg.MultiDot(t)],
        ["TensorSolve"] = t => [Linalg.TensorSolve(t[0], t[1], [0, 2])],
        ["Vander"] = t => [Linalg.Vander(t[0])],
        ["LuSolve right"] = t => { var (lu, pivots) = Linalg.LuFactor(t[0]); return [Linalg.LuSolve(lu, pivots, t[1], left: false)]; },
        ["LuSolve adjoint"] = t => { var (lu, pivots) = Linalg.LuFactor(t[0]); return [Linalg.LuSolve(lu, pivots, t[1], adjoint: true)]; },
        ["Solve right"] = t => [Linalg.Solve(t[0], t[1], left: false)],
        ["SolveTriangular"] = t => [Linalg.SolveTriangular(t[0], t[1], upper: true, left: false, unitriangular: true)],
        ["CholeskySolve"] = t => [t[1].CholeskySolve(Linalg.Cholesky(t[0]))],
        ["Qr complete"] = t => { var (q, r) = Linalg.Qr(t[0], QrMode.Complete); return [q, r]; },
        ["HouseholderProduct"] = t => [Linalg.HouseholderProduct(t[0], t[1])],
        ["Cross"] = t => [Linalg.Cross(t[0], t[1], 0)],
    };

    public static TheoryData<string> Names => [.. s_rows.EnumerateObject().Select(row => row.Name)];

    [Theory, MemberData(nameof(Names))]
    public void ResultsAndGradientsArePyTorchs(string name)
    {
        var row = s_rows.GetProperty(name);
        Tensor[] inputs = [.. row.GetProperty("inputs").EnumerateArray().Select(Goldens.Read)];
        foreach (var input in inputs) input.RequiresGrad = true;
        var outputs = s_calls[name](inputs);
        Assert.Equal(row.GetProperty("outputs").GetArrayLength(), outputs.Length);
        foreach (var (expected, actual) in row.GetProperty("outputs").EnumerateArray().Zip(outputs))
            Goldens.AssertClose(expected, actual.Detach().To(DType.Float64), 1e-9, name);

        if (row.GetProperty("gradients").ValueKind == JsonValueKind.Null) return;
        var sum = Tensor.Zeros([], DType.Float64);
        foreach (var y in outputs.Where(output => output.RequiresGrad))
            sum = sum + (y * Tensor.Arange(1, y.Count + 1).To(DType.Float64).Reshape(y.Shape)).Sum();
        if (sum.RequiresGrad) sum.Backward();
        foreach (var (expected, input) in row.GetProperty("gradients").EnumerateArray().Zip(inputs))
            Goldens.AssertClose(expected, input.Grad ?? Tensor.ZerosLike(input), 1e-7, $"{name}, gradient");
    }
}

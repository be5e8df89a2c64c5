namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> LinearAlgebra =>
    [
        Matrix("Linalg.Qr Q", a => Linalg.Qr(a).Q, [3, 3], [5, 3], [2, 3, 4], [0, 3, 2], [2, 0]),
        Matrix("Linalg.Qr R", a => Linalg.Qr(a).R, [3, 3], [5, 3], [2, 3, 4], [1, 1]),
        Matrix("Linalg.Qr complete", a => { var (q, r) = Linalg.Qr(a, QrMode.Complete); return q.Matmul(r.Square()); }, [3, 3], [2, 3, 4]),
        Matrices("Linalg.SolveTriangular lower", (a, b) => Linalg.SolveTriangular(a, b, upper: false), ([3, 3], [3, 2]), ([2, 3, 3], [3, 2]), ([3, 3], [2, 3, 1]), ([0, 0], [0, 2])),
        Matrices("Linalg.SolveTriangular upper", (a, b) => Linalg.SolveTriangular(a, b, upper: true, left: false), ([3, 3], [2, 3]), ([2, 1, 3, 3], [3, 4, 3])),
        Matrices("Linalg.SolveTriangular unit", (a, b) => Linalg.SolveTriangular(a, b, upper: true, unitriangular: true), ([4, 4], [4, 2])),
    ];

    // Numbers scattered evenly make matrices of low rank; with a diagonal they have a condition of about one.
    static Tensor Regular(Tensor x) => x + 4 * Tensor.Eye(x.Size(-2), x.Size(-1), x.DType);

    static Operation Matrix(string name, Func<Tensor, Tensor> call, params long[][] shapes) =>
        new(name, t => call(Regular(t[0])), Array.ConvertAll<long[], Func<Draw, Tensor[]>>(shapes, s => d => [d.Uniform(Shape.Create(s))]))
        { Slack = 100, Halves = false };

    static Operation Matrices(string name, Func<Tensor, Tensor, Tensor> call, params (long[] Left, long[] Right)[] shapes) =>
        new(name, t => call(Regular(t[0]), t[1]), Array.ConvertAll<(long[], long[]), Func<Draw, Tensor[]>>(
            shapes, s => d => [d.Uniform(Shape.Create(s.Item1)), d.Uniform(Shape.Create(s.Item2))]))
        { Slack = 100, Halves = false };
}

namespace Adjoint.Evidence;

/// <summary>
/// What an operation leaves open, settled as the evidence has it: eigenvectors and singular vectors may point either way, and
/// those that only complete a basis may be any. The factors are constants, so gradients follow.
/// </summary>
internal static class Gauge
{
    public static List<object> Settle(string operation, List<object> results, IReadOnlyList<object?> expected) => operation switch
    {
        "symeig" => [results[0], Columns((Tensor)results[1], (Tensor)expected[1]!)],
        "linalg.svd" => Singular((Tensor)results[0], (Tensor)results[1], (Tensor)results[2], (Tensor)expected[0]!, (Tensor)expected[2]!),
        _ => results,
    };

    static Tensor Columns(Tensor actual, Tensor expected) => actual * Signs(actual, expected);

    static List<object> Singular(Tensor u, Tensor s, Tensor vh, Tensor expectedU, Tensor expectedVh)
    {
        var k = s.Size(-1);
        var signs = Signs(u.Narrow(-1, 0, k), expectedU.Narrow(-1, 0, k));
        return [Complete(u, expectedU, k, signs), s, Complete(vh.Mt, expectedVh.Mt, k, signs).Mt];
    }

    // The first k columns turned; of the others, what they span of the ones expected.
    static Tensor Complete(Tensor actual, Tensor expected, long k, Tensor signs)
    {
        var rest = actual.Narrow(-1, k, actual.Size(-1) - k).Detach();
        return Tensor.Cat([actual.Narrow(-1, 0, k) * signs, rest.Matmul(rest.Mt.Matmul(expected.Narrow(-1, k, rest.Size(-1)).To(rest.DType)))], -1);
    }

    static Tensor Signs(Tensor actual, Tensor expected) => (actual.Detach() * expected.To(actual.DType)).Sum(-2, keepDim: true).Sign();
}

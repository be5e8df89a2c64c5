using System.Collections;

namespace Adjoint;

public partial class Tensor : IEnumerable<Tensor>
{
    /// <summary>Goes over the first dimension: the rows of a matrix, the numbers of a vector, each a view.</summary>
    /// <exception cref="InvalidOperationException">The tensor is zero-dimensional.</exception>
    public IEnumerator<Tensor> GetEnumerator()
    {
        if (Rank == 0) throw new InvalidOperationException("A zero-dimensional tensor cannot be enumerated; use Item().");
        return Rows();
    }

    IEnumerator<Tensor> Rows()
    {
        for (long i = 0; i < Layout.Sizes[0]; i++) yield return Select(0, i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

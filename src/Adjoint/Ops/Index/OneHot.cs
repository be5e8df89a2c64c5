namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// For each element, a class number, a row of zeros with a 1 in the place of the class: an Int64 tensor with one more
    /// dimension, as long as there are classes.
    /// </summary>
    /// <param name="numClasses">The number of classes; -1 for the largest element + 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An element is not a class.</exception>
    /// <exception cref="ArgumentException">The elements are no integers, or there are none to tell the number of classes from.</exception>
    public Tensor OneHot(long numClasses = -1)
    {
        if (!DType.IsInteger)
            throw new ArgumentException($"OneHot: class numbers are integers, not {DType}; convert with To(DType.Int64).");
        if (Count == 0 && numClasses < 1)
            throw new ArgumentException("OneHot: without elements numClasses must be given.", nameof(numClasses));
        var (least, largest) = Bounds(Convert(DType.Int64).Contiguous());
        if (numClasses == -1) numClasses = largest + 1;
        if (least < 0 || largest >= numClasses)
            throw new ArgumentOutOfRangeException(
                nameof(numClasses),
                $"OneHot: {(least < 0 ? least : largest)} is not one of {numClasses} classes, which are counted from 0.");
        return Zeros([.. Layout.Sizes, numClasses], DType.Int64).Scatter(-1, Unsqueeze(-1), 1);
    }

    // The least and the largest element; 0 and -1 if there is none.
    static unsafe (long Least, long Largest) Bounds(Tensor integers)
    {
        if (integers.Count == 0) return (0, -1);
        fixed (byte* pointer = integers)
        {
            var elements = (long*)pointer;
            var (least, largest) = (elements[0], elements[0]);
            for (long i = 1; i < integers.Count; i++) (least, largest) = (Math.Min(least, elements[i]), Math.Max(largest, elements[i]));
            return (least, largest);
        }
    }
}

namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// The numbers as PyTorch prints them, for example <c>tensor([[1., 2.], [3., 4.]], requires_grad=True)</c> with each row
    /// in a line of its own: with the options of <see cref="PrintOptions.Default"/>, and in any culture.
    /// </summary>
    public override string ToString() => ToString(PrintOptions.Default);

    /// <summary>The numbers as PyTorch prints them, with options of one's own.</summary>
    public string ToString(PrintOptions options) => TensorText.Of(this, options);

    /// <summary>Type, shape and first elements: what a debugger shows. Never throws.</summary>
    internal string DebuggerDisplay
    {
        get
        {
            try
            {
                return Glance();
            }
            catch (Exception e)
            {
                return $"Tensor ({e.GetType().Name}: {e.Message})";
            }
        }
    }

    string Glance()
    {
        const int Shown = 8;
        var offsets = new long[Math.Min(Count, Shown)];
        for (var i = 0; i < offsets.Length; i++)
        {
            long rest = i;
            for (var d = Rank - 1; d >= 0; d--)
            {
                (rest, var index) = Math.DivRem(rest, _layout.Sizes[d]);
                offsets[i] += index * _layout.Strides[d];
            }
        }
        var numbers = Elements.Read(this, offsets);
        var format = new NumberFormat(numbers, PrintOptions.Default);
        var text = string.Join(", ", numbers.Select(number => format.Write(number).TrimStart()));
        return $"{DType}{Shape} {{ {text}{(Count > Shown ? ", ..." : "")} }}";
    }
}

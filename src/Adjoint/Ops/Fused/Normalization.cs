namespace Adjoint.Ops;

/// <summary>
/// An operation that subtracts means and divides by deviations; its inputs are x and, where it has them, a weight and a bias;
/// its outputs the result and two statistics that the derivative reads.
/// </summary>
/// <param name="HasWeight">Whether the second input is a weight.</param>
/// <param name="HasBias">Whether the next input is a bias.</param>
/// <param name="Eps">What is added to variances.</param>
internal abstract record Normalization(bool HasWeight, bool HasBias, double Eps) : Composite, IAutocast
{
    Precision IAutocast.Precision => Precision.Single;

    internal sealed override DTypeSet Kernels => DTypeSet.Floating;

    internal sealed override Reads Reads(int input) => Adjoint.Reads.Inputs | Adjoint.Reads.Output;

    /// <summary>The inputs behind x, weight and bias begin here.</summary>
    protected int Extra => 1 + (HasWeight ? 1 : 0) + (HasBias ? 1 : 0);

    protected T? Weight<T>(ReadOnlySpan<T> inputs) where T : class? => HasWeight ? inputs[1] : null;

    protected T? Bias<T>(ReadOnlySpan<T> inputs) where T : class? => HasBias ? inputs[HasWeight ? 2 : 1] : null;

    /// <summary>How many elements each of the two statistics has.</summary>
    protected abstract long Statistics(Layout x);

    /// <summary>Fills the result and the statistics; nothing is empty, and everything contiguous and of one type.</summary>
    protected abstract void Forward(ReadOnlySpan<Tensor> inputs, Tensor y, Tensor first, Tensor second);

    /// <summary>Fills those of the gradients with respect to x, weight and bias that are not null, given that of the result.</summary>
    protected abstract void Backward(Tensor g, ReadOnlySpan<Tensor> inputs, Tensor first, Tensor second, ReadOnlySpan<Tensor?> gradients);

    internal sealed override Tensor[] EvaluateMany(ReadOnlySpan<Tensor> inputs)
    {
        var dtype = inputs[0].DType;
        var work = dtype.Widened;
        var y = Tensor.Allocate(inputs[0].Layout, work);
        var layout = Layout.Contiguous([Statistics(inputs[0].Layout)]);
        Tensor first = Tensor.Allocate(layout, work), second = Tensor.Allocate(layout, work);
        if (y.Count > 0)
        {
            Forward(Ready(inputs, work), y, first, second);
        }
        else
        {
            first.Fill(0);
            second.Fill(0);
        }
        return [y.Convert(dtype), first, second];
    }

    internal sealed override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
    {
        if (GradMode.IsEnabled)
        {
            base.Derivatives(gradients[..1], saved, results);
            return;
        }
        var inputs = saved.Inputs(results.Length);
        var work = saved.OutputAt(1).DType;
        for (var i = 0; i < Extra; i++)
        {
            if (saved.Needs(i)) results[i] = Tensor.Allocate(inputs[i].Layout, work);
        }
        if (inputs[0].Count > 0)
        {
            Backward(Ready([gradients[0]!], work)[0], Ready(inputs, work), saved.OutputAt(1), saved.OutputAt(2), results);
            return;
        }
        foreach (var result in results) result?.Fill(0);
    }

    // The tensors themselves, or where the kernels cannot work on them copies.
    static Tensor[] Ready(ReadOnlySpan<Tensor> tensors, DType dtype)
    {
        var ready = new Tensor[tensors.Length];
        for (var i = 0; i < ready.Length; i++) ready[i] = tensors[i].Ready(dtype);
        return ready;
    }
}

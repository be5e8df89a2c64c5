namespace Adjoint;

/// <summary>In which precision an operation wants to compute.</summary>
internal enum Precision
{
    /// <summary>In a half type: products, where the time goes, and where errors of single elements average out.</summary>
    Half,

    /// <summary>In Float32: sums of many elements, exponentials and what is divided by them.</summary>
    Single,
}

/// <summary>An operation that wants its inputs converted within <see cref="Autograd.Autocast"/>.</summary>
internal interface IAutocast
{
    /// <summary>To which precision.</summary>
    Precision Precision { get; }
}

/// <summary>What <see cref="Autograd.Autocast"/> does at the door to the kernels.</summary>
internal static class AutocastMode
{
    /// <summary>The half type of the current thread; null if there is none.</summary>
    public static DType? DType => (GradMode.Current & Modes.Autocast) switch
    {
        Modes.Plain => null,
        Modes.AutocastBFloat16 => Adjoint.DType.BFloat16,
        _ => Adjoint.DType.Float16,
    };

    /// <summary>The inputs as the operation wants them. Conversions are recorded, so gradients come back in the inputs' types.</summary>
    public static ReadOnlySpan<Tensor> Cast(Primitive operation, ReadOnlySpan<Tensor> inputs)
    {
        if (operation is not IAutocast { Precision: var precision }) return inputs;
        var dtype = precision == Precision.Single ? Adjoint.DType.Float32 : DType!.Value;
        Tensor[]? converted = null;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!IsEligible(inputs[i].DType) || inputs[i].DType == dtype || inputs[i] is Literal) continue;
            converted ??= inputs.ToArray();
            converted[i] = inputs[i].To(dtype);
        }
        return converted ?? inputs;
    }

    /// <summary>Whether inputs of these types are of one type, or will be when they have passed the door.</summary>
    public static bool Agree(DType a, DType b) => a == b || IsEligible(a) && IsEligible(b) && DType is not null;

    // Who computes in double precision means it.
    static bool IsEligible(DType dtype) => dtype.IsFloatingPoint && dtype != Adjoint.DType.Float64;
}

public partial class Tensor
{
    /// <summary>This tensor in the type in which products are computed: converted within <see cref="Autograd.Autocast"/> only.</summary>
    internal Tensor ForProduct() => AutocastMode.DType is { } dtype && DType.IsFloatingPoint && DType != DType.Float64 ? To(dtype) : this;
}

namespace Adjoint.Tests.Operations;

/// <summary>Makes the numbers of samples: scattered evenly, and the same in every run.</summary>
internal sealed class Draw
{
    double _position = 0.5;

    // Multiples of the golden ratio, modulo 1: no two are equal, and any few of them are spread over the whole interval.
    double Next()
    {
        _position += 0.61803398874989485;
        _position -= Math.Floor(_position);
        return _position;
    }

    Tensor Fill<T>(Shape shape, Func<double, T> element) where T : unmanaged
    {
        var elements = new T[shape.Count];
        for (var i = 0; i < elements.Length; i++) elements[i] = element(Next());
        return Tensor.From<T>(elements.AsSpan(), shape);
    }

    /// <summary>Float64 numbers from an interval, all different.</summary>
    public Tensor Uniform(Shape shape, double low = -2, double high = 2) => Fill(shape, u => low + u * (high - low));

    /// <summary>Float64 numbers out of a list.</summary>
    public Tensor Pick(Shape shape, params double[] values) => Fill(shape, u => values[(int)(u * values.Length)]);

    /// <summary>Int64 numbers from 0 to <paramref name="below"/> - 1.</summary>
    public Tensor Indices(Shape shape, long below) => Fill(shape, u => (long)(u * below));

    /// <summary>Bool values, about half of them true.</summary>
    public Tensor Mask(Shape shape) => Fill(shape, u => u < 0.5);
}

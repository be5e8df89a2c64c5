using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Recurrent;

/// <summary>An activation whose derivative is known from its value.</summary>
internal interface IActivation
{
    static abstract V Value<V>(V x) where V : struct, ILanes<V>;

    static abstract V Derivative<V>(V y) where V : struct, ILanes<V>;
}

internal readonly struct TanhActivation : IActivation
{
    public static V Value<V>(V x) where V : struct, ILanes<V> => V.Tanh(x);

    public static V Derivative<V>(V y) where V : struct, ILanes<V> => V.One - y * y;
}

internal readonly struct ReluActivation : IActivation
{
    public static V Value<V>(V x) where V : struct, ILanes<V> => V.Max(x, V.Zero);

    public static V Derivative<V>(V y) where V : struct, ILanes<V> => V.Select(V.Greater(y, V.Zero), V.One, V.Zero);
}

/// <summary>h' = activation(x + p), where p is the product with the hidden state. Nothing is saved but the output.</summary>
/// <remarks>J. Elman, "Finding Structure in Time" (1990).</remarks>
internal readonly unsafe struct RnnCell<T, TActivation> : ICell<T> where T : unmanaged where TActivation : struct, IActivation
{
    public static int Gates => 1;

    public static int Saved => 0;

    [MethodImpl(Compile.Loop)]
    public static void Forward<V>(in ForwardRow<T> row) where V : struct, IVector<V, T>
    {
        for (var j = row.From; j < row.To; j += V.Count)
        {
            var left = row.To - j;
            var h = TActivation.Value(Part<V, T>.Load(row.Input + j, left) + Part<V, T>.Load(row.Product + j, left));
            Part<V, T>.Store(h, row.Output + j, left);
        }
    }

    [MethodImpl(Compile.Loop)]
    public static void Backward<V>(in BackwardRow<T> row) where V : struct, IVector<V, T>
    {
        for (var j = row.From; j < row.To; j += V.Count)
        {
            var left = row.To - j;
            var dh = Part<V, T>.Load(row.HiddenGradient + j, left) + Part<V, T>.LoadOrZero(row.OutputGradient, j, left);
            Part<V, T>.Store(dh * TActivation.Derivative(Part<V, T>.Load(row.Output + j, left)), row.InputGradient + j, left);
            Part<V, T>.Store(V.Zero, row.HiddenGradient + j, left);
        }
    }
}

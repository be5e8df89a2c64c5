using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Recurrent;

/// <summary>What happens to one sequence of the batch at one step, once the products are there.</summary>
internal interface ICell<T> where T : unmanaged
{
    /// <summary>How many numbers for each hidden unit come from the input, and from the product with the hidden state.</summary>
    static abstract int Gates { get; }

    /// <summary>How many numbers for each hidden unit are saved for the backward pass.</summary>
    static abstract int Saved { get; }

    /// <summary>From one state to the next, for some of the units.</summary>
    static abstract void Forward<V>(in ForwardRow<T> row) where V : struct, IVector<V, T>;

    /// <summary>From the gradient of a state to those of what it was computed from.</summary>
    static abstract void Backward<V>(in BackwardRow<T> row) where V : struct, IVector<V, T>;
}

/// <summary>One sequence at one step on the way forward.</summary>
internal unsafe struct ForwardRow<T> where T : unmanaged
{
    /// <summary>The units concerned.</summary>
    public long From, To;

    /// <summary>How far the gates lie apart: everywhere, and in the product.</summary>
    public long Size, Gate;

    /// <summary>What comes from the input, from the hidden state, and what is added to the latter (null for nothing).</summary>
    public T* Input, Product, Bias;

    /// <summary>The hidden state before the step.</summary>
    public T* Previous;

    /// <summary>The cell before, and then after the step.</summary>
    public T* Cell;

    public T* Saved, Output;
}

/// <summary>One sequence at one step on the way back.</summary>
internal unsafe struct BackwardRow<T> where T : unmanaged
{
    /// <summary>The units concerned, and how far the gates lie apart.</summary>
    public long From, To, Size;

    public T* Saved, Output, PreviousHidden, PreviousCell;

    /// <summary>The gradient of the output at this step; null for none.</summary>
    public T* OutputGradient;

    /// <summary>The gradient of the state after the step; then that part of the state's before it that does not pass the product.</summary>
    public T* HiddenGradient, CellGradient;

    /// <summary>The gradients of what comes from the input and from the product: written.</summary>
    public T* InputGradient, ProductGradient;
}

/// <summary>Vectors at the end of a row, where fewer elements than lanes may be left.</summary>
internal static unsafe class Part<V, T> where V : struct, IVector<V, T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Load(T* source, long left) => left >= V.Count ? V.Load(source) : LoadFew(source, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadOrZero(T* source, long offset, long left) => source == null ? V.Zero : Load(source + offset, left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(V value, T* target, long left)
    {
        if (left >= V.Count) V.Store(value, target);
        else StoreFew(value, target, left);
    }

    static V LoadFew(T* source, long left)
    {
        var lanes = stackalloc T[V.Count];
        for (var i = 0; i < V.Count; i++) lanes[i] = i < left ? source[i] : default;
        return V.Load(lanes);
    }

    static void StoreFew(V value, T* target, long left)
    {
        var lanes = stackalloc T[V.Count];
        V.Store(value, lanes);
        for (long i = 0; i < left; i++) target[i] = lanes[i];
    }
}

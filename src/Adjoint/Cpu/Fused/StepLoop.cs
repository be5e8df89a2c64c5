using System.Runtime.CompilerServices;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Fused;

/// <summary>What an optimizer does to each element of a parameter and of up to three arrays it remembers.</summary>
internal interface IStep
{
    /// <summary>How many arrays are remembered; further arguments are arbitrary.</summary>
    static abstract int States { get; }

    /// <summary>Changes the element <paramref name="p"/>, whose gradient is <paramref name="g"/>.</summary>
    void Apply<V>(ref V p, V g, ref V a, ref V b, ref V c) where V : struct, IReal<V>;
}

/// <summary>Applies an <see cref="IStep"/> in one pass over contiguous memory.</summary>
internal readonly unsafe struct StepLoop<TStep, T>(TStep step, T* p, T* g, T* a, T* b, T* c) where TStep : struct, IStep where T : unmanaged
{
    /// <summary>Changes the elements from <paramref name="from"/> up to, not including, <paramref name="to"/>.</summary>
    public void Run(long from, long to)
    {
        if (Isa.Has512) Vectors<V512<T>>(step, p, g, a, b, c, from, to);
        else if (Isa.Has256) Vectors<V256<T>>(step, p, g, a, b, c, from, to);
        else Vectors<V128<T>>(step, p, g, a, b, c, from, to);
    }

    // The step comes as an argument, so that its constants are known not to change with what is written.
    [MethodImpl(Compile.Loop)]
    static void Vectors<V>(TStep step, T* p, T* g, T* a, T* b, T* c, long from, long to) where V : struct, IVector<V, T>
    {
        var i = from;
        for (; i <= to - V.Count; i += V.Count)
        {
            var x = V.Load(p + i);
            V first = default, second = default, third = default;
            if (TStep.States > 0) first = V.Load(a + i);
            if (TStep.States > 1) second = V.Load(b + i);
            if (TStep.States > 2) third = V.Load(c + i);
            step.Apply(ref x, V.Load(g + i), ref first, ref second, ref third);
            V.Store(x, p + i);
            if (TStep.States > 0) V.Store(first, a + i);
            if (TStep.States > 1) V.Store(second, b + i);
            if (TStep.States > 2) V.Store(third, c + i);
        }
        for (; i < to; i++)
        {
            var x = V128<T>.LoadOne(p + i);
            V128<T> first = default, second = default, third = default;
            if (TStep.States > 0) first = V128<T>.LoadOne(a + i);
            if (TStep.States > 1) second = V128<T>.LoadOne(b + i);
            if (TStep.States > 2) third = V128<T>.LoadOne(c + i);
            step.Apply(ref x, V128<T>.LoadOne(g + i), ref first, ref second, ref third);
            V128<T>.StoreOne(x, p + i);
            if (TStep.States > 0) V128<T>.StoreOne(first, a + i);
            if (TStep.States > 1) V128<T>.StoreOne(second, b + i);
            if (TStep.States > 2) V128<T>.StoreOne(third, c + i);
        }
    }
}

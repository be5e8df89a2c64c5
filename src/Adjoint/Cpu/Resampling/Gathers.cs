using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Resampling;

/// <summary>Sums of scattered elements for four results at a time, where the machine can read four elements at once.</summary>
internal static unsafe class Gathers<T> where T : unmanaged
{
    /// <summary>Whether there is such an instruction.</summary>
    public static bool AreThere
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Isa.Has256 && Avx2.IsSupported && Fma.IsSupported;
    }

    /// <summary>
    /// y[i] = Σ weights[i + k step] x[offsets[i + k step]] for i from 0 to 3, each term rounded with the sum, in the order of k.
    /// </summary>
    [MethodImpl(Compile.Loop)]
    public static void Sum(T* x, long* offsets, T* weights, int count, long step, T* y)
    {
        if (typeof(T) == typeof(float))
        {
            var sum = Vector128<float>.Zero;
            for (; count > 0; count--, offsets += step, weights += step)
                sum = Fma.MultiplyAdd(
                    Vector128.Load((float*)weights), Avx2.GatherVector128((float*)x, Vector256.Load(offsets), sizeof(float)), sum);
            sum.Store((float*)y);
        }
        else
        {
            var sum = Vector256<double>.Zero;
            for (; count > 0; count--, offsets += step, weights += step)
                sum = Fma.MultiplyAdd(
                    Vector256.Load((double*)weights), Avx2.GatherVector256((double*)x, Vector256.Load(offsets), sizeof(double)), sum);
            sum.Store((double*)y);
        }
    }
}

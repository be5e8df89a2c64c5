using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>The sum of all lanes of a vector.</summary>
internal static unsafe class LaneSum<T> where T : unmanaged
{
    /// <summary>The sum, in each lane, of the lanes of a vector in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V128<T> Total<V>(T* lanes) where V : struct, IVector<V, T>
    {
        var sum = V128<T>.Load(lanes);
        for (var i = V128<T>.Count; i < V.Count; i += V128<T>.Count) sum += V128<T>.Load(lanes + i);
        return V128<T>.Fill(Vector128.Sum(Unsafe.BitCast<V128<T>, Vector128<T>>(sum)));
    }
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Tests.Kernels;

/// <summary>Lines of every length around the vectors' ones, with every stride, against one element after the other.</summary>
public unsafe class MapLoopTests
{
    static readonly int[] s_counts = [.. Enumerable.Range(1, 70), 127, 128, 129, 509, 511, 512, 513, 1021, 1031];

    // In elements: lying together, one number, every second, third, and backwards.
    static readonly int[] s_steps = [1, 0, 2, 3, -1, -2];

    readonly struct Mixed : IMap
    {
        public static int Arity => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => a * b + c - d;
    }

    readonly struct Negation : IMap
    {
        public static int Arity => 1;

        public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => -a;
    }

    [Fact]
    public void Bytes() => Check<byte>();

    [Fact]
    public void Shorts() => Check<short>();

    [Fact]
    public void Singles() => Check<float>();

    [Fact]
    public void Doubles() => Check<double>();

    [Fact]
    public void Longs() => Check<long>();

    static void Check<T>() where T : unmanaged, INumber<T>
    {
        var random = new Random(5);
        foreach (var count in s_counts)
        {
            int[] steps = [.. Enumerable.Range(0, 5).Select(k => s_steps[random.Next(s_steps.Length)])];
            if (steps[0] == 0) steps[0] = 1;
            CheckLine<T>(random, count, steps);
            CheckLine<T>(random, count, [1, 1, 1, 1, 1]);
            for (var k = 1; k < 5; k++) CheckLine<T>(random, count, [1, .. Enumerable.Range(1, 4).Select(j => j == k ? 0 : 1)]);
        }
    }

    static void CheckLine<T>(Random random, int count, int[] steps) where T : unmanaged, INumber<T>
    {
        var row = new Row { Count = count };
        var data = new T[5][];
        var starts = new int[5];
        for (var k = 0; k < 5; k++)
        {
            data[k] = [.. Enumerable.Range(0, 3 * count + 8).Select(_ => T.CreateTruncating(random.Next(100)))];
            starts[k] = steps[k] < 0 ? -steps[k] * (count - 1) + 1 : 1;
            row.Steps[k] = steps[k] * sizeof(T);
        }
        var expected = data[0].ToArray();
        T At(int k, int i) => data[k][starts[k] + i * steps[k]];
        for (var i = 0; i < count; i++) expected[starts[0] + i * steps[0]] = unchecked(T.CreateTruncating(At(1, i) * At(2, i)) + At(3, i) - At(4, i));
        fixed (T* y = data[0], a = data[1], b = data[2], c = data[3], d = data[4])
        {
            row.Pointers[0] = (nint)(y + starts[0]);
            row.Pointers[1] = (nint)(a + starts[1]);
            row.Pointers[2] = (nint)(b + starts[2]);
            row.Pointers[3] = (nint)(c + starts[3]);
            row.Pointers[4] = (nint)(d + starts[4]);
            new MapLoop<Mixed, T>(default).Run(row);
        }
        Assert.Equal(expected, data[0]);
    }

    [Fact]
    public void AnInputMayBeTheOutput()
    {
        foreach (var count in s_counts)
        {
            float[] x = [.. Enumerable.Range(1, count + 1).Select(i => (float)i)];
            fixed (float* p = x) MapLoop<Negation, float>.Contiguous(default, p, null, null, null, p, count);
            Assert.Equal([.. Enumerable.Range(1, count).Select(i => (float)-i), count + 1], x);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Adjoint.Cpu.Copying;
using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Tests.Kernels;

/// <summary>Results written past the caches are those written into them, and nothing beside them is touched.</summary>
public sealed unsafe class StreamedWalkTests : IDisposable
{
    const int Margin = 64;

    // Lines too short to be streamed, of one block, of some and of a rest; enough of them for a walk to be shared among threads.
    static readonly long[][] s_shapes =
    [
        [32769], [33 * 1024], [65536 + 511], [40, 1023], [40, 1024], [40, 1025], [40, 1536], [40, 1551], [40, 2048], [20, 2049], [9, 4096], [7, 5, 1030],
    ];

    static readonly long s_usual = CopyBytes.Streams;

    readonly struct Mixed : IMap
    {
        public static int Arity => 3;

        public static bool IsLight => true;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => a * b - c;
    }

    public void Dispose() => CopyBytes.Streams = s_usual;

    [Fact]
    public void Casts()
    {
        Check<float, Half, byte, byte, ConvertRow>(2, new(&ConvertLine<float, Half>.Run));
        Check<float, BFloat16, byte, byte, ConvertRow>(2, new(&ConvertLine<float, BFloat16>.Run));
        Check<Half, float, byte, byte, ConvertRow>(2, new(&ConvertLine<Half, float>.Run));
        Check<float, double, byte, byte, ConvertRow>(2, new(&ConvertLine<float, double>.Run));
        Check<int, byte, byte, byte, ConvertRow>(2, new(&ConvertLine<int, byte>.Run));
    }

    [Fact]
    public void Maps()
    {
        Check<float, float, float, float, MapLoop<Mixed, float>>(4, new(default));
        Check<double, double, double, double, MapLoop<Mixed, double>>(4, new(default));
        Check<short, short, short, short, MapLoop<Mixed, short>>(4, new(default));
    }

    [Fact]
    public void Choices() => Check<bool, float, float, float, WhereRow<float>>(4, default);

    static void Check<TA, TY, TB, TC, TAction>(int operands, TAction action)
        where TA : unmanaged where TY : unmanaged where TB : unmanaged where TC : unmanaged where TAction : struct, IRowAction
    {
        Assert.True(TAction.Streams);
        foreach (var shape in s_shapes)
        {
            // What the inputs' last dimension strides by, and by how many elements the result begins beside a line of the cache.
            foreach (var (stepA, stepB, stepC, beside) in ((int, int, int, int)[])[(1, 1, 1, 0), (1, 1, 0, 1), (2, 0, 1, 15), (1, 2, 1, 3)])
            {
                byte[] Result(long streams)
                {
                    CopyBytes.Streams = streams;
                    var random = new Random(7);
                    var a = Numbers<TA>(random, shape, stepA);
                    var (b, c) = (Numbers<TB>(random, shape, stepB), Numbers<TC>(random, shape, stepC));
                    var y = GC.AllocateArray<TY>((int)Count(shape, 1) + 2 * Margin + 64, pinned: true);
                    fixed (TA* first = a) fixed (TB* second = b) fixed (TC* third = c) fixed (TY* begin = y)
                    {
                        MemoryMarshal.AsBytes(y.AsSpan()).Fill(0xA5);
                        var aligned = (TY*)(((nint)begin + 63) & ~63) + Margin + beside;
                        using (var walk = new Walk(shape, operands))
                        {
                            walk.Operand(0, aligned, shape, Strides(shape, 1), sizeof(TY));
                            walk.Operand(1, first, shape, Strides(shape, stepA), sizeof(TA));
                            if (operands > 2) walk.Operand(2, second, shape, Strides(shape, stepB), sizeof(TB));
                            if (operands > 3) walk.Operand(3, third, shape, Strides(shape, stepC), sizeof(TC));
                            walk.Run(action);
                        }
                        return new Span<byte>(aligned - Margin, (int)(Count(shape, 1) + 2 * Margin - beside) * sizeof(TY)).ToArray();
                    }
                }
                Assert.True(
                    Result(long.MaxValue).AsSpan().SequenceEqual(Result(0)),
                    $"{typeof(TAction)} {string.Join("x", shape)} {stepA} {stepB} {stepC} {beside}");
            }
        }
    }

    static long Count(long[] shape, int step) => step == 0 ? 1 : shape.Aggregate((x, y) => x * y) * step;

    // Of a step of 0 one number for everything.
    static long[] Strides(long[] shape, int step)
    {
        var strides = new long[shape.Length];
        for (var (d, stride) = (shape.Length - 1, (long)step); d >= 0; stride *= shape[d--]) strides[d] = stride;
        return strides;
    }

    static T[] Numbers<T>(Random random, long[] shape, int step) where T : unmanaged
    {
        var numbers = new T[Count(shape, step)];
        for (var i = 0; i < numbers.Length; i++)
        {
            var x = random.Next(-100, 100) / 8f;
            numbers[i] = typeof(T) == typeof(bool) ? (T)(object)(x > 0) : Cpu.Convert.To<float, T>(x);
        }
        return numbers;
    }
}

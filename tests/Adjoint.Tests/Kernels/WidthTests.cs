using System.Text.RegularExpressions;
using Adjoint.Cpu.Simd;

namespace Adjoint.Tests.Kernels;

public unsafe class WidthTests
{
    const int Count = 1024;

    public static TheoryData<string> Functions => [.. LaneFunctions.OfOne, .. LaneFunctions.OfTwo];

    [Theory]
    [InlineData(128)]
    [InlineData(256)]
    public void TheNarrowerVectorsAreTheWidestOneWithAnotherNumber(int width)
    {
        var folder = Path.Combine(RepositoryRoot.Path, "src", "Adjoint", "Cpu", "Simd");
        var derived = Regex.Replace(
            File.ReadAllText(Path.Combine(folder, "V512.cs")), "(?m)^// V128.cs and.*$", "// Written by eng/widths from V512.cs.");
        derived = derived.Replace("512", $"{width}").Replace($"from V{width}.cs", "from V512.cs");
        Assert.Equal(derived, File.ReadAllText(Path.Combine(folder, $"V{width}.cs")));
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void AnElementGivesTheSameBitsAtEveryWidthAndPlace(string function)
    {
        var bits = new Random(1);
        double[] Draw(double[] special) =>
            [.. Enumerable.Range(0, Count).Select(i => i % 8 == 0 ? special[bits.Next(special.Length)]
                : i % 8 == 1 ? BitConverter.Int64BitsToDouble(bits.NextInt64(long.MinValue, long.MaxValue))
                : (bits.NextDouble() - 0.5) * Math.Pow(10, bits.Next(-3, 4)))];
        double[] special = [0, -0.0, 1, -1, 0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 5e-324, 1e-310, 1e-40, 2.5, -7];
        double[] a = Draw(special), b = Draw(special);
        AssertSame<V128<double>, V256<double>, V512<double>, double>(function, a, b);
        AssertSame<V128<float>, V256<float>, V512<float>, float>(function, [.. a.Select(x => (float)x)], [.. b.Select(x => (float)x)]);
    }

    static void AssertSame<V1, V2, V4, T>(string function, T[] a, T[] b)
        where V1 : struct, IVector<V1, T> where V2 : struct, IVector<V2, T> where V4 : struct, IVector<V4, T>
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        T[] narrow = LaneFunctions.Run<V1, T>(function, a, b), middle = LaneFunctions.Run<V2, T>(function, a, b);
        T[] wide = LaneFunctions.Run<V4, T>(function, a, b), shifted = LaneFunctions.Run(function, a[3..^2], b[3..^2]);
        var single = new T[Count];
        for (var i = 0; i < 64; i++) single[i] = LaneFunctions.Run(function, [a[i]], [b[i]])[0];
        for (var i = 0; i < Count; i++)
        {
            var where = $"{function}({a[i]:R}, {b[i]:R})";
            Assert.True(IsSame(narrow[i], middle[i]), where);
            Assert.True(IsSame(narrow[i], wide[i]), where);
            Assert.True(i < 3 || i >= Count - 2 || IsSame(narrow[i], shifted[i - 3]), where);
            Assert.True(i >= 64 || IsSame(narrow[i], single[i]), where);
        }
    }

    // All NaNs are one.
    static bool IsSame<T>(T a, T b) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        T.IsNaN(a) ? T.IsNaN(b) : a == b && T.IsNegative(a) == T.IsNegative(b);

    [Fact]
    public void MasksAreBytesOfZeroAndOne()
    {
        AssertMasks<V128<byte>, byte>();
        AssertMasks<V256<sbyte>, sbyte>();
        AssertMasks<V512<byte>, byte>();
        AssertMasks<V128<short>, short>();
        AssertMasks<V256<short>, short>();
        AssertMasks<V512<short>, short>();
        AssertMasks<V128<float>, float>();
        AssertMasks<V256<int>, int>();
        AssertMasks<V512<float>, float>();
        AssertMasks<V128<double>, double>();
        AssertMasks<V256<long>, long>();
        AssertMasks<V512<double>, double>();
    }

    static void AssertMasks<V, T>() where V : struct, IVector<V, T> where T : unmanaged, System.Numerics.INumber<T>
    {
        var random = new Random(2);
        var source = stackalloc byte[V.Count + 1];
        var stored = stackalloc byte[V.Count + 1];
        var lanes = stackalloc T[V.Count];
        for (var round = 0; round < 20; round++)
        {
            stored[V.Count] = 77;
            for (var i = 0; i < V.Count; i++) source[i] = (byte)(random.Next(2) * random.Next(1, 256));
            var mask = V.LoadMask(source);
            V.StoreMask(mask, stored);
            V.Store(V.Select(mask, V.One, V.Zero), lanes);
            for (var i = 0; i < V.Count; i++)
            {
                Assert.Equal(source[i] == 0 ? 0 : 1, stored[i]);
                Assert.Equal(source[i] == 0 ? T.Zero : T.One, lanes[i]);
            }
            Assert.Equal(77, stored[V.Count]);
        }
    }
}

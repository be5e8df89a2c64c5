using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Adjoint.Tests.Tensors;

public class CastTests
{
    [Theory]
    [InlineData("astype_smoke")]
    [InlineData("astype_full")]
    public void EveryCastGivesWhatNumPyGives(string suite)
    {
        using var lines = new StreamReader(new GZipStream(File.OpenRead(TestFiles.Evidence("numpy-oracle", $"{suite}.jsonl.gz")), CompressionMode.Decompress));
        var (passed, failures) = (0, new List<string>());
        while (lines.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var operand = document.RootElement.GetProperty("operands")[0];
            var expected = document.RootElement.GetProperty("expected");
            if (!TryDType(operand, out var from) || !TryDType(expected, out var to)) continue;
            var cast = Bytes(View(operand, from).To(to).Contiguous());
            if (cast == expected.GetProperty("buffer").GetString()) passed++;
            else failures.Add($"{document.RootElement.GetProperty("id")}: {cast}\n  {line}");
        }
        Assert.True(failures.Count == 0, $"{failures.Count} failed, {passed} passed:\n{string.Join("\n", failures.Take(20))}");
        Assert.True(passed >= 100);
    }

    [Fact]
    public void EveryPairOfTypesCastsInAVectorAsAlone()
    {
        double[] special = [
            0, -0.0, 1, -1, 0.5, -0.5, 127.9, 128, 255, 256, 32768, 65504, 65536, 2147483647, 2147483648, -2147483649, 1e10, -1e10, 1e19, -1e19, 1e-300, 1e300,
            double.NaN, double.PositiveInfinity, double.NegativeInfinity, 16777217, 9007199254740993, 3e-46, 1e-40, 5.96e-8, 2049.0000001];
        From(special);
        From<float>([.. special.Select(x => (float)x)]);
        From<Half>([.. special.Select(x => (Half)x)]);
        From<BFloat16>([.. special.Select(x => (BFloat16)(float)x)]);
        long[] whole = [
            0, 1, -1, 127, 128, -129, 255, 256, 32767, 32768, 65535, int.MaxValue, int.MinValue, 1L << 40, long.MaxValue,
            long.MinValue, 16777217, (1L << 53) + 1];
        From(whole);
        From<int>([.. whole.Select(x => (int)x)]);
        From<short>([.. whole.Select(x => (short)x)]);
        From<sbyte>([.. whole.Select(x => (sbyte)x)]);
        From<byte>([.. whole.Select(x => (byte)x)]);
        From<bool>([.. whole.Select(x => x != 0)]);

        static void From<T>(T[] numbers) where T : unmanaged
        {
            T[] many = [.. numbers, .. numbers, .. numbers];
            for (var count = 0; count < 40; count++) To<T, float>(many[..count]);
            To<T, float>(many);
            To<T, double>(many);
            To<T, Half>(many);
            To<T, BFloat16>(many);
            To<T, long>(many);
            To<T, int>(many);
            To<T, short>(many);
            To<T, sbyte>(many);
            To<T, byte>(many);
            To<T, bool>(many);
        }

        static void To<T, TTo>(T[] numbers) where T : unmanaged where TTo : unmanaged
        {
            var vector = Tensor.From(numbers).ToArray<TTo>();
            TTo[] alone = [.. numbers.Select(Cpu.Convert.To<T, TTo>)];
            for (var i = 0; i < alone.Length; i++)
            {
                var same = MemoryMarshal.AsBytes(alone.AsSpan(i, 1)).SequenceEqual(MemoryMarshal.AsBytes(vector.AsSpan(i, 1)));
                Assert.True(same, $"{numbers[i]} from {typeof(T).Name} to {typeof(TTo).Name}: {vector[i]}, not {alone[i]}");
            }
        }
    }

    [Fact]
    public void EveryHalfBecomesTheSameSingleInAVectorAsAlone()
    {
        Half[] halves = [.. Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))];
        var singles = Tensor.From(halves).ToArray<float>();
        for (var i = 0; i < halves.Length; i++)
            Assert.Equal(BitConverter.SingleToUInt32Bits((float)halves[i]), BitConverter.SingleToUInt32Bits(singles[i]));
    }

    [Fact]
    public void SinglesBecomeTheSameNumberInAVectorAsAlone()
    {
        var random = new Random(1);
        var bits = new uint[1 << 16];
        random.NextBytes(MemoryMarshal.AsBytes(bits.AsSpan()));
        // Around the range of Half, its subnormals and ties, too.
        for (var i = 0; i < bits.Length; i += 2) bits[i] = (bits[i] & 0x8000_3FFF) + (uint)(0x3300_0000 + (i << 12));
        for (var i = 0; i < bits.Length; i += 8) bits[i] &= 0xFFFF_E000;
        for (var i = 0; i < bits.Length; i += 16) bits[i] |= 0x0000_1000;
        float[] singles = [.. bits.Select(BitConverter.UInt32BitsToSingle), 2147483648f, -2147483648f, 65504, 65519.996f, 65520, float.NaN, 0, -0f];
        Check<Half>(value => BitConverter.HalfToUInt16Bits(value));
        Check<BFloat16>(value => value.ToBits());
        Check<int>(value => (uint)value);
        Check<double>(BitConverter.DoubleToUInt64Bits);

        void Check<T>(Func<T, ulong> toBits) where T : unmanaged
        {
            var vector = Tensor.From(singles).ToArray<T>();
            for (var i = 0; i < singles.Length; i++)
                Assert.True(toBits(Cpu.Convert.To<float, T>(singles[i])) == toBits(vector[i]), $"{singles[i]:R} to {typeof(T).Name}: {vector[i]}");
        }
    }

    [Fact]
    public void WholeNumbersAndDoublesBecomeTheSameSingleInAVectorAsAlone()
    {
        Check<byte>([.. Enumerable.Range(0, 256).Select(i => (byte)i)]);
        Check([.. Enumerable.Range(0, 19).Select(i => i % 3 == 0)]);
        Check([int.MinValue, int.MaxValue, 16777217, 16777219, -16777217, 0, 1, -1, 33554433]);
        Check([1e300, -1e300, 1e-300, 0.1, 3e-46, 1.0000000596046448, 65519.9999999, 2049.0000001, double.NaN]);

        static void Check<T>(T[] numbers) where T : unmanaged
        {
            var from = Tensor.From(numbers);
            Assert.Equal(numbers.Select(Cpu.Convert.To<T, float>), from.ToArray<float>());
            Assert.Equal(numbers.Select(Cpu.Convert.To<T, Half>), from.ToArray<Half>());
            Assert.Equal(numbers.Select(Cpu.Convert.To<T, BFloat16>), from.ToArray<BFloat16>());
            Assert.Equal(numbers.Select(Cpu.Convert.To<T, double>), from.ToArray<double>());
        }
    }

    [Fact]
    public void NumbersOutOfRangeBecomeWhatTheyDoOnX86()
    {
        float[] numbers = [300, -1.5f, 3e9f, -3e9f, 1e19f, float.NegativeInfinity, float.NaN];
        Assert.Equal([44, -1, 0, 0, 0, 0, 0], Tensor.From(numbers).ToArray<sbyte>());
        Assert.Equal([44, 255, 0, 0, 0, 0, 0], Tensor.From(numbers).ToArray<byte>());
        Assert.Equal([300, -1, 0, 0, 0, 0, 0], Tensor.From(numbers).ToArray<short>());
        Assert.Equal([300, -1, int.MinValue, int.MinValue, int.MinValue, int.MinValue, int.MinValue], Tensor.From(numbers).ToArray<int>());
        Assert.Equal([300, -1, 3_000_000_000, -3_000_000_000, long.MinValue, long.MinValue, long.MinValue], Tensor.From(numbers).ToArray<long>());
        Assert.Equal([44, 212, 255], Tensor.From([300, -300, -1]).ToArray<byte>());
    }

    static bool TryDType(JsonElement array, out DType dtype) => Enum.TryParse(array.GetProperty("dtype").GetString(), ignoreCase: true, out dtype);

    static long[] Longs(JsonElement array, string name) => [.. array.GetProperty(name).EnumerateArray().Select(size => size.GetInt64())];

    static Tensor View(JsonElement operand, DType dtype)
    {
        var bytes = Convert.FromHexString(operand.GetProperty("buffer").GetString()!);
        var memory = Tensor.Empty([bytes.Length / dtype.ItemSize], dtype);
        bytes.CopyTo(MemoryMarshal.CreateSpan(ref memory.GetPinnableReference(), bytes.Length));
        return memory.Alias(new Layout(Longs(operand, "shape"), Longs(operand, "strides")), operand.GetProperty("offset").GetInt64());
    }

    static string Bytes(Tensor tensor) =>
        Convert.ToHexStringLower(MemoryMarshal.CreateSpan(ref tensor.GetPinnableReference(), (int)tensor.Count * tensor.DType.ItemSize));
}

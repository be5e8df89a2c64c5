using System.Globalization;
using System.IO.Compression;

namespace Adjoint.Tests.Kernels;

public class NumpyMathTests
{
    [Theory]
    [InlineData("arccos", "Acos")]
    [InlineData("arccosh", "Acosh")]
    [InlineData("arcsin", "Asin")]
    [InlineData("arcsinh", "Asinh")]
    [InlineData("arctan", "Atan")]
    [InlineData("arctanh", "Atanh")]
    [InlineData("cos", "Cos")]
    [InlineData("cosh", "Cosh")]
    [InlineData("exp", "Exp")]
    [InlineData("exp2", "Exp2")]
    [InlineData("expm1", "Expm1")]
    [InlineData("log", "Log")]
    [InlineData("log10", "Log10")]
    [InlineData("log1p", "Log1p")]
    [InlineData("log2", "Log2")]
    [InlineData("sin", "Sin")]
    [InlineData("sinh", "Sinh")]
    [InlineData("tan", "Tan")]
    [InlineData("tanh", "Tanh")]
    public void EveryRowOfNumPysTableIsWithinItsBound(string file, string function)
    {
        var path = TestFiles.Evidence("numpy-math", $"umath-validation-set-{file}.csv.gz");
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        List<Row> singles = [], doubles = [];
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            if (cells is not ["np.float32" or "np.float64", _, _, _]) continue;
            (cells[0] == "np.float32" ? singles : doubles).Add(
                new(Hex(cells[1]), Hex(cells[2]), long.Parse(cells[3], CultureInfo.InvariantCulture)));
        }
        Assert.NotEmpty(singles);
        Assert.NotEmpty(doubles);

        var y = LaneFunctions.Run(function, [.. singles.Select(r => BitConverter.Int32BitsToSingle((int)r.Input))]);
        for (var i = 0; i < y.Length; i++)
        {
            var expected = BitConverter.Int32BitsToSingle((int)singles[i].Output);
            var distance = Math.Abs(Order(BitConverter.SingleToInt32Bits(y[i]), int.MinValue) - Order((int)singles[i].Output, int.MinValue));
            Check(singles[i], y[i], expected, distance);
        }
        var z = LaneFunctions.Run(function, [.. doubles.Select(r => BitConverter.Int64BitsToDouble(r.Input))]);
        for (var i = 0; i < z.Length; i++)
        {
            var expected = BitConverter.Int64BitsToDouble(doubles[i].Output);
            var distance = Order(BitConverter.DoubleToInt64Bits(z[i]), long.MinValue) - Order(doubles[i].Output, long.MinValue);
            Check(doubles[i], z[i], expected, Math.Abs(distance));
        }

        void Check(Row row, double value, double expected, long distance) => Assert.True(
            double.IsNaN(expected) ? double.IsNaN(value) : distance <= row.Bound,
            $"{function}(0x{row.Input:x}) = {value:R}, not {expected:R}: {distance} units in the last place");
    }

    static long Hex(string cell) => (long)ulong.Parse(cell.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // Numbers in order, so that neighbours differ by 1.
    static long Order(long bits, long smallest) => bits < 0 ? smallest - bits : bits;

    readonly record struct Row(long Input, long Output, long Bound);
}

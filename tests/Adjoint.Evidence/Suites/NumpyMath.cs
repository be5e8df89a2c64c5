using System.Globalization;

namespace Adjoint.Evidence.Suites;

/// <summary>Elementary functions at hard points: a row passes within the units in the last place that it allows.</summary>
internal static class NumpyMath
{
    static readonly Dictionary<string, Func<Tensor, Tensor>> s_functions = new()
    {
        ["arccos"] = x => x.Acos(),
        ["arccosh"] = x => x.Acosh(),
        ["arcsin"] = x => x.Asin(),
        ["arcsinh"] = x => x.Asinh(),
        ["arctan"] = x => x.Atan(),
        ["arctanh"] = x => x.Atanh(),
        ["cos"] = x => x.Cos(),
        ["cosh"] = x => x.Cosh(),
        ["exp"] = x => x.Exp(),
        ["exp2"] = x => x.Exp2(),
        ["expm1"] = x => x.Expm1(),
        ["log"] = x => x.Log(),
        ["log10"] = x => x.Log10(),
        ["log1p"] = x => x.Log1p(),
        ["log2"] = x => x.Log2(),
        ["sin"] = x => x.Sin(),
        ["sinh"] = x => x.Sinh(),
        ["tan"] = x => x.Tan(),
        ["tanh"] = x => x.Tanh(),
    };

    public static IEnumerable<Case> Cases(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "umath-validation-set-*.csv.gz").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path)["umath-validation-set-".Length..^".csv.gz".Length];
            foreach (var line in Suite.Lines(path))
            {
                if (line.Split(',') is ["np.float32" or "np.float64", _, _, _] cells) yield return new(name, line, () => Check(name, cells));
            }
        }
    }

    static void Check(string name, string[] cells)
    {
        if (!s_functions.TryGetValue(name, out var function)) throw new MissingException("no such operation");
        var (input, output, bound) = (Hex(cells[1]), Hex(cells[2]), long.Parse(cells[3], CultureInfo.InvariantCulture));
        if (cells[0] == "np.float32")
        {
            var y = function(Tensor.From(BitConverter.UInt32BitsToSingle((uint)input))).Item<float>();
            Compare(y, BitConverter.UInt32BitsToSingle((uint)output),
                Order(BitConverter.SingleToInt32Bits(y), int.MinValue) - Order((int)output, int.MinValue), bound);
        }
        else
        {
            var y = function(Tensor.From(BitConverter.UInt64BitsToDouble(input), DType.Float64)).Item();
            Compare(y, BitConverter.UInt64BitsToDouble(output),
                Order(BitConverter.DoubleToInt64Bits(y), long.MinValue) - Order((long)output, long.MinValue), bound);
        }
    }

    static void Compare(double actual, double expected, long distance, long bound)
    {
        if (double.IsNaN(expected) ? !double.IsNaN(actual) : Math.Abs(distance) > bound)
            throw new MismatchException($"expected {expected:R}, got {actual:R}: {Math.Abs(distance)} units in the last place, {bound} allowed");
    }

    static ulong Hex(string cell) => ulong.Parse(cell.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // Numbers in order, so that neighbours differ by 1.
    static long Order(long bits, long smallest) => bits < 0 ? smallest - bits : bits;
}

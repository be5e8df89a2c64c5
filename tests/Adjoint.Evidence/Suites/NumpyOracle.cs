using System.Text.Json;

namespace Adjoint.Evidence.Suites;

/// <summary>
/// Array operations in many memory layouts. PyTorch's rules hold where they differ from NumPy's, and those rows are missing:
/// operands of several types, negative strides, whole numbers divided by zero, numbers that do not fit the type they are
/// cast to. Where NumPy computes whole numbers in a wider or floating type, the operands are converted to it first.
/// </summary>
internal static class NumpyOracle
{
    public static IEnumerable<Case> Cases(string folder) => Suite.Rows(folder).Select(line => line.File.StartsWith("index", StringComparison.Ordinal)
        ? new Case("index", line.Row.GetProperty("id").GetString()!, () => NumpyIndex.Check(line.File, line.Row))
        : new Case(line.Row.GetProperty("op").GetString()!, line.Row.GetProperty("id").GetString()!, () => Check(line.Row)));

    static void Check(JsonElement row)
    {
        var name = row.GetProperty("op").GetString()!;
        if (!NumpyOperations.All.TryGetValue(name, out var operation) && !NumpyStatistics.All.TryGetValue(name, out operation))
            throw new MissingException("no such operation");
        var parameters = new NumpyParameters(row.GetProperty("params"));
        var operands = row.GetProperty("operands").EnumerateArray().Select(Operand).ToArray();
        if (row.TryGetProperty("alias", out var alias) && alias.GetBoolean()) operands = operands.Length == 1 ? [operands[0], operands[0]] : operands;
        if (row.TryGetProperty("expects_throw", out _))
        {
            try
            {
                operation(operands, parameters);
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or NotSupportedException or DivideByZeroException)
            {
                return;
            }
            throw new MissingException("PyTorch does not refuse this");
        }
        var recorded = row.GetProperty("expected");
        var expected = Value.FromHex(
            recorded.GetProperty("buffer").GetString()!, Value.Type(recorded.GetProperty("dtype").GetString()!), Value.Sizes(recorded.GetProperty("shape")));
        CheckRules(name, operands, expected);
        if (name == "count_nonzero" && parameters.Keep) throw new MissingException("the argument keepdims");
        var actual = Evaluate(name, operation, operands, parameters, expected.DType);
        if (actual.DType != expected.DType) throw new MissingException("NumPy's result has another type than PyTorch's");
        if (NumpyOperations.SumsOf(name) is { } bound) Comparison.Check(name, actual, expected, bound(expected.DType));
        else Comparison.CheckUnits(actual, expected, NumpyOperations.Units(name));
    }

    static Tensor Evaluate(string name, Func<Tensor[], NumpyParameters, Tensor> operation, Tensor[] operands, NumpyParameters parameters, DType dtype)
    {
        var isWhole = !operands[0].DType.IsFloatingPoint;
        try
        {
            var actual = operation(operands, parameters);
            if (actual.DType == dtype || !NumpyOperations.Converts(name)) return actual;
        }
        catch (ArgumentException) when (isWhole && dtype.IsFloatingPoint)
        {
            // Means of whole numbers, which PyTorch refuses, NumPy computes in a floating type.
        }
        catch (ArgumentException e) when (operands[0].DType == DType.Bool && e.Message.Contains("Bool", StringComparison.Ordinal))
        {
            throw new MissingException("PyTorch does not compute with Bool");
        }
        return operation(Array.ConvertAll(operands, x => x.To(dtype)), parameters);
    }

    static void CheckRules(string name, Tensor[] operands, Tensor expected)
    {
        if (name is not ("where" or "take" or "put" or "extract" or "compress" or "place") && operands.Any(x => x.DType != operands[0].DType))
            throw new MissingException("operands of several types");
        if (name == "where" && (operands[0].DType != DType.Bool || operands[1].DType != operands[2].DType))
            throw new MissingException("operands of several types");
        if (name is "floor_divide" or "mod" && !operands[0].DType.IsFloatingPoint && operands[1].ToArray<long>().Contains(0))
            throw new MissingException("whole numbers divided by zero");
        if (name == "power" && !operands[0].DType.IsFloatingPoint && operands[1].ToArray<long>().Any(exponent => exponent < 0))
            throw new MissingException("whole numbers to negative powers");
        if (name is "left_shift" or "right_shift" && operands[1].ToArray<long>().Any(shift => shift < 0 || shift >= 8 * operands[0].DType.ItemSize))
            throw new MissingException("shifts beyond the width");
        if (name is "std" or "var" && expected.DType == DType.Float16 && expected.IsInf().Any().Item() != 0)
            throw new MissingException("squares that overflow in Float16, which PyTorch computes in Float32");
        if (name == "astype" && operands[0].DType.IsFloatingPoint && !expected.DType.IsFloatingPoint && expected.DType != DType.Bool
            && !operands[0].ToArray<double>().All(x => Fits(x, expected.DType)))
            throw new MissingException("numbers that do not fit the type");
    }

    static bool Fits(double x, DType dtype)
    {
        var bits = 8 * dtype.ItemSize;
        var (low, high) = dtype == DType.UInt8 ? (0.0, 256.0) : (-Math.ScaleB(1, bits - 1), Math.ScaleB(1, bits - 1));
        return Math.Truncate(x) >= low && Math.Truncate(x) < high;
    }

    internal static Tensor Operand(JsonElement operand)
    {
        var memory = Value.FromHex(
            operand.GetProperty("buffer").GetString()!, Value.Type(operand.GetProperty("dtype").GetString()!), operand.GetProperty("bufferSize").GetInt64());
        return View(memory, operand);
    }

    internal static Tensor View(Tensor memory, JsonElement view)
    {
        var strides = Value.Sizes(view.GetProperty("strides"));
        if (strides.Any(stride => stride < 0)) throw new MissingException("negative strides");
        return memory.Alias(new(Value.Sizes(view.GetProperty("shape")), strides), memory.StorageOffset + view.GetProperty("offset").GetInt64());
    }
}

/// <summary>The parameters of a row.</summary>
internal readonly struct NumpyParameters(JsonElement parameters)
{
    public bool IsNull(string name) => !parameters.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null;

    public int Number(string name) => parameters.GetProperty(name).ValueKind == JsonValueKind.Number
        ? parameters.GetProperty(name).GetInt32()
        : throw new MissingException($"{name} in another form");

    public string Text(string name) => parameters.GetProperty(name).GetString()!;

    public long[] Sizes(string name) => Value.Sizes(parameters.GetProperty(name));

    public JsonElement this[string name] => parameters.GetProperty(name);

    public bool Keep => parameters.TryGetProperty("keepdims", out var keep) && keep.GetBoolean();

    /// <summary>The dimensions to reduce: all where there are none.</summary>
    public int[] Dims(Tensor x) => IsNull("axis") ? [.. Enumerable.Range(0, x.Rank)]
        : parameters.GetProperty("axis").ValueKind == JsonValueKind.Array ? [.. Sizes("axis").Select(size => (int)size)] : [Number("axis")];
}

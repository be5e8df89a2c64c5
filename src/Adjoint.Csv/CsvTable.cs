using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using CsvHelper.Configuration;

namespace Adjoint.Csv;

/// <summary>
/// A table of comma-separated values (RFC 4180) whose first line names the columns: text as it stands in the file, and tensors of
/// its numbers.
/// </summary>
/// <example><code>
/// var table = CsvTable.Read("iris.csv");
/// Tensor x = table.ToTensor(["SepalLength", "SepalWidth"]);
/// var (y, names) = table.ToClasses("Name");
/// </code></example>
public sealed class CsvTable
{
    const int MaxField = 1 << 20;

    CsvTable(string name, IReadOnlyList<string> columns, IReadOnlyList<CsvRow> rows) => (Name, Columns, Rows) = (name, columns, rows);

    /// <summary>The file's name, for messages.</summary>
    public string Name { get; }

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, in the order of the file.</summary>
    public IReadOnlyList<CsvRow> Rows { get; }

    /// <summary>The columns whose first value that is not empty is a number.</summary>
    public IReadOnlyList<string> NumericColumns => [.. Columns.Where(
        (name, i) => Rows.Select(row => row.Cells[i]).FirstOrDefault(cell => cell.Length > 0) is { } first && IsNumber(first, out _))];

    /// <summary>Reads a file; one that ends in <c>.gz</c> is compressed.</summary>
    /// <param name="path">The file's name.</param>
    /// <param name="hasHeader">Whether the first line names the columns; otherwise their names are <c>0</c>, <c>1</c> and so on.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is empty, its first line names no columns or one twice, or a line has another
    /// number of values.</exception>
    public static CsvTable Read(string path, bool hasHeader = true)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path)) throw new IOException($"{path}: is a folder, not a file.");
        if (!File.Exists(path)) throw new FileNotFoundException($"{path}: there is no such file.", path);
        using var stream = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
            ? new GZipStream(stream, CompressionMode.Decompress)
            : (Stream)stream;
        using var reader = new StreamReader(plain);
        return Read(reader, path, hasHeader);
    }

    /// <summary>Reads text.</summary>
    /// <param name="reader">The text.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="hasHeader">Whether the first line names the columns.</param>
    /// <inheritdoc cref="Read(string, bool)" path="/exception"/>
    public static CsvTable Read(TextReader reader, string name = "the table", bool hasHeader = true)
    {
        ArgumentNullException.ThrowIfNull(reader);
        using var parser = new CsvParser(
            reader, new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim, MaxFieldSize = MaxField });
        try
        {
            if (!parser.Read()) throw new InvalidDataException($"{name}: the table is empty.");
            var first = parser.Record!;
            if (!hasHeader)
            {
                string[] numbers = [.. first.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))];
                return new(name, numbers, [new(1, first), .. ReadRows(parser, first.Length, name)]);
            }
            CheckColumns(first, name);
            var rows = ReadRows(parser, first.Length, name);
            return rows.Count > 0
                ? new(name, first, rows)
                : throw new InvalidDataException($"{name}: the table is empty: there is no line below the names of the columns.");
        }
        catch (CsvHelperException e)
        {
            throw new InvalidDataException($"{name}: is not a table of comma-separated values: line {parser.RawRow}: {Reason(e)}", e);
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{name}: is not compressed as its name says: {e.Message}", e);
        }
    }

    /// <summary>The rows in which none of the columns is empty.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public CsvTable WithoutMissing(IEnumerable<string> columns)
    {
        int[] numbers = [.. columns.Select(IndexOf)];
        return new(Name, Columns, [.. Rows.Where(row => numbers.All(column => row.Cells[column].Length > 0))]);
    }

    /// <summary>The numbers of a column.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    /// <exception cref="InvalidDataException">A cell is no finite number; the message names its line.</exception>
    public double[] Numbers(string column)
    {
        var index = IndexOf(column);
        return [.. Rows.Select(row =>
        {
            var cell = row.Cells[index];
            if (!IsNumber(cell, out var number)) throw Invalid(row, column, $"'{cell}' is not a number.");
            return double.IsFinite(number)
                ? number
                : throw Invalid(row, column, $"{cell} cannot be learned from; leave the cell empty to leave the row out.");
        })];
    }

    /// <summary>The numbers of columns, one row of the tensor for each row of the table.</summary>
    /// <param name="columns">The columns in order; all numeric ones if left out.</param>
    /// <param name="dtype">The type of the elements; Float32 if left out.</param>
    /// <returns>A tensor of shape [rows, columns].</returns>
    /// <inheritdoc cref="Numbers" path="/exception"/>
    public Tensor ToTensor(IEnumerable<string>? columns = null, DType dtype = DType.Float32)
    {
        var numbers = (columns ?? NumericColumns).Select(column => Tensor.From(Numbers(column))).ToList();
        return (numbers.Count == 0 ? Tensor.Zeros([Rows.Count, 0], DType.Float64) : Tensor.Stack([.. numbers], dim: 1)).To(dtype);
    }

    /// <summary>
    /// The different values of a column, numbers in their order and texts in that of their characters, and for each row which it has.
    /// </summary>
    /// <returns>An Int64 tensor of shape [rows], and the names of the classes.</returns>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public (Tensor Labels, IReadOnlyList<string> Names) ToClasses(string column)
    {
        var index = IndexOf(column);
        var values = Rows.Select(row => row.Cells[index]).Distinct().ToList();
        string[] names = values.TrueForAll(value => IsNumber(value, out _))
            ? [.. values.OrderBy(value => double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture))]
            : [.. values.Order(StringComparer.Ordinal)];
        var labels = names.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => (long)pair.number);
        return (Tensor.From<long>([.. Rows.Select(row => labels[row.Cells[index]])]), names);
    }

    /// <summary>The place of a column.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i] == column) return i;
        }
        throw new KeyNotFoundException($"{Name}: there is no column '{column}'; there are {string.Join(", ", Columns)}.");
    }

    static string Reason(CsvHelperException e) => e switch
    {
        BadDataException => "a quotation mark stands within a value, or one is missing at its end.",
        MaxFieldSizeException => $"a value has more than {MaxField} characters.",
        _ => e.Message.Split('\n')[0].TrimEnd(),
    };

    static void CheckColumns(string[] columns, string name)
    {
        if (columns.CountBy(column => column).FirstOrDefault(column => column.Value > 1).Key is { } twice)
            throw new InvalidDataException($"{name}: two columns are named '{twice}'.");
        if (columns.All(column => IsNumber(column, out _)))
            throw new InvalidDataException($"{name}: the first line is all numbers; it must name the columns.");
    }

    static List<CsvRow> ReadRows(CsvParser parser, int columns, string name)
    {
        var rows = new List<CsvRow>();
        for (var line = parser.RawRow + 1; parser.Read(); line = parser.RawRow + 1)
        {
            var cells = parser.Record!;
            if (cells.Length != columns)
                throw new InvalidDataException($"{name}: line {line} has {cells.Length} values, but there are {columns} columns.");
            rows.Add(new(line, cells));
        }
        return rows;
    }

    InvalidDataException Invalid(CsvRow row, string column, string problem) =>
        new($"{Name}: line {row.Line}, column '{column}': {problem}");

    static bool IsNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}

/// <summary>A row of a table.</summary>
/// <param name="Line">The line of the file it begins in, counted from 1.</param>
/// <param name="Cells">Its values.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);

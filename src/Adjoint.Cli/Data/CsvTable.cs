using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using CsvHelper.Configuration;

namespace Adjoint.Cli.Data;

/// <summary>A table as it stands in a file: names of columns, and rows of text.</summary>
internal sealed class CsvTable
{
    CsvTable(string file, string[] columns, List<(int Line, string[] Cells)> rows) => (File, Columns, Rows) = (file, columns, rows);

    public string File { get; }

    public string[] Columns { get; }

    /// <summary>The cells of every row, and the line of the file it begins in.</summary>
    public List<(int Line, string[] Cells)> Rows { get; }

    public static CsvTable Read(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : (Stream)stream;
            using var reader = new StreamReader(plain);
            return Read(path, reader);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CliException($"{path}: there is no such file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
        {
            throw new CliException($"{path}: cannot be read: {e.Message}");
        }
        catch (CsvHelperException e)
        {
            throw new CliException($"{path}: is not a table of comma-separated values: {e.Message.Split('\n')[0].TrimEnd()}");
        }
    }

    public static CsvTable Read(string path, TextReader reader)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { TrimOptions = TrimOptions.Trim, MaxFieldSize = 1 << 20 };
        using var parser = new CsvParser(reader, configuration);
        if (!parser.Read()) throw new CliException($"{path}: the table is empty.");
        var columns = parser.Record!;
        if (columns.FirstOrDefault(name => columns.Count(other => other == name) > 1) is { } twice)
            throw new CliException($"{path}: two columns are named '{twice}'.");
        if (columns.All(name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            throw new CliException($"{path}: the first line is all numbers; it must name the columns.");
        var rows = new List<(int, string[])>();
        while (true)
        {
            var line = parser.RawRow + 1;
            if (!parser.Read()) break;
            var cells = parser.Record!;
            if (cells.Length != columns.Length)
                throw new CliException($"{path}: line {line} has {cells.Length} values, but there are {columns.Length} columns.");
            rows.Add((line, cells));
        }
        if (rows.Count == 0) throw new CliException($"{path}: the table is empty: there is no line below the names of the columns.");
        return new(path, columns, rows);
    }

    public int Column(string name)
    {
        var index = Array.IndexOf(Columns, name);
        return index >= 0 ? index : throw new CliException($"{File}: there is no column '{name}'; there are {string.Join(", ", Columns)}.");
    }
}

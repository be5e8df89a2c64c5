using System.Globalization;

namespace Adjoint.Cli.Data;

/// <summary>Turns columns of text into numbers.</summary>
internal sealed class ColumnReader(CsvTable table)
{
    /// <summary>The columns whose first value is a number.</summary>
    public int[] NumericColumns(int except) => [.. Enumerable.Range(0, table.Columns.Length).Where(column =>
        column != except && table.Rows.Select(row => row.Cells[column]).FirstOrDefault(cell => cell.Length > 0) is { } first && TryParse(first, out _))];

    /// <summary>The rows in which no value of the columns is missing.</summary>
    public (int Line, string[] Cells)[] CompleteRows(int[] columns) => [.. table.Rows.Where(row => columns.All(column => row.Cells[column].Length > 0))];

    public double[] Numbers(int column, (int Line, string[] Cells)[] rows) => Array.ConvertAll(rows, row =>
    {
        var cell = row.Cells[column];
        if (!TryParse(cell, out var number))
            throw new CliException($"{table.File}: line {row.Line}, column '{table.Columns[column]}': '{cell}' is not a number{Hint(column)}.");
        return double.IsFinite(number)
            ? number
            : throw new CliException($"{table.File}: line {row.Line}, column '{table.Columns[column]}': {cell} cannot be learned from; leave the cell empty to leave the row out.");
    });

    /// <summary>Numbers for the different values of a column, in their order.</summary>
    public double[] Classes(int column, (int Line, string[] Cells)[] rows, out string[] classes)
    {
        var names = rows.Select(row => row.Cells[column]).Distinct().ToArray();
        classes = names.All(name => TryParse(name, out _))
            ? [.. names.OrderBy(name => double.Parse(name, NumberStyles.Float, CultureInfo.InvariantCulture))]
            : [.. names.Order(StringComparer.Ordinal)];
        if (classes.Length < 2 || classes.Length > 1000)
            throw new CliException($"{table.File}: column '{table.Columns[column]}' has {classes.Length} different value(s); cross-entropy needs 2 to 1000 classes.");
        var numbers = classes.Select((name, number) => (name, number)).ToDictionary(pair => pair.name, pair => (double)pair.number);
        return Array.ConvertAll(rows, row => numbers[row.Cells[column]]);
    }

    string Hint(int column) => table.Rows.Any(row => TryParse(row.Cells[column], out _)) ? "" : "; the column is text: for classes use --loss cross-entropy";

    static bool TryParse(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
}

using System.Globalization;

namespace Adjoint.Cli.Output;

/// <summary>A small picture of numbers over time, drawn with Braille dots: two columns and four rows of them to a character.</summary>
internal static class LossCurve
{
    const int Width = 60;
    const int Height = 8;

    // The bits of a Braille character by row and column of its dots.
    static readonly int[,] Dots = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    /// <summary>The lines of the picture, in a logarithmic scale where all numbers are positive.</summary>
    public static IEnumerable<string> Draw(double[] losses)
    {
        if (losses.Length < 2) yield break;
        var isLog = losses.All(loss => loss > 0);
        var heights = losses.Select(loss => isLog ? Math.Log10(loss) : loss).ToArray();
        var (low, high) = (heights.Min(), heights.Max());
        if (high == low) yield break;

        var cells = new int[Height, Width];
        for (var x = 0; x < 2 * Width; x++)
        {
            var at = (double)x / (2 * Width - 1) * (losses.Length - 1);
            var y = (int)Math.Round((high - heights[(int)Math.Round(at)]) / (high - low) * (4 * Height - 1));
            cells[y / 4, x / 2] |= Dots[y % 4, x % 2];
        }
        for (var row = 0; row < Height; row++)
        {
            var label = row == 0 ? Number(losses.Max()) : row == Height - 1 ? Number(losses.Min()) : "";
            yield return $"{label,10} │{string.Concat(Enumerable.Range(0, Width).Select(column => (char)(0x2800 + cells[row, column])))}";
        }
        yield return $"{"loss",10} └{new string('─', Width)} epoch {losses.Length}";
    }

    static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Adjoint.Cpu;

/// <summary>The sizes of the first processor's data caches in bytes, as Linux tells them; elsewhere what is common.</summary>
internal static class CacheSizes
{
    public static readonly long L2 = Read(2) ?? 512 << 10;

    /// <summary>The last cache, which the cores share; without one, the second.</summary>
    public static readonly long L3 = Math.Max(Read(3) ?? 8 << 20, L2);

    static long? Read(int level)
    {
        for (var index = 0; index < 8; index++)
        {
            var folder = $"/sys/devices/system/cpu/cpu0/cache/index{index}/";
            if (Line(folder + "level") != level.ToString(CultureInfo.InvariantCulture) || Line(folder + "type") == "Instruction") continue;
            if (Line(folder + "size") is { } size && size.EndsWith('K')
                && long.TryParse(size.AsSpan()[..^1], out var kilobytes) && kilobytes >= 8)
                return kilobytes << 10;
        }
        return null;
    }

    static string? Line(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

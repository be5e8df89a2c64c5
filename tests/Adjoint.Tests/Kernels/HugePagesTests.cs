using System.Globalization;
using System.IO.MemoryMappedFiles;
using Adjoint.Cpu;
using Adjoint.Cpu.Buffers;

namespace Adjoint.Tests.Kernels;

/// <summary>Large memory is backed by large pages where Linux gives them: it marks what was asked for.</summary>
public unsafe class HugePagesTests
{
    const string Maps = "/proc/self/smaps", Mark = " hg";

    static bool CanTell =>
        File.Exists("/sys/kernel/mm/transparent_hugepage/enabled") && File.ReadLines(Maps).Any(line => line.StartsWith("VmFlags:"));

    [Fact]
    public void LargeBuffersAndScratchMemoryAreAskedFor()
    {
        Assert.SkipUnless(CanTell, "This system does not tell which memory was asked for.");
        var buffer = BufferPool.Rent<float>(5 * HugePages.Least / sizeof(float), zeroed: false);
        fixed (float* pointer = (float[])buffer.Array) Assert.True(IsMarked((nint)pointer + (nint)HugePages.Least));
        using var scratch = new Scratch<byte>(40 * HugePages.Least);
        Assert.True(IsMarked((nint)scratch.Pointer + (nint)HugePages.Least));
        buffer.Return();
    }

    [Fact]
    public void SmallMemoryIsNot()
    {
        Assert.SkipUnless(CanTell, "This system does not tell which memory was asked for.");
        using var file = MemoryMappedFile.CreateNew(null, 2 * HugePages.Least);
        using var view = file.CreateViewAccessor();
        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        HugePages.Ask(pointer, HugePages.Least - 1);
        Assert.False(IsMarked((nint)pointer + (nint)HugePages.Least / 2));
        HugePages.Ask(pointer, HugePages.Least);
        Assert.True(IsMarked((nint)pointer + (nint)HugePages.Least / 2));
        view.SafeMemoryMappedViewHandle.ReleasePointer();
    }

    // The line of a mapping begins with its first address and the one behind its last; its flags come some lines later.
    static bool IsMarked(nint address)
    {
        var isWithin = false;
        foreach (var line in File.ReadLines(Maps))
        {
            if (isWithin && line.StartsWith("VmFlags:")) return line.Contains(Mark, StringComparison.Ordinal);
            var ends = line.Split(' ')[0].Split('-');
            if (ends.Length == 2 && Address(ends[0]) is { } from && Address(ends[1]) is { } to) isWithin = from <= address && address < to;
        }
        return false;
    }

    static nint? Address(string text) => nint.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var address) ? address : null;
}

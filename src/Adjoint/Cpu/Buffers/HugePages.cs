using System.Runtime.InteropServices;

namespace Adjoint.Cpu.Buffers;

/// <summary>
/// Asks Linux to back large memory with pages of 2 MB, where it gives them to those who ask. Reading at random and across rows
/// then misses the processor's table of pages much less often.
/// </summary>
internal static unsafe class HugePages
{
    /// <summary>From this many bytes on memory is worth asking for: there is a whole page in it wherever it begins.</summary>
    public const long Least = 4 << 20;

    const int MadviseHugePage = 14;

    static readonly delegate* unmanaged<void*, nuint, int, int> s_advise = Find();

    /// <summary>Asks for fresh memory; whether it is granted makes no difference but speed.</summary>
    public static void Ask(void* start, long bytes)
    {
        if (bytes < Least || s_advise == null) return;
        var page = (nuint)Environment.SystemPageSize;
        nuint from = ((nuint)start + page - 1) / page * page, to = ((nuint)start + (nuint)bytes) / page * page;
        s_advise((void*)from, to - from, MadviseHugePage);
    }

    static delegate* unmanaged<void*, nuint, int, int> Find() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryGetExport(NativeLibrary.GetMainProgramHandle(), "madvise", out var advise)
            ? (delegate* unmanaged<void*, nuint, int, int>)advise
            : null;
}

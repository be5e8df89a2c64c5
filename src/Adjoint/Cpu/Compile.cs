using System.Runtime.CompilerServices;

namespace Adjoint.Cpu;

/// <summary>How methods are to be compiled.</summary>
internal static class Compile
{
    /// <summary>
    /// A loop that takes the time: by itself, and at full speed at once. What a compiler inlines into one method is limited by the size
    /// of that method, so a loop that came into a small one would leave its own operations as calls, at a tenth of the speed.
    /// </summary>
    public const MethodImplOptions Loop = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;
}

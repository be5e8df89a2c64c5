using System.Runtime.CompilerServices;

namespace Adjoint;

/// <summary>Single elements of a tensor as plain numbers, for text.</summary>
internal static class Elements
{
    /// <summary>The elements at the given distances from the first one in memory.</summary>
    public static Scalar[] Read(Tensor tensor, ReadOnlySpan<long> offsets)
    {
        var numbers = new Scalar[offsets.Length];
        var read = new ReadAction { Tensor = tensor, Offsets = offsets.ToArray(), Numbers = numbers };
        if (numbers.Length > 0) tensor.DType.Run(ref read);
        return numbers;
    }

    struct ReadAction : IDTypeAction
    {
        public required Tensor Tensor;
        public required long[] Offsets;
        public required Scalar[] Numbers;

        public readonly void Run<T>() where T : unmanaged
        {
            ref var first = ref Unsafe.As<byte, T>(ref Tensor.GetPinnableReference());
            for (var i = 0; i < Offsets.Length; i++) Numbers[i] = Number(Unsafe.Add(ref first, (nint)Offsets[i]));
        }

        readonly Scalar Number<T>(T value) where T : unmanaged =>
            Tensor.DType.IsFloatingPoint ? Cpu.Convert.To<T, double>(value)
            : Tensor.DType == DType.Bool ? Cpu.Convert.To<T, bool>(value)
            : Cpu.Convert.To<T, long>(value);
    }
}

using Adjoint.Cpu.Copying;
using Adjoint.Cpu.Loops;

namespace Adjoint.Ops;

internal static unsafe partial class Elementwise
{
    /// <summary>Copies elements, which broadcast to the output, and converts them to its type.</summary>
    public static void Convert(Tensor output, Tensor input)
    {
        if (output.DType == input.DType)
        {
            Copy(output, input);
            return;
        }
        var from = new ConvertFrom { Output = output, Input = input };
        input.DType.Run(ref from);
    }

    /// <summary>Copies elements of one type, which broadcast to the output.</summary>
    static void Copy(Tensor output, Tensor input)
    {
        if (output.Count <= Direct && output.Count == input.Count && output.IsContiguous && input.IsContiguous)
        {
            var bytes = output.Count * output.DType.ItemSize;
            fixed (byte* to = output, from = input) Buffer.MemoryCopy(from, to, bytes, bytes);
            return;
        }
        switch (output.DType.ItemSize)
        {
            case 1: Copy<byte>(output, input); break;
            case 2: Copy<ushort>(output, input); break;
            case 4: Copy<uint>(output, input); break;
            default: Copy<ulong>(output, input); break;
        }
    }

    static void Copy<T>(Tensor output, Tensor input) where T : unmanaged
    {
        var sizes = output.Layout.Sizes;
        fixed (byte* to = output, from = input) StridedCopy<T>.Run(to, output.Strides, from, input.Layout.StridesFor(sizes), sizes);
    }

    struct ConvertFrom : IDTypeAction
    {
        public Tensor Output;
        public Tensor Input;

        public readonly void Run<T>() where T : unmanaged
        {
            var to = new ConvertTo<T> { Output = Output, Input = Input };
            Output.DType.Run(ref to);
        }
    }

    struct ConvertTo<TFrom> : IDTypeAction where TFrom : unmanaged
    {
        public Tensor Output;
        public Tensor Input;

        public readonly void Run<T>() where T : unmanaged => Walk(Output, Input, new ConvertRow(&ConvertLine<TFrom, T>.Run));
    }
}

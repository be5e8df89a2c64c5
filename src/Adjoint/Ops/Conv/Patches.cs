using Adjoint.Cpu.Conv;

namespace Adjoint.Ops;

/// <summary>Where the patches lie that a kernel of two dimensions sees: height and width.</summary>
internal readonly record struct Patches(ConvAxis Height, ConvAxis Width)
{
    public long Count => Height.Output * Width.Output;

    public long KernelCount => Height.Kernel * Width.Kernel;

    /// <exception cref="ArgumentException">A size is not positive, or no patch fits.</exception>
    public static Patches Of(string name, long[] image, Sizes kernel, Sizes dilation, Sizes padding, Sizes stride)
    {
        long[] kernels = kernel.Expand(2, name, "kernelSize"), dilations = dilation.Expand(2, name, "dilation");
        long[] pads = padding.Expand(2, name, "padding"), strides = stride.Expand(2, name, "stride");
        ConvCheck.Positive(name, "kernelSize", kernels);
        ConvCheck.Positive(name, "dilation", dilations);
        ConvCheck.Positive(name, "stride", strides);
        if (pads.Any(pad => pad < 0)) throw new ArgumentException($"{name}: padding cannot be negative, and is {padding}.");
        ConvAxis Axis(int i)
        {
            var room = image[i] + 2 * pads[i] - dilations[i] * (kernels[i] - 1) - 1;
            if (room < 0) throw new ArgumentException(
                $"{name}: the kernel covers {dilations[i] * (kernels[i] - 1) + 1} along spatial dimension {i}, " +
                $"and the padded image has {image[i] + 2 * pads[i]}.");
            return new(image[i], room / strides[i] + 1, kernels[i], strides[i], pads[i], dilations[i]);
        }
        return new(Axis(0), Axis(1));
    }

    public void Run(Tensor source, Tensor target, bool isFold)
    {
        var action = new Action { Source = source.Ready(), Target = target, Patches = this, IsFold = isFold };
        target.DType.Run(ref action);
    }

    unsafe struct Action : IDTypeAction
    {
        public Tensor Source, Target;
        public Patches Patches;
        public bool IsFold;

        public static DTypeSet Types => DTypeSet.Floating;

        public readonly void Run<T>() where T : unmanaged
        {
            var planes = (IsFold ? Target : Source).Count / (Patches.Height.Input * Patches.Width.Input);
            fixed (byte* source = Source, target = Target)
            {
                if (IsFold) PatchMatrix<T>.Fold(Patches.Height, Patches.Width, (T*)source, (T*)target, planes);
                else PatchMatrix<T>.Unfold(Patches.Height, Patches.Width, (T*)source, (T*)target, planes);
            }
        }
    }
}

using Adjoint.Cpu.Simd;

namespace Adjoint.Cpu.Conv;

/// <summary>
/// The three products of a convolution: its output, the gradient of its input (which is what a transposed convolution computes),
/// and the gradient of its weight. All arrays are contiguous.
/// </summary>
internal static unsafe class ConvKernel<T> where T : unmanaged
{
    /// <summary>y = bias + weight * x; a bias of null is 0.</summary>
    public static void Forward(in ConvShape shape, T* x, T* weight, T* bias, T* y)
    {
        if (Isa.Has512) Width<V512<T>>.Forward(shape, x, weight, bias, y);
        else if (Isa.Has256) Width<V256<T>>.Forward(shape, x, weight, bias, y);
        else Width<V128<T>>.Forward(shape, x, weight, bias, y);
    }

    /// <summary>x = bias + the sum, for each input, over the outputs that read it, of their y times the weight they read it with.</summary>
    public static void Input(in ConvShape shape, T* y, T* weight, T* bias, T* x)
    {
        if (Isa.Has512) Width<V512<T>>.Input(shape, y, weight, bias, x);
        else if (Isa.Has256) Width<V256<T>>.Input(shape, y, weight, bias, x);
        else Width<V128<T>>.Input(shape, y, weight, bias, x);
    }

    /// <summary>For each element of the weight, the sum of y times what that element read of x.</summary>
    public static void Weight(in ConvShape shape, T* x, T* y, T* weight)
    {
        var elements = shape.Groups * shape.Outputs * shape.Inputs * shape.Taps;
        if (elements * shape.Batch * shape.OutputPixels == 0) Clear(weight, elements);
        else if (Isa.Has512) Width<V512<T>>.Weight(shape, x, y, weight);
        else if (Isa.Has256) Width<V256<T>>.Weight(shape, x, y, weight);
        else Width<V128<T>>.Weight(shape, x, y, weight);
    }

    static void Clear(T* target, long count)
    {
        for (long i = 0; i < count; i++) target[i] = default;
    }

    static class Width<V> where V : struct, IVector<V, T>
    {
        public static void Forward(in ConvShape shape, T* x, T* weight, T* bias, T* y)
        {
            var conv = SampledConv<T>.Forward(shape.Flat, x, weight, bias, y);
            if (ConvPath.UsesPatches(conv))
            {
                PatchProduct<T, V>.Forward(conv);
                return;
            }
            var phase = new ProductPhase<T>(conv);
            Run(&phase, 1);
        }

        public static void Input(in ConvShape shape, T* y, T* weight, T* bias, T* x)
        {
            var flat = shape.Flat;
            var conv = SampledConv<T>.Forward(flat, x, weight, bias, y);
            if (ConvPath.UsesPatches(conv))
            {
                PatchProduct<T, V>.Input(conv);
                return;
            }
            using var phases = new Scratch<ProductPhase<T>>(flat.Phases);
            var count = 0;
            for (long d = 0; d < flat.Depth.Phases; d++)
            {
                for (long h = 0; h < flat.Height.Phases; h++)
                {
                    for (long w = 0; w < flat.Width.Phases; w++)
                        phases.Pointer[count++] = new(SampledConv<T>.Backward(flat, y, weight, bias, x, d, h, w));
                }
            }
            Run(phases.Pointer, count);
        }

        public static void Weight(in ConvShape shape, T* x, T* y, T* weight)
        {
            var conv = SampledConv<T>.Forward(shape, x, weight, null, y);
            if (ConvPath.UsesDepthwise(shape.Inputs, shape.Outputs))
            {
                if (ConvPath.IsThree(conv)) DepthwiseThreeWeight<T, V>.Run(conv);
                else DepthwiseWeight<T, V>.Run(shape, x, y, weight);
            }
            else if (ConvPath.UsesWinogradWeight(conv)) WinogradWeight<T, V>.Run(shape, x, y, weight);
            else if (ConvPath.UsesPatches(conv)) PatchProduct<T, V>.Weight(conv);
            else WeightGradient<T, V>.Run(shape, x, y, weight);
        }

        static void Run(ProductPhase<T>* phases, int count)
        {
            var conv = phases->Conv;
            if (conv.Batch * conv.Groups * conv.Targets * conv.TargetSize == 0) return;
            if (conv.Sources > 0 && conv.SourceSize > 0 && UsesProduct(conv)) ConvProduct<T, V>.Run(phases, count);
            else if (conv.SourceSize > 0 && DepthwisePairs<T, V>.CanRun(phases, count)) DepthwisePairs<T, V>.Run(phases, count);
            else
            {
                for (var i = 0; i < count; i++) Run(phases[i].Conv);
            }
        }

        static bool UsesProduct(in SampledConv<T> conv) =>
            !ConvPath.UsesDepthwise(conv.Sources, conv.Targets) && !ConvPath.UsesFewTargets(conv.Targets) && !ConvPath.UsesWinograd(conv);

        static void Run(in SampledConv<T> conv)
        {
            if (conv.Terms == 0 || conv.SourceSize == 0) BiasFill<T>.Run(conv);
            else if (ConvPath.UsesDepthwise(conv.Sources, conv.Targets))
            {
                if (ConvPath.IsThree(conv)) DepthwiseThree<T, V>.Run(conv);
                else Depthwise<T, V>.Run(conv);
            }
            else if (ConvPath.UsesFewTargets(conv.Targets)) FewTargets<T, V>.Run(conv);
            else Winograd<T, V>.Run(conv);
        }
    }
}

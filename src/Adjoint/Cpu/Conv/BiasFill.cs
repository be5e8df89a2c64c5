namespace Adjoint.Cpu.Conv;

/// <summary>Results that read nothing: each is its channel's bias.</summary>
internal static unsafe class BiasFill<T> where T : unmanaged
{
    public static void Run(in SampledConv<T> conv)
    {
        for (long image = 0; image < conv.Batch; image++)
        {
            for (long channel = 0; channel < conv.Groups * conv.Targets; channel++)
            {
                var target = conv.TargetChannel(image, 0, channel);
                var bias = conv.BiasOf(0, channel);
                for (long d = 0; d < conv.Depth.Count; d++)
                {
                    for (long h = 0; h < conv.Height.Count; h++)
                    {
                        for (long w = 0; w < conv.Width.Count; w++) target[conv.TargetPlace(d, h, w)] = bias;
                    }
                }
            }
        }
    }
}

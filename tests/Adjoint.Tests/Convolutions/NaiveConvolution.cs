namespace Adjoint.Tests.Convolutions;

/// <summary>A convolution by its definition, over images, in double precision.</summary>
internal sealed record NaiveConvolution(long Stride, long Padding, long Dilation, long Groups)
{
    /// <summary>The output's elements in row-major order.</summary>
    public double[] Forward(Tensor x, Tensor weight, Tensor? bias)
    {
        double[] input = x.ToArray<double>(), kernel = weight.ToArray<double>();
        var output = bias is null ? new double[x.Size(0) * weight.Size(0) * Height(x, weight) * Width(x, weight)] : Bias(x, weight, bias.ToArray<double>());
        Each(x, weight, (i, k, o) => output[o] += input[i] * kernel[k]);
        return output;
    }

    /// <summary>The gradient of the input, given that of the output.</summary>
    public double[] Input(Tensor x, Tensor weight, Tensor g)
    {
        double[] result = new double[x.Count], kernel = weight.ToArray<double>(), gradient = g.ToArray<double>();
        Each(x, weight, (i, k, o) => result[i] += gradient[o] * kernel[k]);
        return result;
    }

    /// <summary>The gradient of the weight, given that of the output.</summary>
    public double[] Weight(Tensor x, Tensor weight, Tensor g)
    {
        double[] result = new double[weight.Count], input = x.ToArray<double>(), gradient = g.ToArray<double>();
        Each(x, weight, (i, k, o) => result[k] += gradient[o] * input[i]);
        return result;
    }

    public long Height(Tensor x, Tensor weight) => (x.Size(2) + 2 * Padding - Dilation * (weight.Size(2) - 1) - 1) / Stride + 1;

    public long Width(Tensor x, Tensor weight) => (x.Size(3) + 2 * Padding - Dilation * (weight.Size(3) - 1) - 1) / Stride + 1;

    double[] Bias(Tensor x, Tensor weight, double[] bias)
    {
        var pixels = Height(x, weight) * Width(x, weight);
        return [.. Enumerable.Range(0, (int)(x.Size(0) * bias.Length * pixels)).Select(i => bias[i / pixels % bias.Length])];
    }

    // Every multiplication there is: the places of the input, the weight and the output.
    void Each(Tensor x, Tensor weight, Action<long, long, long> visit)
    {
        long height = Height(x, weight), width = Width(x, weight), outputs = weight.Size(0), inputs = weight.Size(1);
        for (long n = 0; n < x.Size(0); n++)
            for (long o = 0; o < outputs; o++)
                for (long c = 0; c < inputs; c++)
                    for (long r = 0; r < weight.Size(2); r++)
                        for (long s = 0; s < weight.Size(3); s++)
                            for (long h = 0; h < height; h++)
                                for (long w = 0; w < width; w++)
                                {
                                    long y = h * Stride - Padding + r * Dilation, z = w * Stride - Padding + s * Dilation;
                                    if (y < 0 || z < 0 || y >= x.Size(2) || z >= x.Size(3)) continue;
                                    var channel = n * x.Size(1) + o / (outputs / Groups) * inputs + c;
                                    visit(
                                        (channel * x.Size(2) + y) * x.Size(3) + z, ((o * inputs + c) * weight.Size(2) + r) * weight.Size(3) + s,
                                        ((n * outputs + o) * height + h) * width + w);
                                }
    }
}

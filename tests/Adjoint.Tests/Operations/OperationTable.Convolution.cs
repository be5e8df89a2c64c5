using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> Convolutions =>
    [
        Convolved("Conv1d", t => F.Conv1d(t[0], t[1], t[2], stride: 2, padding: 1, dilation: 2, groups: 2), [2, 4, 9], [6, 2, 3], 6),
        Convolved("Conv1d unbatched", t => F.Conv1d(t[0], t[1], t[2]), [2, 5], [3, 2, 2], 3),
        Convolved("Conv2d", t => F.Conv2d(t[0], t[1], t[2], padding: (1, 2)), [2, 3, 5, 6], [4, 3, 3, 3], 4),
        Convolved("Conv2d stride", t => F.Conv2d(t[0], t[1], t[2], (2, 3), (0, 1)), [2, 2, 7, 6], [3, 2, 2, 3], 3),
        Convolved("Conv2d same", t => F.Conv2d(t[0], t[1], t[2], padding: ConvPadding.Same), [1, 2, 4, 5], [3, 2, 2, 3], 3),
        Convolved("Conv2d depthwise", t => F.Conv2d(t[0], t[1], t[2], padding: 1, groups: 3), [2, 3, 5, 6], [3, 1, 3, 3], 3),
        Convolved("Conv2d depthwise stride", t => F.Conv2d(t[0], t[1], t[2], 2, 1, groups: 3), [1, 3, 7, 6], [3, 1, 3, 3], 3),
        Convolved("Conv2d pointwise", t => F.Conv2d(t[0], t[1], t[2]), [2, 5, 3, 4], [7, 5, 1, 1], 7),
        Convolved("Conv3d", t => F.Conv3d(t[0], t[1], t[2], 2, 1), [1, 2, 3, 4, 5], [2, 2, 2, 3, 2], 2),
        Convolved(
            "ConvTranspose1d", t => F.ConvTranspose1d(t[0], t[1], t[2], stride: 3, padding: 1, outputPadding: 1, groups: 2, dilation: 2),
            [2, 4, 4], [4, 3, 3], 6),
        Convolved("ConvTranspose2d", t => F.ConvTranspose2d(t[0], t[1], t[2], 2, 1, (0, 1)), [1, 3, 3, 4], [3, 2, 3, 2], 2),
        Convolved("ConvTranspose2d wide", t => F.ConvTranspose2d(t[0], t[1], t[2], 3), [1, 2, 3, 2], [2, 2, 2, 1], 2),
        Convolved("ConvTranspose3d", t => F.ConvTranspose3d(t[0], t[1], t[2], (1, 2, 1)), [1, 2, 2, 2, 3], [2, 1, 2, 2, 2], 1),
        new("Pad", t => F.Pad(t[0], [1, 2, -1, 0], value: 3), d => [d.Uniform([3, 4])], d => [d.Uniform([2, 3, 0])]) { Integers = Integers.Kept },
        new("Pad reflect", t => F.Pad(t[0], [2, 1, 0, 1], PaddingMode.Reflect), d => [d.Uniform([1, 2, 3])]) { Integers = Integers.Kept },
        new("Pad replicate", t => F.Pad(t[0], [2, 5], PaddingMode.Replicate), d => [d.Uniform([2, 3])]) { Integers = Integers.Kept },
        new("Pad circular", t => F.Pad(t[0], [3, 1], PaddingMode.Circular), d => [d.Uniform([2, 3])]) { Integers = Integers.Kept },
        new("MaxPool1d", t => F.MaxPool1d(t[0], 3, 2, 1), d => [d.Uniform([2, 3, 7])], d => [d.Uniform([3, 4])]) { Integers = Integers.Kept },
        new("MaxPool2d", t => F.MaxPool2d(t[0], (2, 3), (1, 2), (0, 1), (2, 1), ceilMode: true), d => [d.Uniform([2, 2, 6, 8])]) { Integers = Integers.Kept },
        new("MaxPool3d", t => F.MaxPool3d(t[0], 2), d => [d.Uniform([1, 2, 4, 5, 4])]) { Integers = Integers.Kept },
        new("AvgPool1d", t => F.AvgPool1d(t[0], 3, 2, 1, ceilMode: true), d => [d.Uniform([2, 3, 8])]) { Slack = 16 },
        new("AvgPool2d", t => F.AvgPool2d(t[0], (2, 3), (1, 2), (0, 1), countIncludePad: false), d => [d.Uniform([2, 2, 5, 6])]) { Slack = 16 },
        new("AvgPool2d divisor", t => F.AvgPool2d(t[0], 2, divisorOverride: 3), d => [d.Uniform([2, 4, 6])]) { Slack = 16 },
        new("AvgPool3d", t => F.AvgPool3d(t[0], 2, 1, 1), d => [d.Uniform([1, 2, 3, 2, 4])]) { Slack = 16 },
        new("AdaptiveAvgPool2d", t => F.AdaptiveAvgPool2d(t[0], (3, null)), d => [d.Uniform([1, 2, 5, 4])]) { Slack = 16 },
        new("AdaptiveAvgPool2d one", t => F.AdaptiveAvgPool2d(t[0], 1), d => [d.Uniform([2, 3, 3, 4])]) { Slack = 16 },
        new("AdaptiveMaxPool2d", t => F.AdaptiveMaxPool2d(t[0], (3, 2)), d => [d.Uniform([1, 2, 5, 4])]) { Integers = Integers.Kept },
        new("LPPool2d", t => F.LPPool2d(t[0], 3, 2), d => [d.Uniform([1, 2, 4, 6], 0.5, 2)]) { Slack = 64, Halves = false },
        new("MaxUnpool2d", t => F.MaxUnpool2d(t[0], F.MaxPool2dWithIndices(t[1].Detach(), 2).Indices, 2), d =>
            [d.Uniform([1, 2, 2, 3]), d.Uniform([1, 2, 4, 6])]),
    ];

    static Operation Convolved(string name, Func<Tensor[], Tensor> call, long[] x, long[] weight, long channels) =>
        new(name, call, d => [d.Uniform(Shape.Create(x)), d.Uniform(Shape.Create(weight)), d.Uniform([channels])]) { Slack = 32 };
}

using Adjoint.Nn;
using F = Adjoint.Nn.Functional;

namespace Adjoint.Tests.Nn;

internal static partial class BadInputTable
{
    static IEnumerable<BadInput> Distances =>
    [
        Made("Bilinear", "first", () => new Bilinear(0, 3, 4), "in1Features", "0"),
        Made("Bilinear", "second", () => new Bilinear(2, -3, 4), "in2Features", "-3"),
        Made("Bilinear", "outputs", () => new Bilinear(2, 3, -4), "outFeatures", "-4"),
        Made("Bilinear", "sizes", () => new Bilinear(2, 3, 4).Call(Of(5, 3), Of(5, 3)), "2 and 3", "[5, 3] and [5, 3]"),
        Made("Bilinear", "rank", () => new Bilinear(2, 3, 4).Call(Of(), Of(5, 3)), "[] and [5, 3]"),
        Made("Bilinear", "batch", () => new Bilinear(2, 3, 4).Call(Of(5, 2), Of(4, 3)), "[5, 2] and [4, 3]"),
        Made("Bilinear", "type", () => new Bilinear(2, 3, 4).Call(Of(5, 2), Double(5, 3)), "Float32", "Float64"),
        Made("Bilinear", "weight", () => F.Bilinear(Of(2), Of(3), Of(2, 3)), "[out, in1, in2]", "[2, 3]"),
        Made("Bilinear", "bias", () => F.Bilinear(Of(2), Of(3), Of(4, 2, 3), Of(3)), "[4]", "[3]"),
        Made("CosineSimilarity", "shapes", () => new CosineSimilarity().Call(Of(2, 3), Of(2, 4)), "[2, 3] and [2, 4]"),
        Made("CosineSimilarity", "dimension", () => new CosineSimilarity(2).Call(Of(2, 3), Of(2, 3)), "2", "[2, 3]"),
        Made("CosineSimilarity", "type", () => new CosineSimilarity().Call(Whole(2, 3), Of(2, 3)), "Int64"),
        Made("PairwiseDistance", "shapes", () => new PairwiseDistance().Call(Of(2, 3), Of(2, 4)), "[2, 3] and [2, 4]"),
        Made("PairwiseDistance", "rank", () => new PairwiseDistance().Call(Of(), Of()), "zero-dimensional"),
        Made("PairwiseDistance", "type", () => new PairwiseDistance().Call(Of(2, 3), Whole(2, 3)), "Int64"),
        Made("Pdist", "rank", () => F.Pdist(Of(3)), "[3]"),
        Made("Pdist", "type", () => F.Pdist(Whole(2, 2)), "Int64"),
        Made("Pdist", "order", () => F.Pdist(Of(2, 3), -1), "negative"),
        Made("Normalize", "dimension", () => F.Normalize(Of(2, 3), dim: 2), "2", "[2, 3]"),
        Made("Normalize", "type", () => F.Normalize(Whole(2, 3)), "Int64"),
        Made("PReLU", "number", () => new PReLU(0), "numParameters", "0"),
        Made("PReLU", "channels", () => new PReLU(4).Call(Of(2, 3)), "[4]", "[2, 3]"),
        Made("PReLU", "rank", () => new PReLU(2).Call(Of(2)), "[2]"),
        Made("PReLU", "type", () => new PReLU().Call(Double(2)), "Float32", "Float64"),
        Made("GLU", "half", () => new GLU().Call(Of(2, 3)), "-1", "[2, 3]"),
        Made("GLU", "rank", () => new GLU().Call(Of()), "[]"),
        Made("GLU", "dimension", () => new GLU(2).Call(Of(2, 4)), "2", "[2, 4]"),
        Called("Softmax2d", "rank", () => new Softmax2d(), Of(2, 3)),
        Made("Softmin", "dimension", () => new Softmin(2).Call(Of(2, 4)), "2", "[2, 4]"),
        Called("Softmin", "type", () => new Softmin(1), Whole(2, 4), "Int64"),
        Made("RReLU", "bounds", () => new RReLU(0.5, 0.1).Call(Of(2)), "0.5", "0.1"),
        Called("RReLU", "type", () => new RReLU(), Whole(2), "Int64"),
        Made("Softshrink", "distance", () => new Softshrink(-1).Call(Of(2)), "-1"),
        Made("GumbelSoftmax", "temperature", () => F.GumbelSoftmax(Of(2, 3), 0), "temperature"),
        Made("GumbelSoftmax", "dimension", () => F.GumbelSoftmax(Of(2, 3), dim: 2), "2", "[2, 3]"),
        Made("GumbelSoftmax", "type", () => F.GumbelSoftmax(Whole(2, 3)), "Int64"),
    ];
}

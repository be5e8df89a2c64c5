using F = Adjoint.Nn.Functional;

namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Losses => new()
    {
        ["nn.functional.smooth_l1_loss"] = c => F.SmoothL1Loss(c.X, c.T(1, "target"), Reduction(c), c.D(9, "beta", 1)),
        ["nn.functional.huber_loss"] = c => F.HuberLoss(c.X, c.T(1, "target"), Reduction(c), c.D(9, "delta", 1)),
        ["nn.functional.kl_div"] = c => F.KlDiv(c.X, c.T(1, "target"), Reduction(c), c.B(9, "log_target")),
        ["nn.functional.gaussian_nll_loss"] = c => F.GaussianNllLoss(c.X, c.T(1, "target"), c.T(2, "var"), c.B(9, "full"), c.D(9, "eps", 1e-6), Reduction(c)),
        ["nn.functional.hinge_embedding_loss"] = c => F.HingeEmbeddingLoss(c.X, c.T(1, "target"), c.D(9, "margin", 1), Reduction(c)),
        ["nn.functional.margin_ranking_loss"] = c => F.MarginRankingLoss(c.X, c.T(1, "input2"), c.T(2, "target"), c.D(9, "margin", 0), Reduction(c)),
        ["nn.functional.multi_margin_loss"] =
            c => F.MultiMarginLoss(c.X, c.T(1, "target"), c.I(9, "p", 1), c.D(9, "margin", 1), c.MaybeT(9, "weight"), Reduction(c)),
        ["nn.functional.multilabel_margin_loss"] = c => F.MultilabelMarginLoss(c.X, c.T(1, "target"), Reduction(c)),
        ["nn.functional.multilabel_soft_margin_loss"] = c => F.MultilabelSoftMarginLoss(c.X, c.T(1, "target"), c.MaybeT(9, "weight"), Reduction(c)),
        ["nn.functional.soft_margin_loss"] = c => F.SoftMarginLoss(c.X, c.T(1, "target"), Reduction(c)),
        ["nn.functional.triplet_margin_loss"] = c => F.TripletMarginLoss(
            c.X, c.T(1, "positive"), c.T(2, "negative"), c.D(9, "margin", 1), c.D(9, "p", 2), c.D(9, "eps", 1e-6), c.B(9, "swap"), Reduction(c)),
        ["nn.functional.cosine_similarity"] = c => F.CosineSimilarity(c.X, c.T(1, "x2"), c.I(9, "dim", 1), c.D(9, "eps", 1e-8)),
        ["nn.functional.pairwise_distance"] = c => F.PairwiseDistance(c.X, c.T(1, "x2"), c.D(9, "p", 2), c.D(9, "eps", 1e-6), c.B(9, "keepdim")),
        ["nn.functional.normalize"] = c => F.Normalize(c.X, c.D(9, "p", 2), c.I(9, "dim", 1), c.D(9, "eps", 1e-12)),
        ["nn.functional.pdist"] = c => F.Pdist(c.X, c.D(9, "p", 2)),
        ["nn.functional.prelu"] = c => F.Prelu(c.X, c.T(1, "weight")),
        ["nn.functional.glu"] = c => F.Glu(c.X, c.I(1, "dim", -1)),
    };
}

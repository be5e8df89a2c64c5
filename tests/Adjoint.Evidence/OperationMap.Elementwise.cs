using F = Adjoint.Nn.Functional;

namespace Adjoint.Evidence;

internal static partial class OperationMap
{
    static Dictionary<string, Func<Call, object>> Elementwise => new(Unary(
        ("abs", x => x.Abs()), ("acos", x => x.Acos()), ("acosh", x => x.Acosh()), ("asin", x => x.Asin()), ("asinh", x => x.Asinh()),
        ("atan", x => x.Atan()), ("atanh", x => x.Atanh()), ("ceil", x => x.Ceil()), ("clone", x => x.Clone()), ("contiguous", x => x.Contiguous()),
        ("cos", x => x.Cos()), ("cosh", x => x.Cosh()), ("digamma", x => x.Digamma()), ("erf", x => x.Erf()), ("erfc", x => x.Erfc()),
        ("erfinv", x => x.Erfinv()), ("exp", x => x.Exp()), ("exp2", x => x.Exp2()), ("expm1", x => x.Expm1()), ("floor", x => x.Floor()),
        ("frac", x => x.Frac()), ("isfinite", x => x.IsFinite()), ("isinf", x => x.IsInf()), ("isnan", x => x.IsNaN()),
        ("isneginf", x => x.IsNegInf()), ("isposinf", x => x.IsPosInf()), ("lgamma", x => x.Lgamma()), ("log", x => x.Log()),
        ("log10", x => x.Log10()), ("log1p", x => x.Log1p()), ("log2", x => x.Log2()), ("logical_not", x => x.LogicalNot()), ("neg", x => -x),
        ("reciprocal", x => x.Reciprocal()), ("round", x => x.Round()), ("rsqrt", x => x.Rsqrt()), ("sigmoid", x => x.Sigmoid()),
        ("sign", x => x.Sign()), ("sin", x => x.Sin()), ("sinh", x => x.Sinh()), ("sqrt", x => x.Sqrt()), ("square", x => x.Square()),
        ("tan", x => x.Tan()), ("tanh", x => x.Tanh()), ("trunc", x => x.Trunc()), ("bool", x => x.To(DType.Bool)), ("byte", x => x.To(DType.UInt8)),
        ("char", x => x.To(DType.Int8)), ("double", x => x.To(DType.Float64)), ("float", x => x.To(DType.Float32)), ("half", x => x.To(DType.Float16)),
        ("bfloat16", x => x.To(DType.BFloat16)), ("int", x => x.To(DType.Int32)), ("long", x => x.To(DType.Int64)), ("short", x => x.To(DType.Int16))))
    {
        ["add"] = c => c.X.Add(c.T(1, "other"), c.S(9, "alpha", 1)),
        ["sub"] = c => c.X.Sub(c.T(1, "other"), c.S(9, "alpha", 1)),
        ["mul"] = c => c.X * c.T(1, "other"),
        ["div.no_rounding_mode"] = c => c.X.Div(c.T(1, "other")),
        ["div.trunc_rounding"] = c => c.X.Div(c.T(1, "other"), Rounding(c)),
        ["div.floor_rounding"] = c => c.X.Div(c.T(1, "other"), Rounding(c)),
        ["true_divide"] = c => c.X / c.T(1, "other"),
        ["floor_divide"] = c => c.X.FloorDivide(c.T(1, "other")),
        ["remainder"] = c => c.X.Remainder(c.T(1, "other")),
        ["fmod"] = c => c.X.Fmod(c.T(1, "other")),
        ["pow"] = c => c.X.Pow(c.T(1, "exponent")),
        ["__radd__"] = c => c.T(1, "other") + c.X,
        ["__rsub__"] = c => c.T(1, "other") - c.X,
        ["__rmul__"] = c => c.T(1, "other") * c.X,
        ["__rdiv__"] = c => c.T(1, "other") / c.X,
        ["__rpow__"] = c => c.T(1, "other").Pow(c.X),
        ["__rmod__"] = c => c.T(1, "other") % c.X,
        ["atan2"] = c => Tensor.Atan2(c.X, c.T(1, "other")),
        ["maximum"] = c => Tensor.Maximum(c.X, c.T(1, "other")),
        ["minimum"] = c => Tensor.Minimum(c.X, c.T(1, "other")),
        ["max.binary"] = c => Tensor.Maximum(c.X, c.T(1, "other")),
        ["min.binary"] = c => Tensor.Minimum(c.X, c.T(1, "other")),
        ["clamp"] = c => c.X.Clamp(c.MaybeT(1, "min"), c.MaybeT(2, "max")),
        ["clamp_min"] = c => c.X.ClampMin(c.T(1, "min")),
        ["clamp_max"] = c => c.X.ClampMax(c.T(1, "max")),
        ["lerp"] = c => c.X.Lerp(c.T(1, "end"), c.T(2, "weight")),
        ["addcmul"] = c => c.X.AddCMul(c.T(1, "tensor1"), c.T(2, "tensor2"), c.S(9, "value", 1)),
        ["addcdiv"] = c => c.X.AddCDiv(c.T(1, "tensor1"), c.T(2, "tensor2"), c.S(9, "value", 1)),
        ["logit"] = c => c.X.Logit(c.MaybeD(1, "eps")),
        ["nan_to_num"] = c => c.X.NanToNum(c.D(1, "nan", 0), c.MaybeD(2, "posinf"), c.MaybeD(3, "neginf")),
        ["round.decimals_0"] = c => c.X.Round(c.I(1, "decimals")),
        ["round.decimals_3"] = c => c.X.Round(c.I(1, "decimals")),
        ["round.decimals_neg_3"] = c => c.X.Round(c.I(1, "decimals")),
        ["eq"] = c => c.X.Eq(c.T(1, "other")),
        ["ne"] = c => c.X.Ne(c.T(1, "other")),
        ["lt"] = c => c.X < c.T(1, "other"),
        ["le"] = c => c.X <= c.T(1, "other"),
        ["gt"] = c => c.X > c.T(1, "other"),
        ["ge"] = c => c.X >= c.T(1, "other"),
        ["logical_and"] = c => Tensor.LogicalAnd(c.X, c.T(1, "other")),
        ["logical_or"] = c => Tensor.LogicalOr(c.X, c.T(1, "other")),
        ["logical_xor"] = c => Tensor.LogicalXor(c.X, c.T(1, "other")),
        ["isclose"] = c => Tensor.IsClose(c.X, c.T(1, "other"), c.D(2, "rtol", 1e-5), c.D(3, "atol", 1e-8), c.B(4, "equal_nan")),
        ["allclose"] = c => Tensor.AllClose(c.X, c.T(1, "other"), c.D(2, "rtol", 1e-5), c.D(3, "atol", 1e-8), c.B(4, "equal_nan")),
        ["where"] = c => Tensor.Where(c.T(1, "condition"), c.X, c.T(2, "other")),
    };

    static RoundingMode Rounding(Call c) => c.Text(2, "rounding_mode") switch
    {
        "trunc" => RoundingMode.Trunc,
        "floor" => RoundingMode.Floor,
        _ => RoundingMode.None,
    };

    static Dictionary<string, Func<Call, object>> Activations => new(Unary(
        ("nn.functional.hardsigmoid", x => x.Hardsigmoid()), ("nn.functional.hardswish", x => x.Hardswish()),
        ("nn.functional.logsigmoid", x => x.LogSigmoid()), ("nn.functional.mish", x => x.Mish()), ("nn.functional.relu", x => x.Relu()),
        ("nn.functional.relu6", x => x.Relu6()), ("nn.functional.selu", x => x.Selu()), ("nn.functional.silu", x => x.Silu()),
        ("nn.functional.softsign", x => x.Softsign()), ("nn.functional.tanhshrink", x => x.Tanhshrink())))
    {
        ["nn.functional.celu"] = c => c.X.Celu(c.D(1, "alpha", 1)),
        ["nn.functional.elu"] = c => c.X.Elu(c.D(1, "alpha", 1)),
        ["nn.functional.gelu"] = c => c.X.Gelu(c.Text(9, "approximate") == "tanh" ? GeluApproximation.Tanh : GeluApproximation.None),
        ["nn.functional.hardtanh"] = c => c.X.Hardtanh(c.D(1, "min_val", -1), c.D(2, "max_val", 1)),
        ["nn.functional.leaky_relu"] = c => c.X.LeakyRelu(c.D(1, "negative_slope", 0.01)),
        ["nn.functional.softplus"] = c => c.X.Softplus(c.D(1, "beta", 1), c.D(2, "threshold", 20)),
        ["nn.functional.softshrink"] = c => c.X.Softshrink(c.D(1, "lambd", 0.5)),
        ["nn.functional.hardshrink"] = c => c.X.Hardshrink(c.D(1, "lambd", 0.5)),
        ["nn.functional.threshold"] = c => c.X.Threshold(c.D(1, "threshold"), c.D(2, "value")),
        ["softmax"] = c => c.X.Softmax(c.I(1, "dim"), c.Type(2)),
        ["softmax.dtype"] = c => c.X.Softmax(c.I(1, "dim"), c.Type(2)),
        ["log_softmax"] = c => c.X.LogSoftmax(c.I(1, "dim"), c.Type(2)),
        ["log_softmax.dtype"] = c => c.X.LogSoftmax(c.I(1, "dim"), c.Type(2)),
        ["nn.functional.softmin"] = c => c.X.Softmin(c.I(1, "dim"), c.Type(9)),
        ["nn.functional.softmin.with_dtype"] = c => c.X.Softmin(c.I(1, "dim"), c.Type(9)),
        ["nn.functional.layer_norm"] =
            c => F.LayerNorm(c.X, Shape.Create(c.Ls(1, "normalized_shape")), c.MaybeT(2, "weight"), c.MaybeT(3, "bias"), c.D(4, "eps", 1e-5)),
        ["nn.functional.group_norm"] = c => F.GroupNorm(c.X, c.L(1, "num_groups"), c.MaybeT(9, "weight"), c.MaybeT(9, "bias"), c.D(9, "eps", 1e-5)),
        ["nn.functional.batch_norm"] = c => F.BatchNorm(
            c.X, c.MaybeT(1, "running_mean"), c.MaybeT(2, "running_var"), c.MaybeT(3, "weight"), c.MaybeT(4, "bias"), c.B(9, "training"),
            c.D(9, "momentum", 0.1), c.D(9, "eps", 1e-5)),
        ["nn.functional.instance_norm"] = c => F.InstanceNorm(
            c.X, c.MaybeT(1, "running_mean"), c.MaybeT(2, "running_var"), c.MaybeT(9, "weight"), c.MaybeT(9, "bias"), c.B(9, "use_input_stats", true),
            c.D(9, "momentum", 0.1), c.D(9, "eps", 1e-5)),
        ["nn.functional.linear"] = c => F.Linear(c.X, c.T(1, "weight"), c.MaybeT(2, "bias")),
        ["nn.functional.mse_loss"] = c => F.MseLoss(c.X, c.T(1, "target"), Reduction(c)),
        ["nn.functional.l1_loss"] = c => F.L1Loss(c.X, c.T(1, "target"), Reduction(c)),
        ["nn.functional.binary_cross_entropy"] = c => F.BinaryCrossEntropy(c.X, c.T(1, "target"), c.MaybeT(9, "weight"), Reduction(c)),
        ["nn.functional.binary_cross_entropy_with_logits"] =
            c => F.BinaryCrossEntropyWithLogits(c.X, c.T(1, "target"), c.MaybeT(9, "weight"), c.MaybeT(9, "pos_weight"), Reduction(c)),
        ["nn.functional.cross_entropy"] =
            c => F.CrossEntropy(c.X, c.T(1, "target"), c.MaybeT(9, "weight"), c.L(9, "ignore_index", -100), Reduction(c), c.D(9, "label_smoothing", 0)),
        ["nn.functional.nll_loss"] = c => F.NllLoss(c.X, c.T(1, "target"), c.MaybeT(9, "weight"), c.L(9, "ignore_index", -100), Reduction(c)),
    };
}

namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static double[] Bends => [-4.2, -3.1, -2.9, -1.1, -0.9, -0.6, -0.4, -0.02, 0.02, 0.4, 0.6, 0.9, 1.1, 2.9, 3.1, 5.9, 6.1];

    static IEnumerable<Operation> Activations =>
    [
        Unary("Relu", x => x.Relu(), x => Math.Max(x, 0), Bends) with { Integers = Integers.Kept },
        Unary("LeakyRelu", x => x.LeakyRelu(0.1), x => x > 0 ? x : 0.1 * x, Bends),
        Unary("Elu", x => x.Elu(1.5), x => x > 0 ? x : 1.5 * Reference.Expm1(x), Bends),
        Unary("Selu", x => x.Selu(), x => 1.0507009873554804934 * (x > 0 ? x : 1.6732632423543772848 * Reference.Expm1(x)), Bends),
        Unary("Celu", x => x.Celu(1.5), x => x > 0 ? x : 1.5 * Reference.Expm1(x / 1.5), Bends),
        Unary("Gelu", x => x.Gelu(), x => x * (1 + Reference.Erf(x / Math.Sqrt(2))) / 2, Bends) with { Slack = 16 },
        Unary("Gelu tanh", x => x.Gelu(GeluApproximation.Tanh), x => x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2, Bends)
            with { Slack = 16 },
        Unary("Silu", x => x.Silu(), x => x / (1 + Math.Exp(-x)), Bends),
        Unary("Mish", x => x.Mish(), x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))), [.. Bends, 19, 21]),
        Unary("Softplus", x => x.Softplus(2, 10), x => 2 * x > 10 ? x : Math.Log(1 + Math.Exp(2 * x)) / 2, Bends),
        Unary("Softsign", x => x.Softsign(), x => x / (1 + Math.Abs(x)), Bends) with { Integers = Integers.Float },
        Unary("Hardtanh", x => x.Hardtanh(-2, 3), x => Math.Clamp(x, -2, 3), Bends) with { Integers = Integers.Kept },
        Unary("Relu6", x => x.Relu6(), x => Math.Clamp(x, 0, 6), Bends) with { Integers = Integers.Kept },
        Unary("Hardsigmoid", x => x.Hardsigmoid(), x => Math.Clamp(x + 3, 0, 6) / 6, Bends),
        Unary("Hardswish", x => x.Hardswish(), x => x * Math.Clamp(x + 3, 0, 6) / 6, Bends),
        Unary("LogSigmoid", x => x.LogSigmoid(), x => -Math.Log(1 + Math.Exp(-x)), Bends),
        Unary("Threshold", x => x.Threshold(1, -2), x => x > 1 ? x : -2, Bends) with { Integers = Integers.Kept },
        Unary("Softshrink", x => x.Softshrink(0.7), x => x > 0.7 ? x - 0.7 : x < -0.7 ? x + 0.7 : 0, Bends),
        Unary("Hardshrink", x => x.Hardshrink(0.7), x => Math.Abs(x) <= 0.7 ? 0 : x, Bends),
        Unary("Tanhshrink", x => x.Tanhshrink(), x => x - Math.Tanh(x), Bends) with { Integers = Integers.Float },
    ];
}

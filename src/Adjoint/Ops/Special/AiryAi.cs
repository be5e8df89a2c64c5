using Adjoint.Cpu.Simd;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>The Airy function Ai(x), a solution of y'' = x y: waves below 0, decay above. Integers become Float32.</summary>
        public static Tensor AiryAi(Tensor input) => Ops.AiryAi.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record AiryAi() : Unary<AiryAi.Formula>
    {
        public static readonly AiryAi Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.AiryAi));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * AiryAiSlope.Op.Of(x);
        }
    }

    /// <summary>Ai'(x).</summary>
    internal sealed record AiryAiSlope() : Unary<AiryAiSlope.Formula>
    {
        public static readonly AiryAiSlope Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            public V Value<V>(V x) where V : struct, IReal<V> => V.Call(x, default(LaneMath.AiryAiSlope));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * x * AiryAi.Op.Of(x);
        }
    }
}

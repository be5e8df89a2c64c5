using System.Runtime.CompilerServices;

namespace Adjoint
{
    public static partial class Special
    {
        /// <summary>The spherical Bessel function of the first kind of order 0, sin(x) / x, and 1 at 0. Integers become Float32.</summary>
        public static Tensor SphericalBesselJ0(Tensor input) => Ops.SphericalBesselJ0.Op.Apply(input);
    }
}

namespace Adjoint.Ops
{
    internal sealed record SphericalBesselJ0() : Unary<SphericalBesselJ0.Formula>
    {
        public static readonly SphericalBesselJ0 Op = new();

        public readonly record struct Formula : IUnaryFormula
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            public V Value<V>(V x) where V : struct, IReal<V> =>
                V.Select(V.Equal(V.Abs(x), V.Of(double.PositiveInfinity)), V.Zero, CardinalSine.Value(x));

            public V Derivative<V>(V g, V x, V y) where V : struct, IReal<V> => g * CardinalSine.Slope(x);
        }
    }
}

using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Simd;

internal static partial class LaneMath
{
    /// <summary>
    /// log(1 + x) for x from 0 to 1, as x + x²p: within 1 unit in the last place, and short enough to be inlined into a loop.
    /// </summary>
    [MethodImpl(Inline)]
    public static V Log1pUnit<V>(V x) where V : struct, ILanes<V>
    {
        if (!V.IsSingle && !V.IsDouble) throw NotForIntegers();
        return V.MultiplyAdd(x * x, V.IsSingle ? Log1pUnitRestSingle(x) : Log1pUnitRest(x), x);
    }

    [MethodImpl(Inline)]
    static V Log1pUnitRestSingle<V>(V x) where V : struct, ILanes<V>
    {
        var p = Horner(x, V.Of(-0.00330822394), 0.0201590986, -0.0575805966, 0.106722581, -0.153506424);
        return Horner(x, p, 0.196938171, -0.249582964, 0.333304855, -0.49999932);
    }

    [MethodImpl(Inline)]
    static V Log1pUnitRest<V>(V x) where V : struct, ILanes<V>
    {
        var p = Horner(x, V.Of(2.52476315857292e-05), -0.0002909416927862078, 0.0015919686692931025, -0.005532458671410464);
        p = Horner(x, p, 0.013817961489752338, -0.02671491056258601, 0.04226934697894671, -0.05747702326913836);
        p = Horner(x, p, 0.0703396860462701, -0.0808044054519899, 0.09012860154168417, -0.09980928682078521);
        p = Horner(x, p, 0.11107486674862074, -0.12499476374111944, 0.14285658502105228, -0.16666662464794157);
        return Horner(x, p, 0.19999999789427894, -0.24999999993612654, 0.33333333333233944, -0.4999999999999945);
    }
}

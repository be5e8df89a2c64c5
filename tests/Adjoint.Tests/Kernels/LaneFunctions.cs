using Adjoint.Cpu.Loops;
using Adjoint.Cpu.Simd;

namespace Adjoint.Tests.Kernels;

/// <summary>The functions of vectors by name, on arrays.</summary>
static unsafe class LaneFunctions
{
    public static readonly string[] OfOne =
    [
        "Exp", "Exp2", "Expm1", "Log", "Log2", "Log10", "Log1p", "Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh",
        "Asinh", "Acosh", "Atanh", "Sigmoid", "NormalCdf", "Erf", "Erfc", "Erfinv", "Lgamma", "Digamma", "Polygamma1", "Polygamma2", "Polygamma3",
        "Polygamma4", "Neg", "Abs", "Sign", "Sqrt", "Round", "Floor", "Ceiling", "Truncate",
        "BesselJ0", "BesselJ1", "BesselY0", "BesselY1", "BesselI0", "BesselI1", "ScaledBesselI0", "ScaledBesselI1", "BesselK0",
        "BesselK1", "ScaledBesselK0", "ScaledBesselK1", "AiryAi", "AiryAiSlope", "ErfcxFunction", "NdtrFunction", "LogNdtrFunction",
        "NdtriFunction",
    ];

    public static readonly string[] OfTwo =
    [
        "Pow", "Atan2", "Fmod", "Remainder", "FloorDivide", "Min", "Max", "Div", "NextAfter", "Zeta", "LowerGamma", "UpperGamma",
    ];

    /// <summary>The function at the machine's best width, the last elements included, as a kernel runs it.</summary>
    public static T[] Run<T>(string name, T[] a, T[]? b = null) where T : unmanaged
    {
        var y = new T[a.Length];
        fixed (T* x = a, z = b ?? a, result = y)
        {
            MapLoop<Map, T>.Contiguous(new Map(name), x, z, x, x, result, a.Length);
        }
        return y;
    }

    /// <summary>The function with vectors of one width; the length is a multiple of it.</summary>
    public static T[] Run<V, T>(string name, T[] a, T[] b) where V : struct, IVector<V, T> where T : unmanaged
    {
        var y = new T[a.Length];
        fixed (T* x = a, z = b, result = y)
        {
            for (var i = 0; i < a.Length; i += V.Count) V.Store(Value(name, V.Load(x + i), V.Load(z + i)), result + i);
        }
        return y;
    }

    readonly struct Map(string name) : IMap
    {
        public static int Arity => 2;

        public V Value<V>(V a, V b, V c, V d) where V : struct, IReal<V> => LaneFunctions.Value(name, a, b);
    }

    static V Value<V>(string name, V a, V b) where V : struct, IReal<V> => name switch
    {
        "Exp" => V.Exp(a),
        "Exp2" => V.Exp2(a),
        "Expm1" => V.Expm1(a),
        "Log" => V.Log(a),
        "Log2" => V.Log2(a),
        "Log10" => V.Log10(a),
        "Log1p" => V.Log1p(a),
        "Sin" => V.Sin(a),
        "Cos" => V.Cos(a),
        "Tan" => V.Tan(a),
        "Asin" => V.Asin(a),
        "Acos" => V.Acos(a),
        "Atan" => V.Atan(a),
        "Sinh" => V.Sinh(a),
        "Cosh" => V.Cosh(a),
        "Tanh" => V.Tanh(a),
        "Asinh" => V.Asinh(a),
        "Acosh" => V.Acosh(a),
        "Atanh" => V.Atanh(a),
        "Sigmoid" => V.Sigmoid(a),
        "NormalCdf" => V.NormalCdf(a),
        "Erf" => V.Erf(a),
        "Erfc" => V.Erfc(a),
        "Erfinv" => V.Erfinv(a),
        "Lgamma" => V.Lgamma(a),
        "Digamma" => V.Digamma(a),
        "Polygamma1" => V.Polygamma(1, a),
        "Polygamma2" => V.Polygamma(2, a),
        "Polygamma3" => V.Polygamma(3, a),
        "Polygamma4" => V.Polygamma(4, a),
        "Neg" => -a,
        "Abs" => V.Abs(a),
        "Sign" => V.Sign(a),
        "Sqrt" => V.Sqrt(a),
        "Round" => V.Round(a),
        "Floor" => V.Floor(a),
        "Ceiling" => V.Ceiling(a),
        "Truncate" => V.Truncate(a),
        "BesselJ0" => V.Call(a, default(LaneMath.BesselJ0)),
        "BesselJ1" => V.Call(a, default(LaneMath.BesselJ1)),
        "BesselY0" => V.Call(a, default(LaneMath.BesselY0)),
        "BesselY1" => V.Call(a, default(LaneMath.BesselY1)),
        "BesselI0" => V.Call(a, default(LaneMath.BesselI0)),
        "BesselI1" => V.Call(a, default(LaneMath.BesselI1)),
        "ScaledBesselI0" => V.Call(a, default(LaneMath.ScaledBesselI0)),
        "ScaledBesselI1" => V.Call(a, default(LaneMath.ScaledBesselI1)),
        "BesselK0" => V.Call(a, default(LaneMath.BesselK0)),
        "BesselK1" => V.Call(a, default(LaneMath.BesselK1)),
        "ScaledBesselK0" => V.Call(a, default(LaneMath.ScaledBesselK0)),
        "ScaledBesselK1" => V.Call(a, default(LaneMath.ScaledBesselK1)),
        "AiryAi" => V.Call(a, default(LaneMath.AiryAi)),
        "AiryAiSlope" => V.Call(a, default(LaneMath.AiryAiSlope)),
        "ErfcxFunction" => V.Call(a, default(LaneMath.ErfcxFunction)),
        "NdtrFunction" => V.Call(a, default(LaneMath.NdtrFunction)),
        "LogNdtrFunction" => V.Call(a, default(LaneMath.LogNdtrFunction)),
        "NdtriFunction" => V.Call(a, default(LaneMath.NdtriFunction)),
        "LowerGamma" => V.Call(a, b, default(LaneMath.LowerGamma)),
        "UpperGamma" => V.Call(a, b, default(LaneMath.UpperGamma)),
        "Zeta" => V.Call(a, b, default(LaneMath.Zeta)),
        "NextAfter" => V.Call(a, b, default(LaneMath.NextAfter)),
        "Pow" => V.Pow(a, b),
        "Atan2" => V.Atan2(a, b),
        "Fmod" => V.Fmod(a, b),
        "Remainder" => V.Remainder(a, b),
        "FloorDivide" => V.FloorDivide(a, b),
        "Min" => V.Min(a, b),
        "Max" => V.Max(a, b),
        "Div" => a / b,
        _ => throw new ArgumentException($"There is no function named {name}."),
    };
}

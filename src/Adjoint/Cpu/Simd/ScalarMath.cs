namespace Adjoint.Cpu.Simd;

/// <summary>
/// Functions of <see cref="LaneMath"/> on one number, for kernels that branch: the same bits on every machine,
/// as <see cref="Math"/> does not promise.
/// </summary>
internal static unsafe class ScalarMath
{
    public static double Exp(double x) => First(LaneMath.Exp(V128<double>.Of(x)));

    public static double Expm1(double x) => First(LaneMath.Expm1(V128<double>.Of(x)));

    public static double Log(double x) => First(LaneMath.Log(V128<double>.Of(x)));

    public static double Pow(double x, double y) => First(LaneMath.Pow(V128<double>.Of(x), V128<double>.Of(y)));

    public static double Sin(double x) => First(LaneMath.Sin(V128<double>.Of(x)));

    public static double Cos(double x) => First(LaneMath.Cos(V128<double>.Of(x)));

    public static double Acos(double x) => First(LaneMath.Acos(V128<double>.Of(x)));

    public static double Erfc(double x) => First(LaneMath.Erfc(V128<double>.Of(x)));

    public static double Lgamma(double x) => First(LaneMath.Lgamma(V128<double>.Of(x)));

    static double First(V128<double> v)
    {
        double first;
        V128<double>.StoreOne(v, &first);
        return first;
    }
}

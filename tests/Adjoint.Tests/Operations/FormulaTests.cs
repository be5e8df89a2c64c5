using System.Reflection;
using Adjoint.Cpu.Simd;
using Adjoint.Ops;

namespace Adjoint.Tests.Operations;

/// <summary>Every elementwise formula of the library, found by its interface.</summary>
public class FormulaTests
{
    static readonly double[] s_points = [-2.3, -0.6, 0, 0.4, 0.7, 3.5];

    public static TheoryData<string> Formulas =>
    [
        .. typeof(Tensor).Assembly.GetTypes()
            .Where(type => type.IsValueType)
            .Where(type => type.GetInterfaces().Any(i => i == typeof(IUnaryFormula) || i == typeof(IBinaryFormula) || i == typeof(ITernaryFormula)))
            .Select(type => type.FullName!),
    ];

    [Theory, MemberData(nameof(Formulas))]
    public void ADerivativeLooksAtNothingItDoesNotDeclare(string name)
    {
        var type = typeof(Tensor).Assembly.GetType(name)!;
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length);
        var parameters = constructor?.GetParameters()
            .Select(p => p.ParameterType.IsEnum ? Enum.ToObject(p.ParameterType, 0) : p.ParameterType == typeof(int) ? 2 : (object)0.7).ToArray();
        var formula = constructor is null ? Activator.CreateInstance(type) : constructor.Invoke(parameters);
        var check = type.IsAssignableTo(typeof(IUnaryFormula)) ? nameof(Unary) : type.IsAssignableTo(typeof(IBinaryFormula)) ? nameof(Binary) : nameof(Ternary);
        typeof(FormulaTests).GetMethod(check, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, [formula]);
    }

    static void Unary<F>(F formula) where F : struct, IUnaryFormula
    {
        if (F.Types == DTypeSet.Integers) return;
        foreach (var x in Lanes())
        {
            var y = formula.Value(x);
            Same(F.Reads, [x, y], operands => formula.Derivative(One, operands[0], operands[1]), [Reads.First, Reads.Output]);
        }
    }

    static void Binary<F>(F formula) where F : struct, IBinaryFormula
    {
        if (F.Types == DTypeSet.Integers) return;
        foreach (var (a, b) in Lanes().SelectMany(a => Lanes().Select(b => (a, b))))
        {
            var y = formula.Value(a, b);
            Same(F.LeftReads, [a, b, y], o => formula.Left(One, o[0], o[1], o[2]), [Reads.First, Reads.Second, Reads.Output]);
            Same(F.RightReads, [a, b, y], o => formula.Right(One, o[0], o[1], o[2]), [Reads.First, Reads.Second, Reads.Output]);
        }
    }

    static void Ternary<F>(F formula) where F : struct, ITernaryFormula
    {
        foreach (var (a, b, c) in Lanes().SelectMany(a => Lanes().SelectMany(b => Lanes().Select(c => (a, b, c)))))
        {
            Same(F.FirstReads, [a, b, c], o => formula.First(One, o[0], o[1], o[2]), [Reads.First, Reads.Second, Reads.Third]);
            Same(F.SecondReads, [a, b, c], o => formula.Second(One, o[0], o[1], o[2]), [Reads.First, Reads.Second, Reads.Third]);
            Same(F.ThirdReads, [a, b, c], o => formula.Third(One, o[0], o[1], o[2]), [Reads.First, Reads.Second, Reads.Third]);
        }
    }

    static V128<double> One => V128<double>.Of(1);

    static IEnumerable<V128<double>> Lanes() => s_points.Select(V128<double>.Of);

    // NaN in the place of what is not declared makes no difference.
    static void Same(Reads reads, V128<double>[] operands, Func<V128<double>[], V128<double>> derivative, Reads[] names)
    {
        var poisoned = operands.Select((operand, i) => reads.HasFlag(names[i]) ? operand : V128<double>.Of(double.NaN)).ToArray();
        Assert.Equal(First(derivative(operands)), First(derivative(poisoned)));
    }

    static unsafe double First(V128<double> lanes)
    {
        double first;
        V128<double>.StoreOne(lanes, &first);
        return first;
    }
}

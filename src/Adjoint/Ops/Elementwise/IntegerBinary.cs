namespace Adjoint.Ops;

/// <summary>A function of two integers, which has no derivatives.</summary>
internal interface IIntegerFormula : IBinaryFormula
{
    static DTypeSet IBinaryFormula.Types => DTypeSet.Integers;

    static string? IBinaryFormula.Refusal(DType a, DType b) => Operand.RefuseFloat(a, b) ?? Operand.RefuseBool(a, b);

    V IBinaryFormula.Left<V>(V g, V a, V b, V y) => V.Zero;

    V IBinaryFormula.Right<V>(V g, V a, V b, V y) => V.Zero;
}

/// <summary>An operation that applies such a formula to every pair of elements.</summary>
internal abstract record IntegerBinary<F> : Binary<F> where F : struct, IIntegerFormula
{
    internal sealed override bool IsDifferentiable => false;
}

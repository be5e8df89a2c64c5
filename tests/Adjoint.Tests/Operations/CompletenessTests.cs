using System.Reflection;

namespace Adjoint.Tests.Operations;

/// <summary>Nothing is forgotten: the operations there should be are there, and each stands in the operation table.</summary>
public class CompletenessTests
{
    const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    const string Names =
        """
        Zeros Ones Full Empty Eye Arange Linspace Logspace ZerosLike OnesLike FullLike
        Rand Randn RandInt RandPerm Normal Bernoulli Multinomial FillUniform FillNormal
        op_Addition op_Subtraction op_Multiply op_Division op_Modulus op_UnaryNegation Add Sub Mul Div
        Pow Neg Abs Sign Reciprocal Remainder Fmod FloorDivide Maximum Minimum Clamp Lerp AddCMul AddCDiv
        Exp Exp2 Expm1 Log Log2 Log10 Log1p Sqrt Rsqrt Square
        Sin Cos Tan Asin Acos Atan Atan2 Sinh Cosh Tanh Asinh Acosh Atanh
        Erf Erfc Erfinv Lgamma Digamma Sigmoid Logit
        Floor Ceil Round Trunc Frac IsNaN IsInf IsFinite NanToNum Where
        Relu LeakyRelu Elu Selu Celu Gelu Silu Mish Softplus Softsign Hardtanh Hardsigmoid Hardswish LogSigmoid Softmax LogSoftmax
        Sum Mean Prod Max Min Amax Amin ArgMax ArgMin Var Std Norm LogSumExp All Any CumSum CumProd
        Reshape View Flatten Unflatten Squeeze Unsqueeze Permute Transpose T Mt Movedim Expand BroadcastTo Repeat Tile Flip Roll
        Narrow Split Chunk Unbind Cat Stack Tril Triu Diagonal Diag Trace
        Gather Scatter ScatterAdd IndexSelect IndexAdd IndexPut MaskedFill MaskedSelect TakeAlongDim Nonzero OneHot
        Sort ArgSort TopK Unique
        Matmul Mm Bmm Mv Dot Outer Addmm Einsum Tensordot
        """;

    // They draw numbers, change or make tensors, or take them apart: there is nothing to differentiate or nothing to compare with.
    static readonly HashSet<string> s_others =
    [
        "Bernoulli", "Multinomial", "Normal", "Dropout", "RandLike", "RandnLike", "RandIntLike",
        "FillBernoulli", "FillExponential", "FillUniform", "FillNormal", "FillRandInt",
        "Zero", "Fill", "FillDiagonal", "CopyFrom", "ZerosLike", "OnesLike", "FullLike", "EmptyLike", "FromElements",
        "Detach", "Data", "Grad", "At", "GetEnumerator",
    ];

    [Fact]
    public void EveryOperationIsThere()
    {
        var members = typeof(Tensor).GetMembers(Public).Select(member => member.Name).ToHashSet();
        Assert.Equal([], Names.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Where(name => !members.Contains(name)));
    }

    [Fact]
    public void EveryOperationOnTensorsHasARow()
    {
        var rows = OperationTable.Rows.Keys.Select(name => name.Split(' ')[0]).ToHashSet();
        var operations = typeof(Tensor).GetMethods(Public).Concat(typeof(Special).GetMethods(Public)).Where(IsOperation).Select(method => method.Name)
            .Concat(typeof(Tensor).GetProperties(Public).Where(property => property.PropertyType == typeof(Tensor)).Select(property => property.Name))
            .Concat(typeof(Linalg).GetMethods(Public).Where(IsOperation).Select(method => $"Linalg.{method.Name}"))
            .Distinct().Where(name => !s_others.Contains(name)).ToList();
        Assert.True(operations.All(rows.Contains), $"Not in the table: {string.Join(", ", operations.Where(name => !rows.Contains(name)))}.");
    }

    // On tensors, with a tensor or several as the result.
    static bool IsOperation(MethodInfo method) =>
        !method.IsSpecialName && HoldsTensors(method.ReturnType) &&
        (!method.IsStatic || method.GetParameters().Any(parameter => HoldsTensors(parameter.ParameterType)));

    static bool HoldsTensors(Type type) =>
        type == typeof(Tensor) || type.IsArray && HoldsTensors(type.GetElementType()!)
        || type.IsGenericType && type.GetGenericArguments().Any(HoldsTensors);
}

using System.Reflection;

namespace Adjoint.Tests.Operations;

/// <summary>Who names a dimension that is not there is told by which operation.</summary>
public class DimensionMessageTests
{
    const int Impossible = 9;

    static readonly string[] s_names = ["dim", "dim0", "dim1", "dim2", "axis", "axis0", "axis1", "dimension", "startDim", "source"];

    // The same as another operation, by which they speak.
    static readonly Dictionary<string, string> s_same = new()
    {
        ["Swapaxes"] = "Transpose",
        ["Swapdims"] = "Transpose",
        ["Cross"] = "Linalg.Cross",
        ["Trapz"] = "Trapezoid",
        ["UniqueAll"] = "Unique",
        ["UniqueConsecutiveAll"] = "UniqueConsecutive",
    };

    public static TheoryData<string> Methods => [.. All.Select(method => method.ToString()!)];

    static IEnumerable<MethodInfo> All => typeof(Tensor)
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => method.GetParameters().Any(IsDimension) && !method.GetParameters().Any(each => each.ParameterType.IsByRefLike));

    static bool IsDimension(ParameterInfo parameter) =>
        s_names.Contains(parameter.Name) && (Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType) == typeof(int);

    [Theory, MemberData(nameof(Methods))]
    public void TheOperationIsNamed(string signature)
    {
        var method = All.Single(each => each.ToString() == signature);
        Tensor[] others =
        [
            Tensor.Ones([2, 3]), Tensor.Ones([2]), Tensor.Ones([]), Tensor.Zeros([2, 3], DType.Int64), Tensor.Zeros([2], DType.Int64),
        ];
        var messages = others.Select(other => Message(method, other)).ToList();
        Assert.All(messages, message => Assert.StartsWith($"{s_same.GetValueOrDefault(method.Name, method.Name)}: ", message));
        Assert.Contains(messages, message => message.Contains(Impossible.ToString(), StringComparison.Ordinal));
    }

    static string Message(MethodInfo method, Tensor other)
    {
        var arguments = Array.ConvertAll(method.GetParameters(), parameter => Argument(parameter, other));
        var error = Assert.Throws<TargetInvocationException>(() => method.Invoke(Tensor.Ones([2, 3]), arguments)).InnerException!;
        Assert.IsType<ArgumentException>(error, exactMatch: false);
        return error.Message;
    }

    static object? Argument(ParameterInfo parameter, Tensor other) =>
        IsDimension(parameter) ? Impossible :
        parameter.ParameterType == typeof(Tensor) ? other :
        parameter.HasDefaultValue ? parameter.DefaultValue :
        parameter.ParameterType == typeof(int) ? 1 :
        parameter.ParameterType == typeof(long) ? 1L :
        parameter.ParameterType == typeof(double) ? 0.5 :
        parameter.ParameterType == typeof(Scalar) ? (Scalar)1 :
        parameter.ParameterType == typeof(Shape) ? new Shape([2]) :
        parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType) : null;

    [Fact]
    public void ListsOfDimensionsToo()
    {
        Tensor x = Tensor.Ones([2, 3]);
        (string Name, Action<int[]> Call)[] calls =
        [
            ("Sum", dims => x.Sum(dims)), ("Mean", dims => x.Mean(dims)), ("Prod", dims => x.Prod(dims)), ("Var", dims => x.Var(dims)),
            ("Std", dims => x.Std(dims)), ("Amax", dims => x.Amax(dims)), ("Amin", dims => x.Amin(dims)), ("All", dims => x.All(dims)),
            ("Any", dims => x.Any(dims)), ("LogSumExp", dims => x.LogSumExp(dims)), ("Flip", dims => x.Flip(dims)),
            ("Squeeze", dims => x.Squeeze(dims)), ("Permute", dims => x.Permute([0, dims[^1]])), ("Movedim", dims => x.Movedim(dims, dims)),
            ("Gradient", dims => x.Gradient(dims: dims)), ("Roll", dims => x.Roll([.. dims.Select(_ => 1L)], dims)),
            ("Tensordot", dims => Tensor.Tensordot(x, x, dims, dims)), ("Cat", dims => Tensor.Cat([x, x], dims[0])),
            ("Stack", dims => Tensor.Stack([x, x], dims[0])), ("Split", dims => x.Split([1L, 1], dims[0])),
            ("Linalg.MatrixNorm", dims => Linalg.MatrixNorm(x, dims: [0, dims[0]])), ("Shape", dims => _ = x.Shape[dims[0]]),
        ];
        foreach (var (name, call) in calls)
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(() => call([Impossible]));
            Assert.StartsWith($"{name}: there is no dimension 9; a tensor of ", error.Message);
            Assert.Equal(("dim", (object)Impossible), (error.ParamName, error.ActualValue));
        }
        Assert.Equal("Sum: dimension 1 is named twice in [1, -1].", Assert.Throws<ArgumentException>(() => x.Sum([1, -1])).Message);
        Assert.StartsWith("Sum: there is no dimension 1; a zero-dimensional tensor has none but 0 (or -1).",
            Assert.Throws<ArgumentOutOfRangeException>(() => Tensor.Ones([]).Sum(1)).Message);
    }
}

namespace Adjoint;

public partial class Tensor
{
    /// <summary>Which elements are among those of another tensor. NaN is among nothing.</summary>
    /// <param name="testElements">What is looked for, of any shape.</param>
    /// <param name="invert">Whether the answer is turned around: which are not among them.</param>
    /// <returns>A Bool tensor of this tensor's shape.</returns>
    public Tensor IsIn(Tensor testElements, bool invert = false)
    {
        ArgumentNullException.ThrowIfNull(testElements);
        var type = Promotion.Result(this, testElements);
        var (elements, tests) = (Detach().To(type), testElements.Detach().To(type).Reshape(-1));
        // Bisection loses its way at NaN.
        if (type.IsFloatingPoint) tests = tests.MaskedSelect(tests.IsNaN().LogicalNot());
        if (tests.Count == 0) return Full(Shape, invert, DType.Bool);
        tests = tests.Sort().Values;
        var places = tests.SearchSorted(elements).Clamp(max: tests.Count - 1);
        var found = tests.Take(places);
        return invert ? found.Ne(elements) : found.Eq(elements);
    }
}

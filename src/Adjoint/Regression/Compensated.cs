namespace Adjoint.Regression;

/// <summary>
/// Sums of products as if computed with twice the digits and rounded once. Source: Ogita, Rump and Oishi, "Accurate sum and dot
/// product", 2005.
/// </summary>
internal struct Compensated
{
    double _sum, _lost;

    /// <summary>The sum.</summary>
    public readonly double Value => _sum + _lost;

    /// <summary>Adds a product; what rounding loses is kept.</summary>
    public void Add(double a, double b)
    {
        var product = a * b;
        var total = _sum + product;
        var part = total - _sum;
        _lost += Math.FusedMultiplyAdd(a, b, -product) + (_sum - (total - part) + (product - part));
        _sum = total;
    }
}

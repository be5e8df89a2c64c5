namespace Adjoint.Optim;

/// <summary>A place along a line.</summary>
/// <param name="Length">How far from the start.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="Gradient">Its gradient.</param>
/// <param name="Slope">How the loss changes along the line.</param>
internal readonly record struct LinePoint(double Length, double Loss, Tensor Gradient, double Slope);

/// <summary>
/// Looks along a direction for a place where the loss has decreased enough and changes little: first for two places with one
/// between them, then ever closer, each time where a cubic through both would be least.
/// </summary>
/// <param name="direction">The direction.</param>
/// <param name="tolerance">It ends when the parameters change by less.</param>
/// <param name="evaluate">The loss and its gradient at a length.</param>
internal sealed class WolfeSearch(Tensor direction, double tolerance, Func<double, (double Loss, Tensor Gradient)> evaluate)
{
    // The decrease must be this part of what the slope promises, and the slope itself become this part.
    const double Decrease = 1e-4;
    const double Flatness = 0.9;
    const int Most = 25;

    readonly double _size = direction.Abs().Max().Item();
    LinePoint _start;
    int _tries;

    /// <summary>The best place found; the search tries <paramref name="length"/> first.</summary>
    public LinePoint Run(LinePoint start, double length)
    {
        (_start, _tries) = (start, 0);
        var (low, high, isDone) = Bracket(length);
        return isDone ? low : Narrow(low, high);
    }

    LinePoint At(double length)
    {
        var (loss, gradient) = evaluate(length);
        return new(length, loss, gradient, gradient.Dot(direction).Item());
    }

    bool IsTooHigh(LinePoint point) => point.Loss > _start.Loss + Decrease * point.Length * _start.Slope;

    bool IsFlat(LinePoint point) => Math.Abs(point.Slope) <= -Flatness * _start.Slope;

    (LinePoint A, LinePoint B, bool IsDone) Bracket(double length)
    {
        var (last, point) = (_start, At(length));
        for (; _tries < Most; _tries++)
        {
            if (IsTooHigh(point) || _tries > 1 && point.Loss >= last.Loss) return (last, point, false);
            if (IsFlat(point)) return (point, point, true);
            if (point.Slope >= 0) return (last, point, false);
            var next = Least(last, point, (point.Length + 0.01 * (point.Length - last.Length), point.Length * 10));
            (last, point) = (point, At(next));
        }
        return (_start, point, false);
    }

    LinePoint Narrow(LinePoint a, LinePoint b)
    {
        var (low, high) = a.Loss <= b.Loss ? (a, b) : (b, a);
        var hardlyMoved = false;
        while (_tries < Most && Math.Abs(high.Length - low.Length) * _size >= tolerance)
        {
            var point = At(Inside(low, high, ref hardlyMoved));
            _tries++;
            if (IsTooHigh(point) || point.Loss >= low.Loss)
            {
                high = point;
                if (high.Loss < low.Loss) (low, high) = (high, low);
                continue;
            }
            if (IsFlat(point)) return point;
            if (point.Slope * (high.Length - low.Length) >= 0) high = low;
            low = point;
        }
        return low;
    }

    // Close to an end the second time, the next place is a tenth of the way from it.
    static double Inside(LinePoint low, LinePoint high, ref bool hardlyMoved)
    {
        var (from, to) = (Math.Min(low.Length, high.Length), Math.Max(low.Length, high.Length));
        var length = Least(low, high, (from, to));
        var margin = 0.1 * (to - from);
        if (Math.Min(to - length, length - from) >= margin) hardlyMoved = false;
        else if (hardlyMoved || length >= to || length <= from)
        {
            length = Math.Abs(length - to) < Math.Abs(length - from) ? to - margin : from + margin;
            hardlyMoved = false;
        }
        else hardlyMoved = true;
        return length;
    }

    // Where the cubic with both losses and slopes is least, within bounds.
    static double Least(LinePoint a, LinePoint b, (double From, double To) bounds)
    {
        var sum = a.Slope + b.Slope - 3 * (a.Loss - b.Loss) / (a.Length - b.Length);
        var square = sum * sum - a.Slope * b.Slope;
        if (!(square >= 0)) return (bounds.From + bounds.To) / 2;
        if (a.Length > b.Length) (a, b) = (b, a);
        var root = Math.Sqrt(square);
        var least = b.Length - (b.Length - a.Length) * ((b.Slope + root - sum) / (b.Slope - a.Slope + 2 * root));
        return Math.Min(Math.Max(least, bounds.From), bounds.To);
    }
}

using System.Runtime.CompilerServices;

namespace Adjoint.Cpu.Resampling;

/// <summary>
/// The neighbours of a coordinate along one dimension: where they are (-1 outside), their weights, and the derivatives of the weights
/// with respect to the coordinate.
/// </summary>
internal struct GridAxis
{
    public InlineArray4<long> Index;
    public InlineArray4<double> Weight, Slope;

    /// <summary>A dimension that is not there.</summary>
    public static GridAxis None
    {
        get
        {
            var axis = default(GridAxis);
            axis.Weight[0] = 1;
            return axis;
        }
    }

    /// <summary>The neighbours of a coordinate from -1 to 1 along a dimension of the given size.</summary>
    public static GridAxis Of(in GridShape shape, double coordinate, long size)
    {
        var (place, slope) = shape.AlignCorners
            ? ((coordinate + 1) / 2 * (size - 1), (size - 1) / 2.0)
            : (((coordinate + 1) * size - 1) / 2, size / 2.0);
        return shape.Kind == Interpolation.Cubic ? Cubic(shape, place, slope, size) : Near(shape, place, slope, size);
    }

    static GridAxis Near(in GridShape shape, double place, double slope, long size)
    {
        var axis = default(GridAxis);
        (place, var turn) = Bordered(shape, place, size);
        if (shape.Kind == Interpolation.Nearest)
        {
            axis.Index[0] = Inside(Math.Round(place, MidpointRounding.ToEven), size);
            axis.Weight[0] = 1;
            return axis;
        }
        var first = Math.Floor(place);
        (axis.Index[0], axis.Index[1]) = (Inside(first, size), Inside(first + 1, size));
        (axis.Weight[0], axis.Weight[1]) = (first + 1 - place, place - first);
        (axis.Slope[0], axis.Slope[1]) = (-slope * turn, slope * turn);
        return axis;
    }

    // Here the neighbours are what is kept inside, not the place.
    static GridAxis Cubic(in GridShape shape, double place, double slope, long size)
    {
        var axis = default(GridAxis);
        var first = Math.Floor(place);
        Curves.Cubic(place - first, axis.Weight);
        Curves.CubicSlopes(place - first, axis.Slope);
        for (var k = 0; k < 4; k++)
        {
            axis.Slope[k] *= slope;
            axis.Index[k] = Inside(Bordered(shape, first - 1 + k, size).Place, size);
        }
        return axis;
    }

    // NaN is nowhere.
    static long Inside(double place, long size) => place >= 0 && place < size ? (long)place : -1;

    // A place brought back into the image, and the derivative of that.
    static (double Place, double Slope) Bordered(in GridShape shape, double place, long size)
    {
        if (shape.Border == GridBorder.Zeros) return (place, 1);
        var slope = 1.0;
        if (shape.Border == GridBorder.Reflection)
            (place, slope) = shape.AlignCorners ? Reflected(place, 0, size - 1) : Reflected(place, -0.5, size);
        return place <= 0 ? (0, 0) : place >= size - 1 ? (size - 1, 0) : (place, slope);
    }

    static (double Place, double Slope) Reflected(double place, double least, double span)
    {
        if (span == 0) return (0, 0);
        var (distance, slope) = place < least ? (least - place, -1.0) : (place - least, 1.0);
        var turns = Math.Floor(distance / span);
        var rest = distance - turns * span;
        return turns % 2 == 0 ? (least + rest, slope) : (least + span - rest, -slope);
    }
}

using Adjoint.Cpu.Resampling;

namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>Images read at places of a grid; see <c>Functional.GridSample</c>.</summary>
        internal Tensor GridSampled(Tensor grid, InterpolationMode mode, GridPaddingMode padding, bool alignCorners)
        {
            ArgumentNullException.ThrowIfNull(grid);
            if (!DType.IsFloatingPoint || grid.DType != DType)
                throw new ArgumentException(
                    $"GridSample: image and grid must be of one floating-point type, and are {DType} and {grid.DType}; convert with To.");
            if (Rank is not (4 or 5) || grid.Rank != Rank || grid.Size(0) != Size(0) || grid.Size(-1) != Rank - 2)
                throw new ArgumentException(
                    "GridSample: images [N, C, H, W] take a grid [N, H', W', 2], and [N, C, D, H, W] take [N, D', H', W', 3]; " +
                    $"the shapes are {Shape} and {grid.Shape}.");
            if (Shape.AsSpan()[2..].Contains(0))
                throw new ArgumentException($"GridSample: there is nothing to read in images of shape {Shape}.");
            var kind = mode switch
            {
                InterpolationMode.Nearest => Interpolation.Nearest,
                InterpolationMode.Bilinear or InterpolationMode.Trilinear => Interpolation.Linear,
                InterpolationMode.Bicubic when Rank == 4 => Interpolation.Cubic,
                InterpolationMode.Bicubic => throw new ArgumentException(
                    $"GridSample: Bicubic needs images of two dimensions, [N, C, H, W], and the shape is {Shape}."),
                _ => throw new ArgumentException($"GridSample: images are read by Bilinear, Nearest or Bicubic, not by {mode}."),
            };
            return new Ops.GridSample(kind, (GridBorder)padding, alignCorners).Apply(this, grid);
        }
    }
}

namespace Adjoint.Ops
{
    /// <summary>Images [N, C, ...] read at the places of a grid [N, ..., dims].</summary>
    internal sealed record GridSample(Interpolation Kind, GridBorder Border, bool AlignCorners) : Composite
    {
        internal override DTypeSet Kernels => DTypeSet.Floating;

        internal override Tensor Decompose(ReadOnlySpan<Tensor> inputs) =>
            new GridMeaning(Kind, Border, AlignCorners).Read(inputs[0], inputs[1]);

        protected override Spec Infer(ReadOnlySpan<Tensor> inputs) =>
            new([inputs[0].Size(0), inputs[0].Size(1), .. inputs[1].Shape.AsSpan()[1..^1]], inputs[0].DType);

        protected override void Run(ReadOnlySpan<Tensor> inputs, Tensor output)
        {
            var action = new ForwardAction
            {
                X = inputs[0].Ready(),
                Grid = inputs[1].Ready(),
                Y = output,
                Shape = Shape(inputs[0], inputs[1]),
            };
            output.DType.Run(ref action);
        }

        internal override void Derivatives(ReadOnlySpan<Tensor?> gradients, Saved saved, Span<Tensor?> results)
        {
            var (g, x, grid) = (gradients[0]!, saved.Input(0), saved.Input(1));
            if (GradMode.IsEnabled || !g.DType.IsIn(Kernels))
            {
                base.Derivatives(gradients, saved, results);
                return;
            }
            var action = new BackwardAction
            {
                G = g.Ready(),
                X = x.Ready(),
                Grid = grid.Ready(),
                ToX = saved.Needs(0) ? Tensor.Allocate(x.Spec) : null,
                ToGrid = saved.Needs(1) ? Tensor.Allocate(grid.Spec) : null,
                Shape = Shape(x, grid),
            };
            g.DType.Run(ref action);
            (results[0], results[1]) = (action.ToX, action.ToGrid);
        }

        GridShape Shape(Tensor x, Tensor grid) => new(
            Kind, Border, AlignCorners, x.Size(0), x.Size(1), x.Rank == 4 ? 1 : x.Size(2), x.Size(-2), x.Size(-1),
            Adjoint.Shape.CountOf(grid.Layout.Sizes.AsSpan()[1..^1]), x.Rank - 2);

        unsafe struct ForwardAction : IDTypeAction
        {
            public Tensor X, Grid, Y;
            public GridShape Shape;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* x = X, grid = Grid, y = Y) GridKernel<T>.Forward(Shape, (T*)x, (T*)grid, (T*)y);
            }
        }

        unsafe struct BackwardAction : IDTypeAction
        {
            public Tensor G, X, Grid;
            public Tensor? ToX, ToGrid;
            public GridShape Shape;

            public static DTypeSet Types => DTypeSet.Floating;

            public readonly void Run<T>() where T : unmanaged
            {
                fixed (byte* g = G, x = X, grid = Grid, toX = ToX, toGrid = ToGrid)
                {
                    if (ToX is not null) GridKernel<T>.Image(Shape, (T*)g, (T*)grid, (T*)toX);
                    if (ToGrid is not null) GridKernel<T>.Grid(Shape, (T*)x, (T*)g, (T*)grid, (T*)toGrid);
                }
            }
        }
    }
}

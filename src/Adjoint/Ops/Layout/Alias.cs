namespace Adjoint
{
    public partial class Tensor
    {
        /// <summary>The same tensor as a step of its own in the graph, so that it can be differentiated with respect to here.</summary>
        internal Tensor Aliased() => Ops.Alias.Op.Apply(this);
    }
}

namespace Adjoint.Ops
{
    internal sealed record Alias : ViewPrimitive
    {
        public static readonly Alias Op = new();

        protected override (Layout Layout, long Offset) Transform(Layout layout) => (layout, 0);

        protected override Tensor Derivative(int input, Tensor g, Saved saved) => g;
    }
}

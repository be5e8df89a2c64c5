using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public partial class ParameterContainerTests
{
    sealed partial class Holder : Module
    {
        public ParameterList Terms { get; } = new(new Parameter(Tensor.Ones([2])), new Parameter(Tensor.Ones([2])));

        public ParameterDict Named { get; } = new() { ["left"] = new(Tensor.Ones([2])), ["right"] = new(Tensor.Zeros([])) };

        protected override Tensor Forward(Tensor x) => Terms.Aggregate(x, (sum, term) => sum + term) * Named["left"] + Named["right"];
    }

    [Fact]
    public void TheirNamesAreThoseOfPyTorch()
    {
        var holder = new Holder();
        Assert.Equal(["terms.0", "terms.1", "named.left", "named.right"], holder.StateDict().Keys);
        holder.Call(Tensor.Zeros([2])).Sum().Backward();
        Assert.All(holder.Parameters(), parameter => Assert.NotNull(parameter.Grad));
        Assert.Equal(
            "ParameterList(\n  (0): Parameter containing: [torch.float32 of size 2]\n  (1): Parameter containing: [torch.float32 of size 2]\n)",
            holder.Terms.ToString());
    }

    [Fact]
    public void AListIsAListByIdentity()
    {
        Parameter a = new(Tensor.Ones([1])), b = new(Tensor.Ones([1]));
        var list = new ParameterList([a]) { b };
        Assert.Equal(1, list.IndexOf(b));
        Assert.True(list.Remove(a));
        Assert.DoesNotContain(a, list);
        list.Insert(0, a);
        list[1] = a;
        Assert.Equal([a, a], list, ReferenceEqualityComparer.Instance);
        Assert.Throws<ArgumentNullException>(() => list.Add(null!));
        Assert.Throws<ArgumentException>(() => new ParameterDict { ["a.b"] = a });
    }
}

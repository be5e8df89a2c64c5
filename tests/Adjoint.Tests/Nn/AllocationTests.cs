using Adjoint.Nn;
using Adjoint.Optim;

namespace Adjoint.Tests.Nn;

/// <summary>A scoped training step allocates the objects of its graph and nothing else.</summary>
[Collection(nameof(Alone))]
public class AllocationTests
{
    // Tensors, nodes and layouts of forward and backward pass; the numbers of the network with 784 inputs are 2.5 MB.
    const int BytesANode = 600;

    [Theory]
    [InlineData(64, 784, 512, 10), InlineData(1, 784, 512, 10), InlineData(32, 8, 32, 1)]
    public void AStepAllocatesAFewHundredBytesANode(int batch, int inputs, int hidden, int outputs)
    {
        var model = new Sequential(new Linear(inputs, hidden), new ReLU(), new Linear(hidden, hidden), new ReLU(), new Linear(hidden, outputs));
        var optimizer = new Adam(model.Parameters());
        var criterion = new CrossEntropyLoss();
        Tensor x = Tensor.Rand([batch, inputs]), y = Tensor.RandInt(0, outputs, [batch]);
        for (var i = 0; i < 200; i++) Step();
        const int Nodes = 3 + 2 + 1 + 6; // layers, activations, loss, leaves
        Assert.InRange(Allocations.Of(10, Step) / 10, 1, Nodes * BytesANode);

        void Step()
        {
            using var scope = new TensorScope();
            optimizer.ZeroGrad();
            criterion.Call(model.Call(x), y).Backward();
            optimizer.Step();
        }
    }
}

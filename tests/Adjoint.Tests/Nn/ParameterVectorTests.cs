using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

public class ParameterVectorTests
{
    [Fact]
    public void ParametersGoIntoAVectorAndBack()
    {
        var model = new Sequential(new Linear(2, 3), new Linear(3, 1));
        var vector = Utils.ParametersToVector(model.Parameters());
        Assert.Equal([13], vector.Shape);
        Assert.Equal(model.Parameters().SelectMany(parameter => parameter.ToArray<float>()), vector.ToArray<float>());
        (vector * vector).Sum().Backward();
        Assert.All(model.Parameters(), parameter => Assert.Equal((2 * parameter.Detach()).ToArray<float>(), parameter.Grad!.ToArray<float>()));

        Utils.VectorToParameters(Tensor.Arange(13), model.Parameters());
        Assert.Equal(Enumerable.Range(0, 13).Select(i => (float)i), Utils.ParametersToVector(model.Parameters()).ToArray<float>());
        Assert.All(model.Parameters(), parameter => Assert.True(parameter is { IsLeaf: true, RequiresGrad: true }));
        Assert.Contains("13 elements", Assert.Throws<ArgumentException>(() => Utils.VectorToParameters(Tensor.Zeros([12]), model.Parameters())).Message);
        Assert.Throws<ArgumentException>(() => Utils.ParametersToVector([]));
    }
}

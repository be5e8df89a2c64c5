using Adjoint.Generators.Modules;

namespace Adjoint.Generators.Tests.Generating;

public class StateNameTests
{
    [Theory]
    [InlineData("Linear", "linear")]
    [InlineData("linear", "linear")]
    [InlineData("tokenEmbedding", "token_embedding")]
    [InlineData("TokenEmbedding", "token_embedding")]
    [InlineData("token_embedding", "token_embedding")]
    [InlineData("Fc1", "fc1")]
    [InlineData("_conv2d", "conv2d")]
    [InlineData("Conv2D", "conv2d")]
    [InlineData("Conv2dLayer", "conv2d_layer")]
    [InlineData("Conv2DLayer", "conv2d_layer")]
    [InlineData("Layer1Norm", "layer1_norm")]
    [InlineData("BatchNorm2d", "batch_norm2d")]
    [InlineData("NumBatchesTracked", "num_batches_tracked")]
    [InlineData("QKV", "qkv")]
    [InlineData("InProjWeight", "in_proj_weight")]
    [InlineData("WeightIh", "weight_ih")]
    [InlineData("weight_ih_l0", "weight_ih_l0")]
    [InlineData("Weight_Ih", "weight_ih")]
    [InlineData("HTTPHead", "http_head")]
    [InlineData("LSTMCell", "lstm_cell")]
    [InlineData("W", "w")]
    [InlineData("__hidden", "hidden")]
    [InlineData("_1", "1")]
    [InlineData("_", "_")]
    [InlineData("ÜberLayer", "über_layer")]
    public void AMemberIsNamedAsPyTorchSpellsIt(string member, string name) => Assert.Equal(name, StateName.Of(member));
}

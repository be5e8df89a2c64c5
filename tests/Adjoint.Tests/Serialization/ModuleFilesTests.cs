using Adjoint.Nn;
using Adjoint.Serialization;

namespace Adjoint.Tests.Serialization;

public sealed class ModuleFilesTests : IDisposable
{
    readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    static Sequential Model() => new(new Linear(4, 3), new ReLU(), new Linear(3, 2, bias: false));

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("model.safetensors.index.json")]
    [InlineData("model.pt")]
    [InlineData("model.pth")]
    [InlineData("model.npz")]
    public void AModelComesBack(string name)
    {
        Sequential model = Model(), other = Model();
        model.Save(_folder[name]);
        AssertLeftOut([], other.Load(_folder[name]));
        var x = Tensor.Randn([5, 4]);
        Assert.True(Tensor.Equal(model.Call(x), other.Call(x)));
        Assert.All(other.Parameters(), parameter => Assert.True(parameter.RequiresGrad));
    }

    [Fact]
    public void WhatDoesNotFitIsListedAndNothingIsChanged()
    {
        Model().Save(_folder["model.pt"]);
        var other = new Sequential(new Linear(5, 3), new Linear(3, 2));
        var before = other.Parameters().Select(parameter => parameter.Clone()).ToList();
        var refusal = Assert.Throws<InvalidOperationException>(() => other.Load(_folder["model.pt"])).Message;
        Assert.Contains("unexpected: 2.weight", refusal, StringComparison.Ordinal);
        Assert.Contains("missing: 1.weight, 1.bias", refusal, StringComparison.Ordinal);
        Assert.Contains("0.weight has shape [3, 4] where the module has [3, 5]", refusal, StringComparison.Ordinal);
        Assert.All(before.Zip(other.Parameters()), pair => Assert.True(Tensor.Equal(pair.First, pair.Second)));
    }

    [Fact]
    public void PartOfAModelMayBeLoadedUnderOtherNames()
    {
        var model = Model();
        model.Save(_folder["model.safetensors"]);
        var head = new Sequential(new Linear(3, 2));
        AssertLeftOut(["0.bias"], head.Load(_folder["model.safetensors"], strict: false, rename: name => name == "2.weight" ? "0.weight" : null));
        Assert.True(Tensor.Equal(model.Parameters().Last(), head.Parameters().First()));
    }

    [Fact]
    public void APartOfAPyTorchFileMayBeLoaded()
    {
        var model = Model();
        PyTorchFile.Save(_folder["run.pt"], new Dictionary<string, object?> { ["epoch"] = 3, ["model_state_dict"] = model.StateDict() });
        var other = Model();
        other.Load(_folder["run.pt"], key: "model_state_dict");
        Assert.All(model.Parameters().Zip(other.Parameters()), pair => Assert.True(Tensor.Equal(pair.First, pair.Second)));
        Assert.Contains("no 'weights'; there are epoch, model_state_dict",
            Assert.Throws<KeyNotFoundException>(() => other.Load(_folder["run.pt"], key: "weights")).Message);
        Assert.Throws<ArgumentException>(() => Checkpoint.Load(_folder["run.safetensors"], key: "x"));
    }

    [Fact]
    public void NumbersAreConvertedToTheModelsTypeOrToTheOneAskedFor()
    {
        var model = Model();
        model.Save(_folder["model.safetensors"]);
        var wide = Model();
        wide.To(DType.Float64);
        wide.Load(_folder["model.safetensors"]);
        Assert.Equal(model.Parameters().First().ToArray<double>(), wide.Parameters().First().ToArray<double>());
        Assert.All(Checkpoint.Load(_folder["model.safetensors"], dtype: DType.BFloat16).Values, tensor => Assert.Equal(DType.BFloat16, tensor.DType));
    }

    [Theory]
    [InlineData("model.zip")]
    [InlineData("model")]
    public void AnEndingThatNamesNoFormatIsSaid(string name) =>
        Assert.Contains(".safetensors, .safetensors.index.json, .pt", Assert.Throws<ArgumentException>(() => Model().Save(_folder[name])).Message);

    static void AssertLeftOut(string[] missing, LoadResult result)
    {
        Assert.Equal(missing, result.Missing);
        Assert.Empty(result.Unexpected);
    }
}

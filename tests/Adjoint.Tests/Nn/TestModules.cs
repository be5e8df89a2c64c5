using Adjoint.Nn;

namespace Adjoint.Tests.Nn;

/// <summary>Two layers with names that have to be put into snake case, a buffer, and one that is not saved.</summary>
public partial class TwoLayers : Module
{
    public Linear Fc1 { get; } = new(2, 3);

    [Buffer]
    public Tensor RunningMean { get; set; } = Tensor.Zeros([3]);

    [Buffer(Persistent = false)]
    public Tensor Scratch { get; set; } = Tensor.Ones([1]);

    readonly Linear _lastLayer = new(3, 1, bias: false);

    public Linear LastLayer => _lastLayer;

    protected override Tensor Forward(Tensor x) => _lastLayer.Call(Fc1.Call(x).Relu());
}

/// <summary>Adds a parameter to what it inherits.</summary>
public sealed partial class Scaled : TwoLayers
{
    [Name("gain")]
    Parameter _scale = new(Tensor.Ones([1]));

    public Parameter Scale
    {
        get => _scale;
        set => _scale = value;
    }

    protected override Tensor Forward(Tensor x) => base.Forward(x) * _scale;
}

/// <summary>A module around any other.</summary>
public sealed partial class Residual<TModule>(TModule inner) : Module where TModule : Module
{
    public TModule Inner { get; } = inner;

    protected override Tensor Forward(Tensor x) => x + Inner.Call(x);
}

/// <summary>The same weight in two layers.</summary>
public sealed partial class Tied : Module
{
    public Linear Encode { get; } = new(2, 2, bias: false);

    public Linear Decode { get; } = new(2, 2, bias: false);

    public Tied() => Decode.Weight = Encode.Weight;

    protected override Tensor Forward(Tensor x) => Decode.Call(Encode.Call(x));
}

/// <summary>Refers to itself.</summary>
public sealed partial class Endless : Module
{
    public Module? Next { get; set; }

    protected override Tensor Forward(Tensor x) => x;
}

/// <summary>Two inputs, two outputs.</summary>
public sealed class SumAndProduct : Module<Tensor, Tensor, (Tensor Sum, Tensor Product)>
{
    protected override (Tensor Sum, Tensor Product) Forward(Tensor a, Tensor b) => (a + b, a * b);
}

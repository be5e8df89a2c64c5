// Why layers need a non-linear function between them: exclusive or, with and without.
using Adjoint;
using Adjoint.Nn;
using Adjoint.Optim;

Tensor x = [[0f, 0f], [0f, 1f], [1f, 0f], [1f, 1f]];
Tensor y = [[0f], [1f], [1f], [0f]];

Tensor.ManualSeed(1);
Train("with tanh", new Sequential(new Linear(2, 8), new Tanh(), new Linear(8, 1)));
Train("without", new Sequential(new Linear(2, 8), new Linear(8, 1)));

void Train(string name, Sequential model)
{
    var criterion = new BCEWithLogitsLoss();
    var optimizer = new Adam(model.Parameters(), lr: 0.05);
    for (var step = 0; step < 500; step++)
    {
        var loss = criterion.Call(model.Call(x), y);
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
    }
    using var mode = Autograd.NoGrad();
    var probabilities = model.Call(x).Sigmoid().Flatten();
    Console.WriteLine($"{name,-10} loss {criterion.Call(model.Call(x), y).Item():F4}, probabilities {probabilities.Round(decimals: 2)}");
}

// Two linear layers are one: W2 (W1 x + b1) + b2 = (W2 W1) x + (W2 b1 + b2).
var (first, second) = (new Linear(2, 8), new Linear(8, 1));
using (Autograd.NoGrad())
{
    var both = second.Call(first.Call(x));
    var weight = second.Weight.Matmul(first.Weight);
    var bias = second.Weight.Matmul(first.Bias!) + second.Bias!;
    Console.WriteLine($"two layers without activation are one: {Tensor.AllClose(both, x.Matmul(weight.T) + bias, atol: 1e-6)}");
}

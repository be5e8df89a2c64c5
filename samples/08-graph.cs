// The lecture's picture: a graph with the value of every step and the gradient that came back along every arrow.
using Adjoint;

Tensor x = Tensor.From([1.0f]), y = Tensor.From([2.0f]), w = Tensor.From([1.0f], requiresGrad: true);

using var recording = GraphView.Record();
var prediction = x * w;
var loss = (prediction - y).Pow(2);
loss.Backward();

var view = GraphView.Of(loss, ("x", x), ("y", y), ("w", w), ("prediction", prediction), ("loss", loss));
Console.Write(view);
Console.WriteLine();
Console.Write(view.ToMermaid());                          // Markdown viewers draw it
if (args is [var path]) File.WriteAllText(path, view.ToDot()); // dot -Tsvg graph.dot -o graph.svg

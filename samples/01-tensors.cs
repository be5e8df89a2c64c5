// Tensors: made from literals and arrays, printed, indexed, broadcast, reduced.
using Adjoint;

Tensor a = [1.0f];
Console.WriteLine(a);                                  // data, and no gradient unless asked for
Console.WriteLine($"requires a gradient: {a.RequiresGrad}, gradient: {a.Grad?.ToString() ?? "none"}");
a.RequiresGrad = true;
Console.WriteLine(a);
Console.WriteLine(a.Data);                             // the numbers alone: also a tensor

Tensor m = [[1.0f, 2.0f, 3.0f], [4.0f, 5.0f, 6.0f]];
Console.WriteLine($"{m.DType} of shape {m.Shape}");
Console.WriteLine(m[1]);                               // a row, a view of the same memory
Console.WriteLine(m[.., 1..]);                         // columns from the second on
Console.WriteLine(m[m > 2.5]);                         // where a condition holds
Console.WriteLine(m + new float[] { 10, 20, 30 });     // the row is repeated: broadcasting
Console.WriteLine(m.Matmul(m.T));
Console.WriteLine($"sum {m.Sum().Item()}, column means {m.Mean(dim: 0)}");

m[0, ^1] = 100;                                        // in place
Console.WriteLine(m);

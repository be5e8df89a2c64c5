namespace Adjoint;

public static partial class Autograd
{
    /// <summary>
    /// The Jacobian of a function: all derivatives of all elements of its result, J[i, j] = ∂f(x)ᵢ / ∂xⱼ.
    /// </summary>
    /// <param name="function">The function; called once.</param>
    /// <param name="x">Where it is differentiated.</param>
    /// <param name="createGraph">Whether the Jacobian can be differentiated again with respect to <paramref name="x"/>.</param>
    /// <returns>A tensor whose shape is that of the result followed by that of <paramref name="x"/>.</returns>
    public static Tensor Jacobian(Func<Tensor, Tensor> function, Tensor x, bool createGraph = false)
    {
        var (input, output) = Trace(function, x, createGraph);
        if (!output.RequiresGrad) return Tensor.Zeros([.. output.Shape, .. x.Shape], x.DType);
        var rows = new Tensor[output.Count];
        for (long i = 0; i < rows.Length; i++)
        {
            var unit = Tensor.Zeros([output.Count], output.DType);
            unit.Select(0, i).Fill(1);
            rows[i] = Grad(output, input, unit.Reshape(output.Shape), retainGraph: true, createGraph, allowUnused: true);
        }
        return rows.Length == 0
            ? Tensor.Zeros([.. output.Shape, .. x.Shape], x.DType)
            : Tensor.Stack(rows).Reshape([.. output.Shape, .. x.Shape]);
    }

    /// <summary>The Hessian of a function whose result is a single number: H[i, j] = ∂²f(x) / ∂xᵢ ∂xⱼ.</summary>
    /// <param name="function">The function; called once.</param>
    /// <param name="x">Where it is differentiated.</param>
    /// <param name="createGraph">Whether the Hessian can be differentiated again with respect to <paramref name="x"/>.</param>
    /// <returns>A tensor whose shape is that of <paramref name="x"/> twice.</returns>
    /// <exception cref="ArgumentException">The result is not a single number.</exception>
    public static Tensor Hessian(Func<Tensor, Tensor> function, Tensor x, bool createGraph = false)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Jacobian(t => GradientOf(nameof(Hessian), function, t), x, createGraph);
    }

    /// <summary>The product of a vector with the Jacobian of a function, v·J: one backward pass.</summary>
    /// <param name="function">The function; called once.</param>
    /// <param name="x">Where it is differentiated.</param>
    /// <param name="v">A tensor of the shape of the result; 1 if left out and the result is a single number.</param>
    /// <param name="createGraph">Whether the product can be differentiated again with respect to <paramref name="x"/>.</param>
    /// <returns>The result of the function, and a tensor of the shape of <paramref name="x"/>.</returns>
    public static (Tensor Output, Tensor Product) Vjp(Func<Tensor, Tensor> function, Tensor x, Tensor? v = null, bool createGraph = false)
    {
        var (input, output) = Trace(function, x, createGraph);
        var product = output.RequiresGrad ? Grad(output, input, v, createGraph: createGraph, allowUnused: true) : Tensor.ZerosLike(x);
        return (createGraph ? output : output.Detach(), product);
    }

    /// <summary>
    /// The product of the Jacobian of a function with a vector, J·v: the derivative in the direction <paramref name="v"/>,
    /// found by differentiating u·J with respect to u.
    /// </summary>
    /// <param name="function">The function; called once.</param>
    /// <param name="x">Where it is differentiated.</param>
    /// <param name="v">A tensor of the shape of <paramref name="x"/>.</param>
    /// <param name="createGraph">Whether the product can be differentiated again with respect to <paramref name="x"/>.</param>
    /// <returns>The result of the function, and a tensor of its shape.</returns>
    public static (Tensor Output, Tensor Product) Jvp(Func<Tensor, Tensor> function, Tensor x, Tensor v, bool createGraph = false)
    {
        CheckDirection(nameof(Jvp), x, v);
        var (input, output) = Trace(function, x, createGraph);
        if (!output.RequiresGrad) return (output, Tensor.ZerosLike(output));
        var u = Tensor.ZerosLike(output, requiresGrad: true);
        var product = Grad(output, input, u, createGraph: true, allowUnused: true);
        var result = product.RequiresGrad ? Grad(product, u, v, createGraph: createGraph, allowUnused: true) : Tensor.ZerosLike(output);
        return (createGraph ? output : output.Detach(), result);
    }

    /// <summary>The product of the Hessian of a function with a vector, H·v, without computing the Hessian.</summary>
    /// <param name="function">The function, whose result is a single number; called once.</param>
    /// <param name="x">Where it is differentiated.</param>
    /// <param name="v">A tensor of the shape of <paramref name="x"/>.</param>
    /// <param name="createGraph">Whether the product can be differentiated again with respect to <paramref name="x"/>.</param>
    /// <returns>The result of the function, and a tensor of the shape of <paramref name="x"/>.</returns>
    /// <exception cref="ArgumentException">The result is not a single number.</exception>
    public static (Tensor Output, Tensor Product) Hvp(Func<Tensor, Tensor> function, Tensor x, Tensor v, bool createGraph = false)
    {
        CheckDirection(nameof(Hvp), x, v);
        Tensor? output = null;
        var (_, product) = Vjp(
            t => GradientOf(nameof(Hvp), s => output = function(s), t), x, v, createGraph); // H is symmetric: H·v = v·H
        return (createGraph ? output! : output!.Detach(), product);
    }

    // The function at x, and the tensor to differentiate with respect to: an alias, so that paths beyond x do not count.
    static (Tensor Input, Tensor Output) Trace(Func<Tensor, Tensor> function, Tensor x, bool createGraph)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(x);
        using var mode = EnableGrad();
        Tensor input;
        if (createGraph && x.RequiresGrad)
        {
            input = x.Aliased();
        }
        else
        {
            input = x.Detach();
            input.RequiresGrad = true;
        }
        return (input, function(input));
    }

    static Tensor GradientOf(string operation, Func<Tensor, Tensor> function, Tensor x)
    {
        var output = function(x);
        if (output.Count != 1)
            throw new ArgumentException($"{operation}: the function must return a single number, and it returned shape {output.Shape}.");
        return output.RequiresGrad ? Grad(output, x, Tensor.OnesLike(output), createGraph: true, allowUnused: true) : Tensor.ZerosLike(x);
    }

    static void CheckDirection(string operation, Tensor x, Tensor v)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(v);
        if (v.Shape != x.Shape) throw new ArgumentException($"{operation}: the vector has shape {v.Shape}, but x has shape {x.Shape}.");
    }
}

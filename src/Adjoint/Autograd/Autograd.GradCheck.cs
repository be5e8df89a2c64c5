using System.Runtime.CompilerServices;

namespace Adjoint;

public static partial class Autograd
{
    /// <summary>
    /// Compares the gradients of a function with central differences, (f(x + ε) - f(x - ε)) / 2ε, for every element of the
    /// input and of the result. To be used with Float64: in Float32 differences are too coarse.
    /// </summary>
    /// <param name="function">The function; must give the same result for the same input.</param>
    /// <param name="x">Where it is checked.</param>
    /// <param name="eps">ε.</param>
    /// <param name="atol">How far a gradient may be off absolutely.</param>
    /// <param name="rtol">How far it may be off relative to the difference.</param>
    /// <param name="throwOnFailure">Whether a wrong gradient is an exception that shows it, instead of false.</param>
    /// <returns>Whether all gradients are right.</returns>
    /// <exception cref="InvalidOperationException">A gradient is wrong and <paramref name="throwOnFailure"/> is true.</exception>
    public static bool GradCheck(
        Func<Tensor, Tensor> function, Tensor x, double eps = 1e-6, double atol = 1e-5, double rtol = 1e-3, bool throwOnFailure = true)
    {
        ArgumentNullException.ThrowIfNull(function);
        return GradCheck(t => function(t[0]), [x], eps, atol, rtol, throwOnFailure);
    }

    /// <summary>The same check for a function of several tensors; integer tensors are passed on as they are.</summary>
    /// <inheritdoc cref="GradCheck(Func{Tensor, Tensor}, Tensor, double, double, double, bool)" path="//param|//returns|//exception"/>
    /// <param name="inputs">Where it is checked.</param>
    [OverloadResolutionPriority(1)]
    public static bool GradCheck(
        Func<Tensor[], Tensor> function, Tensor[] inputs, double eps = 1e-6, double atol = 1e-5, double rtol = 1e-3,
        bool throwOnFailure = true)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].DType.IsFloatingPoint) continue;
            if (inputs[i].DType != DType.Float64)
                throw new ArgumentException($"GradCheck: input {i} is {inputs[i].DType}; differences need Float64: x.To(DType.Float64).");
            var index = i;
            Tensor Along(Tensor t)
            {
                var all = inputs.ToArray();
                all[index] = t;
                return function(all);
            }
            if (Mismatch(Along, inputs[i], eps, atol, rtol) is not { } message) continue;
            if (throwOnFailure) throw new InvalidOperationException($"GradCheck: input {i}: {message}");
            return false;
        }
        return true;
    }

    /// <summary>
    /// Checks second derivatives: <see cref="GradCheck(Func{Tensor, Tensor}, Tensor, double, double, double, bool)"/> of the gradient.
    /// </summary>
    /// <inheritdoc cref="GradCheck(Func{Tensor, Tensor}, Tensor, double, double, double, bool)" path="//param|//returns|//exception"/>
    public static bool GradGradCheck(
        Func<Tensor, Tensor> function, Tensor x, double eps = 1e-6, double atol = 1e-5, double rtol = 1e-3, bool throwOnFailure = true)
    {
        ArgumentNullException.ThrowIfNull(function);
        return GradGradCheck(t => function(t[0]), [x], eps, atol, rtol, throwOnFailure);
    }

    /// <summary>Checks second derivatives of a function of several tensors.</summary>
    /// <inheritdoc cref="GradCheck(Func{Tensor[], Tensor}, Tensor[], double, double, double, bool)" path="//param|//returns|//exception"/>
    [OverloadResolutionPriority(1)]
    public static bool GradGradCheck(
        Func<Tensor[], Tensor> function, Tensor[] inputs, double eps = 1e-6, double atol = 1e-5, double rtol = 1e-3,
        bool throwOnFailure = true)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(inputs);
        Tensor cotangent;
        using (NoGrad())
        {
            // Any cotangent will do that does not favour one element: these are spread over (0.5, 1.5).
            var output = function(inputs);
            var numbers = new double[output.Count];
            for (var i = 0; i < numbers.Length; i++) numbers[i] = 0.5 + (i * 0.6180339887498949 + 0.3) % 1;
            cotangent = Tensor.From(numbers).Reshape(output.Shape);
        }

        Tensor Gradients(Tensor[] t)
        {
            var tracked = new List<Tensor>();
            var arguments = new Tensor[inputs.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = t[i];
                if (!t[i].DType.IsFloatingPoint) continue;
                using var mode = EnableGrad();
                if (t[i].RequiresGrad) arguments[i] = t[i].Aliased();
                else (arguments[i] = t[i].Detach()).RequiresGrad = true;
                tracked.Add(arguments[i]);
            }
            using var recording = EnableGrad();
            var gradients = Grad(function(arguments), [.. tracked], t[^1], createGraph: true, allowUnused: true);
            for (var i = 0; i < gradients.Length; i++) gradients[i] = gradients[i].Reshape(-1);
            return Tensor.Cat(gradients);
        }

        return GradCheck(Gradients, [.. inputs, cotangent], eps, atol, rtol, throwOnFailure);
    }

    // What is wrong with the gradients, or null.
    static string? Mismatch(Func<Tensor, Tensor> function, Tensor x, double eps, double atol, double rtol)
    {
        var jacobian = Jacobian(function, x);
        var outputs = jacobian.Count / Math.Max(1, x.Count);
        var analytic = jacobian.Reshape(outputs, x.Count).ToArray<double>();
        var point = x.Detach().Clone().Reshape(-1);
        using var mode = NoGrad();
        for (long j = 0; j < x.Count; j++)
        {
            var element = point.Select(0, j);
            var old = element.Item();
            element.Fill(old + eps);
            var above = function(point.Clone().Reshape(x.Shape)).ToArray<double>();
            element.Fill(old - eps);
            var below = function(point.Clone().Reshape(x.Shape)).ToArray<double>();
            element.Fill(old);
            for (long i = 0; i < outputs; i++)
            {
                var difference = (above[i] - below[i]) / (2 * eps);
                var gradient = analytic[i * x.Count + j];
                if (Math.Abs(gradient - difference) <= atol + rtol * Math.Abs(difference)) continue;
                return
                    $"the derivative of element {i} of the result with respect to element {j} (value {old}) is {gradient}, " +
                    $"but differences give {difference}.";
            }
        }
        return null;
    }
}

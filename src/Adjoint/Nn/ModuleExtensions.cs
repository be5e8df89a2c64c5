namespace Adjoint.Nn;

/// <summary>What changes a whole model in place and returns it: <c>var model = new Net().To(DType.Float64).Eval();</c></summary>
public static class ModuleExtensions
{
    extension<TModule>(TModule module) where TModule : ModuleBase
    {
        /// <summary>Tells the module and all modules in it that they are being trained, or with false that they are not.</summary>
        public TModule Train(bool mode = true)
        {
            foreach (var each in module.Modules()) each.Training = mode;
            return module;
        }

        /// <summary>Tells the module and all modules in it that they are not being trained: dropout does nothing, for example.</summary>
        public TModule Eval() => module.Train(false);

        /// <summary>
        /// Calls <paramref name="action"/> with all modules in this one and then with itself; for initialisation, for example.
        /// </summary>
        public TModule Apply(Action<ModuleBase> action)
        {
            ArgumentNullException.ThrowIfNull(action);
            module.ApplyToTree(action, []);
            return module;
        }

        /// <summary>
        /// Converts all floating-point parameters and buffers to <paramref name="dtype"/>, with their gradients. The same
        /// <see cref="Parameter"/> objects get new memory, so an optimizer keeps working on them.
        /// </summary>
        /// <exception cref="ArgumentException">The type is not floating-point.</exception>
        public TModule To(DType dtype)
        {
            if (!dtype.IsFloatingPoint)
                throw new ArgumentException($"To: modules compute with floating-point numbers, not {dtype}.", nameof(dtype));
            foreach (var tensor in module.Parameters().Concat(module.Buffers()))
            {
                if (!tensor.DType.IsFloatingPoint) continue;
                var gradient = tensor.Grad;
                tensor.Data = tensor.Convert(dtype);
                tensor.Grad = gradient?.Convert(dtype);
            }
            return module;
        }

        /// <summary>Makes every parameter learned, or with false frozen: no gradients are computed for it.</summary>
        public TModule RequiresGrad(bool requiresGrad = true)
        {
            foreach (var parameter in module.Parameters()) parameter.RequiresGrad = requiresGrad;
            return module;
        }
    }
}

using Adjoint.Serialization;

namespace Adjoint.Nn;

/// <summary>Modules to files and back.</summary>
public static class ModuleFiles
{
    extension(ModuleBase module)
    {
        /// <summary>
        /// Writes the parameters and buffers to a file; its ending says in which format: <c>model.Save("model.safetensors")</c>, or
        /// <c>.pt</c> for PyTorch. The file appears whole or not at all.
        /// </summary>
        /// <exception cref="ArgumentException">The ending names no format.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void Save(string path)
        {
            ArgumentNullException.ThrowIfNull(module);
            if (FileFormats.Of(path) == FileFormat.PyTorch) PyTorchFile.Save(path, module.StateDict());
            else Checkpoint.Save(path, module.StateDict());
        }

        /// <summary>
        /// Reads the parameters and buffers from a file, converted to the module's types. Either everything that fits is taken
        /// over or, when it throws, nothing.
        /// </summary>
        /// <param name="path">The file's name; its ending says in which format it is.</param>
        /// <param name="strict">Whether the names must be the same on both sides; otherwise those that are not are left out.</param>
        /// <param name="rename">From a name in the file to the module's name for it, or to null for what is not to be loaded:
        /// <c>name => name.Replace("module.", "")</c>.</param>
        /// <param name="key">For files of PyTorch, the part to read, such as <c>model_state_dict</c>.</param>
        /// <returns>The names that were left out.</returns>
        /// <exception cref="InvalidOperationException">A tensor has another shape; or, if <paramref name="strict"/>,
        /// a name is missing or unexpected. The message lists all of them.</exception>
        /// <inheritdoc cref="Checkpoint.Load" path="/exception"/>
        public LoadResult Load(string path, bool strict = true, Func<string, string?>? rename = null, string? key = null)
        {
            ArgumentNullException.ThrowIfNull(module);
            return module.LoadStateDict(Checkpoint.Load(path, rename, key), strict);
        }
    }
}

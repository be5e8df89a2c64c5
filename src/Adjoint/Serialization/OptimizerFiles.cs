using Adjoint.Serialization;

namespace Adjoint.Optim;

/// <summary>Optimizers to files and back, in PyTorch's structure.</summary>
public static class OptimizerFiles
{
    extension(Optimizer optimizer)
    {
        /// <summary>
        /// Writes what is needed to go on later: <c>.pt</c> for PyTorch, whose optimizers read it with <c>load_state_dict</c>, or
        /// <c>.safetensors</c>. The file appears whole or not at all.
        /// </summary>
        /// <exception cref="ArgumentException">The ending is another: NumPy's formats have no room for options.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void Save(string path)
        {
            ArgumentNullException.ThrowIfNull(optimizer);
            var state = optimizer.StateDict();
            if (FileFormats.Of(path) == FileFormat.PyTorch)
                PyTorchFile.Save(path, OptimizerTree.From(state));
            else if (FileFormats.Of(path) == FileFormat.SafeTensors)
                Checkpoint.Save(path, OptimizerTree.Tensors(state), OptimizerTree.Metadata(state));
            else
                throw NoRoom(path);
        }

        /// <summary>
        /// Goes on where a saved optimizer was: takes its options, and what it remembered of parameters in the same order.
        /// </summary>
        /// <param name="path">The file's name: of <c>Save</c>, or of <c>torch.save(optimizer.state_dict(), path)</c>.</param>
        /// <param name="key">For files of PyTorch, the part to read, such as <c>optimizer_state_dict</c>.</param>
        /// <exception cref="ArgumentException">The ending names no format that holds optimizers.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        /// <exception cref="InvalidDataException">It is malformed, or holds something else.</exception>
        /// <exception cref="InvalidOperationException">It is of other parameters; nothing is changed then.</exception>
        public void Load(string path, string? key = null)
        {
            ArgumentNullException.ThrowIfNull(optimizer);
            optimizer.LoadStateDict(FileFormats.Of(path) switch
            {
                FileFormat.PyTorch => OptimizerTree.Read(PyTorchFile.Part(path, key), path),
                FileFormat.SafeTensors => OptimizerTree.Read(path),
                _ => throw NoRoom(path),
            });
        }
    }

    static ArgumentException NoRoom(string path) =>
        new($"'{Path.GetFileName(path)}': optimizers are kept in .pt and .safetensors files.", nameof(path));
}

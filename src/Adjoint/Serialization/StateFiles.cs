using System.Collections;
using Adjoint.Serialization;

namespace Adjoint.Optim;

/// <summary>Schedulers and scalers to files and back, in PyTorch's structure.</summary>
public static class StateFiles
{
    extension(IStateful stateful)
    {
        /// <summary>Writes what is needed to go on later, as <c>torch.save(scheduler.state_dict(), path)</c> does.</summary>
        /// <exception cref="ArgumentException">The ending is not one of PyTorch's, <c>.pt</c> or <c>.pth</c>.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        public void Save(string path)
        {
            ArgumentNullException.ThrowIfNull(stateful);
            Check(path);
            PyTorchFile.Save(path, stateful.StateDict());
        }

        /// <summary>Goes on where a saved one was.</summary>
        /// <param name="path">The file's name.</param>
        /// <param name="key">The part of the file to read, such as <c>scheduler</c>; everything if left out.</param>
        /// <exception cref="ArgumentException">The ending is not one of PyTorch's.</exception>
        /// <exception cref="KeyNotFoundException">There is no such part.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        /// <exception cref="InvalidDataException">It is malformed, or holds something else.</exception>
        /// <exception cref="InvalidOperationException">It is of something else; nothing is changed then.</exception>
        public void Load(string path, string? key = null)
        {
            ArgumentNullException.ThrowIfNull(stateful);
            Check(path);
            stateful.LoadStateDict(PyTorchFile.Part(path, key) as IDictionary
                ?? throw new InvalidDataException($"{path}: there is no state dict where one is looked for."));
        }
    }

    static void Check(string path)
    {
        if (FileFormats.Of(path) != FileFormat.PyTorch)
            throw new ArgumentException($"'{Path.GetFileName(path)}': schedulers and scalers are kept in .pt files.", nameof(path));
    }
}

using System.Security.Cryptography;
using Adjoint.Cpu.Sampling;

namespace Adjoint;

/// <summary>
/// A source of pseudo-random numbers. From the same seed come the same numbers, and they are, bit for bit, those of
/// PyTorch's CPU generator: the Mersenne twister mt19937 (M. Matsumoto and T. Nishimura, 1998), with the same way from its
/// random bits to uniform, normal and other numbers. Operations that are given no generator use <see cref="Default"/>.
/// </summary>
/// <remarks>
/// Several threads may draw from one generator: each operation draws all of its numbers at once, while the others wait.
/// Which of them comes first is then a matter of chance, so programs that must be repeatable give each thread its own.
/// Where PyTorch leaves a logarithm, sine or cosine to the C library, so does Adjoint; between different platforms the last
/// bit of normal and exponential numbers drawn that way may differ. The numbers are those of PyTorch 1.13. Later versions
/// draw 64 bits for integers from a range of 2^28 or more, not only of 2^32 or more, and builds of it with Intel's MKL draw
/// Bernoulli numbers (and so dropout) and exponential ones with that library.
/// </remarks>
public sealed class Generator
{
    const long UnseededSeed = 67280421310721;

    /// <summary>A generator with the fixed seed PyTorch's generators start with, 67280421310721.</summary>
    public Generator() : this(UnseededSeed)
    {
    }

    /// <summary>A generator with the given seed. Any number will do.</summary>
    public Generator(long seed) => Random = new((ulong)seed);

    /// <summary>
    /// The generator of the whole process, used by operations that are given none. It starts with a seed that differs from
    /// run to run; see <see cref="Tensor.ManualSeed"/>.
    /// </summary>
    public static Generator Default { get; } = new(BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long))));

    /// <summary>The seed the numbers come from.</summary>
    public long Seed
    {
        get
        {
            lock (Gate) return (long)Random.Seed;
        }
    }

    /// <summary>The engine; only to be used while <see cref="Gate"/> is held.</summary>
    internal MersenneTwister Random { get; }

    /// <summary>Held by whoever draws.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>Starts over with another seed. Returns this generator.</summary>
    public Generator ManualSeed(long seed)
    {
        lock (Gate) Random.Seed = (ulong)seed;
        return this;
    }

    /// <summary>
    /// The state: 5056 bytes in a UInt8 tensor, in the layout of <c>torch.get_rng_state()</c>. A generator that is given it
    /// by <see cref="SetState"/> goes on with the same numbers, and so does PyTorch with <c>torch.set_rng_state</c>.
    /// </summary>
    public Tensor GetState()
    {
        var state = Tensor.Empty([MersenneTwister.SavedSize], DType.UInt8);
        lock (Gate) Random.Save(state.Span<byte>());
        return state;
    }

    /// <summary>Goes on from a state that <see cref="GetState"/> or PyTorch gave. Returns this generator.</summary>
    /// <exception cref="ArgumentException">It is not such a state.</exception>
    public Generator SetState(Tensor state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.DType != DType.UInt8 || state.Count != MersenneTwister.SavedSize)
            throw new ArgumentException(
                $"SetState: a state is UInt8[{MersenneTwister.SavedSize}], as GetState() gives it, not {state.DType}{state.Shape}.");
        lock (Gate)
        {
            if (!Random.TryLoad(state.AsSpan<byte>()))
                throw new ArgumentException(
                    "SetState: the bytes are no state of an mt19937; use what GetState() or torch.get_rng_state() gave.");
        }
        return this;
    }
}

namespace Adjoint;

public partial class Tensor
{
    /// <summary>
    /// Seeds the generator of the whole process, <see cref="Generator.Default"/>, and returns it. After the same seed come
    /// the same numbers as in PyTorch after <c>torch.manual_seed</c>.
    /// </summary>
    public static Generator ManualSeed(long seed) => Generator.Default.ManualSeed(seed);
}

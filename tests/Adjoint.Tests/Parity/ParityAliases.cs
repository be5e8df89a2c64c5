namespace Adjoint.Tests.Parity;

/// <summary>What has another name here, or none because C# has its own way.</summary>
internal static class ParityAliases
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["torch.Generator"] = "Generator",
        ["torch.Tensor.dim"] = "x.Rank",
        ["torch.Tensor.ndim"] = "x.Rank",
        ["torch.Tensor.new_empty"] = "Tensor.Empty",
        ["torch.Tensor.new_full"] = "Tensor.Full",
        ["torch.Tensor.new_ones"] = "Tensor.Ones",
        ["torch.Tensor.new_zeros"] = "Tensor.Zeros",
        ["torch.Tensor.numpy"] = "x.AsSpan",
        ["torch.Tensor.split_with_sizes"] = "x.Split",
        ["torch.Tensor.stride"] = "x.Strides",
        ["torch.Tensor.tolist"] = "x.ToArray",
        ["torch.adjoint"] = "x.Mh",
        ["torch.amp.GradScaler"] = "GradScaler",
        ["torch.autograd.Function"] = "Autograd.Custom",
        ["torch.autograd.functional.vhp"] = "Autograd.Hvp",
        ["torch.from_numpy"] = "Tensor.Wrap",
        ["torch.func.functional_call"] = "model.FunctionalCall",
        ["torch.is_floating_point"] = "x.DType.IsFloatingPoint",
        ["torch.is_nonzero"] = "x.Item() != 0",
        ["torch.load"] = "Checkpoint.Load",
        ["torch.nn.functional.upsample_bilinear"] = "Functional.Interpolate",
        ["torch.nn.functional.upsample_nearest"] = "Functional.Interpolate",
        ["torch.nn.utils.parametrize.register_parametrization"] = "Parametrization.Apply",
        ["torch.lu"] = "Linalg.LuFactor",
        ["torch.numel"] = "x.Count",
        ["torch.optim.swa_utils.update_bn"] = "Utils.UpdateBn",
        ["torch.save"] = "Checkpoint.Save",
        ["torch.set_num_threads"] = "Threads.Count",
        ["torch.tensor"] = "Tensor x = [[1f], [2f]]",
        ["torch.triangular_solve"] = "Linalg.SolveTriangular",
        ["torch.vdot"] = "x.Dot",
    };
}

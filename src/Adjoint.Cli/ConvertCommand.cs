using System.CommandLine;
using Adjoint.Serialization;

namespace Adjoint.Cli;

/// <summary><c>adjoint convert</c>: tensors from one format to another.</summary>
internal static class ConvertCommand
{
    static readonly string[] s_types = ["float32", "float64", "float16", "bfloat16"];

    public static Command Create()
    {
        var input = new Argument<string>("IN") { Description = "The file to read: .safetensors .pt .pth .ckpt .bin .npz .npy." };
        var output = new Argument<string>("OUT")
        {
            Description = "The file to write; its ending says in which format: .safetensors .safetensors.index.json .pt .npz .npy.",
        };
        var key = new Option<string?>("--key")
        {
            Description = "For files of PyTorch, the part to read, such as model_state_dict.",
            HelpName = "NAME",
        };
        var dtype = new Option<string?>("--dtype") { Description = "What floating-point tensors become.", HelpName = "TYPE" };
        dtype.AcceptOnlyFromAmong(s_types);
        var command = new Command("convert", "Writes the tensors of one file to another. The new file appears whole or not at all.")
        {
            input, output, key, dtype,
        };
        command.SetAction(call => FileErrors.Explain(() =>
        {
            var (from, to) = (call.GetValue(input)!, call.GetValue(output)!);
            var type = call.GetValue(dtype) is { } name ? Enum.Parse<DType>(name, ignoreCase: true) : (DType?)null;
            var tensors = Checkpoint.Load(from, key: call.GetValue(key), dtype: type);
            var notes = to.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase) ? Checkpoint.Inspect(from).Metadata : null;
            Checkpoint.Save(to, tensors, notes);
            Console.WriteLine($"{to}: {tensors.Count} tensor{(tensors.Count == 1 ? "" : "s")}");
            return ExitCode.Success;
        }));
        return command;
    }
}

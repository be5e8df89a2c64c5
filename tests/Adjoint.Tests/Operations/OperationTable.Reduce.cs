namespace Adjoint.Tests.Operations;

internal static partial class OperationTable
{
    static IEnumerable<Operation> Reductions =>
    [
    ];
}

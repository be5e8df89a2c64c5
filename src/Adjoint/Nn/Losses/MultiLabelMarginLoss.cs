namespace Adjoint.Nn;

/// <summary>
/// The hinge loss of several right classes: the sum, over the classes y that are right and the classes i that are not, of
/// max(0, 1 - (x[y] - x[i])) / C. The input has shape [C] or [N, C]; the target, of the same shape, begins each row with the numbers of the
/// right classes and ends them with -1.
/// </summary>
/// <param name="reduction">What becomes of the losses of single samples.</param>
public sealed class MultiLabelMarginLoss(Reduction reduction = Reduction.Mean) : Loss(reduction)
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor input, Tensor target) => Functional.MultilabelMarginLoss(input, target, Reduction);
}

public static partial class Functional
{
    /// <summary>
    /// The hinge loss of several right classes: the sum, over the classes y that are right and the classes i that are not, of
    /// max(0, 1 - (x[y] - x[i])) / C. The input has shape [C] or [N, C]; the target, of the same shape, begins each row with the numbers of
    /// the right classes and ends them with -1.
    /// </summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or the target is not of integers.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A target is neither the number of a class nor -1.</exception>
    public static Tensor MultilabelMarginLoss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean)
    {
        CheckShapes(nameof(MultiLabelMarginLoss), input, target);
        var x = ClassTarget.Rows(nameof(MultiLabelMarginLoss), input);
        var labels = Labels(target.Reshape(x.Shape), x.Size(1));
        var isLabel = labels.Ge(0);
        var right = Tensor.Where(isLabel, labels, 0);
        // Not one of the labels; what stands in the place of no label is scattered to a column that is cut off.
        var isWrong = Tensor.Ones([x.Size(0), x.Size(1) + 1], x.DType).Scatter(1, Tensor.Where(isLabel, labels, x.Size(1)), 0)
            .Narrow(1, 0, x.Size(1));
        var lacks = (x.Unsqueeze(1) - x.Gather(1, right).Unsqueeze(2) + 1).Relu();
        var losses = (lacks * isLabel.To(x.DType).Unsqueeze(2) * isWrong.Unsqueeze(1)).Sum([1, 2]) / x.Size(1);
        return Reduce(input.Rank < 2 ? losses.Reshape() : losses, reduction);
    }

    // The labels of each row, as many columns as there are labels in any, with -1 behind the last.
    static Tensor Labels(Tensor target, long classes)
    {
        if (!target.DType.IsInteger)
            throw new ArgumentException(
                $"MultiLabelMarginLoss: the target must be the numbers of classes, of Int64, not {target.DType}.", nameof(target));
        var labels = target.Detach().To(DType.Int64).Contiguous();
        long columns = 0;
        var numbers = labels.AsSpan<long>();
        var ended = new long[numbers.Length];
        for (var (i, counts) = (0, true); i < numbers.Length; i++)
        {
            var column = i % classes;
            if (column == 0) counts = true;
            if (numbers[i] < -1 || numbers[i] >= classes)
                throw new ArgumentOutOfRangeException(nameof(target), numbers[i],
                    $"MultiLabelMarginLoss: there are {classes} classes, numbered from 0, and a target is {numbers[i]}; " +
                    "-1 ends the labels of a row.");
            counts &= numbers[i] >= 0;
            ended[i] = counts ? numbers[i] : -1;
            if (counts) columns = Math.Max(columns, column + 1);
        }
        return Tensor.From(ended).Reshape(labels.Shape).Narrow(1, 0, columns);
    }
}

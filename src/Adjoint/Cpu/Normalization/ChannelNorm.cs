using Adjoint.Cpu.Loops;

namespace Adjoint.Cpu.Normalization;

/// <summary>
/// Normalizes the channels of a contiguous [batch, channels, size] array: y = (x - m) / √(v + eps) w + b with mean m and variance
/// v of a group: a channel in the whole batch, or some channels next to each other of one example. w and b, which may be
/// absent, have an element for each channel.
/// </summary>
/// <remarks>
/// The work is done cell by cell, and what cells have in common is computed from their moments and sums. A cell is a channel of
/// one example; where these are short, and groups go through the whole batch, a column of it.
/// </remarks>
/// <param name="batch">The number of examples.</param>
/// <param name="channels">The number of channels.</param>
/// <param name="size">The number of elements of a channel in one example.</param>
/// <param name="groups">How many groups the channels of one example form; 0 for groups of one channel that go through the batch.</param>
internal readonly unsafe struct ChannelNorm<T>(long batch, long channels, long size, long groups) where T : unmanaged
{
    const long Short = 16;
    const long Grain = 16384;

    readonly bool _byColumn = groups == 0 && size < Short;

    readonly long _rows = groups == 0 && size < Short ? batch : batch * channels;

    readonly long _length = groups == 0 && size < Short ? channels * size : size;

    long Cells => _byColumn ? _length : _rows;

    // All groups.
    long Total => groups == 0 ? channels : batch * groups;

    // Elements of one group.
    long Members => groups == 0 ? batch * size : channels / groups * size;

    // A division costs more than the rest of what is done for a cell; most are not needed.
    long Channel(long cell) => _byColumn ? size == 1 ? cell : cell / size : cell < channels ? cell : cell % channels;

    long Group(long cell) => groups == 0 ? Channel(cell) : groups == channels ? cell : cell / (channels / groups);

    /// <summary>Writes mean and variance of each group.</summary>
    public void Measure(T* x, T* mean, T* variance)
    {
        using var scratch = new Scratch<Moments>(Cells);
        var cells = scratch.Pointer;
        if (_byColumn) MeasureColumns(x, cells);
        else Threads.For(_rows, Math.Max(1, Grain / _length), new MeasureRows { X = (nint)x, Cells = (nint)cells, Length = _length });
        var count = Total;
        using var totals = new Scratch<Moments>(count);
        var total = totals.Pointer;
        new Span<Moments>(total, checked((int)count)).Clear();
        for (long i = 0; i < Cells; i++) total[Group(i)].Add(cells[i]);
        for (long i = 0; i < count; i++)
        {
            mean[i] = Convert.To<double, T>(total[i].Mean);
            variance[i] = Convert.To<double, T>(total[i].Variance);
        }
    }

    void MeasureColumns(T* x, Moments* cells)
    {
        using var scratch = new Scratch<T>(2 * _length);
        T* means = scratch.Pointer, squares = means + _length;
        Fold<Plus, Element, T>.Run(default, x, null, means, 1, _rows, _length);
        for (long i = 0; i < _length; i++) means[i] = Convert.To<double, T>(Convert.To<T, double>(means[i]) / _rows);
        Fold<Plus, SquaredDeviation, T>.Run(default, x, means, squares, 1, _rows, _length);
        for (long i = 0; i < _length; i++) cells[i] = new(_rows, Convert.To<T, double>(means[i]), Convert.To<T, double>(squares[i]));
    }

    struct MeasureRows : IRange
    {
        public nint X, Cells;
        public long Length;

        public readonly void Run(long from, long to)
        {
            for (var i = from; i < to; i++) ((Moments*)Cells)[i] = Moments.Of((T*)X + i * Length, Length);
        }
    }

    /// <summary>Writes the normalized elements.</summary>
    public void Forward(T* x, T* w, T* b, T* mean, T* variance, T* y, double eps)
    {
        using var scratch = new Scratch<T>(3 * Cells);
        using var scaled = new Scratch<double>(Total);
        T* m = scratch.Pointer, p = m + Cells, q = p + Cells;
        var scales = Scales(variance, eps, scaled.Pointer);
        for (long i = 0; i < Cells; i++)
        {
            var (channel, group) = (Channel(i), Group(i));
            m[i] = mean[group];
            p[i] = Convert.To<double, T>(scales[group] * Weight(w, channel));
            q[i] = b == null ? default : b[channel];
        }
        ChannelLoops<T>.Apply(x, y, m, p, q, _rows, _length, _byColumn);
    }

    /// <summary>
    /// Writes the gradients with respect to x, w and b, where they are wanted (null if not), from that of the result. Of a fixed
    /// mean and variance the gradient with respect to x is that of a linear map.
    /// </summary>
    public void Backward(T* g, T* x, T* w, T* mean, T* variance, T* gx, T* gw, T* gb, double eps, bool isFixed)
    {
        using var scratch = new Scratch<T>(6 * Cells);
        T* m = scratch.Pointer, sums = m + Cells, products = sums + Cells;
        for (long i = 0; i < Cells; i++) m[i] = mean[Group(i)];
        using var scaled = new Scratch<double>(Total);
        var scales = Scales(variance, eps, scaled.Pointer);
        if (_byColumn) ColumnSums<T>.Run(g, x, m, null, sums, products, _rows, _length);
        else ChannelLoops<T>.SumRows(g, x, m, sums, products, _rows, _length);
        if (gw != null || gb != null) ToParameters(scales, sums, products, gw, gb);
        if (gx == null) return;
        T* p = products + Cells, q = p + Cells, r = q + Cells;
        Coefficients(w, scales, sums, products, p, q, r, isFixed);
        // Of a linear map q and r are 0, and x, which may be infinite, has no part in it.
        if (isFixed) ChannelLoops<T>.Apply(g, gx, q, p, r, _rows, _length, _byColumn);
        else ChannelLoops<T>.Return(g, x, gx, m, p, q, r, _rows, _length, _byColumn);
    }

    void ToParameters(double* scales, T* sums, T* products, T* gw, T* gb)
    {
        using var scratch = new Scratch<double>(2 * channels);
        double* weight = scratch.Pointer, bias = weight + channels;
        new Span<double>(weight, checked((int)(2 * channels))).Clear();
        for (long i = 0; i < Cells; i++)
        {
            var channel = Channel(i);
            weight[channel] += Convert.To<T, double>(products[i]) * scales[Group(i)];
            bias[channel] += Convert.To<T, double>(sums[i]);
        }
        for (long c = 0; c < channels; c++)
        {
            if (gw != null) gw[c] = Convert.To<double, T>(weight[c]);
            if (gb != null) gb[c] = Convert.To<double, T>(bias[c]);
        }
    }

    // gx = g p + ((x - m) q + r)
    void Coefficients(T* w, double* scales, T* sums, T* products, T* p, T* q, T* r, bool isFixed)
    {
        var count = Total;
        using var scratch = new Scratch<double>(2 * count);
        double* sum = scratch.Pointer, product = sum + count;
        new Span<double>(sum, checked((int)(2 * count))).Clear();
        for (long i = 0; i < Cells && !isFixed; i++)
        {
            var weight = Weight(w, Channel(i));
            sum[Group(i)] += Convert.To<T, double>(sums[i]) * weight;
            product[Group(i)] += Convert.To<T, double>(products[i]) * weight;
        }
        for (long i = 0; i < Cells; i++)
        {
            var group = Group(i);
            var scale = scales[group];
            p[i] = Convert.To<double, T>(scale * Weight(w, Channel(i)));
            q[i] = Convert.To<double, T>(-scale * scale * scale * product[group] / Members);
            r[i] = Convert.To<double, T>(-scale * sum[group] / Members);
        }
    }

    // 1/√(v + eps) of each group.
    double* Scales(T* variance, double eps, double* scales)
    {
        for (long i = 0; i < Total; i++) scales[i] = 1 / Math.Sqrt(Convert.To<T, double>(variance[i]) + eps);
        return scales;
    }

    static double Weight(T* w, long channel) => w == null ? 1 : Convert.To<T, double>(w[channel]);
}

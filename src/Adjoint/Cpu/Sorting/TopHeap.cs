namespace Adjoint.Cpu.Sorting;

/// <summary>
/// The first items of a sequence in order, as a heap whose root is the last of them. It begins with as many of the sequence;
/// later ones replace the root if they come before it.
/// </summary>
internal readonly unsafe ref struct TopHeap<TItem>(TItem* items, long count) where TItem : unmanaged, ISortItem<TItem>
{
    readonly TItem* _items = items;
    readonly long _count = count;

    /// <summary>The last item in order.</summary>
    public TItem Last => *_items;

    /// <summary>Makes a heap of what lies in memory.</summary>
    public void Build()
    {
        for (var i = _count / 2 - 1; i >= 0; i--) SiftDown(i, _count);
    }

    /// <summary>Replaces the last item by one that comes before it.</summary>
    public void Replace(TItem item)
    {
        *_items = item;
        SiftDown(0, _count);
    }

    /// <summary>Puts what lies in memory in order; it is no heap then.</summary>
    public void BuildAndSort()
    {
        Build();
        for (var rest = _count - 1; rest > 0; rest--)
        {
            (_items[0], _items[rest]) = (_items[rest], _items[0]);
            SiftDown(0, rest);
        }
    }

    void SiftDown(long place, long count)
    {
        var heap = _items;
        var item = heap[place];
        for (var child = 2 * place + 1; child < count; child = 2 * place + 1)
        {
            if (child + 1 < count && heap[child].IsBefore(heap[child + 1])) child++;
            if (!item.IsBefore(heap[child])) break;
            heap[place] = heap[child];
            place = child;
        }
        heap[place] = item;
    }
}

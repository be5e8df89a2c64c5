namespace Adjoint.Nn;

/// <summary>Functions to be called in order of registration. Registering and removing while they are being called is safe.</summary>
internal sealed class HookList<THook> where THook : Delegate
{
    volatile Handle[] _handles = [];

    public int Count => _handles.Length;

    /// <summary>Adds a function; disposing the result removes it.</summary>
    public IDisposable Add(THook hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        var handle = new Handle(this, hook);
        lock (this) _handles = [.. _handles, handle];
        return handle;
    }

    public Enumerator GetEnumerator() => new(_handles);

    void Remove(Handle handle)
    {
        lock (this) _handles = [.. _handles.Where(other => other != handle)];
    }

    public struct Enumerator(Handle[] handles)
    {
        int _next;

        public readonly THook Current => handles[_next - 1].Hook;

        public bool MoveNext() => ++_next <= handles.Length;
    }

    public sealed class Handle(HookList<THook> list, THook hook) : IDisposable
    {
        public THook Hook => hook;

        public void Dispose() => list.Remove(this);
    }
}

namespace Adjoint.Nn;

/// <summary>
/// Is shown the members of a module, one call each, by the module's generated <c>VisitMembers</c>. Members that are null
/// are shown as well, and ignored.
/// </summary>
public abstract class MemberVisitor
{
    /// <summary>A parameter.</summary>
    /// <param name="name">Its name in state dicts, such as <c>weight</c>.</param>
    /// <param name="parameter">What the member holds now.</param>
    public abstract void Parameter(string name, Parameter? parameter);

    /// <summary>A tensor that is part of the module's state but not learned.</summary>
    /// <param name="name">Its name in state dicts, such as <c>running_mean</c>.</param>
    /// <param name="buffer">What the member holds now.</param>
    /// <param name="persistent">Whether it belongs into state dicts.</param>
    public abstract void Buffer(string name, Tensor? buffer, bool persistent);

    /// <summary>A module that is part of this one.</summary>
    /// <param name="name">Its name in state dicts, such as <c>linear</c>.</param>
    /// <param name="child">What the member holds now.</param>
    public abstract void Child(string name, ModuleBase? child);
}

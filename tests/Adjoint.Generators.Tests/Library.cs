using Microsoft.CodeAnalysis;

namespace Adjoint.Generators.Tests;

/// <summary>The part of Adjoint that modules are made of, small enough to compile in every test run.</summary>
internal static class Library
{
    const string Text = """
        using System;
        using System.Collections.Generic;

        namespace Adjoint
        {
            public class Tensor : IEnumerable<Tensor>
            {
                public IEnumerator<Tensor> GetEnumerator() => throw new NotSupportedException();
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
            }
        }

        namespace Adjoint.Nn
        {
            public sealed class Parameter : Tensor;

            public abstract class MemberVisitor
            {
                public abstract void Parameter(string name, Parameter? parameter);
                public abstract void Buffer(string name, Tensor? buffer, bool persistent);
                public abstract void Child(string name, ModuleBase? child);
            }

            public abstract class ModuleBase
            {
                protected virtual void VisitMembers(MemberVisitor visitor) { }
                public void Visit(MemberVisitor visitor) => VisitMembers(visitor);
            }

            public abstract class Module : ModuleBase
            {
                public Tensor Call(Tensor x) => Forward(x);
                protected abstract Tensor Forward(Tensor x);
            }

            public class Linear(int inFeatures, int outFeatures) : Module
            {
                public int InFeatures => inFeatures;
                public int OutFeatures => outFeatures;
                public Parameter Weight { get; } = new();
                public virtual Parameter? Bias { get; } = new();
                protected override Tensor Forward(Tensor x) => x;
                protected override void VisitMembers(MemberVisitor visitor)
                {
                    visitor.Parameter("weight", Weight);
                    visitor.Parameter("bias", Bias);
                }
            }

            public class ReLU : Module
            {
                protected override Tensor Forward(Tensor x) => x;
            }

            public class ModuleList<TModule>(params IEnumerable<TModule> modules) : ModuleBase, IEnumerable<TModule> where TModule : ModuleBase
            {
                public IEnumerator<TModule> GetEnumerator() => modules.GetEnumerator();
                System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
                protected sealed override void VisitMembers(MemberVisitor visitor) { }
            }

            public sealed class ModuleList(params IEnumerable<Module> modules) : ModuleList<Module>(modules);

            [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
            public sealed class BufferAttribute : Attribute { public bool Persistent { get; init; } = true; }

            [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
            public sealed class NameAttribute(string name) : Attribute { public string Name => name; }

            [AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
            public sealed class NotStateAttribute : Attribute;
        }
        """;

    /// <summary>The framework's own assemblies.</summary>
    public static IReadOnlyList<MetadataReference> Framework { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(static path => MetadataReference.CreateFromFile(path))
            .ToArray();

    /// <summary>The stand-in for Adjoint.dll.</summary>
    public static MetadataReference Reference { get; } = new Source(("Library.cs", Text)) { References = Framework }.Emit();
}

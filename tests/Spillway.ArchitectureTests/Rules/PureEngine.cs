using System.Collections.Immutable;
using ArchUnitNET.Domain;

namespace Spillway.ArchitectureTests.Rules;

/// <summary>The engine decides and counts; it reads no file, no wire, no clock, and its stages know no thread.</summary>
internal static class PureEngine
{
    private static readonly ImmutableArray<string> _never =
        ["System.IO.", "System.Net.", "Microsoft.Extensions.", "System.Diagnostics.Process", "System.Console", "System.Environment", "System.Random", "NodaTime.SystemClock"];

    private static readonly ImmutableArray<string> _notInStages = ["System.Threading.", "System.TimeProvider"];

    // Mathematics that a processor or a library may round in its own way.
    private static readonly ImmutableArray<string> _platformMathematics =
        ["Exp", "Log", "Log2", "Log10", "Pow", "Sin", "Cos", "Tan", "Tanh", "Sinh", "Cosh", "Atan", "Atan2", "Asin", "Acos", "Cbrt", "FusedMultiplyAdd", "ScaleB", "ReciprocalEstimate", "ReciprocalSqrtEstimate"];

    private static readonly ImmutableArray<string> _vectors = ["System.Numerics.Vector", "System.Runtime.Intrinsics.", "System.Numerics.Tensors."];

    public static IEnumerable<string> Faults(Architecture architecture, string engine, IReadOnlyCollection<string> edges) =>
        from type in architecture.Types
        where type.FullName.StartsWith(engine + ".", StringComparison.Ordinal)
        let banned = edges.Contains(Outermost(type.FullName)) ? _never : [.. _never, .. _notInStages, .. _vectors]
        from dependency in type.Dependencies
        where banned.Any(start => dependency.Target.FullName.StartsWith(start, StringComparison.Ordinal))
        select $"{type.FullName} uses {dependency.Target.FullName}";

    /// <summary>Calls of functions that are not the same to the last bit on every machine.</summary>
    public static IEnumerable<string> PlatformMathematics(IEnumerable<SourceText> files) =>
        from file in files
        from call in file.Syntax.DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MemberAccessExpressionSyntax>()
        where call.Expression.ToString() is "Math" or "MathF" or "double" or "float" && _platformMathematics.Contains(call.Name.Identifier.Text)
        select $"{file.Path}: {call}";

    private static string Outermost(string fullName) => fullName.Split('+', '/', '`')[0];
}

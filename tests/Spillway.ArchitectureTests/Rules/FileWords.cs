using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spillway.ArchitectureTests.Rules;

/// <summary>Words that do not belong: drawers for everything, modes in the engine, unfinished work, catch-alls.</summary>
internal static partial class FileWords
{
    private static readonly string[] _drawers =
        ["Core", "Common", "Shared", "Base", "Helper", "Helpers", "Util", "Utils", "Manager", "Service", "Model", "Data", "Info", "Misc"];

    private static readonly string[] _modes = ["Live", "Backtest", "Backtester", "Paper", "Simulation", "Simulator", "Simulated", "Simulate"];

    /// <summary>Type, file and folder names that say nothing, as the last word or the whole of a name.</summary>
    public static IEnumerable<string> Drawers(IEnumerable<SourceText> files) =>
        from file in files
        from name in file.Folders.Append(file.Name.Split('.')[0]).Concat(TypeNames(file)).Distinct()
        let last = Words().Matches(name).LastOrDefault()?.Value
        where _drawers.Contains(last)
        select $"{file.Path}: '{name}' names a drawer, not a thing";

    /// <summary>Identifiers in units and engine that would know which mode they run in.</summary>
    public static IEnumerable<string> Modes(IEnumerable<SourceText> files) =>
        from file in files
        where file.Path.StartsWith("src/Spillway.Units/", StringComparison.Ordinal) || file.Path.StartsWith("src/Spillway.Engine/", StringComparison.Ordinal)
        from token in file.Syntax.DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken)
        where Words().Matches(token.Text).Any(word => _modes.Contains(word.Value))
        select $"{file.Path}: '{token.Text}' knows a mode";

    public static IEnumerable<string> Unfinished(IEnumerable<SourceText> files) =>
        from file in files
        from match in UnfinishedWords().Matches(file.Text)
        select $"{file.Path}: {match.Value}";

    /// <summary>A catch of everything without a filter hides faults; each one that stands needs a comment why.</summary>
    public static IEnumerable<string> CatchAlls(IEnumerable<SourceText> files) =>
        from file in files
        from clause in file.Syntax.DescendantNodes().OfType<CatchClauseSyntax>()
        where clause.Filter is null && (clause.Declaration is null || clause.Declaration.Type.ToString() is "Exception" or "System.Exception")
        where !clause.Block.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia))
        select $"{file.Path}:{clause.GetLocation().GetLineSpan().StartLinePosition.Line + 1} catches everything and does not say why";

    private static IEnumerable<string> TypeNames(SourceText file) =>
        file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>().Select(type => type.Identifier.Text);

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+")]
    private static partial Regex Words();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XXX|NotImplemented" + @"Exception)\b")]
    private static partial Regex UnfinishedWords();
}

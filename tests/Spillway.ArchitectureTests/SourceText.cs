using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spillway.ArchitectureTests;

/// <summary>One source file.</summary>
/// <param name="Path">From the repository's root, with forward slashes.</param>
/// <param name="Text">Its content.</param>
internal sealed record SourceText(string Path, string Text)
{
    private readonly Lazy<CompilationUnitSyntax> _syntax = new(() => (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(Text).GetRoot());

    public CompilationUnitSyntax Syntax => _syntax.Value;

    public int Lines => Text.Count(letter => letter == '\n');

    public IEnumerable<string> Folders => Path.Split('/')[..^1];

    public string Name => Path.Split('/')[^1];
}

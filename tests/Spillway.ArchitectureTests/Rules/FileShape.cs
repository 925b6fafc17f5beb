using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spillway.ArchitectureTests.Rules;

/// <summary>A file is read in one sitting: its length, its methods, its one public type, its namespace.</summary>
internal static class FileShape
{
    private const int MostLines = 400;
    private const int MostMethodLines = 70;

    // The edges of a loop are one contract and stand together: those of the desk, and those of the control pass.
    private static readonly string[] _edges = ["src/Spillway.Engine/Ports.cs", "src/Spillway.Engine/FieldPorts.cs"];

    public static IEnumerable<string> TooLong(IEnumerable<SourceText> files) =>
        files.Where(file => file.Lines > MostLines).Select(file => $"{file.Path} has {file.Lines} lines");

    public static IEnumerable<string> LongMethods(IEnumerable<SourceText> files) =>
        from file in files
        from method in file.Syntax.DescendantNodes().OfType<BaseMethodDeclarationSyntax>()
        let span = method.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > MostMethodLines
        select $"{file.Path}:{span.StartLinePosition.Line + 1} is a method of {lines} lines";

    public static IEnumerable<string> SeveralPublicTypes(IEnumerable<SourceText> files) =>
        from file in files
        where !_edges.Contains(file.Path)
        let types = PublicTypes(file).ToList()
        where types.Count > 1
        select $"{file.Path} has the public types {string.Join(", ", types)}";

    public static IEnumerable<string> TypeIsNotTheFileName(IEnumerable<SourceText> files) =>
        from file in files
        where !_edges.Contains(file.Path)
        from type in PublicTypes(file)
        where file.Name.Split('.')[0] != type
        select $"{file.Path} holds {type}";

    public static IEnumerable<string> NamespaceIsNotTheFolder(IEnumerable<SourceText> files) =>
        from file in files
        from declared in file.Syntax.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        let folder = string.Join('.', file.Folders.Skip(1))
        where declared.Name.ToString() != folder
        select $"{file.Path} is in namespace {declared.Name}, its folder is {folder}";

    public static IEnumerable<string> UnsealedClasses(IEnumerable<SourceText> files) =>
        from file in files
        from type in file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
        where type is ClassDeclarationSyntax || (type is RecordDeclarationSyntax && !type.Modifiers.Any(SyntaxKind.StructKeyword) && !IsStruct(type))
        where !type.Modifiers.Any(m => m.IsKind(SyntaxKind.SealedKeyword) || m.IsKind(SyntaxKind.StaticKeyword) || m.IsKind(SyntaxKind.AbstractKeyword))
        where !file.Path.EndsWith("Program.cs", StringComparison.Ordinal)
        select $"{file.Path}: {type.Identifier} is neither sealed, static nor abstract";

    private static bool IsStruct(TypeDeclarationSyntax type) =>
        type is RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: (int)SyntaxKind.StructKeyword };

    private static IEnumerable<string> PublicTypes(SourceText file) =>
        file.Syntax.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<BaseTypeDeclarationSyntax>()
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
            .Select(type => type.Identifier.Text)
            .Distinct();
}

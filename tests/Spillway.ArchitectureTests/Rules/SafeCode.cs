using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spillway.ArchitectureTests.Rules;

/// <summary>What no source does, because what comes in could use it: other programs, code and patterns that are made, memory without bounds, statements
/// put together, ciphers of one's own.</summary>
internal static class SafeCode
{
    private static readonly string[] _made = ["DynamicMethod", "AssemblyBuilder", "CSharpScript", "CSharpCompilation", "TypeBuilder"];
    private static readonly string[] _matching = ["IsMatch", "Match", "Matches", "EnumerateMatches", "Replace", "Split", "Count"];
    private static readonly string[] _ciphers = ["HashAlgorithm", "SymmetricAlgorithm", "AsymmetricAlgorithm", "KeyedHashAlgorithm", "RandomNumberGenerator"];
    private static readonly string[] _algorithms =
    [
        "MD5", "SHA1", "SHA256", "SHA384", "SHA512", "SHA3_256", "SHA3_384", "SHA3_512", "HMACMD5", "HMACSHA1", "HMACSHA256", "HMACSHA384", "HMACSHA512", "Aes", "AesGcm", "AesCcm", "ChaCha20Poly1305",
        "RSA", "DSA", "ECDsa", "ECDiffieHellman", "MLDsa", "MLKem", "TripleDES", "DES", "RC2", "Rfc2898DeriveBytes", "HKDF",
    ];

    private static readonly string[] _statements = ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "ALTER ", "DROP ", "REPLACE ", "ATTACH ", "COPY "];

    /// <summary>The ciphers, hashes and signatures that are named, each once.</summary>
    public static IEnumerable<string> Algorithms(IEnumerable<SourceText> files) =>
        files.SelectMany(static file => file.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>()).Select(static name => name.Identifier.Text).Where(_algorithms.Contains).Distinct();

    public static IEnumerable<string> StartedPrograms(IEnumerable<SourceText> files) =>
        from file in files
        from name in file.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>()
        where name.Identifier.Text == "ProcessStartInfo" || name.Parent?.ToString() == "Process.Start"
        select Where(file, name, "starts another program");

    /// <summary>Patterns that are no text of the source; a name within one is escaped.</summary>
    public static IEnumerable<string> MadePatterns(IEnumerable<SourceText> files) =>
        from file in files
        from node in file.Syntax.DescendantNodes()
        let pattern = node switch
        {
            ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: "Regex" }, ArgumentList.Arguments: [var first, ..] } => first.Expression,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Regex" } } called, ArgumentList.Arguments: [_, var second, ..] }
                when _matching.Contains(called.Name.Identifier.Text) => second.Expression,
            _ => null,
        }
        where pattern is not null && !(pattern is LiteralExpressionSyntax || (pattern is InterpolatedStringExpressionSyntax text
            && text.Contents.OfType<InterpolationSyntax>().All(static part => part.Expression.ToString().StartsWith("Regex.Escape(", StringComparison.Ordinal))))
        select Where(file, pattern, "is a pattern that is made");

    public static IEnumerable<string> MadeCode(IEnumerable<SourceText> files) =>
        from file in files
        from name in file.Syntax.DescendantNodes().OfType<IdentifierNameSyntax>()
        where _made.Contains(name.Identifier.Text) || (name.Parent?.ToString() ?? "").StartsWith("Assembly.Load", StringComparison.Ordinal)
        select Where(file, name, "makes or loads code");

    public static IEnumerable<string> UnsafeCode(IEnumerable<SourceText> files) =>
        from file in files
        from token in file.Syntax.DescendantTokens()
        where token.IsKind(SyntaxKind.UnsafeKeyword) || token.IsKind(SyntaxKind.StackAllocKeyword) && token.Parent?.Parent?.Parent?.Parent is VariableDeclarationSyntax { Type: PointerTypeSyntax }
        select Where(file, token.Parent!, "reaches memory without bounds");

    /// <summary>Queries that a text parameter is written into: values are bound, and what is put together is of constants.</summary>
    public static IEnumerable<string> MadeStatements(IEnumerable<SourceText> files) =>
        from file in files
        from text in file.Syntax.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>()
        where _statements.Any(verb => Begins(text).StartsWith(verb, StringComparison.Ordinal))
        let texts = text.Ancestors().OfType<BaseMethodDeclarationSyntax>().SelectMany(static method => method.ParameterList.Parameters)
            .Where(static parameter => parameter.Type?.ToString() is "string" or "string?").Select(static parameter => parameter.Identifier.Text).ToHashSet()
        from part in text.Contents.OfType<InterpolationSyntax>()
        where part.Expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => texts.Contains(name.Identifier.Text))
        select Where(file, part, "is written into a statement");

    public static IEnumerable<string> OwnCiphers(IEnumerable<SourceText> files) =>
        from file in files
        from node in file.Syntax.DescendantNodes()
        where node is SimpleBaseTypeSyntax { Type: var parent } && _ciphers.Contains(parent.ToString())
            || node is UsingDirectiveSyntax { Name: var space } && (space?.ToString() ?? "").StartsWith("Org.BouncyCastle", StringComparison.Ordinal)
        select Where(file, node, "is no cipher of the runtime");

    private static string Begins(InterpolatedStringExpressionSyntax text) =>
        text.Contents is [InterpolatedStringTextSyntax first, ..] ? first.TextToken.Text.TrimStart() : "";

    private static string Where(SourceText file, SyntaxNode node, string what) =>
        $"{file.Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1} '{node}' {what}";
}

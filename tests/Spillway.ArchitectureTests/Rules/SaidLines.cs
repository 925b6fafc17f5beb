using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Spillway.ArchitectureTests.Rules;

/// <summary>The lines that a desk says to its operator, as the sources have them: each text that is given to what says a line, with an ellipsis for
/// each value.</summary>
internal static class SaidLines
{
    private static readonly string[] _saying = ["say", "_say", "Say"];

    public static IEnumerable<string> Of(IEnumerable<SourceText> files) =>
        from file in files
        from call in file.Syntax.DescendantNodes().OfType<InvocationExpressionSyntax>()
        where _saying.Contains(call.Expression switch
        {
            IdentifierNameSyntax name => name.Identifier.Text,
            MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
            _ => "",
        })
        from text in call.ArgumentList.DescendantNodes(static node => node is not InterpolationSyntax)
        let line = text switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => literal.Token.ValueText,
            InterpolatedStringExpressionSyntax made => string.Concat(made.Contents.Select(static part => part is InterpolatedStringTextSyntax words ? words.TextToken.ValueText : "…")),
            _ => "",
        }
        where line.Length > 0
        select line;
}

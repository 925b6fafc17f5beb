using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Xunit;

namespace Spillway.ArchitectureTests;

/// <summary>C# in documents compiles against the product.</summary>
public sealed class SnippetTests
{
    private const string Fence = "```csharp";

    [Fact]
    public void Every_snippet_compiles()
    {
        var snippets = Snippets().ToList();
        snippets.ShouldNotBeEmpty();

        foreach (var (place, code) in snippets)
        {
            Faults(code).ShouldBeEmpty(place);
        }
    }

    [Fact]
    public void A_snippet_that_names_what_is_not_there_is_found() =>
        Faults("using Spillway.Engine.Plans; public sealed class X { public IPolitics? P { get; } }").ShouldNotBeEmpty();

    private static IEnumerable<string> Faults(string code)
    {
        const string Implicit = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("snippet", [CSharpSyntaxTree.ParseText(Implicit), CSharpSyntaxTree.ParseText(code)], references, options)
            .GetDiagnostics()
            .Where(fault => fault.Severity >= DiagnosticSeverity.Warning)
            .Select(fault => fault.ToString());
    }

    private static IEnumerable<(string Place, string Code)> Snippets()
    {
        foreach (var file in SourceTree.Files("docs", "*.md"))
        {
            var parts = File.ReadAllText(file).Split(Fence + "\n");
            foreach (var part in parts.Skip(1))
            {
                yield return (Path.GetRelativePath(SourceTree.Root, file), part[..part.IndexOf("```", StringComparison.Ordinal)]);
            }
        }
    }
}

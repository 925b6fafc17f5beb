using System.Xml.Linq;
using Shouldly;
using Spillway.ArchitectureTests.Rules;
using Xunit;

namespace Spillway.ArchitectureTests;

public sealed class ProjectTests
{
    private const int MostRootEntries = 20;

    [Fact]
    public void Projects_reference_what_the_table_says_and_nothing_else() =>
        Projects("src").SelectMany(project => ProjectTable.Faults(project.Name, project.Text)).ShouldBeEmpty();

    [Theory]
    [InlineData("Spillway.Markets", "<Project><ItemGroup><ProjectReference Include=\"../Spillway.Engine/Spillway.Engine.csproj\" /><ProjectReference Include=\"../Spillway.Simulation/Spillway.Simulation.csproj\" /></ItemGroup></Project>", "references Spillway.Simulation")]
    [InlineData("Spillway.Engine", "<Project><ItemGroup><ProjectReference Include=\"../Spillway.Units/Spillway.Units.csproj\" /><PackageReference Include=\"Parquet.Net\" /></ItemGroup></Project>", "uses the package Parquet.Net")]
    [InlineData("Spillway.Engine", "<Project />", "does not reference Spillway.Units")]
    [InlineData("Spillway.Extra", "<Project />", "is not in the table")]
    public void A_wrong_reference_is_found(string project, string text, string fault) =>
        ProjectTable.Faults(project, text).ShouldContain(found => found.Contains(fault));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Spillway.slnx"));

        foreach (var folder in new[] { "src", "tests", "bench" })
        {
            foreach (var project in Projects(folder))
            {
                solution.ShouldContain($"{project.Name}.csproj");
            }
        }
    }

    [Fact]
    public void Versions_stand_in_the_central_file_only()
    {
        foreach (var folder in new[] { "src", "tests", "bench" })
        {
            foreach (var project in Projects(folder))
            {
                XDocument.Parse(project.Text).Descendants("PackageReference").Attributes("Version").ShouldBeEmpty(project.Name);
            }
        }
    }

    [Fact]
    public void The_root_folder_is_read_at_a_glance()
    {
        string[] built = ["bin", "obj", ".git", ".vs", ".idea", "artifacts", "TestResults", "BenchmarkDotNet.Artifacts"];
        var entries = Directory.EnumerateFileSystemEntries(SourceTree.Root).Select(Path.GetFileName).Except(built).ToList();

        entries.Count.ShouldBeLessThanOrEqualTo(MostRootEntries, string.Join(", ", entries));
    }

    [Fact]
    public void Every_production_project_says_which_question_it_answers()
    {
        foreach (var project in Projects("src"))
        {
            var readme = Path.Combine(SourceTree.Root, "src", project.Name, "README.md");
            File.Exists(readme).ShouldBeTrue(readme);
            File.ReadLines(readme).Count().ShouldBeLessThanOrEqualTo(40, readme);
        }
    }

    private static IEnumerable<(string Name, string Text)> Projects(string folder) =>
        SourceTree.Files(folder, "*.csproj").Select(file => (Path.GetFileNameWithoutExtension(file), File.ReadAllText(file)));
}

using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Spillway.App.Sites;
using Xunit;

namespace Spillway.Tests.Docs;

/// <summary>Documents say nothing that the tree does not hold.</summary>
public sealed partial class DocumentTests
{
    private const int MostReadmeLines = 150;

    public static TheoryData<string> Documents => new(Repository.Files("*.md").Select(Repository.Relative));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_leads_somewhere(string document)
    {
        var text = File.ReadAllText(Repository.Path(document));

        foreach (Match link in Link().Matches(WithoutCode(text)))
        {
            var target = link.Groups["target"].Value;
            if (target.StartsWith("http", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
            {
                continue;
            }

            var parts = target.Split('#', 2);
            var file = parts[0].Length == 0 ? Repository.Path(document) : Path.Combine(Path.GetDirectoryName(Repository.Path(document))!, parts[0]);
            (File.Exists(file) || Directory.Exists(file)).ShouldBeTrue($"{document} links to {target}");
            if (parts.Length == 2)
            {
                Anchors(File.ReadAllText(file)).ShouldContain(parts[1], $"{document} links to {target}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_named_exists(string document)
    {
        var text = File.ReadAllText(Repository.Path(document));

        foreach (Match named in NamedPath().Matches(text))
        {
            // What a build makes is there after a build of that configuration; its project is there always.
            var path = named.Groups["path"].Value.TrimEnd('/').Split("/bin/")[0];
            (File.Exists(Repository.Path(path)) || Directory.Exists(Repository.Path(path))).ShouldBeTrue($"{document} names {path}");
        }
    }

    [Fact]
    public void A_link_to_nowhere_would_be_found()
    {
        Link().Match("[there](docs/nowhere.md)").Groups["target"].Value.ShouldBe("docs/nowhere.md");
        NamedPath().Match("see `docs/nowhere.md` for more").Groups["path"].Value.ShouldBe("docs/nowhere.md");
        File.Exists(Repository.Path("docs/nowhere.md")).ShouldBeFalse();
    }

    [Fact]
    public void The_readme_is_read_in_one_sitting_and_holds_the_two_commands()
    {
        var lines = File.ReadAllLines(Repository.Path("README.md"));

        lines.Length.ShouldBeLessThanOrEqualTo(MostReadmeLines);
        lines.ShouldContain(line => line.Contains("dotnet run -c Release --project src/Spillway.App -- demo"));
        lines.ShouldContain(line => line.Trim().EndsWith("dotnet test", StringComparison.Ordinal));
    }

    [Fact]
    public void A_package_with_a_known_fault_does_not_pass_the_check_and_the_page_says_how_soon_it_is_mended()
    {
        var read = XDocument.Load(Repository.Path("Directory.Build.props")).Descendants().Where(static one => !one.HasElements).ToList();
        var properties = read.ToLookup(static one => one.Name.LocalName, static one => one.Value);
        properties["NuGetAudit"].ShouldBe(["true"]);
        properties["NuGetAuditMode"].ShouldBe(["all"]);
        properties["NuGetAuditLevel"].ShouldBe(["low"]);
        properties["TreatWarningsAsErrors"].ShouldBe(["true"]);

        // That nobody could be asked is no fault; a fault is one where the check says so.
        var let = read.Where(static one => one.Value.Contains("NU190", StringComparison.Ordinal)).Select(static one => (one.Attribute("Condition")?.Value, one.Value)).ToList();
        let.ShouldBe([(null, "$(WarningsNotAsErrors);NU1900"), ("'$(SPILLWAY_AUDIT)' != 'strict'", "$(WarningsNotAsErrors);NU1901;NU1902;NU1903;NU1904")]);
        File.ReadAllLines(Repository.Path(".ci/run")).ShouldContain("export SPILLWAY_AUDIT=strict");
        foreach (var file in Repository.Files("*.csproj").Concat(Repository.Files("*.props")).Where(static file => file != Repository.Path("Directory.Build.props")))
        {
            File.ReadAllText(file).Contains("NU190", StringComparison.Ordinal).ShouldBeFalse($"{file} lets a known fault pass");
        }

        var times = File.ReadLines(Repository.Path("docs/dependencies.md")).Select(static line => Mended().Match(line)).Where(static found => found.Success).ToList();
        times.Select(static found => found.Groups[1].Value).ShouldBe(["critical", "high", "moderate", "low"]);
    }

    [Fact]
    public void Every_site_file_in_a_document_can_be_read()
    {
        var blocks = MarkdownBlock.All("yaml").Where(block => block.Text.StartsWith("site:", StringComparison.Ordinal)).ToList();
        blocks.ShouldNotBeEmpty();

        foreach (var block in blocks)
        {
            var file = Path.Combine(Directory.CreateTempSubdirectory("spillway-docs-").FullName, "site.yaml");
            File.WriteAllText(file, block.Text);
            Should.NotThrow(() => SiteFile.Read(file), block.ToString());
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public void Every_package_has_a_sentence_why_and_no_other_stands_there()
    {
        var pinned = XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value).Order(StringComparer.Ordinal);
        var explained = File.ReadAllLines(Repository.Path("docs", "dependencies.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| package", StringComparison.Ordinal))
            .Select(line => line.Split('|')[1].Trim()).Order(StringComparer.Ordinal);

        explained.ShouldBe(pinned);
    }

    private static string WithoutCode(string text) => Code().Replace(text, "");

    // As forges make them: lower case, blanks to hyphens, other marks dropped.
    private static IEnumerable<string> Anchors(string text) =>
        Heading().Matches(text).Select(match => NotInAnchor().Replace(match.Groups["title"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"^- ([a-z]+): \d+ days in ")]
    private static partial Regex Mended();

    [GeneratedRegex(@"\[[^\]]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<path>(?:src|tests|bench|docs|samples|\.ci)/[A-Za-z0-9_./-]*[A-Za-z0-9_/])`")]
    private static partial Regex NamedPath();

    [GeneratedRegex(@"^#+\s+(?<title>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N}\- _]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();
}

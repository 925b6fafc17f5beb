using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Sites;

/// <summary>Every bad site file is refused with a sentence a person can act on; all of them stand in one text, to be read
/// and mended as prose.</summary>
public sealed class SiteFileRefusalTests : IDisposable
{
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void The_good_file_is_good()
    {
        SiteFile.Read(_screen.Write("site.yaml", BadSiteFiles.Good)).Site.Loads.Length.ShouldBe(2);
    }

    [Fact]
    public void Every_refusal_reads_well()
    {
        var text = new StringBuilder();
        foreach (var (title, bytes) in BadSiteFiles.All())
        {
            text.Append(title).Append("\n    ").Append(Refusal(bytes).Message).Append("\n\n");
        }

        text.Append("a folder\n    ").Append(Should.Throw<RefusedException>(() => SiteFile.Read(_screen.Folder)).Message).Append("\n\n");
        text.Append("no file\n    ").Append(Should.Throw<RefusedException>(() => SiteFile.Read(Path.Combine(_screen.Folder, "sote.yaml"))).Message).Append('\n');
        Approval.Matches(
            "tests/Spillway.Tests/App/Sites/SiteFileRefusals.approved.txt",
            text.ToString().Replace(_screen.Folder + "/", "", StringComparison.Ordinal).Replace(_screen.Folder, "FOLDER", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_refusal_names_the_file_a_code_and_where_the_text_can_be_parsed_a_line()
    {
        foreach (var (title, bytes) in BadSiteFiles.All())
        {
            var refusal = Refusal(bytes);

            refusal.Message.ShouldStartWith(Path.Combine(_screen.Folder, "site.yaml"), Case.Sensitive, title);
            refusal.Message.ShouldContain($"[{refusal.Code.Id}] {refusal.Code.Remedy}", Case.Sensitive, title);
            var isWhole = refusal.Code == SiteFileErrors.Unreadable || refusal.What.Contains("instead of one set of keys", StringComparison.Ordinal);
            Regex.IsMatch(refusal.What, @", line [0-9]+, column [0-9]+: ").ShouldBe(!isWhole, $"{title}: {refusal.What}");
        }
    }

    [Fact]
    public void Every_bad_file_ends_the_program_with_one_and_writes_nothing()
    {
        foreach (var (title, bytes) in BadSiteFiles.All())
        {
            var site = Path.Combine(_screen.Folder, "site.yaml");
            File.WriteAllBytes(site, bytes);
            var json = Path.Combine(_screen.Folder, "out.json");

            _screen.Run("config", site, "--json", json).ShouldBe(1, title);

            _screen.Output.ShouldBeEmpty(title);
            _screen.Errors.Split('\n').Length.ShouldBe(2, $"{title}: one line");
            Directory.GetFileSystemEntries(_screen.Folder).ShouldBe([site], title);
        }
    }

    [Fact]
    public void A_whole_number_written_with_a_decimal_point_is_a_whole_number()
    {
        var text = BadSiteFiles.Good.Replace("machines: 12000", "machines: 12000.0", StringComparison.Ordinal);

        SiteFile.Read(_screen.Write("site.yaml", text)).Site.Loads[0].Machines.ShouldBe(12000);
    }

    private RefusedException Refusal(byte[] bytes)
    {
        var site = Path.Combine(_screen.Folder, "site.yaml");
        File.WriteAllBytes(site, bytes);
        return Should.Throw<RefusedException>(() => SiteFile.Read(site));
    }
}

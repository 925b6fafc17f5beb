using NodaTime;
using Shouldly;
using Spillway.App.Records;
using Spillway.App.Sites;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Tests.App.Sites.Contracts;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Records;

/// <summary>What a site file names beside it is kept with the run, so that a replay needs no folder of the past.</summary>
public sealed class RunDeskTests : IDisposable
{
    private static readonly Instant _noon = Instant.FromUtc(2026, 7, 1, 12, 0);
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-run-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public void A_run_is_made_again_after_the_files_its_site_named_are_gone()
    {
        var folder = _home.CreateSubdirectory("site");
        var path = Path.Combine(folder.FullName, "site.yaml");
        File.WriteAllText(path, SiteText.WithBlock("mw: 60\n    shape: file\n    file: hours.csv"));
        File.WriteAllText(Path.Combine(folder.FullName, "hours.csv"), "interval_start_utc,mw\n2026-07-01T05:00:00Z,40\n2026-07-01T06:00:00Z,50\n");
        var parts = new PartStore(_home.FullName);
        var known = PriceHistory.Empty([SettlementPoint.FromColumn("LZ_WEST")], 0);
        var site = SiteFile.Read(path) with { Policy = "strike" };

        var (desk, begun) = new RunDesk(parts).Begin(
            site, File.ReadAllText(path), known, Duration.FromMinutes(15), null, new(new(_home.FullName), TimeProvider.System), TestContext.Current.CancellationToken);
        folder.Delete(recursive: true);
        var again = new RunDesk(parts).Again(RunStartCodec.Read(RunStartCodec.Write(begun with { Groups = [GroupState.Settled(desk.Site.Loads[0], 1)], At = _noon })));

        begun.Beside.Select(file => file.Key).ShouldBe(["hours.csv"]);
        again.Site.Site.Blocks.Single().Schedule!.Steps.ShouldBe(desk.Site.Blocks.Single().Schedule!.Steps);
    }
}

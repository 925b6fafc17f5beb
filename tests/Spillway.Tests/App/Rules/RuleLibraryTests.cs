using NodaTime;
using Shouldly;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Sites.Rules;
using Spillway.Tests.App.Cli;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Rules;

/// <summary>Files in a folder stand for those of the program, the nearer for the farther, and only of their own market.</summary>
public sealed class RuleLibraryTests : IDisposable
{
    private static readonly LocalDate _day = new(2026, 8, 1);
    private static readonly string _program = RuleLibrary.Open("no-such-folder").Text("nem");
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void The_file_printed_filled_in_and_laid_in_the_data_folder_gives_what_was_not_known()
    {
        var filled = _program.Replace("from: 2026-07-01, uncertain: true", "from: 2026-07-01, value_aud_per_mwh: 22800", StringComparison.Ordinal);
        filled.ShouldNotBe(_program);
        Lay("home/rules", filled);

        var library = RuleLibrary.Open(Path.Combine(_screen.Folder, "home"));

        library.Require("nem").At(_day).Limit(PriceLimitKind.PriceCap).ShouldBe(new EnergyPrice(22_800m));
        library.Sources.Single(one => one.Market == "nem").ShouldBe(new RuleSource("nem", Path.Combine(_screen.Folder, "home/rules/nem.yaml"), false, "nem.yaml"));
        library.Sources.Count(one => one.IsEmbedded).ShouldBe(5);
    }

    [Fact]
    public void A_folder_named_comes_before_the_data_folder_and_the_sites_own_file_before_both()
    {
        Lay("home/rules", Named("of the data folder"));
        Lay("named", Named("of the folder"));
        Lay("site", Named("of the site"));
        var home = Path.Combine(_screen.Folder, "home");
        var site = Path.Combine(_screen.Folder, "site/site.yaml");
        File.WriteAllText(site, Site.Replace("operator: nem", "operator: nem\n  rules: nem.yaml", StringComparison.Ordinal));

        RuleLibrary.Open(home).Require("nem").Name.ShouldBe("of the data folder");
        RuleLibrary.Open(home, Path.Combine(_screen.Folder, "named")).Require("nem").Name.ShouldBe("of the folder");
        RuleLibrary.ForSite(SiteFile.Read(site), home, Path.Combine(_screen.Folder, "named")).Require("nem").Name.ShouldBe("of the site");
    }

    [Fact]
    public void A_mistake_in_one_markets_file_stops_no_other()
    {
        Lay("home/rules", "market: nem\nnonsense: 1\n");
        var library = RuleLibrary.Open(Path.Combine(_screen.Folder, "home"));

        library.Require("ercot").Market.ShouldBe("ercot");
        Should.Throw<RefusedException>(() => library.Find("nem")).Code.ShouldBe(SiteFileErrors.UnknownKey);
    }

    [Fact]
    public void The_version_names_the_digest_of_the_file_that_was_read()
    {
        Lay("home/rules", Named("another"));
        var own = RuleLibrary.Open(Path.Combine(_screen.Folder, "home")).Require("nem").At(_day).Version;
        var program = RuleLibrary.Open("no-such-folder").Require("nem").At(_day).Version;

        own.Sha256.ShouldNotBe(program.Sha256);
        own.Sha256.ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(Path.Combine(_screen.Folder, "home/rules/nem.yaml")))));
        program.ToString().ShouldBe($"nem.yaml five-minute-settlement {program.Sha256[..12]}");
    }

    [Fact]
    public void A_market_without_a_file_is_refused_with_the_nearest()
    {
        var library = RuleLibrary.Open("no-such-folder");

        library.Find("ercto").ShouldBeNull();
        Should.Throw<RefusedException>(() => library.Require("ercto")).What.ShouldContain("the nearest is 'ercot'");
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Should.Throw<RefusedException>(() => RuleLibrary.Open("no-such-folder", Path.Combine(_screen.Folder, "none"))).Code.ShouldBe(RuleFileErrors.BadFolder);

    private static string Site => """
        site: there
        time_zone: Australia/Sydney
        currency: AUD
        market:
          operator: nem
          settlement_point: NSW1
        interconnection:
          import_limit_mw: 1
        loads:
          - {id: hall, kind: miner, machines: 1, power_w: 3000, value_aud_per_mwh: 100}

        """;

    private static string Named(string name) => _program.Replace("name: National Electricity Market", $"name: {name}", StringComparison.Ordinal);

    private void Lay(string folder, string text)
    {
        Directory.CreateDirectory(Path.Combine(_screen.Folder, folder));
        File.WriteAllText(Path.Combine(_screen.Folder, folder, "nem.yaml"), text);
    }
}

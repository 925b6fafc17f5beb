using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Checkups;
using Spillway.App.Cli;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Tests.App.Api.Doors;
using Spillway.Tests.App.Cli;
using Spillway.Tests.App.Sites;
using Xunit;

namespace Spillway.Tests.App.Checkups;

public sealed class CheckupTests : IDisposable
{
    private static readonly string _dadu = Path.Combine(Repository.Root, "samples/dadu-1/site.yaml");

    private static readonly Surroundings _here = new(
        "1.2.3", ".NET 10.0.9", "Debian GNU/Linux 12, 2 processors", "2026a", _ => 5_000_000_000, _ => null);

    private readonly Screen _screen = new();

    private string Home => _screen.Terminal.DataFolder;

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_fresh_machine_is_usable_and_nothing_is_made_by_looking()
    {
        var checkup = Checkup.Of(_here, Home, null, null);

        checkup.IsUsable.ShouldBeTrue();
        Told(checkup).ShouldBe(
        [
            "Good program: spillway 1.2.3 on .NET 10.0.9",
            "Good system: Debian GNU/Linux 12, 2 processors",
            "Good time-zones: time zone database 2026a",
            $"Good data-folder: {Home}, not made yet, will be made by the first import, 5.0 GB free",
            "Absent archive: the price archive is empty",
            "Good models: no learned model is kept yet",
            "Absent chromium: no chromium on the PATH",
        ]);
        Directory.Exists(Home).ShouldBeFalse();
        Directory.GetFileSystemEntries(_screen.Folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_archive_is_told_by_market_points_years_and_newest_interval()
    {
        await Import("interval_start_utc,LZ_WEST,LZ_NORTH\n2022-12-31T23:45:00Z,10,11\n2023-01-01T06:00:00Z,10,11\n2023-01-01T06:15:00Z,10,11\n2023-01-01T06:30:00Z,12,13\n");
        await Import("date_utc,hashprice_usd_per_ph_day\n2023-01-01,60\n");
        Directory.CreateDirectory(Path.Combine(Home, "models"));
        File.WriteAllBytes(Path.Combine(Home, "models", "a.model"), new byte[2_500_000]);

        var checkup = Checkup.Of(_here with { ProgramOnPath = program => program == "chromium" ? "/usr/bin/chromium" : null }, Home, _dadu, null);

        checkup.IsUsable.ShouldBeTrue();
        var told = Told(checkup);
        told.ShouldContain(line => line.StartsWith("Good archive: ") && line.Contains("real-time: 2 points (LZ_NORTH, LZ_WEST), years 2022 to 2023, newest interval 2023-01-01T06:30:00Z, "));
        told.ShouldContain(line => line.StartsWith("Good archive: ") && line.Contains("hashprice: 1 points"));
        told.ShouldContain("Good models: 1 learned models, 2.5 MB");
        told.ShouldContain("Good site: dadu-1: 3 load groups, 100.508 MW in normal mode");
        told.ShouldContain("Good site-prices: the archive holds prices of LZ_WEST");
        told.ShouldContain("Good chromium: /usr/bin/chromium");
    }

    [Fact]
    public async Task A_site_whose_point_the_archive_does_not_hold_is_told_what_is_near()
    {
        await Import("interval_start_utc,LZ_WEST,LZ_NORTH\n2023-01-01T06:00:00Z,10,11\n2023-01-01T06:15:00Z,12,13\n");
        var site = _screen.Write("site.yaml", File.ReadAllText(_dadu).Replace("LZ_WEST ", "LZ_WSET ", StringComparison.Ordinal));

        var checkup = Checkup.Of(_here, Home, site, null);

        checkup.IsUsable.ShouldBeTrue();
        Told(checkup).ShouldContain("Absent site-prices: the archive holds no price of LZ_WSET in the market ercot; near it are LZ_WEST, LZ_NORTH");
    }

    [Fact]
    public void The_certificate_of_a_desk_is_told_until_when_it_holds_and_is_broken_when_it_has_ended()
    {
        var end = new DateTimeOffset(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);
        var clock = new FakeTimeProvider(end.AddDays(-15));
        var made = MadeCertificate.In(_screen.Folder, until: end);
        var site = _screen.Write("site.yaml", BadSiteFiles.Good.Replace("desk:\n", "desk:\n  public_address: 127.0.0.1\n  certificate: desk.pem\n  certificate_key: desk.key\n", StringComparison.Ordinal));

        Certificate().ShouldBe($"Good certificate: {made.Certificate} holds until 2026-08-01T12:00:00Z");
        clock.Advance(TimeSpan.FromDays(2));
        Certificate().ShouldBe($"Amiss certificate: {made.Certificate} ends at 2026-08-01T12:00:00Z, in less than 14 days");
        clock.Advance(TimeSpan.FromDays(13));
        Certificate().ShouldBe($"Broken certificate: {made.Certificate} ended at 2026-08-01T12:00:00Z");
        File.Delete(made.Certificate);
        Certificate().ShouldBe($"Broken certificate: {made.Certificate} is not there, may not be read or holds no certificate");

        string Certificate() => Told(Checkup.Of(_here with { Clock = clock }, Home, site, null)).Single(static line => line.Contains(" certificate: "));
    }

    [Fact]
    public async Task A_site_that_fits_its_market_is_told_by_which_rules()
    {
        await Import(Days(0));

        var told = Told(Checkup.Of(_here, Home, _dadu, null)).ToList();

        told.ShouldContain(line => line.StartsWith("Good site-rules: ercot: ercot.yaml, ") && line.EndsWith(" stretches from 2010-12-01 on, USD, America/Chicago"));
        told.ShouldContain("Good site-limits: real-time: 8 prices of LZ_WEST lie within the limits and intervals of ercot.yaml");
    }

    [Fact]
    public async Task Prices_beyond_the_limits_of_their_day_are_counted_with_the_furthest()
    {
        await Import(Days(-260, 5_000.5m, -400));

        var told = Told(Checkup.Of(_here, Home, _dadu, null)).ToList();

        told.ShouldContain("Amiss site-limits: real-time: 2 prices of LZ_WEST are below the price-floor of ercot.yaml; the furthest is -400 at 2023-01-01T06:30:00Z, beyond -251; they are taken as they are");
        told.ShouldContain("Good site-limits: real-time: 1 prices of LZ_WEST are above the real-time-offer-cap of ercot.yaml; the furthest is 5000.5 at 2023-01-01T06:15:00Z, beyond 5000; they are taken as they are");
    }

    [Fact]
    public async Task Prices_of_another_interval_than_the_markets_are_told()
    {
        await Import("interval_start_utc,LZ_WEST\n2023-01-01T06:00:00Z,10\n2023-01-01T06:30:00Z,11\n2023-01-01T07:00:00Z,12\n");

        Told(Checkup.Of(_here, Home, _dadu, null)).ShouldContain(line =>
            line.StartsWith("Amiss site-limits: real-time: LZ_WEST has prices of 30 min where ercot.yaml has ") && line.Contains("settlement 15 min"));
    }

    [Fact]
    public void What_does_not_fit_the_rules_is_amiss_or_absent_and_stops_nothing()
    {
        var text = File.ReadAllText(_dadu);
        Checkup Look(string name, string changed) => Checkup.Of(_here, Home, _screen.Write(name, changed), null);
        var unknown = Look("a.yaml", text.Replace("operator: ercot", "operator: erco", StringComparison.Ordinal));
        var euro = Look("b.yaml", text.Replace("currency: USD", "currency: EUR", StringComparison.Ordinal).Replace("_usd_", "_eur_", StringComparison.Ordinal));
        var peaks = Look("c.yaml", text.Replace("time_zone: America/Chicago", "time_zone: UTC", StringComparison.Ordinal) + "\nprices:\n  file: p.csv\n  interval_minutes: 30\n");
        var weighing = Look("d.yaml", text.Replace("desk:", "desk:\n  coincident_peak_usd_per_mw_year: 75527", StringComparison.Ordinal).Replace("time_zone: America/Chicago", "time_zone: UTC", StringComparison.Ordinal));

        foreach (var one in new[] { unknown, euro, peaks, weighing })
        {
            one.IsUsable.ShouldBeTrue(string.Join("\n", Told(one)));
        }

        Told(unknown).ShouldContain(line => line.StartsWith("Absent site-rules: the market 'erco' has no rules file"));
        Told(euro).ShouldContain(line => line.StartsWith("Amiss site-rules: prices of ercot are in USD and the site's currency is EUR"));
        Told(peaks).ShouldContain(line => line.StartsWith("Amiss site-rules: prices.interval_minutes is 30 where ercot.yaml has "));
        Told(weighing).ShouldContain("Absent site-peaks: a running desk has no system load and weighs no peak");
        Told(weighing).ShouldContain("Amiss site-peaks: peaks are foreseen by the hours of UTC, and the market's are those of America/Chicago");
    }

    [Fact]
    public void A_rules_file_that_is_refused_makes_the_check_fail()
    {
        Directory.CreateDirectory(Path.Combine(_screen.Folder, "own"));
        _screen.Write("own/ercot.yaml", "market: ercot\nnonsense: 1\n");

        var checkup = Checkup.Of(_here, Home, _dadu, Path.Combine(_screen.Folder, "own"));

        checkup.IsUsable.ShouldBeFalse();
        Told(checkup).ShouldContain(line => line.StartsWith("Broken site") && line.Contains("nonsense"));
    }

    [Fact]
    public void A_site_file_that_is_refused_makes_the_check_fail()
    {
        var site = _screen.Write("site.yaml", "site: [\n");

        _screen.Run(Root(_here), "doctor", site).ShouldBe(1);

        _screen.Output.ShouldContain("broken  site ");
        _screen.Output.ShouldContain("Not usable: see what is broken above.");
    }

    [Fact]
    public void A_data_folder_that_is_a_file_is_broken()
    {
        File.WriteAllText(Home, "");

        var checkup = Checkup.Of(_here, Home, null, null);

        checkup.IsUsable.ShouldBeFalse();
        Told(checkup).ShouldContain($"Broken data-folder: {Home} is a file, not a folder");
    }

    [Fact]
    public void A_disk_without_room_is_broken()
    {
        var checkup = Checkup.Of(_here with { FreeBytes = _ => 12_000_000 }, Home, null, null);

        checkup.IsUsable.ShouldBeFalse();
        Told(checkup).ShouldContain(line => line.StartsWith("Broken data-folder: ") && line.EndsWith("0.0 GB free"));
    }

    [Fact]
    public void A_damaged_archive_is_broken_and_said_how_to_mend()
    {
        Directory.CreateDirectory(Path.Combine(Home, "prices"));
        File.WriteAllText(Path.Combine(Home, "prices", "manifest.json"), "{");

        _screen.Run(Root(_here), "doctor").ShouldBe(1);

        _screen.Output.ShouldContain("broken  archive");
        _screen.Output.ShouldContain("Move the folder 'prices' out of the data folder");
    }

    [Fact]
    public void A_program_reads_the_checks_as_JSON()
    {
        _screen.Run(Root(_here), "doctor", "--json", "-").ShouldBe(0);

        var json = System.Text.Json.JsonDocument.Parse(_screen.Output).RootElement;
        json.GetProperty("usable").GetBoolean().ShouldBeTrue();
        json.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString())
            .ShouldBe(["program", "system", "time-zones", "data-folder", "archive", "models", "chromium"]);
    }

    [Fact]
    public void This_machine_can_be_looked_at()
    {
        var surroundings = Surroundings.OfProcess();

        surroundings.Runtime.ShouldStartWith(".NET 10.");
        surroundings.FreeBytes(_screen.Folder).ShouldNotBeNull().ShouldBeGreaterThan(0);
        surroundings.ProgramOnPath("no-program-has-this-name").ShouldBeNull();
        surroundings.TimeZones.ShouldStartWith("20");
    }

    private static IEnumerable<string> Told(Checkup checkup) =>
        checkup.Checks.Select(check => $"{check.Status} {check.Name}: {check.Found}");

    private System.CommandLine.RootCommand Root(Surroundings surroundings)
    {
        var root = new System.CommandLine.RootCommand();
        root.Subcommands.Add(DoctorCommand.Create(_screen.Terminal, () => surroundings));
        return root;
    }

    // Quarter hours of the first morning of 2023; those without a price given have 20.
    private static string Days(params decimal[] prices) => "interval_start_utc,LZ_WEST\n" + string.Concat(Enumerable.Range(0, 8).Select(index => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"2023-01-01T{6 + (index / 4):00}:{index % 4 * 15:00}:00Z,{(index < prices.Length ? prices[index] : 20m)}\n")));

    private async Task Import(string text)
    {
        var file = _screen.Write("prices.csv", text);
        await new PriceArchive(Home).ImportAsync([.. MarketFileReader.Read(file, CancellationToken.None)], Instant.FromUtc(2024, 1, 1, 0, 0), CancellationToken.None);
    }
}

using System.Text.Json;
using Shouldly;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Peaks;

/// <summary>The recorded years, from hourly load alone; skipped where the files are not at hand.</summary>
public sealed class RecordedPeaksTests : IDisposable
{
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void All_twelve_peaks_of_2022_to_2024_are_caught_in_sixty_hours_a_summer()
    {
        var files = Enumerable.Range(2020, 5).Select(year => RealFiles.Find("ercot", "load", $"ercot_native_load_hourly_{year}.csv.gz"));

        _screen.Run(["peaks", "--load", .. files, "--from", "2022-01-01", "--to", "2025-01-01", "--json", "-"]).ShouldBe(0);

        Approval.Matches("tests/Spillway.Tests/App/Peaks/recorded-peaks.approved.json", _screen.Output);
        var years = JsonDocument.Parse(_screen.Output).RootElement.GetProperty("years").EnumerateArray().ToList();
        years.Select(year => year.GetProperty("official").GetBoolean()).ShouldBe([true, true, true]);
        years.Sum(year => year.GetProperty("hits").GetInt32()).ShouldBe(12);
        years.ShouldAllBe(year => year.GetProperty("hours_curtailed").GetDecimal() <= 60m);
    }
}

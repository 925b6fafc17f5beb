using System.Text.RegularExpressions;
using Shouldly;
using Spillway.IntegrationTests.Cli;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>The view of a running desk as a process shows it, in a pipe and on a terminal of 80 columns.</summary>
public sealed partial class StatusWatchTests : IClassFixture<OwnAddresses>
{
    private const int Columns = 80;
    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_pipe_one_plain_picture_follows_another_until_the_interrupt()
    {
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        await desk.RunAsync();
        desk.Json("shed", "--to", "0.05", "--within", "60", "--reason", "watched", "--id", "call-1");

        var watch = desk.Begin(CliProcess.Program, "status", "--watch");
        var lines = await ReadAsync(watch.StandardOutput, pictures: 3);
        CliProcess.Interrupt(watch);
        await watch.WaitForExitAsync(_cancellation);

        watch.ExitCode.ShouldBe(0);
        lines.ShouldAllBe(line => line.Length <= Columns);
        lines.ShouldAllBe(line => !line.Contains('\u001b'));
        Shows(string.Join('\n', lines));

        // The emulated meter describes itself by SunSpec and has every figure.
        var meter = desk.Json("status")["meter"]!;
        ((bool)meter["believed"]!).ShouldBeTrue();
        ((decimal)meter["imported_mwh"]!).ShouldBeGreaterThan(0m);
        ((decimal)meter["voltage_v"]!).ShouldBeGreaterThan(100m);
        ((decimal)meter["frequency_hz"]!).ShouldBeInRange(45m, 65m);
        ((decimal)meter["power_factor_ratio"]!).ShouldBeInRange(0.5m, 1m);
    }

    [Fact]
    public async Task On_a_terminal_of_80_columns_the_picture_stands_still_and_has_no_colour()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "No program here makes a terminal.");
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, _cancellation);
        await desk.RunAsync();
        desk.Json("shed", "--to", "0.05", "--within", "60", "--reason", "watched", "--id", "call-1");

        var terminal = desk.Begin("/usr/bin/script", "-qefc", $"stty cols {Columns} rows 40; exec {CliProcess.Program} status --watch", "/dev/null");
        var lines = await ReadAsync(terminal.StandardOutput, pictures: 3);
        await terminal.StandardInput.WriteAsync('\u0003');
        await terminal.StandardInput.FlushAsync(_cancellation);
        await terminal.WaitForExitAsync(_cancellation);

        terminal.ExitCode.ShouldBe(0);
        var text = string.Join('\n', lines);
        text.ShouldContain("\u001b[H\u001b[J", Case.Sensitive, "each picture takes the place of the last");
        Colour().IsMatch(text).ShouldBeFalse("it reads without colour");
        lines.Select(line => Steering().Replace(line, "")).ShouldAllBe(line => line.Length <= Columns);
        Shows(text);
    }

    private static void Shows(string text)
    {
        foreach (var word in new[] { "now ", "wanted", "limit 0.05", "price 20.50 USD/MWh", "hall-a", "hall-b", "call-1", "because" })
        {
            text.ShouldContain(word, Case.Sensitive);
        }
    }

    // A picture names the second hall once in its list of groups.
    private static async Task<List<string>> ReadAsync(StreamReader output, int pictures)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        var lines = new List<string>();
        while (lines.Count(line => line.TrimStart().StartsWith("hall-b", StringComparison.Ordinal)) <= pictures
            && await output.ReadLineAsync(limit.Token) is { } line)
        {
            lines.Add(line.TrimEnd('\r'));
        }

        return lines;
    }

    [GeneratedRegex("\u001b\\[[0-9;]*m")]
    private static partial Regex Colour();

    [GeneratedRegex("\u001b(\\[[0-9;?]*[A-Za-z]|[=>])")]
    private static partial Regex Steering();
}

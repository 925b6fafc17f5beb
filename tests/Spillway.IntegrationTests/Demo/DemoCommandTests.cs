using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Spillway.IntegrationTests.Cli;
using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests.Demo;

/// <summary>The real <c>spillway demo</c> in a pipe, in an empty home.</summary>
[Collection(nameof(StandardPorts))]
public sealed partial class DemoCommandTests : IDisposable
{
    // Far beyond the minute and a half that it takes at most on a machine of its own: here it shares two cores with all tests.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(4);

    private readonly CliProcess _cli = new();

    [Fact]
    public void In_a_pipe_it_shows_its_day_keeps_its_promise_proves_it_and_ends_by_itself()
    {
        var began = TimeProvider.System.GetTimestamp();

        var result = _cli.Run("demo");

        result.Code.ShouldBe(0, result.Output + result.Errors);
        result.Errors.ShouldBe("");
        TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(_longest);
        result.Output.ShouldContain("Promise: ");
        result.Output.ShouldContain("KEPT: 12 MW or less by the meter");
        result.Output.ShouldContain("Below zero: the site is paid to run.");
        result.Output.ShouldContain("Power costs more than any hall earns");
        result.Output.ShouldContain("machines come back in stages");
        result.Output.ShouldContain("Earned in ");
        result.Output.ShouldContain("verify: ok, ");
        result.Output.ShouldContain("replay: equal, ");
        result.Output.ShouldContain("verify BUNDLE: ok, ");
        result.Output.Split('\n').ShouldAllBe(line => line.Length <= 80 || line.StartsWith("  /") || line.StartsWith("Files: "));
        var evidence = EvidenceFile().Match(result.Output).Groups["file"].Value;
        ((bool?)JsonNode.Parse(File.ReadAllText(evidence))!["measured"]!["kept"]).ShouldBe(true);
        IsOpen(Port(result.Output)).ShouldBeFalse();
        var folder = Path.GetFullPath(Path.Combine(evidence, "../.."));
        ShouldBeSettledFromItsJournal(folder, result.Output);
        ShouldLeaveItsPapers(folder, result.Output);
        ShouldProveItsOrder(folder);
        ShouldBeProvedByItsBundle(folder);
    }

    private void ShouldBeSettledFromItsJournal(string folder, string output)
    {
        var day = Path.GetFileName(Directory.GetFiles(Path.Combine(folder, "evidence"))[0])[..8].Insert(6, "-").Insert(4, "-");
        var next = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value.PlusDays(1).ToString("uuuu-MM-dd", null);

        var settled = _cli.Run(
            "settle", Path.Combine(folder, "site.yaml"), "--journal", folder, "--awards", Path.Combine(folder, "awards.csv"), "--from", day, "--to", next, "--json", "-");

        settled.Code.ShouldBe(0, settled.Errors);
        var statement = JsonNode.Parse(settled.Output)!;
        ((int)statement["settled_intervals"]!).ShouldBeGreaterThan(60);
        ((double)statement["energy_mwh"]!).ShouldBe(double.Parse(Drawn().Match(output).Groups["mwh"].Value, System.Globalization.CultureInfo.InvariantCulture), 20.0);
        statement["production"]!.AsArray().Sum(static hall => (double)hall!["restart_mwh"]!).ShouldBeGreaterThan(0.0, "which halls come down depends on how far the machines had got");
        ((string?)statement["production"]![0]!["grade"]).ShouldBe("recorded");
        var plan = statement["bridge_plan"]!;
        var parts = plan["parts"]!.AsArray().ToDictionary(part => (string)part!["part"]!, part => (decimal)part!["amount_usd"]!);
        ((int)plan["intervals"]!).ShouldBeGreaterThan(60);
        parts.Keys.ShouldContain("operator-holds");
        ((decimal)plan["planned_usd"]! + parts.Values.Sum()).ShouldBe((decimal)plan["happened_usd"]!);
        string[] charges = ["energy-real-time", "fixed-block", "retail-adder", "delivery", "ancillary-award"];
        statement["charges"]!.AsArray().Select(charge => (string?)charge!["charge"]).ShouldBe(charges, ignoreOrder: true);
        ShouldSum(statement, output);
    }

    // The bridge sums exactly, and it is the one that the demonstration showed.
    private static void ShouldSum(JsonNode statement, string output)
    {
        var bridge = statement["bridge"]!;
        var parts = bridge["parts"]!.AsArray().Sum(part => (decimal)part!["amount_usd"]!);
        ((decimal)bridge["always_on_usd"]! + parts).ShouldBe((decimal)bridge["happened_usd"]!);
        foreach (var part in bridge["parts"]!.AsArray())
        {
            Printed(output).ShouldContain((decimal)part!["amount_usd"]!);
        }

        Printed(output).ShouldContain((decimal)statement["total_usd"]!);
        Printed(output).ShouldContain((decimal)bridge["happened_usd"]!);
    }

    private static HashSet<decimal> Printed(string output) =>
        [.. Amounts().Matches(output.Replace('\u2212', '-')).Select(match => decimal.Parse(match.Value, System.Globalization.CultureInfo.InvariantCulture))];

    private static void ShouldLeaveItsPapers(string folder, string output)
    {
        foreach (var name in new[] { "statement.html", "event.html", "day.proof", "verify.html" })
        {
            output.ShouldContain("  " + Path.Combine(folder, name) + "\n");
            new FileInfo(Path.Combine(folder, name)).Length.ShouldBeGreaterThan(1_000);
        }

        File.ReadAllText(Path.Combine(folder, "statement.html")).ShouldContain("From always-on to what happened");
        File.ReadAllText(Path.Combine(folder, "event.html")).ShouldContain("grid-1");
    }

    private void ShouldProveItsOrder(string folder)
    {
        var result = _cli.Run("events", "proof", "grid-1", "--home", folder, "--html", Path.Combine(_cli.Results, "event.html"));

        result.Code.ShouldBe(0, result.Errors);
        File.ReadAllText(Path.Combine(_cli.Results, "event.html")).ShouldBe(File.ReadAllText(Path.Combine(folder, "event.html")));
    }

    private void ShouldBeProvedByItsBundle(string folder)
    {
        var bundle = Path.Combine(folder, "day.proof");
        var whole = _cli.Run("verify", bundle);
        whole.Code.ShouldBe(0, whole.Output);

        var text = File.ReadAllText(bundle);
        var amount = LineAmount().Match(text).Groups["digit"];
        var forged = Path.Combine(_cli.Results, "forged.proof");
        File.WriteAllText(forged, text.Remove(amount.Index, 1).Insert(amount.Index, amount.Value == "1" ? "2" : "1"));
        var broken = _cli.Run("verify", forged);
        broken.Code.ShouldBe(1, broken.Output);
        broken.Output.ShouldContain("First wrong: ");
    }

    [Fact]
    public void A_taken_port_is_left_to_its_owner_and_the_next_free_one_is_named()
    {
        using var owner = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var isOwned = TryListen(owner);
        using var miner = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            miner.Bind(new IPEndPoint(IPAddress.Any, 4028));
            miner.Listen();
        }
        catch (SocketException)
        {
            // The same.
        }

        var result = _cli.Run("demo", "--for", "8");
        if (!isOwned && !result.Output.Contains("(5080 is taken)", StringComparison.Ordinal))
        {
            // Whoever had it has gone meanwhile.
            _ = TryListen(owner);
            result = _cli.Run("demo", "--for", "8");
        }

        result.Code.ShouldBe(0, result.Output + result.Errors);
        result.Output.ShouldContain("(5080 is taken)");
        result.Output.ShouldContain(" for 4028");
        result.Output.ShouldContain("verify: ok, ");
        Port(result.Output).ShouldBeGreaterThan(5080);
        IsOpen(Port(result.Output)).ShouldBeFalse();
    }

    public void Dispose() => _cli.Dispose();

    // Not, where somebody else has it: just as well.
    private static bool TryListen(Socket owner)
    {
        try
        {
            owner.Bind(new IPEndPoint(IPAddress.Loopback, 5080));
            owner.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int Port(string output) =>
        int.Parse(DeskPort().Match(output).Groups["port"].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsOpen(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"Desk on http://127\.0\.0\.1:(?<port>\d+)")]
    private static partial Regex DeskPort();

    [GeneratedRegex(@"^  (?<file>/.+\.json)$", RegexOptions.Multiline)]
    private static partial Regex EvidenceFile();

    [GeneratedRegex(@"-?[0-9][0-9,]*\.[0-9]{2}(?![0-9])")]
    private static partial Regex Amounts();

    [GeneratedRegex(@"""amount"":""-?(?<digit>[1-9])")]
    private static partial Regex LineAmount();

    // The line may be broken at any blank.
    [GeneratedRegex(@"for\s+(?<mwh>[0-9.,]+)\s+MWh")]
    private static partial Regex Drawn();
}

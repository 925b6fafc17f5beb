using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Spillway.App.Cli;
using Spillway.App.Composition;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Cli;

/// <summary>The command before a desk whose day runs 600 times as fast; the command's own clock runs 20 times as fast, so that its looks come every 50 ms.</summary>
public sealed class DrillCommandTests
{
    private const double DeskSpeed = 600;
    private const double LookSpeed = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_json_on_standard_output_nothing_else_is_there_and_people_read_beside_it()
    {
        var (exit, output, errors, _) = await DrillAsync("-");

        exit.ShouldBe(0, errors);
        Measured(JsonNode.Parse(output)!);
        errors.ShouldContain("accepted");
        errors.ShouldContain("Promise: 10 MW off");
        errors.ShouldContain("Measured: 10 MW off after");
    }

    [Fact]
    public async Task A_file_holds_what_was_measured_and_people_read_it_on_standard_output()
    {
        var (exit, output, errors, file) = await DrillAsync("drill.json");

        exit.ShouldBe(0, errors);
        Measured(JsonNode.Parse(file!)!);
        output.ShouldContain("Promise: 10 MW off");
        output.ShouldContain("Measured: 10 MW off after");
        errors.ShouldBeEmpty();
    }

    // 300 s of the desk are half a second of the wall, and ten looks.
    private static void Measured(JsonNode answer)
    {
        ((string)answer["order"]!["reason"]!).ShouldBe("drill");
        ((string)answer["verdict"]!).ShouldBe("accepted");
        var measured = answer["measured"]!;
        ((decimal)measured["before_mw"]!).ShouldBe(50m);
        ((decimal)measured["least_mw"]!).ShouldBe(40m);
        ((decimal)measured["least_after_seconds"]!).ShouldBeInRange(0.1m, 300m * 60);
        var curve = measured["curve"]!.AsArray();
        ((decimal)curve[^1]![0]!).ShouldBeGreaterThanOrEqualTo(300m);
        curve.Count.ShouldBeLessThan(100, "the desk's seconds count, not the wall's");
        curve.Select(static point => (decimal)point![0]!).ShouldBeInOrder();
    }

    private static async Task<(int Exit, string Output, string Errors, string? File)> DrillAsync(string target)
    {
        await using var rig = await ApiRig.StartAsync(Ct, speed: DeskSpeed);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var home = Directory.CreateDirectory(Path.Combine(rig.Folder, "home")).FullName;
        new DeskAddress(rig.Port, Environment.ProcessId, "site").Write(home, Instant.FromUtc(2024, 7, 15, 17, 0));
        WriteToken(Path.Combine(home, TokenFile.FileName));
        var file = target == "-" ? null : Path.Combine(rig.Folder, target);
        var terminal = new Terminal(output, errors, IsInteractive: false, 120, new ShiftedTime(TimeProvider.System, DateTimeOffset.UnixEpoch, LookSpeed), home);

        using var end = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var passes = Task.Run(() => PassAsync(rig, end.Token), Ct);
        var exit = await CommandLine.RunAsync(
            CommandLine.Root(terminal), ["drill", "--by", "10", "--within", "300", "--for", "600", "--json", file ?? target], terminal, Ct);
        await end.CancelAsync();
        await passes;
        return (exit, output.ToString(), errors.ToString(), file is null ? null : await File.ReadAllTextAsync(file, Ct));
    }

    private static async Task PassAsync(ApiRig rig, CancellationToken end)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                rig.Pass();
            }
        }
        catch (OperationCanceledException)
        {
            // The command has ended.
        }
    }

    private static void WriteToken(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var writer = new StreamWriter(new FileStream(path, options));
        writer.Write(ApiRig.Token + "\n");
    }
}

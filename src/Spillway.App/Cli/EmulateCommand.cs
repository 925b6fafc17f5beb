using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spillway.App.Emulation;
using Spillway.App.Inventory;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.World;

namespace Spillway.App.Cli;

/// <summary><c>spillway emulate</c>: the site's devices as servers on loopback.</summary>
internal static class EmulateCommand
{
    private const double FastestSpeed = 10_000;
    private const double MostFaults = 1_000;
    private const int MostShift = 60_000;

    public static Command Create(Terminal terminal)
    {
        var site = new Argument<string>("SITE.yaml") { Description = "The site file." };
        var inventory = new Option<string?>("--inventory") { Description = "Write who stands where as an inventory (CSV); '-' writes it to standard output and nothing else there.", HelpName = "FILE|-" };
        var seed = new Option<ulong>("--seed") { Description = "All chance of the site; the same seed is the same site.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var faults = Within("--faults", "Faults per machine and day, and as many per breaker and meter; 0 for none.", "INTENSITY", 0, 0, MostFaults);
        var speed = Within("--speed", "Seconds of the site in one second.", "N", 1, 0.001, FastestSpeed);
        var shift = new Option<int?>("--port-shift") { Description = "Added to ports below 1024. Default: 8000 where one of them cannot be had, else 0.", HelpName = "N" };
        shift.Validators.Add(result =>
        {
            if (result.GetValue(shift) is < 0 or > MostShift)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--port-shift is {result.GetValue(shift)}; give a whole number from 0 to {MostShift}."));
            }
        });
        var command = new Command("emulate", "The site's machines, breakers and meter as servers on loopback, each at its own address, until Ctrl-C.") { site, inventory, seed, faults, speed, shift };
        command.SetAction(async (parsed, cancellation) =>
        {
            var request = new Request(parsed.GetRequiredValue(site), parsed.GetValue(inventory), parsed.GetValue(seed), parsed.GetValue(faults), parsed.GetValue(speed), parsed.GetValue(shift));
            await RunAsync(terminal, request, cancellation).ConfigureAwait(false);
            return 0;
        });
        return command;
    }

    private static Option<double> Within(string name, string description, string help, double otherwise, double least, double most)
    {
        var option = new Option<double>(name) { Description = description, HelpName = help, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (!(result.GetValue(option) >= least && result.GetValue(option) <= most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is {result.GetValue(option)}; give a number from {least} to {most}."));
            }
        });
        return option;
    }

    private static async Task RunAsync(Terminal terminal, Request request, CancellationToken cancellation)
    {
        var started = terminal.Time.GetTimestamp();
        var definition = SiteFile.Read(request.Site);
        var clock = new WorldClock(terminal.Time, Instant.FromDateTimeOffset(terminal.Time.GetUtcNow()), request.Speed);
        using var site = EmulatedSite.Of(definition, clock, request.Seed, request.Faults, terminal.Errors.WriteLine);
        CheckDescriptors(site.Options.Devices.Count);
        if (request.Inventory is { } file)
        {
            ResultFile.Check(file);
        }

        var host = await EmulatorHost.StartAsync(site.Options with { LowPortShift = request.PortShift }, terminal.Time, cancellation).ConfigureAwait(false);
        await using (host.ConfigureAwait(false))
        {
            if (request.Inventory is { } target)
            {
                ResultFile.Write(terminal, target, output => InventoryCsv.Write(output, site.Rows.Select(row => row with { PortShift = host.LowPortShift })));
            }

            if (!JsonTarget.IsOutput(request.Inventory))
            {
                EmulateScreen.Show(terminal, definition, site, host, terminal.Time.GetElapsedTime(started));
            }

            await UntilCancelled(cancellation).ConfigureAwait(false);
        }
    }

    private static async Task UntilCancelled(CancellationToken cancellation)
    {
        // Whoever ends an emulated site has had what he wanted: that is no interruption of a piece of work.
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (cancellation.Register(ended.SetResult).ConfigureAwait(false))
        {
            await ended.Task.ConfigureAwait(false);
        }
    }

    private static void CheckDescriptors(int devices)
    {
        var needed = DescriptorLimit.Needed(devices);
        if (DescriptorLimit.OfProcess() is { } had && had < needed)
        {
            throw new RefusedException(
                EmulationErrors.TooFewDescriptors, string.Create(CultureInfo.InvariantCulture, $"{devices} devices need {needed} file descriptors, and this process may have {had}."));
        }
    }

    private sealed record Request(string Site, string? Inventory, ulong Seed, double Faults, double Speed, int? PortShift);
}

using System.CommandLine;
using System.Globalization;
using NodaTime;
using Spillway.Simulation.Worlds;

namespace Spillway.App.Cli;

/// <summary><c>spillway simulate</c>: seeded worlds with faults, checked after every pass of the desk.</summary>
internal static class SimulateCommand
{
    private const int Violated = 1;
    private const double LongestHours = 120;

    public static Command Create(Terminal terminal)
    {
        var seed = new Option<ulong>("--seed") { Description = "The first world's seed; the same seed is the same world.", HelpName = "N", DefaultValueFactory = _ => 1 };
        var hours = new Option<double>("--hours") { Description = "How long things go wrong in a world; half an hour of calm follows.", HelpName = "H", DefaultValueFactory = _ => WorldSize.Small.Length.TotalHours };
        hours.Validators.Add(result =>
        {
            if (!(result.GetValue(hours) > 0 && result.GetValue(hours) <= LongestHours))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--hours is {result.GetValue(hours)}; give a number above 0 and up to {LongestHours}."));
            }
        });
        var worlds = Whole("--worlds", "How many worlds, with this seed and those after it.", "N", 1, 1, 1_000_000);
        var machines = Whole("--machines", "Machines of a world, in three groups.", "N", WorldSize.Small.Machines, 6, 100_000);
        var faults = Whole("--faults", "Faults per machine and day, and as many per breaker and meter.", "INTENSITY", (int)WorldSize.Small.FaultsPerMachineDay, 0, 1000);
        var command = new Command("simulate", "The desk in seeded worlds of simulated machines, with faults and kills, checked after every pass.") { seed, hours, worlds, machines, faults };
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(
            terminal,
            parsed.GetValue(seed),
            parsed.GetValue(worlds),
            WorldSize.Small with
            {
                Machines = parsed.GetValue(machines),
                Length = Duration.FromHours(parsed.GetValue(hours)),
                FaultsPerMachineDay = parsed.GetValue(faults),
            },
            cancellation)));
        return command;
    }

    private static Option<int> Whole(string name, string description, string help, int otherwise, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, HelpName = help, DefaultValueFactory = _ => otherwise };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) < least || result.GetValue(option) > most)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is {result.GetValue(option)}; give a whole number from {least} to {most}."));
            }
        });
        return option;
    }

    private static int Run(Terminal terminal, ulong seed, int worlds, WorldSize size, CancellationToken cancellation)
    {
        var begun = terminal.Time.GetTimestamp();
        using var progress = new ProgressLine(terminal);
        var done = 0;
        var failed = 0;
        var tally = WorldTally.Run(seed, worlds, size, Finished, cancellation);
        progress.Dispose();
        foreach (var result in tally.Violated)
        {
            terminal.Output.WriteLine($"VIOLATION {result.Violation}");
            terminal.Output.WriteLine(Text($"  again: spillway simulate --seed {result.Seed} --hours {size.Length.TotalHours} --machines {size.Machines} --faults {size.FaultsPerMachineDay}"));
        }

        terminal.Output.WriteLine(Text($"{tally.Worlds} worlds of {size.Machines} machines and {size.Length.TotalHours} h, seeds {seed} to {seed + (ulong)worlds - 1}, {terminal.Time.GetElapsedTime(begun).TotalSeconds:0.0} s"));
        terminal.Output.WriteLine(Text($"  {tally.Passes:N0} passes, {tally.Commands:N0} commands, {tally.Faults:N0} faults, {tally.Kills:N0} kills of the desk"));
        terminal.Output.WriteLine(Text($"  {tally.Events.Swings:N0} swings that nobody ordered, {tally.Events.Reboots:N0} controllers started anew, {tally.Events.Lowered:N0} machines in a lower mode by an order, {tally.Events.Waits:N0} passes without a journal, {tally.Events.ClockSteps:N0} clock steps"));
        terminal.Output.WriteLine(Text($"  the fleet was as wanted at most {tally.LatestSettled.TotalMinutes:0.0} min after the last fault; {tally.Violated.Length} violations"));
        terminal.Output.WriteLine($"  digest {tally.Digest}");
        return tally.Violated.IsEmpty ? 0 : Violated;

        void Finished(WorldResult result)
        {
            var found = result.Violation is null ? Volatile.Read(ref failed) : Interlocked.Increment(ref failed);
            progress.Show(Text($"{Interlocked.Increment(ref done)} of {worlds} worlds, {found} violations"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

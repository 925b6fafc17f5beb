using System.Globalization;
using NodaTime;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals;
using Spillway.Journal.Sqlite;

namespace Spillway.Bench;

/// <summary>How much a day of 12,000 machines writes into the journal where their watts scatter, as measured watts do: every machine asked
/// every 5 s, a pass a second, and an order an hour that takes half of the site off for ten minutes.</summary>
internal static class JournalDayBench
{
    private const int Machines = 12_000;
    private const int Groups = 3;
    private const int WarmUpMinutes = 15;
    private const int QuarterMinutes = 15;
    private const int MostMinutes = 1_440;
    private const int MinutesADay = 1_440;
    private const int GoalMegabytes = 300;
    private static readonly Instant _start = Instant.FromUtc(2026, 1, 1, 0, 0);
    private static readonly double[] _deviations = [0, 0.005, 0.01, 0.02];

    public static async Task<int> RunAsync(string[] args)
    {
        var minutes = 60;
        if (args is not [] && !(args is ["--minutes", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out minutes) && minutes is > 0 and <= MostMinutes && minutes % QuarterMinutes == 0))
        {
            Console.Error.WriteLine($"journal-day [--minutes N], N a multiple of {QuarterMinutes} up to {MostMinutes}");
            return 2;
        }

        Timing.Machine();
        var largest = 0.0;
        foreach (var deviation in _deviations)
        {
            largest = Math.Max(largest, await MeasureAsync(deviation, minutes));
        }

        Timing.Line($"{Machines} machines asked every {ScatteredField.PollSeconds} s, {minutes} minutes after a warm-up of {WarmUpMinutes}; seeded, so that another run gives the same");
        Timing.Line($"journal-day: {largest:0} MB a day at most, goal {GoalMegabytes}");
        return 0;
    }

    private static async Task<double> MeasureAsync(double deviation, int minutes)
    {
        var folder = Directory.CreateTempSubdirectory("spillway-bench-");
        try
        {
            var plant = ControlBench.Plant(Machines, Groups);
            var field = new ScatteredField(plant, _start, deviation);
            var kept = new Keeper();
            var loop = new ControlLoop(plant, ControlState.Before(plant, _start), field, kept);
            var checkpoints = 0L;
            var bytes = 0L;

            // The second journal begins where the site has been heard and runs.
            foreach (var (name, from, to) in new[] { ("warm", 0, WarmUpMinutes), ("day", WarmUpMinutes, WarmUpMinutes + minutes) })
            {
                var place = Path.Combine(folder.FullName, name);
                kept.Begin(SqliteJournal.Open(place, TimeProvider.System, new()));
                for (var minute = from; minute < to; minute += QuarterMinutes)
                {
                    var slot = new Slot(_start + Duration.FromMinutes(minute), Duration.FromMinutes(QuarterMinutes));
                    await loop.RunAsync(new(slot, [.. plant.Groups.Select(ControlBench.Whole)], null), CancellationToken.None);
                }

                await kept.EndAsync();
                bytes = Directory.GetFiles(place, "*.journal").Sum(file => new FileInfo(file).Length);
                checkpoints = StateCodec.Write(loop.State).Length;
            }

            var day = bytes / 1e6 * MinutesADay / minutes;
            Timing.Line($"watts that scatter by {deviation * 100:0.0} %: {kept.Passes} passes, {kept.Notes} notes of machines, {kept.Commands} commands, {bytes} bytes; {day:0} MB a day, and {checkpoints * 24 / 1e6:0} MB of checkpoints beside it");
            return day;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The desk's journal edge, counting what goes by.</summary>
    private sealed class Keeper : IControlJournal
    {
        private SqliteJournal? _journal;

        public long Passes { get; private set; }

        public long Notes { get; private set; }

        public long Commands { get; private set; }

        public void Begin(SqliteJournal journal)
        {
            _journal = journal;
            (Passes, Notes, Commands) = (0, 0, 0);
        }

        public async ValueTask EndAsync() => await _journal!.DisposeAsync();

        public async ValueTask<bool> AppendAsync(FieldFrame frame, ControlTurn turn, CancellationToken cancellation)
        {
            await _journal!.AppendAsync([new(RecordKinds.Pass, RecordKinds.Version, PassCodec.Write(frame, turn))], cancellation);
            Passes++;
            Notes += frame.Machines.Length;
            Commands += turn.Machines.Length;
            return true;
        }
    }
}

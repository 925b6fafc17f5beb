using NodaTime;
using Spillway.App.Journals;
using Spillway.App.Records;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Journal;
using Spillway.Units;

namespace Spillway.App.Machines;

/// <summary>Counts, from the journal, how machines followed when they were told to sleep or to wake. Any thread.</summary>
/// <param name="machines">How many machines the plant has.</param>
public sealed class CommandLedger(int machines) : IJournalFold
{
    /// <summary>How many records before the end it begins with.</summary>
    public const long LookBack = 50_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<CommandId, MoveCount> _waiting = [];
    private readonly MoveCount?[] _sleeps = new MoveCount?[machines];
    private readonly MoveCount?[] _wakes = new MoveCount?[machines];
    private string? _siteFile;
    private Instant? _from;

    /// <summary>The instant of the first pass that was counted; null where none was.</summary>
    public Instant? From
    {
        get
        {
            lock (_gate)
            {
                return _from;
            }
        }
    }

    /// <inheritdoc/>
    long IJournalFold.From(long head) => Math.Max(1, head - LookBack + 1);

    /// <inheritdoc/>
    public void Take(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        if (record.Kind == RecordKinds.RunStart)
        {
            Begin(RunStartCodec.Read(record.Payload).SiteFile);
        }
        else if (record.Kind == RecordKinds.Pass)
        {
            var (frame, turn) = PassCodec.Read(record.Payload);
            lock (_gate)
            {
                _from ??= turn.At;
                Take(frame);
                Take(turn);
            }
        }
    }

    /// <summary>How some machines followed.</summary>
    /// <param name="numbers">Their numbers in the plant.</param>
    public (MoveTruth Sleeps, MoveTruth Wakes) Of(IEnumerable<int> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        lock (_gate)
        {
            var all = numbers.Where(number => number < machines).ToList();
            return (Of(_sleeps, all), Of(_wakes, all));
        }
    }

    private static MoveTruth Of(MoveCount?[] counts, List<int> numbers)
    {
        var known = numbers.Select(number => counts[number]).OfType<MoveCount>().ToList();
        var seconds = known.SelectMany(static one => one.Seconds).Order().ToList();
        return new(
            known.Sum(static one => one.Told), known.Sum(static one => one.Done), known.Sum(static one => one.Again), known.Sum(static one => one.Refused),
            At(seconds, 0.5), At(seconds, 0.95));
    }

    private static decimal? At(List<float> sorted, double share) =>
        sorted.Count == 0 ? null : decimal.Round((decimal)sorted[(int)Math.Ceiling(share * sorted.Count) - 1], 1);

    // The numbers of another site's machines are not those of this one's.
    private void Begin(string siteFile)
    {
        lock (_gate)
        {
            if (_siteFile is not null && _siteFile != siteFile)
            {
                Array.Clear(_sleeps);
                Array.Clear(_wakes);
                _from = null;
            }

            _siteFile = siteFile;
            _waiting.Clear();
            foreach (var open in _sleeps.Concat(_wakes))
            {
                open?.Drop();
            }
        }
    }

    private void Take(FieldFrame frame)
    {
        foreach (var note in frame.Machines)
        {
            if (note.Machine >= machines)
            {
                continue;
            }

            switch (note.Condition)
            {
                case MachineCondition.Asleep:
                    _sleeps[note.Machine]?.See(frame.At);
                    break;
                case MachineCondition.Running:
                    _wakes[note.Machine]?.See(frame.At);
                    break;
                case MachineCondition.Unpowered:
                    // A breaker did it: that says nothing of the firmware.
                    _sleeps[note.Machine]?.Drop();
                    break;
            }
        }

        Count(frame.Outcomes);
    }

    private void Take(ControlTurn turn)
    {
        foreach (var command in turn.Machines)
        {
            if (command.Machine >= machines || command.Action is not (ControlAction.Sleep or ControlAction.Wake))
            {
                continue;
            }

            var (told, other) = command.Action == ControlAction.Sleep ? (_sleeps, _wakes) : (_wakes, _sleeps);
            other[command.Machine]?.Drop();
            (told[command.Machine] ??= new()).Tell(turn.At);
            _waiting[command.Id] = told[command.Machine]!;
        }

        Count(turn.Unanswered);
    }

    private void Count(IEnumerable<CommandOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (_waiting.Remove(outcome.Command, out var move) && outcome.Kind != OutcomeKind.Done)
            {
                move.Refuse();
            }
        }
    }
}

using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Worlds;

/// <summary>What is looked at after every pass of a world. The first check that fails ends it.</summary>
internal sealed class WorldChecks
{
    // Each machine draws up to 1.5 % more than its plate by what it is, and the meter tells the desk only a pass later: docs/how-to/emulate-a-site.md.
    private const double PlateTolerance = 0.02;
    private const int DigestEvery = 100;
    private static readonly Duration _excessWithin = Duration.FromSeconds(120);
    private static readonly Duration _faultEcho = Duration.FromMinutes(15);

    private readonly WorldSetup _setup;
    private readonly SimulatedSite _site;
    private readonly WorldJournal _journal;
    private readonly WorldDisk _disk;
    private readonly OutcomeBook _outcomes = new();
    private readonly MoveChecks _moves;
    private readonly JournalBook _journalBook;
    private readonly CeilingBook _ceilings = new(_excessWithin);
    private readonly EnergyBook _energy;
    private ControlState _shadow;
    private Instant? _excessSince;
    private Instant? _lastFault;
    private Instant? _settledSince;
    private int _nextFault;

    public WorldChecks(WorldSetup setup, SimulatedSite site, WorldJournal journal, ControlState before)
    {
        (_setup, _site, _journal, _shadow) = (setup, site, journal, before);
        (_moves, _journalBook, _disk) = (new(setup, site), new(setup.Plant.Rules), setup.Disk);
        _energy = new(setup.Faults, setup.Start, site.MegawattHoursAt(setup.Start));
    }

    public WorldViolation? Violation { get; private set; }

    public long Commands => _outcomes.Given;

    public WorldEvents Events { get; private set; }

    /// <summary>How long after the calm began every machine was as wanted, and stayed so.</summary>
    public Duration? SettledAfter => _settledSince is { } since ? Duration.Max(Duration.Zero, since - _setup.CalmFrom) : null;

    /// <summary>Looks at a turn that is about to be sent, at a true instant.</summary>
    public void Sending(ControlTurn turn, ControlState state, Instant at)
    {
        if (Violation is not null)
        {
            return;
        }

        if (_journal.Passes == 0 || !ReferenceEquals(_journal.Last.Turn, turn))
        {
            Fail(at, "journalled", "a turn is sent that the journal does not end with");
            return;
        }

        var frame = _journal.Last.Frame;
        Count(turn);
        Check(at, "journal", _journalBook.Sends(at, _disk.FullUntil(at) is not null));
        Check(at, "outcomes", _outcomes.Take(at, frame, turn, state.Strays, _setup.Plant.Rules.OutcomeWithin));
        Check(at, "moves", _moves.Take(at, frame, turn, state));
        Check(at, "obligations", ObligationCheck.Of(_setup.Plant, _shadow, turn));
        Check(at, "shadow", Shadow(frame, turn, state));
        Check(at, "import limit", ImportLimit(at));
        Check(at, "ceiling", Ceiling(at, state));
        Check(at, "energy", Energy(at));
        Settle(at, state);
    }

    /// <summary>Looks at a desk that lets a pass go by because its journal takes nothing.</summary>
    public void Idling(Instant at, bool feedsWatchdogs)
    {
        Events += new WorldEvents(0, 0, 1, 0, 0);
        _ceilings.Forget();
        Check(at, "journal", _journalBook.Idles(at, feedsWatchdogs));
    }

    /// <summary>Looks at a desk that ends by itself because its journal takes nothing.</summary>
    public void GaveUp(Instant at) => Check(at, "journal", _journalBook.GivesUp(at));

    /// <summary>The desk was killed.</summary>
    public void Killed()
    {
        _journalBook.Dies();
        _ceilings.Forget();
    }

    /// <summary>Looks at a state that a new desk folded from the journal.</summary>
    public void Rebuilt(Instant at, ControlState memory, ControlState folded) =>
        Check(at, "rebuild", memory.Digest() == folded.Digest() ? null : "the state folded from the journal is not the one that was in memory");

    /// <summary>Looks at the end of the world.</summary>
    public void Ended(Instant at, ControlState state) =>
        Check(at, "plan", _settledSince is not null ? null : $"after {_setup.Size.Calm.TotalMinutes:0} calm minutes the fleet is not as wanted: {string.Join("; ", NotAsWanted(at, state))}");

    private void Count(ControlTurn turn) => Events += new WorldEvents(
        turn.Alarms.Count(static alarm => alarm.Code == AlarmCode.Swing && alarm.IsRaised),
        turn.Machines.Count(static command => command.Action == ControlAction.Reboot),
        0,
        turn.Alarms.Count(static alarm => alarm.Code == AlarmCode.LostClock && alarm.IsRaised),
        turn.Machines.Count(static command => command.Action == ControlAction.SetMode && command.Because.Kind == CauseKind.Ceiling));

    private string? Shadow(FieldFrame frame, ControlTurn turn, ControlState state)
    {
        _shadow = _shadow.Apply(_setup.Plant, frame, turn);
        var isSame = _shadow.Machines.AsSpan().SequenceEqual(state.Machines.AsSpan()) && _shadow.Feeds.AsSpan().SequenceEqual(state.Feeds.AsSpan())
            && _shadow.Expected == state.Expected && _shadow.Orders.Length == state.Orders.Length && _shadow.LastCommand == state.LastCommand;
        return isSame && (_journal.Passes % DigestEvery != 0 || _shadow.Digest() == state.Digest())
            ? null
            : "the state folded from the journal is not the one in memory";
    }

    private string? ImportLimit(Instant now)
    {
        while (_nextFault < _setup.Faults.Length && _setup.Faults[_nextFault].At <= now)
        {
            var until = _setup.Faults[_nextFault++].Until;
            _lastFault = _lastFault is { } before ? Instant.Max(before, until) : until;
        }

        var limit = (double)_setup.Plant.Site.Limits.Import.Value;
        var drawn = _site.MegawattsAt(now);
        if (drawn <= limit * (1 + PlateTolerance))
        {
            _excessSince = null;
            return null;
        }

        // Nobody can foresee a machine that appears or that lies: then the desk has a time to bring the site down in.
        _excessSince ??= now;
        var isExcused = (_lastFault is { } fault && now < fault + _faultEcho) || now < _setup.Start + _excessWithin;
        return isExcused && now - _excessSince.Value <= _excessWithin
            ? null
            : FormattableString.Invariant($"{drawn:0.######} MW are drawn since {_excessSince}, and the limit is {limit:0.######} MW");
    }

    // Where the meter lies, nobody knows what is drawn.
    private string? Ceiling(Instant now, ControlState state)
    {
        if (_setup.Faults.OfType<SiteFault.OfMeter>().Any(fault => fault.At <= now && now < fault.Until + _faultEcho))
        {
            _ceilings.Forget();
            return null;
        }

        return _ceilings.Take(_site.MegawattsAt(now), state);
    }

    private string? Energy(Instant now) => _energy.Take(
        now,
        _site.MegawattHoursAt(now),
        _setup.Plant.Groups.Sum(static group => 1.4 * group.Load.Machines * (double)group.Load.PowerPerMachine(group.Load.NormalModeIndex).Value),
        () => _site.AskMeter(now, static meter => (double)meter.ImportedEnergy.Value));

    private void Settle(Instant now, ControlState state)
    {
        if (now < _setup.CalmFrom)
        {
            return;
        }

        _settledSince = NotAsWanted(now, state).Any() ? null : _settledSince ?? now;
    }

    // Machines behind a feed that protection or a watchdog opened wait for somebody on site, and are not the desk's to start.
    private IEnumerable<string> NotAsWanted(Instant now, ControlState state)
    {
        var machines = _site.Groups.SelectMany(group => group.Machines).ToList();
        for (var index = 0; index < _setup.Plant.Groups.Length; index++)
        {
            var group = _setup.Plant.Groups[index];
            var seen = machines[group.FirstMachine..group.EndMachine].ConvertAll(machine => machine.Glance(now));
            var (on, parted) = (seen.Count(machine => machine.IsOn), seen.Count(machine => machine.Phase == MachinePhase.Unpowered));
            var wanted = state.Wanted[index];
            var isShort = wanted.Machines != wanted.Target && HasRoomFor(group, seen.Count > on + parted, state);
            if (isShort || (on != wanted.Machines && !(on < wanted.Machines && parted >= wanted.Machines - on)))
            {
                yield return $"{group.Load.Id} has {on} on and {parted} without power, {wanted.Machines} wanted now and {wanted.Target} in the end ({wanted.Because.Kind}); site {_site.MegawattsAt(now):0.####} of {_setup.Plant.Site.Limits.Import} MW, expected {state.Expected}, unexplained {state.Unexplained}, feeds {string.Join(",", state.Feeds.Select(feed => $"{feed.Position}/{feed.Told}"))}, machines {Machines(group, state)}";
            }
        }
    }

    private static string Machines(PlantGroup group, ControlState state) => string.Join(
        ",",
        state.Machines[group.FirstMachine..group.EndMachine]
            .GroupBy(machine => $"{machine.Condition}/{machine.Told}{(machine.HasFailed ? "/failed" : "")}")
            .Select(same => $"{same.Count()} {same.Key}"));

    // Machines come back whole, and those behind an open feed with all of the feed: where that, and what machines draw beyond
    // their plates, does not fit under the ceiling, the rest stays down.
    private bool HasRoomFor(PlantGroup group, bool hasSleepers, ControlState state)
    {
        var each = group.Load.PowerPerMachine(group.Load.NormalModeIndex).Value;
        var index = _setup.Plant.Groups.IndexOf(group);
        var feeds = Enumerable.Range(0, _setup.Plant.Feeds.Length).Where(feed => _setup.Plant.Feeds[feed].GroupIndex == index && !state.Feeds[feed].IsClosed);
        var step = hasSleepers ? each : each * feeds.Select(feed => _setup.Plant.Feeds[feed].Machines).DefaultIfEmpty(1).Min();
        return (state.Bounds.Ceiling - state.Expected).Value >= step + (state.Expected.Value * (decimal)PlateTolerance);
    }

    private void Check(Instant at, string check, string? what)
    {
        if (what is not null)
        {
            Fail(at, check, what);
        }
    }

    private void Fail(Instant at, string check, string what) => Violation ??= new(_setup.Seed, _journal.Passes, at, check, what);
}

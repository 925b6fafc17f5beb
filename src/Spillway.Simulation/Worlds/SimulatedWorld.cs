using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Simulation.Faults;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Worlds;

/// <summary>One world from its beginning to its end: the desk's own loops over a simulated site, killed and started again as the seed
/// has it. Nothing in it waits: hours pass as fast as they can be reckoned.</summary>
public sealed class SimulatedWorld : IDisposable
{
    private const string JournalUnwritable = "SW6901";

    // As a service manager starts a process again that has ended.
    private static readonly Duration _startsAgainAfter = Duration.FromSeconds(5);

    private readonly WorldSetup _setup;
    private readonly SimulatedSite _site;
    private readonly OrderCalendar _orders;
    private readonly WorldJournal _journal;
    private readonly ControlState _before;
    private readonly WorldChecks _checks;
    private readonly Queue<SiteFault.OfDesk> _kills;
    private ControlLoop? _loop;
    private SimulatedField? _field;
    private int _lives;

    private SimulatedWorld(WorldSetup setup)
    {
        _setup = setup;
        _site = new(setup.Groups, new(MeterBuild.LowVoltageFeeder), setup.Faults, setup.Start);
        _orders = new(setup.Orders);
        _journal = new(() => setup.Disk.FullUntil(_field!.Now) is not null);
        _before = ControlState.Before(setup.Plant, setup.Start);
        _checks = new(setup, _site, _journal, _before);
        _kills = new(setup.Faults.OfType<SiteFault.OfDesk>());
    }

    /// <summary>Runs a world.</summary>
    /// <param name="setup">The world before it begins.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static WorldResult Run(WorldSetup setup, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        using var world = new SimulatedWorld(setup);
        return world.Run(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _site.Dispose();

    private WorldResult Run(CancellationToken cancellation)
    {
        var (state, now) = (_before, _setup.Start);
        while (now < _setup.End && _checks.Violation is null)
        {
            (state, now) = Live(state, now, cancellation);
            if (_checks.Violation is null)
            {
                var folded = _journal.Fold(_setup.Plant, _before);
                _checks.Rebuilt(now, state, folded);
                state = folded;
            }
        }

        if (_checks.Violation is null)
        {
            _checks.Ended(now, state);
        }

        return new(
            _setup.Seed, now - _setup.Start, _journal.Passes, _checks.Commands, _setup.Faults.Length, _lives - 1, _checks.Events, _checks.SettledAfter,
            $"{_site.Digest(now)[..16]}{state.Digest()[..16]}", _checks.Violation);
    }

    /// <summary>One life of the desk's process: until it is killed, the world ends or a check fails.</summary>
    private (ControlState State, Instant Now) Live(ControlState state, Instant now, CancellationToken cancellation)
    {
        var edges = new FieldEdges(() => _kills.TryPeek(out var kill) ? kill : null, _setup.Prices.NewestEnd, _setup.Clock, Sending, Idling);
        var field = new SimulatedField(_setup.Plant, _site, _orders, edges, new(SeededNoise.Bits(_setup.Seed, 1_000 + _lives), now, _lives > 0));
        _field = field;
        _lives++;
        _loop = new(_setup.Plant, state, field, _journal);
        var slow = new WorldEdges(_setup, field);
        var desk = _setup.Desk;
        try
        {
            var run = new DeskLoop(slow, slow, _loop, new WorldSteps(_journal, field, _setup.Plant.Rules)).RunAsync(desk, DeskState.Before(desk, WorldPrices.Unknown, null), cancellation).AsTask();

            // Every edge here answers at once, so the loop is a plain call.
            Invariant.Holds(run.IsCompleted);
            run.GetAwaiter().GetResult();
            return (_loop.State, field.Now);
        }
        catch (DeskKilledException kill)
        {
            _kills.Dequeue();
            _checks.Killed();
            return (_loop.State, Back(kill.Back));
        }
        catch (Exception end) when (end is WorldDiskFullException or RefusedException { Code.Id: JournalUnwritable })
        {
            _checks.GaveUp(field.Now);
            return (_loop.State, Back(field.Now + _startsAgainAfter));
        }
        catch (WorldEndedException)
        {
            return (_loop.State, field.Now);
        }
    }

    // A kill that falls into the time of another one hits a process that is not there. While the disk is full the process does not
    // get as far as its first pass.
    private Instant Back(Instant back)
    {
        while (true)
        {
            if (_kills.TryPeek(out var next) && next.At <= back)
            {
                _kills.Dequeue();
                back = Instant.Max(back, next.Until);
            }
            else if (_setup.Disk.FullUntil(back) is { } until)
            {
                back = until + _startsAgainAfter;
            }
            else
            {
                return back;
            }
        }
    }

    private void Sending(ControlTurn turn, Instant at)
    {
        _checks.Sending(turn, _loop!.State, at);
        EndIfViolated();
    }

    private void Idling(Instant at, bool feedsWatchdogs)
    {
        _checks.Idling(at, feedsWatchdogs);
        EndIfViolated();
    }

    private void EndIfViolated()
    {
        if (_checks.Violation is not null)
        {
            throw new WorldEndedException();
        }
    }

    /// <summary>A check has failed: there is nothing more to see.</summary>
    private sealed class WorldEndedException : Exception;
}

using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Events;

/// <summary>The drills that people have planned for a day to come. The desk reminds of them and begins none by itself. Any thread.</summary>
internal sealed class PlannedDrills : IDisposable
{
    /// <summary>The most plans that are kept, missed ones among them.</summary>
    public const int MostKept = 50;

    /// <summary>The most letters of a note.</summary>
    public const int MostNote = 200;

    /// <summary>How far ahead a drill is planned at most.</summary>
    public static readonly Duration Furthest = Duration.FromDays(366);

    private readonly DeskView _desk;
    private readonly Drills _drills;
    private readonly PeopleJournal _people;
    private readonly Gate _gate;
    private readonly PlannedDrillStore _store;

    // Two people who begin the same plan would begin two drills; whoever holds it waits for the journal and at most 15 s for an order's answer.
    private readonly SemaphoreSlim _one = new(1, 1);
    private PlannedDrill[] _all;

    public PlannedDrills(DeskView desk, DeskStore store, Drills drills, PeopleJournal people, Gate gate)
    {
        (_desk, _drills, _people, _gate, _store) = (desk, drills, people, gate, new(store));
        _all = [.. _store.All()];
    }

    /// <summary>All of them, the earliest first.</summary>
    public ImmutableArray<PlannedDrill> All => [.. Volatile.Read(ref _all)];

    /// <summary>How a plan stands now, by the desk's own clock.</summary>
    /// <param name="one">The plan.</param>
    public PlannedDrillState StateOf(PlannedDrill one) => one.State(Now());

    /// <summary>Plans a drill.</summary>
    /// <param name="who">Who.</param>
    /// <param name="wish">What, and when.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>, <see cref="DrillErrors.BadPlan"/> or <see cref="DrillErrors.TooManyPlans"/>.</exception>
    public async Task<PlannedDrill> PlanAsync(Actor who, DrillWish wish, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(wish);
        _gate.Demand(who, DeskAction.Drill);
        Check(wish);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_all.Length >= MostKept)
            {
                throw new RefusedException(DrillErrors.TooManyPlans, $"{MostKept} drills are planned.");
            }

            var plan = new PlannedDrill(_store.Next(), wish with { Note = wish.Note.Trim() }, who.Name, Now());
            await RecordAsync(PersonKinds.DrillPlanned, who, plan, cancellation).ConfigureAwait(false);
            _store.Add(plan);
            Volatile.Write(ref _all, [.. _store.All()]);
            return Get(plan.Id);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Calls a planned drill off.</summary>
    /// <param name="who">Who.</param>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Ends the wait for the journal.</param>
    /// <returns>What was planned.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/> or <see cref="DrillErrors.NoPlan"/>.</exception>
    public async Task<PlannedDrill> CallOffAsync(Actor who, long id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        _gate.Demand(who, DeskAction.Drill);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var plan = Get(id);
            await RecordAsync(PersonKinds.DrillCalledOff, who, plan, cancellation).ConfigureAwait(false);
            Remove(id);
            return plan;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Begins a planned drill now, by the way that every drill is begun; one that is refused stays planned.</summary>
    /// <param name="who">Who.</param>
    /// <param name="id">Its number.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    /// <returns>The drill as it is begun, its order and the desk's answer.</returns>
    /// <exception cref="RefusedException"><see cref="DrillErrors.NoPlan"/>, <see cref="DrillErrors.Missed"/>, or why <see cref="Drills"/> refuses it.</exception>
    public async Task<(DrillPlan Plan, Order Order, OrderAnswer Answer)> BeginAsync(Actor who, long id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        _gate.Demand(who, DeskAction.Drill);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var (wish, state) = (Get(id).Wish, StateOf(Get(id)));
            if (state == PlannedDrillState.Missed)
            {
                throw new RefusedException(DrillErrors.Missed, $"Drill {id} was planned more than {PlannedDrill.Patience.TotalHours} h ago.");
            }

            var plan = _drills.Plan(wish.ByMw, wish.WithinSeconds, wish.ForSeconds) with { Planned = id };
            var (order, answer) = await _drills.BeginAsync(who, plan, cancellation).ConfigureAwait(false);
            if (answer.IsAccepted)
            {
                Remove(id);
            }

            return (plan, order, answer);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private PlannedDrill Get(long id) => _all.FirstOrDefault(one => one.Id == id)
        ?? throw new RefusedException(DrillErrors.NoPlan, $"No drill {id} is planned.");

    private void Remove(long id)
    {
        _store.Remove(id);
        Volatile.Write(ref _all, [.. _store.All()]);
    }

    private void Check(DrillWish wish)
    {
        var (now, most) = (Now(), _desk.Site.Site.Limits.Import);
        if (wish.At < now || wish.At > now + Furthest)
        {
            throw new RefusedException(DrillErrors.BadPlan, $"{wish.At} is not between {now} and {now + Furthest}.");
        }

        if (wish.ByMw <= 0m || wish.ByMw > most.Value || wish.WithinSeconds is < 1m or > Drills.LongestSeconds || wish.ForSeconds is < 1m or > Drills.LongestSeconds)
        {
            throw new RefusedException(DrillErrors.BadPlan, $"{wish.ByMw} MW of {most.Value} MW within {wish.WithinSeconds} s for {wish.ForSeconds} s.");
        }

        if (wish.Note.Length > MostNote || wish.Note.Any(char.IsControl))
        {
            throw new RefusedException(DrillErrors.BadPlan, $"The note has {wish.Note.Length} letters, or more than one line.");
        }
    }

    private ValueTask<long> RecordAsync(string kind, Actor who, PlannedDrill plan, CancellationToken cancellation) => _people.RecordAsync(kind, who, writer => Write(writer, plan), cancellation);

    private static void Write(Utf8JsonWriter writer, PlannedDrill plan)
    {
        writer.WriteNumber("planned", plan.Id);
        writer.Instant("begin_utc", plan.Wish.At);
        writer.WriteNumber("by_mw", plan.Wish.ByMw);
        writer.WriteNumber("within_seconds", plan.Wish.WithinSeconds);
        writer.WriteNumber("for_seconds", plan.Wish.ForSeconds);
        writer.WriteString("note", plan.Wish.Note);
        writer.WriteString("planned_by", plan.PlannedBy);
    }

    private Instant Now() => Instant.FromDateTimeOffset(_desk.Time.GetUtcNow());
}

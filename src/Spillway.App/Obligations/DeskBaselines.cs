using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Sites;
using Spillway.App.Sites.Contracts;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Obligations;

/// <summary>What curtailing now would take off the baselines of a running desk's programmes. It informs; no decision reads it. Any thread.</summary>
/// <param name="site">The site.</param>
/// <param name="loads">What the site drew, as it is known now.</param>
public sealed class DeskBaselines(SiteDefinition site, Func<KnownLoads> loads)
{
    private static readonly Duration _usual = Duration.FromMinutes(15);
    private readonly Lock _gate = new();
    private readonly Dictionary<BaselineProgramme, BaselineReckoning> _reckonings = [];
    private (LoadHistory History, bool IsRead, int Events, LocalDate Day)? _of;

    /// <summary>What curtailing for price would cost now: every machine asleep, in the running interval and for the rest of the day's hours of
    /// each programme.</summary>
    /// <param name="desk">The desk.</param>
    /// <returns>One entry a programme in force, in file order.</returns>
    public ImmutableArray<ProgrammeCost> Now(DeskView desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var state = desk.State();
        var slot = state.Decision?.Slot ?? new Slot(state.At - Duration.FromTicks(state.At.ToUnixTimeTicks() % _usual.BclCompatibleTicks), _usual);
        var asleep = new HeadroomLedger(site.Site).Asleep;
        var found = ImmutableArray.CreateBuilder<ProgrammeCost>();
        foreach (var programme in site.Programmes)
        {
            var end = Last(programme, slot.Start);
            if (Cost(desk, programme, new(slot.Start, slot.End), asleep) is { } now)
            {
                found.Add(new(programme, now, end > slot.End ? Cost(desk, programme, new(slot.Start, end), asleep) : null));
            }
        }

        return found.DrainToImmutable();
    }

    /// <summary>What an operator's own shed would cost, from now to its end or to the end of each programme's hours of the day.</summary>
    /// <param name="desk">The desk.</param>
    /// <param name="order">The order.</param>
    /// <param name="drawn">What the site would draw under it at most.</param>
    /// <returns>One entry a programme that it costs something or for which that is not known, in file order; none for orders of other ranks
    /// and kinds: what a programme or the grid calls for is no curtailing for price.</returns>
    public ImmutableArray<(BaselineProgramme Programme, BaselineCost Cost)> Of(DeskView desk, Order order, Megawatts drawn)
    {
        ArgumentNullException.ThrowIfNull(desk);
        ArgumentNullException.ThrowIfNull(order);
        if (order.Rank != OrderRank.OperatorHold || order.Kind is not (OrderKind.Ceiling or OrderKind.Reduction or OrderKind.HoldOff))
        {
            return [];
        }

        var start = desk.State().At;
        var found = ImmutableArray.CreateBuilder<(BaselineProgramme Programme, BaselineCost Cost)>();
        foreach (var programme in site.Programmes)
        {
            var end = Last(programme, start);
            end = order.Until is { } until && until < end ? until : end;
            if (end > start && Cost(desk, programme, new(start, end), drawn) is { IsToBeSaid: true } cost)
            {
                found.Add((programme, cost));
            }
        }

        return found.DrainToImmutable();
    }

    // The end of the programme's hours of the local day.
    private Instant Last(BaselineProgramme programme, Instant at) =>
        ProgrammeHours.Of(programme.Hours, at.InZone(site.TimeZone).Date, site.TimeZone) is { IsEmpty: false } blocks ? blocks[^1].End : at;

    private BaselineCost? Cost(DeskView desk, BaselineProgramme programme, Interval curtailed, Megawatts drawn)
    {
        if (programme.Rules is null)
        {
            return BeforeCall(desk, programme, curtailed, drawn);
        }

        var (known, day) = (loads(), curtailed.Start.InZone(site.TimeZone).Date);
        lock (_gate)
        {
            var of = (known.History, known.IsRead, known.Events.Count, day);
            if (_of != of)
            {
                _reckonings.Clear();
                _of = of;
            }

            if (!_reckonings.TryGetValue(programme, out var reckoning))
            {
                _reckonings[programme] = reckoning = new(programme, known, day);
            }

            return reckoning.Of(curtailed, drawn);
        }
    }

    // A call that came meanwhile would count from what is drawn then instead of from what is drawn now.
    private BaselineCost BeforeCall(DeskView desk, BaselineProgramme programme, Interval curtailed, Megawatts drawn)
    {
        var state = desk.State();
        var less = SitePower.Now(desk.Plant, state) - drawn;
        var called = ProgrammeHours.Of(programme.Hours, curtailed.Start.InZone(site.TimeZone).Date, site.TimeZone)
            .Where(block => block.Start < curtailed.End && block.End > curtailed.Start)
            .Select(block => new Interval(Instant.Max(block.Start, curtailed.Start), Instant.Min(block.End, curtailed.End))).ToList();
        var hours = called.Sum(static one => one.Duration.BclCompatibleTicks) / (decimal)NodaConstants.TicksPerHour;
        var lost = Math.Max(0m, less.Value) * hours;
        return new(curtailed, called.Count == 0 ? null : new Interval(called[0].Start, called[^1].End), new BaselineLoss(new(lost), new(lost * programme.Price.Value)), CostGap.None, 0);
    }
}

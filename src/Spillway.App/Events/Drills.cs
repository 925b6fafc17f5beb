using NodaTime;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Obligations;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>Plans drills and begins them: small sheds of the operator's rank that end by themselves, to learn how fast the site follows.</summary>
/// <param name="desk">The desk.</param>
/// <param name="orders">Takes the order.</param>
/// <param name="people">Where it is written down.</param>
/// <param name="gate">Who may.</param>
internal sealed class Drills(DeskView desk, OrderTaking orders, PeopleJournal people, Gate gate)
{
    /// <summary>The reason that drills carry, here and on the command line.</summary>
    public const string Reason = "drill";

    /// <summary>The longest times of a drill. Unit: s.</summary>
    public const decimal LongestSeconds = 3600m;

    /// <summary>The time to do it in where none is given. Unit: s.</summary>
    public const decimal UsualWithinSeconds = 60m;

    /// <summary>After how long it ends where nothing is given. Unit: s.</summary>
    public const decimal UsualForSeconds = 120m;

    /// <summary>What a drill would be, said before it is done.</summary>
    /// <param name="by">How much comes off.</param>
    /// <param name="withinSeconds">The time to do it in. Unit: s.</param>
    /// <param name="forSeconds">After how long it ends by itself. Unit: s.</param>
    /// <exception cref="RefusedException"><see cref="DrillErrors.BadFigure"/>.</exception>
    public DrillPlan Plan(decimal by, decimal withinSeconds, decimal forSeconds)
    {
        var state = desk.State();
        var power = SitePower.Now(desk.Plant, state);
        if (by <= 0m || by > power.Value || withinSeconds is < 1m or > LongestSeconds || forSeconds is < 1m or > LongestSeconds)
        {
            throw new RefusedException(DrillErrors.BadFigure, $"{by} MW of {power.Value:0.###} MW within {withinSeconds} s for {forSeconds} s.");
        }

        var (off, within) = (new Megawatts(by), Seconds(withinSeconds));
        return new(off, within, Seconds(forSeconds), power, desk.Ladder.Promise(power - off, within, OrderRank.OperatorHold), ShedCost.PerHour(desk, off, within));
    }

    /// <summary>Begins a drill.</summary>
    /// <param name="who">Who.</param>
    /// <param name="plan">The drill.</param>
    /// <param name="cancellation">Ends the wait for the answer.</param>
    /// <returns>The order and the desk's answer.</returns>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>, <see cref="DrillErrors.InTheWay"/> or <see cref="ApiErrors.NoAnswer"/>.</exception>
    public async Task<(Order Order, OrderAnswer Answer)> BeginAsync(Actor who, DrillPlan plan, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(plan);
        gate.Demand(who, DeskAction.Drill);

        var id = new OrderId("drill-" + orders.NewId());
        if (DeskHeadroom.Breaks(desk, Of(id, who, plan)) is { IsEmpty: false } broken)
        {
            throw new RefusedException(DrillErrors.InTheWay, $"{HeadroomJson.Sentence(broken[0])}.");
        }

        await people.RecordAsync(PersonKinds.DrillBegun, who, writer =>
        {
            writer.WriteString("order", id.Text);
            writer.WriteNumber("by_mw", plan.By.Value);
            writer.WriteNumber("within_seconds", (decimal)plan.Within.TotalSeconds);
            writer.WriteNumber("for_seconds", (decimal)plan.For.TotalSeconds);
            writer.WriteNumber("promised_mw", plan.Promise.Reduction.Value);
            if (plan.Planned is { } planned)
            {
                writer.WriteNumber("planned", planned);
            }
        }, cancellation).ConfigureAwait(false);

        // Its time begins when it is given: on a desk whose day runs fast, it would be over before its record is on the disk.
        var order = Of(id, who, plan);
        return (order, await orders.GiveAsync(who, order, cancellation).ConfigureAwait(false));
    }

    // The desk's own clock counts: a replay's is not the wall's.
    private Order Of(OrderId id, Actor who, DrillPlan plan) => new(
        id, OrderKind.Reduction, OrderRank.OperatorHold, plan.By, null, null, null, plan.Within, Instant.FromDateTimeOffset(desk.Time.GetUtcNow()) + plan.For, Reason, who.Name);

    private static Duration Seconds(decimal seconds) => Duration.FromMilliseconds((long)(seconds * 1000m));
}

using System.Collections.Immutable;
using Spillway.App.Obligations;
using Spillway.App.Sites;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>What an event did, and what proves it.</summary>
/// <param name="Event">The order, its answer and its end.</param>
/// <param name="Site">The site as it was.</param>
/// <param name="Fit">How far the site follows what it plans: what the expectation was brought to the meter by.</param>
/// <param name="Before">The mean power of the minutes before the order that the rules count.</param>
/// <param name="Response">How much was off after 1, 5, 15, 60 and 600 s.</param>
/// <param name="Delivery">What was delivered against what was ordered; null where that cannot be said.</param>
/// <param name="Slots">The intervals.</param>
/// <param name="Curve">The power, from five minutes before on.</param>
/// <param name="Commands">What was told to machines and feeds.</param>
/// <param name="Evidence">What happened, in order.</param>
/// <param name="Grade">How far the power can be trusted.</param>
/// <param name="Records">The first and the last record of the journal that it was made from.</param>
/// <param name="Notes">What a reader must know.</param>
public sealed record EventProof(
    JournalEvent Event,
    SiteDefinition Site,
    PlanFit Fit,
    InstructionBaseline Before,
    ImmutableArray<ResponsePoint> Response,
    Delivery? Delivery,
    ImmutableArray<ProofSlot> Slots,
    ImmutableArray<CurvePoint> Curve,
    ImmutableArray<EventCommand> Commands,
    ImmutableArray<EvidenceItem> Evidence,
    MeterGrade Grade,
    (long First, long Last) Records,
    ImmutableArray<string> Notes)
{
    /// <summary>By which figures the delivery was judged.</summary>
    public DeliveryRules Rules { get; init; } = DeliveryRules.Usual;

    /// <summary>The machines and feeds that did not take what they were told.</summary>
    public IEnumerable<EventCommand> NotFollowed => Commands.Where(static command => !command.IsDone);

    /// <summary>The intervals whose amounts count.</summary>
    public IEnumerable<ProofSlot> Settled => Slots.Where(static slot => slot.IsSettled);

    /// <summary>Energy not drawn, in the measured intervals.</summary>
    public MegawattHours NotDrawn => new(Slots.Sum(static slot => slot.NotDrawn.Value));

    /// <summary>What was not paid for energy.</summary>
    public Money Saved => new(Settled.Sum(static slot => slot.Saved.Value));

    /// <summary>What energy bought ahead was sold for.</summary>
    public Money Sold => new(Settled.Sum(static slot => slot.Sold.Value));

    /// <summary>What that fetched above its own price.</summary>
    public Money PowerCredits => new(Settled.Sum(static slot => slot.PowerCredits.Value));

    /// <summary>What production earned less.</summary>
    public Money GivenUp => new(Settled.Sum(static slot => slot.Production!.Value.Value));

    /// <summary>What starts cost that would not have been.</summary>
    public Money Wear => new(Settled.Sum(static slot => slot.Wear.Value));

    /// <summary>Exahashes not tried.</summary>
    public decimal Hashes => Settled.Sum(static slot => slot.Hashes!.Value);

    /// <summary>What the event left: saved and sold, less what was given up and what starts cost.</summary>
    public Money Net => Saved + Sold - GivenUp - Wear;
}

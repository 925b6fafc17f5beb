using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>The words of proofs, and the figures that page and JSON have in common.</summary>
internal static class EventWords
{
    /// <summary>What the expectation was brought to the meter by.</summary>
    public static string Of(PlanFitSource source) => source switch
    {
        PlanFitSource.Intervals => "intervals-before",
        PlanFitSource.FiveMinutesBefore => "five-minutes-before",
        _ => "nothing",
    };

    /// <summary>A judgement of a delivery.</summary>
    public static string Of(DeliveryVerdict verdict) => verdict switch
    {
        DeliveryVerdict.Delivered => "delivered",
        DeliveryVerdict.TooLittle => "too-little",
        _ => "too-much",
    };

    /// <summary>An outcome; <c>none</c> where none has come.</summary>
    public static string Of(OutcomeKind? outcome) => outcome?.ToString().ToLowerInvariant() ?? "none";

    /// <summary>Between which amounts of energy lies what was not drawn.</summary>
    public static (MegawattHours Lowest, MegawattHours Highest) EnergyBand(EventProof proof)
    {
        var measured = proof.Slots.Where(static slot => slot.Actual is not null).ToList();
        return (
            new(measured.Sum(static slot => (slot.Lowest - slot.Actual!.Value).Value * slot.Hours)),
            new(measured.Sum(static slot => (slot.Highest - slot.Actual!.Value).Value * slot.Hours)));
    }
}

using Spillway.Units;

namespace Spillway.Engine.Settlements.Baselines;

/// <summary>What was delivered of an instruction, from when it had to be there until it was recalled.</summary>
/// <param name="Instructed">How much less was asked for; above zero.</param>
/// <param name="Least">The least delivered: baseline less what was drawn.</param>
/// <param name="Most">The most delivered.</param>
/// <param name="Verdict">Whether that is what was asked for.</param>
public readonly record struct Delivery(Megawatts Instructed, Megawatts Least, Megawatts Most, DeliveryVerdict Verdict)
{
    /// <summary>Between which shares it was judged.</summary>
    public DeliveryBand Band { get; init; }

    /// <summary>The least delivered as a share of what was asked for.</summary>
    public Ratio LeastShare => new(Least.Value / Instructed.Value);

    /// <summary>The most delivered as a share of what was asked for.</summary>
    public Ratio MostShare => new(Most.Value / Instructed.Value);

    /// <summary>Judges a delivery.</summary>
    /// <param name="band">What counts.</param>
    /// <param name="instructed">How much less was asked for; above zero.</param>
    /// <param name="baseline">What would have been drawn.</param>
    /// <param name="drawn">What was drawn while it had to be held; at least one.</param>
    /// <returns>The judgement: too little weighs before too much.</returns>
    public static Delivery Of(DeliveryBand band, Megawatts instructed, Megawatts baseline, IReadOnlyCollection<Megawatts> drawn)
    {
        ArgumentNullException.ThrowIfNull(drawn);
        Invariant.Holds(instructed > Megawatts.Zero && drawn.Count > 0);
        var least = baseline - drawn.Max();
        var most = baseline - drawn.Min();
        var verdict = least.Value < band.Least.Value * instructed.Value ? DeliveryVerdict.TooLittle
            : most.Value > band.Most.Value * instructed.Value ? DeliveryVerdict.TooMuch
            : DeliveryVerdict.Delivered;
        return new(instructed, least, most, verdict) { Band = band };
    }
}

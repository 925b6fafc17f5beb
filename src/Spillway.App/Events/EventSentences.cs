using System.Collections.Immutable;
using System.Globalization;
using Spillway.App.Reports;
using Spillway.Engine.Settlements.Baselines;

namespace Spillway.App.Events;

/// <summary>What a proof says in sentences, on the page and on the screen alike.</summary>
internal static class EventSentences
{
    /// <summary>What came of the event.</summary>
    public static string Lead(EventProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var reached = proof.Evidence.FirstOrDefault(static item => item.What == "level-reached");
        var fast = reached is null ? "The level was not reached." : Text($"The level was reached {(reached.At - proof.Event.At).TotalSeconds:0.#} s after the order.");
        var (low, high) = EventWords.EnergyBand(proof);
        return fast + Text($" {Shown.Number(proof.NotDrawn.Value, "0.000")} MWh were not drawn ({Between(low.Value, high.Value, "0.000")} by the band);")
            + Text($" {Shown.Number((proof.Saved + proof.Sold).Value, "N2")} {proof.Site.Currency} were saved and sold, {Shown.Number(proof.GivenUp.Value, "N2")} given up: {Shown.Number(proof.Net.Value, "N2")} left.");
    }

    /// <summary>A delivery.</summary>
    public static string Delivered(Delivery delivery) => Text(
        $"{EventWords.Of(delivery.Verdict)}: {Between(delivery.Least.Value, delivery.Most.Value, "0.###")} MW of {delivery.Instructed.Value:0.###}, {Between(delivery.LeastShare.Value * 100m, delivery.MostShare.Value * 100m, "0.#")} % ({delivery.Band.Least.Value * 100m:0.#} to {delivery.Band.Most.Value * 100m:0.#} % counts)");

    /// <summary>How the figures were worked out.</summary>
    public static ImmutableArray<string> How(EventProof proof)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var fit = proof.Fit;
        var share = Text($"{fit.Middle:0.0000} times the plan, between {fit.Lowest:0.0000} and {fit.Highest:0.0000}");
        return
        [
            "What would have run: the desk's own decisions, taken again from the journal from the interval of the order on, with the prices that it came to know and its machines where those decisions would have left them.",
            fit.Source switch
            {
                PlanFitSource.Intervals => $"That plan is brought to the level of the meter by what the site drew in the {fit.Count} undisturbed intervals of the day before: {share} (the band leaves out one in twenty at either end).",
                PlanFitSource.FiveMinutesBefore => $"That plan is brought to the level of the meter by the {fit.Count} samples of the five minutes before: {share} (the band is the lowest and the highest of them).",
                _ => "Nothing was measured before the order, so the plan stands as it is.",
            },
            "Energy not drawn is that power less what was drawn, from the order until the site was back at the band's lower edge, or an hour after the order's end, and as long as a restart lasts after that.",
            "Saved is the price times the energy beyond what was bought ahead; sold is the price times the rest. Which is which is told by whole settlement intervals, contracts in file order, as on the bill.",
            "Given up is what the machines would have earned less what they earned, by their producing minutes in whole intervals; hashes by the hash rate of their mode.",
        ];
    }

    /// <summary>A range in words; one figure where both ends read the same.</summary>
    public static string Between(decimal low, decimal high, string format)
    {
        var (least, most) = (Shown.Number(low, format), Shown.Number(high, format));
        return least == most ? least : $"{least} to {most}";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

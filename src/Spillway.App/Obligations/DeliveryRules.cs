using System.Globalization;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Obligations;

/// <summary>By which figures a market judges what a load resource delivered of an instruction.</summary>
/// <param name="Band">Which shares of the instruction count.</param>
/// <param name="Disqualifying">How many failures within 365 days disqualify; at least one.</param>
/// <param name="Before">Over which time before the instruction the mean power is the baseline; above zero.</param>
public sealed record DeliveryRules(DeliveryBand Band, int Disqualifying, Duration Before)
{
    private const string Least = "nclr-delivery-least";
    private const string Most = "nclr-delivery-most";
    private const string Failures = "nclr-failures-to-disqualify";
    private const string Baseline = "nclr-baseline";

    /// <summary>ERCOT's, where a market's rules state none: 95 to 150 %, two failures, five minutes.</summary>
    public static DeliveryRules Usual { get; } = new(DeliveryBand.LoadResource, 2, Duration.FromMinutes(5));

    /// <summary>What a market's rules state among their parameters.</summary>
    /// <param name="rules">The rules; null where the market has none.</param>
    /// <param name="at">When the instruction came.</param>
    /// <returns>The figures; a parameter that the file does not have is as in <see cref="Usual"/>.</returns>
    /// <exception cref="RefusedException">The file marks one as uncertain, or it is no figure that could be meant.</exception>
    public static DeliveryRules Of(MarketRules? rules, Instant at)
    {
        var found = rules?.Find(at);
        var least = Figure(found, Least, 0.01m, 1m) ?? Usual.Band.Least.Value;
        var most = Figure(found, Most, 1m, 100m) ?? Usual.Band.Most.Value;
        return new(
            new(new(least), new(most)),
            (int)(Figure(found, Failures, 1m, 1000m) ?? Usual.Disqualifying),
            Duration.FromMinutes((double)(Figure(found, Baseline, 1m, 60m) ?? (decimal)Usual.Before.TotalMinutes)));
    }

    private static decimal? Figure(RulesInForce? rules, string id, decimal least, decimal most)
    {
        if (rules?.Items.Parameters.FirstOrDefault(one => one.Id == id) is not { } parameter)
        {
            return null;
        }

        var text = parameter.Value.Required();
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure) && figure >= least && figure <= most
            ? figure
            : throw new RefusedException(ObligationErrors.WrongParameter, $"{parameter.Value.Rule} is '{text}', and it has to be a figure from {least} to {most} ({parameter.Unit}).");
    }
}

namespace Spillway.Engine.Forecasts;

/// <summary>Learns, from what is known of the past alone, how much better running the coming interval is than not running it.</summary>
/// <remarks>With a start cost c, the gain D of being on rather than off before an interval is clip(x, 0, c), where
/// x = 1 − price ÷ value + D of the next interval, in either state. So one number x decides both: stay on while x is
/// above zero, start when x is above c. The first learning takes D from perfect foresight, every later one from what
/// the model before it would have reached. Where the interval's own price is known at its start, D is learned instead of
/// x, since the price that decides x will then be known too. The model is the mean of several members, which steadies it.</remarks>
public static class AdvantageLearner
{
    /// <summary>Learns one model for every point and value from a history.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="settings">How the advantage is learned.</param>
    /// <returns>The model; null where the history is too short to learn from.</returns>
    public static BoostedTrees? Learn(PastPrices past, AdvantageSettings settings) => Learn(past, settings, static () => { });

    /// <summary>Learns one model for every point and value from a history, and can be stopped.</summary>
    /// <param name="past">What is known.</param>
    /// <param name="settings">How the advantage is learned.</param>
    /// <param name="checkpoint">Called between two learnings, every few seconds; it stops the work by throwing.</param>
    /// <returns>The model; null where the history is too short to learn from.</returns>
    public static BoostedTrees? Learn(PastPrices past, AdvantageSettings settings, Action checkpoint)
    {
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(checkpoint);
        Invariant.Holds(settings.WarmDays >= 1 && settings.StartCost >= 0.0 && !settings.Members.IsEmpty);
        var days = (past.Length / past.SlotsPerDay) - settings.WarmDays;
        return days < settings.LeastDays ? null : Run(past, settings, checkpoint);
    }

    private static BoostedTrees Run(PastPrices past, AdvantageSettings settings, Action checkpoint)
    {
        var examples = settings.Members
            .Select((_, member) => AdvantageExamples.Draw(past, settings, settings.Boost.Seed + (ulong)(1000 * member)))
            .ToArray();
        var model = Mean(examples, settings, checkpoint);
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var drawn in examples)
            {
                drawn.Follow(model);
            }

            model = Mean(examples, settings, checkpoint);
        }

        return model;
    }

    private static BoostedTrees Mean(AdvantageExamples[] examples, AdvantageSettings settings, Action checkpoint) =>
        BoostedTrees.Mean([.. examples.Select((drawn, member) =>
        {
            checkpoint();
            return Learn(drawn, settings, member);
        })]);

    private static BoostedTrees Learn(AdvantageExamples drawn, AdvantageSettings settings, int index)
    {
        var member = settings.Members[index];
        var high = settings.KnowsCurrent ? settings.StartCost : settings.StartCost + member.Reach;
        var low = settings.KnowsCurrent ? 0.0 : -high;
        var targets = new double[drawn.Count];
        for (var i = 0; i < targets.Length; i++)
        {
            var x = drawn.Advantages[i];
            targets[i] = x < low ? low : x > high ? high : x;
        }

        return BoostLearner.Learn(drawn.Bins, targets, drawn.Weights, settings.Boost with
        {
            LeafRows = member.LeafRows,
            Shrink = member.Shrink,
            Seed = settings.Boost.Seed + (ulong)index,
        });
    }
}

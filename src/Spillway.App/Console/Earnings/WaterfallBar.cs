using Spillway.Units;

namespace Spillway.App.Console.Earnings;

/// <summary>One row of a waterfall: where its bar hangs and what it is.</summary>
/// <param name="Name">What it is, in the reader's words.</param>
/// <param name="Amount">Positive adds to what the site earns.</param>
/// <param name="Left">Where the bar begins, in percent of the width.</param>
/// <param name="Width">How wide it is, in percent; at least half of one.</param>
/// <param name="Look">The class of the bar: <c>total</c>, <c>up</c> or <c>down</c>.</param>
/// <param name="Why">What it means, in a sentence.</param>
/// <param name="Because">The sentence with the figures, in English; empty for the ends.</param>
public sealed record WaterfallBar(string Name, Money Amount, double Left, double Width, string Look, string Why, string Because);

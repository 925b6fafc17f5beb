using System.Collections.Immutable;
using Spillway.App.Console.Texts;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Units;

namespace Spillway.App.Console.Earnings;

/// <summary>A bridge as a waterfall: each bar hangs where the one before it ended.</summary>
/// <param name="Bars">From the start over the reasons to the end.</param>
/// <param name="Zero">Where nothing lies, in percent of the width.</param>
public sealed record WaterfallView(ImmutableArray<WaterfallBar> Bars, double Zero)
{
    private const double Least = 0.5;

    /// <summary>Lays a bridge out.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="bridge">The bridge.</param>
    /// <param name="from">What it starts from: its name and what that means.</param>
    /// <param name="to">What it ends at.</param>
    public static WaterfallView Of(Reader reader, Bridge bridge, (string Name, string Why) from, (string Name, string Why) to)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(bridge);
        var reached = new List<decimal> { bridge.From.Value };
        foreach (var part in bridge.Parts)
        {
            reached.Add(reached[^1] + part.Amount.Value);
        }

        var low = (double)Math.Min(0m, Math.Min(reached.Min(), bridge.To.Value));
        var high = (double)Math.Max(0m, Math.Max(reached.Max(), bridge.To.Value));
        var span = high - low;
        double At(decimal figure) => span == 0.0 ? 0.0 : ((double)figure - low) / span * 100.0;
        WaterfallBar Bar(string name, Money amount, (decimal From, decimal To) reach, string look, (string Why, string Because) said)
        {
            var (left, right) = (At(Math.Min(reach.From, reach.To)), At(Math.Max(reach.From, reach.To)));
            return new(name, amount, Math.Min(left, 100.0 - Least), Math.Max(Least, right - left), look, said.Why, said.Because);
        }

        return new(
        [
            Bar(from.Name, bridge.From, (0m, bridge.From.Value), "total", (from.Why, "")),
            .. bridge.Parts.Select((part, index) => Bar(
                MoneyWords.Of(reader, part.Kind), part.Amount, (reached[index], reached[index + 1]), part.Amount.Value < 0m ? "down" : "up", (MoneyWords.Why(reader, part.Kind), part.Because))),
            Bar(to.Name, bridge.To, (0m, bridge.To.Value), "total", (to.Why, "")),
        ], At(0m));
    }
}

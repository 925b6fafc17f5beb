using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Statements;

/// <summary>Compares what the sub-meters counted with the site's meter.</summary>
internal static class SubMeterSum
{
    // Transformers and cables between the site's meter and the sub-meters lose up to three percent; meters of class 0.5
    // may themselves put them half a percent above.
    private const decimal MostLoss = 0.03m;
    private const decimal MostGain = 0.005m;

    /// <summary>Says how far apart they are, over the intervals in which every meter has a reading.</summary>
    /// <returns>One sentence; none without sub-meters.</returns>
    public static IEnumerable<Wording> Notes(
        ImmutableArray<MeterReading?> site, ImmutableSortedDictionary<string, ImmutableArray<MeterReading?>> subMeters)
    {
        if (subMeters.IsEmpty)
        {
            yield break;
        }

        var (whole, parts, intervals) = (0m, 0m, 0);
        ImmutableArray<ImmutableArray<MeterReading?>> columns = [.. subMeters.Values];
        for (var index = 0; index < site.Length; index++)
        {
            if (Energy(site[index]) is not { } own || Sum(columns, index) is not { } sum)
            {
                continue;
            }

            whole += own;
            parts += sum;
            intervals++;
        }

        var loss = whole == 0m ? 0m : (whole - parts) / whole;
        var isOut = loss > MostLoss || loss < -MostGain || (whole == 0m && parts != 0m);
        Wording counted = $"{columns.Length} sub-meters counted {parts:0.######} MWh and the site's meter {whole:0.######} MWh in the {intervals:N0} intervals in which all have a reading: {whole - parts:0.######} MWh or {loss * 100m:0.00} % apart";
        yield return isOut
            ? (Wording)$"{counted}, outside the loss band of {-MostGain * 100m:0.0} % to {MostLoss * 100m:0.0} %."
            : $"{counted}, inside the loss band of {-MostGain * 100m:0.0} % to {MostLoss * 100m:0.0} %.";
    }

    private static decimal? Energy(MeterReading? reading) =>
        reading is { Quality: not ReadingQuality.Missing } there ? there.Energy.Value : null;

    private static decimal? Sum(ImmutableArray<ImmutableArray<MeterReading?>> columns, int index)
    {
        var sum = 0m;
        foreach (var column in columns)
        {
            if (Energy(column[index]) is not { } energy)
            {
                return null;
            }

            sum += energy;
        }

        return sum;
    }
}

using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.Markets.Metering;

/// <summary>How long the awards of a file last that do not say so: until the next of their contract and product, and at most an
/// hour.</summary>
internal sealed class AwardLengths
{
    private const long Hour = 3600;
    private const long Quarter = 900;
    private const long Least = 300;
    private const decimal SecondsPerMinute = 60m;

    private readonly Dictionary<(ContractId, string), long> _steps = [];

    private AwardLengths()
    {
    }

    /// <summary>The minutes of an award of the same contract and product.</summary>
    public decimal this[AwardRow row] => _steps[(row.Contract, row.Product)] / SecondsPerMinute;

    /// <summary>Looks for the shortest step of each contract and product.</summary>
    public static AwardLengths Of(IReadOnlyList<AwardDraft> drafts)
    {
        var lengths = new AwardLengths();
        foreach (var group in drafts.GroupBy(draft => (draft.Row.Contract, draft.Row.Product)))
        {
            var starts = group.Select(draft => draft.Row.Start.ToUnixTimeSeconds()).Distinct().Order().ToList();

            // One award alone tells nothing: an hour where it starts one, else the longest interval whose start it is.
            lengths._steps[group.Key] = starts.Count == 1
                ? starts[0] % Hour == 0 ? Hour : starts[0] % Quarter == 0 ? Quarter : Least
                : Math.Min(Hour, starts.Zip(starts.Skip(1), (left, right) => right - left).Min());
        }

        return lengths;
    }
}

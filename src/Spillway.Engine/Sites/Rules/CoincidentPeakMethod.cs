using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Sites.Rules;

/// <summary>How a market charges for the demand at the system's peaks.</summary>
/// <param name="Id">Its name, such as <c>4cp</c>.</param>
/// <param name="Months">The months that have peaks, 1 to 12, in order.</param>
/// <param name="PeaksPerMonth">How many intervals of each month count.</param>
/// <param name="Interval">How long a peak interval is.</param>
/// <param name="Basis">Which year's peaks a charge is counted by.</param>
/// <param name="Source">Where this is written.</param>
public sealed record CoincidentPeakMethod(
    string Id, ImmutableArray<int> Months, int PeaksPerMonth, Duration Interval, PeakBasis Basis, string Source)
{
    /// <summary>How many intervals of a year count; the charge goes by the mean demand over them.</summary>
    public int PeaksPerYear => Months.Length * PeaksPerMonth;
}

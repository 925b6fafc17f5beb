using NodaTime;
using NodaTime.Text;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The name of a reading: which meter, which interval, and the row it was read from.</summary>
/// <param name="Meter">The meter's id.</param>
/// <param name="Start">The interval's start, UTC.</param>
/// <param name="Source">Index of the file in the statement's list of sources.</param>
/// <param name="Row">The row in that file, counted from 1 with the header.</param>
public readonly record struct ReadingId(string Meter, Instant Start, int Source, int Row)
{
    /// <summary>The name as it stands on a line: <c>main@2026-07-01T20:00:00Z#0:17</c>, source and row behind the sign.</summary>
    public override string ToString() => $"{Meter}@{InstantPattern.General.Format(Start)}#{Source}:{Row}";
}

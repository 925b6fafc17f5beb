using NodaTime;

namespace Spillway.App.Earnings;

/// <summary>What a settled period stands for: as long as nothing of this changes, it comes out the same.</summary>
/// <param name="Period">Which days.</param>
/// <param name="Until">The end of the last interval that is over.</param>
/// <param name="Steps">How many steps the desk has kept since its start: each may bring a reading or a late price.</param>
/// <param name="Files">When the files beside the journal were last changed.</param>
internal sealed record SettledKey(MoneyPeriod Period, Instant Until, long Steps, long Files);

namespace Spillway.Markets.Archive;

/// <summary>What the import of one file did to one series.</summary>
/// <param name="Key">The series.</param>
/// <param name="New">Intervals that had no figure before.</param>
/// <param name="Same">Intervals whose figure was there already.</param>
/// <param name="Corrected">Intervals whose figure differs from the one that was there.</param>
/// <param name="Largest">The corrected interval with the largest difference; null where none was corrected.</param>
public sealed record SeriesImport(SeriesKey Key, int New, int Same, int Corrected, Disagreement? Largest);

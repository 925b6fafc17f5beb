using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.App.Statements.Ledgers;

/// <summary>What a journal said of the highest demand of a month.</summary>
/// <param name="Highest">The highest mean over a window; null where no window was whole.</param>
/// <param name="WithoutReading">How many intervals of the month had no reading.</param>
/// <param name="First">The first record read for it.</param>
/// <param name="Last">The last record read for it.</param>
/// <param name="Hash">The hash of that last record, which stands for all before it.</param>
/// <param name="Digest">The digest of the payloads read, 64 hexadecimal digits.</param>
/// <param name="ReadBy">What of the site file the reading rests on, as a digest: another site file reads anew.</param>
internal sealed record KeptDemand(Megawatts? Highest, int WithoutReading, long First, long Last, string Hash, string Digest, string ReadBy)
{
    /// <summary>The records as a source of a statement.</summary>
    public SourceFile Source => JournalLedger.SourceOf(First, Last, Digest);
}

using Spillway.App.Composition;
using Spillway.Journal.Polls;

namespace Spillway.App.Machines;

/// <summary>What machines answered to the desk's polls, byte for byte, as long as the ring has it.</summary>
internal static class RawAnswers
{
    /// <summary>The newest answers of a machine, away from the caller's thread.</summary>
    /// <param name="dataFolder">The desk's data folder.</param>
    /// <param name="directory">The machines.</param>
    /// <param name="number">Which.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The oldest of them first; none where the machine has no address, or the ring has none of it.</returns>
    public static async Task<IReadOnlyList<PollRow>> NewestAsync(string dataFolder, MachineDirectory directory, int number, int most, CancellationToken cancellation) =>
        directory.Inventory(number)?.Address?.ToString() is { } address
            ? await Task.Run(() => PollRing.ReadNewest(Path.Combine(dataFolder, PollKeeper.Folder), address, most), cancellation).ConfigureAwait(false)
            : [];
}

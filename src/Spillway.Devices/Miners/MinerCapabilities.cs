using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Devices.Miners;

/// <summary>What a family of machines can do, as declared and not guessed.</summary>
/// <param name="Actions">What it can be told; empty for a machine that is only read.</param>
/// <param name="Modes">The running modes it has; at least normal.</param>
/// <param name="SleepWithin">From the command until its watts are down, as its documentation or recordings have it; a
/// running desk learns the true one.</param>
/// <param name="HashWithin">From a wake until full hash rate.</param>
/// <param name="PowerGrade">The best grade its watts can have.</param>
/// <param name="SleepOutlastsReboot">Whether a sleeping machine still sleeps after it lost power.</param>
/// <param name="MostConnections">How many connections it serves at a time.</param>
public sealed record MinerCapabilities(
    ImmutableHashSet<MinerAction> Actions,
    ImmutableHashSet<MinerMode> Modes,
    Duration SleepWithin,
    Duration HashWithin,
    PowerGrade PowerGrade,
    bool SleepOutlastsReboot,
    int MostConnections)
{
    /// <summary>Whether it can be told to do something.</summary>
    /// <param name="action">What.</param>
    /// <returns>Whether a driver will try.</returns>
    public bool Can(MinerAction action) => Actions.Contains(action);
}

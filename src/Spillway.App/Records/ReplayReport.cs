namespace Spillway.App.Records;

/// <summary>What came of a replay.</summary>
/// <param name="Records">Records read.</param>
/// <param name="Runs">Runs begun.</param>
/// <param name="Steps">Steps taken again.</param>
/// <param name="Passes">Control passes taken again.</param>
/// <param name="DecisionHash">SHA-256 over the recorded decisions and turns, as far as the replay went.</param>
/// <param name="ReplayedHash">The same over the replayed ones: equal where nothing differs.</param>
/// <param name="Difference">The first record that differs; null where none does.</param>
public sealed record ReplayReport(
    long Records, int Runs, long Steps, long Passes, string DecisionHash, string ReplayedHash, ReplayDifference? Difference);

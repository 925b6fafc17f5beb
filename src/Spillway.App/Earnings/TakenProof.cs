using Spillway.App.Proofs;
using Spillway.App.Proofs.Verification;

namespace Spillway.App.Earnings;

/// <summary>A bundle that was written, and what anybody finds who checks it.</summary>
/// <param name="Period">Which days it proves.</param>
/// <param name="File">Where it lies.</param>
/// <param name="Proved">What stands in it.</param>
/// <param name="Found">What checking it found.</param>
public sealed record TakenProof(MoneyPeriod Period, string File, ProvedStatement Proved, BundleVerification Found)
{
    /// <summary>Its name when it is taken away.</summary>
    public string Name => Path.GetFileName(File);
}

namespace Spillway.App.Proofs.Verification;

/// <summary>One thing that is wrong with a bundle.</summary>
/// <param name="FileLine">The line of the file it stands in, from 1.</param>
/// <param name="Place">Which part it concerns: a leaf, a statement line, a record, the seal.</param>
/// <param name="What">What is wrong, in one sentence without a full stop.</param>
public sealed record BundleFault(long FileLine, string Place, string What);

using NodaTime;

namespace Spillway.App.Setup;

/// <summary>A version of the site file that is kept.</summary>
/// <param name="Number">From 1, never used again.</param>
/// <param name="Digest">SHA-256 of its text.</param>
/// <param name="At">When it came into force, or was first seen.</param>
/// <param name="By">Who made it; empty where it was found on the disk.</param>
/// <param name="Note">What for.</param>
public sealed record SiteVersion(int Number, string Digest, Instant At, string By, string Note);

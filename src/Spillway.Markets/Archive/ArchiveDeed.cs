using NodaTime;

namespace Spillway.Markets.Archive;

/// <summary>A change of the archive: when, by whom, and to what.</summary>
/// <param name="At">When.</param>
/// <param name="By">Who; empty where nobody is named.</param>
/// <param name="Seen">The version that the change was reviewed against; null for whichever stands.</param>
public sealed record ArchiveDeed(Instant At, string By, int? Seen);

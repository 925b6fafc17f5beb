using NodaTime;

namespace Spillway.App.Proofs.Keys;

/// <summary>Something that became of a key, for the journal.</summary>
/// <param name="Kind">The kind of its record: one of <c>key.created</c>, <c>key.retired</c>, <c>key.revoked</c>.</param>
/// <param name="At">When.</param>
/// <param name="Key">The key.</param>
/// <param name="Record">The number of its record; null while no journal holds it.</param>
public sealed record KeyEvent(string Kind, Instant At, KeyId Key, long? Record);

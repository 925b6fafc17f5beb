namespace Spillway.Engine.Signals.Field;

/// <summary>What changed about a feed.</summary>
/// <param name="Feed">Its index in the plant.</param>
/// <param name="Position">By feedback, never by the last command.</param>
/// <param name="IsInterlocked">Whether something on site forbids to close it.</param>
public readonly record struct FeedNote(int Feed, FeedPosition Position, bool IsInterlocked);

using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>What the desk remembers of one feed.</summary>
/// <param name="Position">Where its contacts are, as last seen.</param>
/// <param name="IsInterlocked">Whether something on site forbids to close it.</param>
/// <param name="Since">Since when it is in that position.</param>
/// <param name="Told">What it was told last; null where nothing yet.</param>
/// <param name="ToldAt">When.</param>
/// <param name="Pending">The command that has no outcome yet; none where every command has one.</param>
/// <param name="Attempts">How often it was told the same without following.</param>
public readonly record struct FeedState(
    FeedPosition Position,
    bool IsInterlocked,
    Instant Since,
    FeedAction? Told,
    Instant ToldAt,
    CommandId Pending,
    int Attempts)
{
    /// <summary>Whether it is where it was told to be; true where it was told nothing yet.</summary>
    public bool Follows => Told switch
    {
        FeedAction.Open => !IsClosed && Position != FeedPosition.Unknown,
        FeedAction.Close => IsClosed,
        _ => true,
    };

    /// <summary>Whether current can flow, as far as is known.</summary>
    public bool IsClosed => Position == FeedPosition.Closed;
}

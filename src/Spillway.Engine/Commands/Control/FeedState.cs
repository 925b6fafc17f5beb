using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;
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
    private static readonly Duration _feedbackTime = Duration.FromSeconds(1);

    /// <summary>Whether it is where it was told to be; true where it was told nothing yet.</summary>
    public bool Follows => Told switch
    {
        FeedAction.Open => !IsClosed && Position != FeedPosition.Unknown,
        FeedAction.Close => IsClosed,
        _ => true,
    };

    /// <summary>Whether current can flow, as far as is known.</summary>
    public bool IsClosed => Position == FeedPosition.Closed;

    /// <summary>Whether no current can flow behind it.</summary>
    internal bool IsOpen => Position is FeedPosition.Open or FeedPosition.Tripped or FeedPosition.Withdrawn;

    /// <summary>Whether it should long have followed what it was told.</summary>
    internal bool IsFailing(Feed feed, Instant now) => !Follows && now >= ToldAt + feed.OpenWithin + _feedbackTime;

    /// <summary>Whether what is behind it has no power, or will have none in a moment.</summary>
    internal bool IsParted(Feed feed, Instant now) =>
        IsOpen || (Told == FeedAction.Open && !Follows && !IsFailing(feed, now));

    /// <summary>Whether it is about to close.</summary>
    internal bool IsComing(Feed feed, Instant now) => Told == FeedAction.Close && IsOpen && !IsFailing(feed, now);

    /// <summary>Whether the desk opened it and may close it again. What anybody else opened is not ours to close.</summary>
    internal bool IsOurs => Told is not null && !IsInterlocked && Position is not (FeedPosition.Tripped or FeedPosition.Withdrawn);

    /// <summary>After new feedback: what follows needs no further attempt, and a feed that somebody else moved after it had followed
    /// is no longer ours. Feedback that was lost in between does not hide that.</summary>
    internal FeedState Seen(FeedPosition position, bool isInterlocked, Instant now)
    {
        var hasFollowed = Attempts == 0 || Follows;
        var seen = this with
        {
            Position = position,
            IsInterlocked = isInterlocked,
            Since = Position == position ? Since : now,
        };
        seen = seen.Follows ? seen with { Attempts = 0 } : seen;
        var isMoved = hasFollowed && ((Told == FeedAction.Close && seen.IsOpen) || (Told == FeedAction.Open && seen.IsClosed));
        return isMoved ? seen with { Told = null, Attempts = 0 } : seen;
    }
}

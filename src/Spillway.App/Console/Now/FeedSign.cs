using Spillway.App.Boards;
using Spillway.App.Console.Texts;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Console.Now;

/// <summary>A breaker in words.</summary>
public static class FeedSign
{
    /// <summary>Where its contacts are, and what keeps it there.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="feed">The feed; null where there is no breaker.</param>
    public static string Of(Reader reader, FeedPicture? feed)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (feed is null)
        {
            return reader["no breaker"];
        }

        var position = feed.State.Position switch
        {
            FeedPosition.Open => reader["open"],
            FeedPosition.Closed => reader["closed"],
            FeedPosition.Tripped => reader["tripped"],
            FeedPosition.Withdrawn => reader["withdrawn"],
            _ => reader["unknown"],
        };
        return feed.IsLockedOut ? reader["{0}, locked out", position] : feed.State.IsInterlocked ? reader["{0}, interlocked", position] : position;
    }
}

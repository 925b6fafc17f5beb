using NodaTime;
using NodaTime.Text;

namespace Spillway.Journal;

/// <summary>Instants as the journal keeps them: whole microseconds since 1970.</summary>
internal static class Microseconds
{
    private const int TicksEach = 10;
    private static readonly InstantPattern _text = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss.ffffff'Z'");

    public static long Of(Instant instant) => Math.DivRem(instant.ToUnixTimeTicks(), TicksEach) is var (whole, rest) && rest < 0 ? whole - 1 : whole;

    /// <summary>The instant of a stored number; null where a damaged number lies outside of every calendar.</summary>
    public static Instant? TryInstant(long microseconds) =>
        microseconds > NodaTime.Instant.MaxValue.ToUnixTimeTicks() / TicksEach || microseconds < NodaTime.Instant.MinValue.ToUnixTimeTicks() / TicksEach
            ? null
            : Instant(microseconds);

    /// <summary>The instant of a number that a clock gave.</summary>
    public static Instant Instant(long microseconds) => NodaTime.Instant.FromUnixTimeTicks(microseconds * TicksEach);

    public static Instant Now(TimeProvider time) => NodaTime.Instant.FromDateTimeOffset(time.GetUtcNow());

    public static string Text(Instant instant) => _text.Format(instant);

    public static bool TryParse(string text, out Instant instant) => _text.Parse(text).TryGetValue(NodaConstants.UnixEpoch, out instant);
}

using NodaTime;

namespace Spillway.App.Records;

/// <summary>The first record that a replay does not make again.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Recorded">What the journal says, from where the two differ.</param>
/// <param name="Replayed">What the engine says now, from there.</param>
public sealed record ReplayDifference(long Number, Instant At, string Kind, string Recorded, string Replayed)
{
    private const int Shown = 160;

    /// <summary>Names a difference between two payloads.</summary>
    internal static ReplayDifference Of(long number, Instant at, string kind, ReadOnlySpan<byte> recorded, ReadOnlySpan<byte> replayed)
    {
        var same = recorded.CommonPrefixLength(replayed);
        // A little of what is still equal tells which field it is.
        var from = Math.Max(0, same - (Shown / 4));
        return new(number, at, kind, Part(recorded, from), Part(replayed, from));
    }

    private static string Part(ReadOnlySpan<byte> payload, int from) =>
        System.Text.Encoding.UTF8.GetString(payload[from..Math.Min(payload.Length, from + Shown)]);
}

using NodaTime;

namespace Spillway.Journal.Polls;

/// <summary>One raw answer of a device, as it came.</summary>
/// <param name="At">When it came, to the microsecond.</param>
/// <param name="Device">Which device gave it: at most 255 bytes of UTF-8.</param>
/// <param name="Answer">Its bytes: at most a quarter of a mebibyte.</param>
public sealed record PollRow(Instant At, string Device, ReadOnlyMemory<byte> Answer);

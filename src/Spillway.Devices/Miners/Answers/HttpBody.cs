using System.Globalization;
using System.Text;

namespace Spillway.Devices.Miners.Answers;

/// <summary>The body of a recorded HTTP answer, without its head and without the lengths that stand before the parts of a body sent in chunks.</summary>
internal static class HttpBody
{
    /// <summary>The body; all of it where no head ends.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> answer)
    {
        var blank = answer.IndexOf("\r\n\r\n"u8);
        if (blank < 0)
        {
            return answer;
        }

        var body = answer[(blank + 4)..];
        return IsChunked(Encoding.Latin1.GetString(answer[..blank])) && TryJoin(body) is { } joined ? joined : body;
    }

    private static bool IsChunked(string head) => head.Split("\r\n").Any(static line =>
        line.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase) && line.Contains("chunked", StringComparison.OrdinalIgnoreCase));

    // What was cut short keeps the parts that came; null where no length stands, as programs write that have joined the parts already.
    private static byte[]? TryJoin(ReadOnlySpan<byte> body)
    {
        var joined = new List<byte>(body.Length);
        var isBegun = false;
        while (TryLength(body, out var length, out var start))
        {
            isBegun = true;
            var part = body[start..];
            joined.AddRange(part[..Math.Min(length, part.Length)]);
            if (length == 0 || length >= part.Length)
            {
                break;
            }

            part = part[length..];
            body = part.StartsWith("\r\n"u8) ? part[2..] : part;
        }

        return isBegun ? [.. joined] : null;
    }

    // Hexadecimal digits, then nothing or an extension behind a semicolon, to the end of the line.
    private static bool TryLength(ReadOnlySpan<byte> body, out int length, out int start)
    {
        (length, start) = (0, 0);
        var end = body.IndexOf("\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        start = end + 2;
        var line = body[..end];
        var extension = line.IndexOf((byte)';');
        return int.TryParse((extension < 0 ? line : line[..extension]).Trim((byte)' '), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out length) && length >= 0;
    }
}

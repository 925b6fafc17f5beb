using System.Buffers.Binary;
using System.Text;
using Spillway.Engine;

namespace Spillway.Devices.Miners.Answers;

/// <summary>Bytes of one answer as text, freed of what the transport put around it.</summary>
internal static class AnswerText
{
    /// <summary>No machine answers more.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const int FrameHead = 4;

    public static string Of(string name, ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > MostBytes)
        {
            throw new RefusedException(DeviceErrors.TooLarge, $"{name}: {bytes.Length} bytes, more than {MostBytes}.");
        }

        // WhatsMiner's newer protocol puts the length before the JSON.
        var span = bytes.Span;
        if (span.Length > FrameHead && BinaryPrimitives.ReadUInt32LittleEndian(span) == span.Length - FrameHead)
        {
            span = span[FrameHead..];
        }

        // Worker and pool names come in any encoding: what is not UTF-8 is replaced. The NUL ends an answer.
        var text = Encoding.UTF8.GetString(span).Trim('\uFEFF').Replace('\0', ' ').Trim();
        return text.StartsWith("HTTP/1.", StringComparison.Ordinal) ? Body(text) : text;
    }

    private static string Body(string text)
    {
        var blank = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return blank < 0 ? text : text[(blank + 4)..].Trim();
    }
}

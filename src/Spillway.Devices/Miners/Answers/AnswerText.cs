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

        if (Foreign(span) is { } encoding)
        {
            throw new RefusedException(DeviceErrors.WrongEncoding, $"{name}: the text is {encoding}.");
        }

        span = span.TrimStart(" \t\r\n"u8);
        if (span.StartsWith("HTTP/1."u8))
        {
            span = HttpBody.Of(span);
        }

        // Worker and pool names come in any encoding: what is not UTF-8 is replaced. The NUL ends an answer.
        return Encoding.UTF8.GetString(span).Trim('\uFEFF').Replace('\0', ' ').Trim();
    }

    // Shells write what they redirect in two bytes a sign: with a mark before it, or seen by the zero beside every sign.
    private static string? Foreign(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "UTF-32",
        [0xFF, 0xFE, ..] => "UTF-16 (little-endian)",
        [0xFE, 0xFF, ..] => "UTF-16 (big-endian)",
        [not 0, 0, not 0, 0, not 0, 0, not 0, 0, ..] => "UTF-16 (little-endian)",
        [0, not 0, 0, not 0, 0, not 0, 0, not 0, ..] => "UTF-16 (big-endian)",
        _ => null,
    };
}

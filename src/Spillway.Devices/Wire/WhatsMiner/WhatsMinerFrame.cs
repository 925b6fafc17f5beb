using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Spillway.Devices.Wire.WhatsMiner;

/// <summary>The frame of API v3: four bytes of length, the lowest first, and as many bytes of JSON.</summary>
public static class WhatsMinerFrame
{
    /// <summary>The length's own length. Unit: byte.</summary>
    public const int Head = 4;

    /// <summary>No frame is longer. Unit: byte.</summary>
    public const int MostBytes = 1024 * 1024;

    /// <summary>Puts a text into a frame.</summary>
    /// <param name="json">The text, 1 to <see cref="MostBytes"/> bytes.</param>
    /// <returns>The frame.</returns>
    public static byte[] Of(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var length = Encoding.UTF8.GetByteCount(json);
        ArgumentOutOfRangeException.ThrowIfZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MostBytes);
        var frame = new byte[Head + length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, length);
        Encoding.UTF8.GetBytes(json, frame.AsSpan(Head));
        return frame;
    }

    /// <summary>How long the frame is that bytes begin with.</summary>
    /// <param name="bytes">What has come so far.</param>
    /// <returns>Head and text together; null while the head is not whole; 0 where the head is none.</returns>
    public static int? Length(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Head)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        return length is 0 or > MostBytes ? 0 : Head + (int)length;
    }

    /// <summary>Takes the first frame off what has come.</summary>
    /// <param name="come">What has come; shortened by the frame where one was whole.</param>
    /// <param name="json">The frame's text; null where none was whole.</param>
    /// <returns>False where what has come can be no frame whatever follows.</returns>
    public static bool TryTake(ref ReadOnlySequence<byte> come, out string? json)
    {
        json = null;
        Span<byte> head = stackalloc byte[Head];
        if (come.Length < Head)
        {
            return true;
        }

        come.Slice(0, Head).CopyTo(head);
        var length = Length(head) ?? 0;
        if (length > 0 && come.Length >= length)
        {
            json = Encoding.UTF8.GetString(come.Slice(Head, length - Head));
            come = come.Slice(length);
        }

        return length > 0;
    }
}

using System.Buffers;
using System.IO.Compression;

namespace Spillway.Devices.Http;

/// <summary>Reads a body up to a limit, before and after decompression.</summary>
internal static class BoundedBody
{
    private const int FirstBytes = 16 * 1024;

    public static async ValueTask<(ReadOnlyMemory<byte>? Value, DeviceFault? Fault)> ReadAsync(HttpContent content, int mostBytes, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength > mostBytes)
        {
            return (null, TooLarge(mostBytes));
        }

        var coding = string.Join(',', content.Headers.NonValidated.TryGetValues("Content-Encoding", out var values) ? [.. values] : Array.Empty<string>());
        var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        switch (coding.Trim().ToLowerInvariant())
        {
            case "" or "identity":
                return await ReadAsync(stream, mostBytes, cancellation).ConfigureAwait(false);
            case "gzip" or "x-gzip":
                return await UnpackAsync(new GZipStream(stream, CompressionMode.Decompress), mostBytes, cancellation).ConfigureAwait(false);
            case "deflate":
                return await UnpackAsync(new ZLibStream(stream, CompressionMode.Decompress), mostBytes, cancellation).ConfigureAwait(false);
            default:
                return (null, new(DeviceFaultKind.Malformed, $"the answer is coded as '{HttpFaults.Quoted(coding)}', which nobody asked for."));
        }
    }

    // No device was asked to compress; some do all the same.
    private static async ValueTask<(ReadOnlyMemory<byte>? Value, DeviceFault? Fault)> UnpackAsync(Stream unpacking, int mostBytes, CancellationToken cancellation)
    {
        await using var _ = unpacking.ConfigureAwait(false);
        try
        {
            return await ReadAsync(unpacking, mostBytes, cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException)
        {
            return (null, new(DeviceFaultKind.Malformed, "the answer says that it is compressed and cannot be unpacked."));
        }
    }

    private static async ValueTask<(ReadOnlyMemory<byte>? Value, DeviceFault? Fault)> ReadAsync(Stream stream, int mostBytes, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(FirstBytes, mostBytes + 1));
        try
        {
            var filled = 0;
            while (true)
            {
                if (filled == buffer.Length)
                {
                    buffer = Grown(buffer, mostBytes);
                }

                var read = await stream.ReadAsync(buffer.AsMemory(filled), cancellation).ConfigureAwait(false);
                filled += read;
                if (filled > mostBytes)
                {
                    return (null, TooLarge(mostBytes));
                }

                if (read == 0)
                {
                    return (buffer.AsSpan(0, filled).ToArray(), null);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Grown(byte[] buffer, int mostBytes)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * buffer.Length, Math.Max(mostBytes + 1L, buffer.Length + 1L)));
        buffer.CopyTo(larger.AsSpan());
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static DeviceFault TooLarge(int mostBytes) =>
        new(DeviceFaultKind.TooLarge, $"the answer is larger than {mostBytes} bytes.");
}

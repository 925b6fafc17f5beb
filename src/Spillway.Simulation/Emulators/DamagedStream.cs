using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>What is written arrives damaged, byte for byte in place, or only its first half before the line breaks.</summary>
internal sealed class DamagedStream : Stream
{
    private const int OneByteIn = 12;

    private readonly Stream _inner;
    private readonly ulong _seed;
    private readonly Action? _breakLine;
    private long _written;

    /// <param name="inner">Where the bytes go.</param>
    /// <param name="seed">Which bytes are damaged.</param>
    /// <param name="breakLine">Breaks the line after half of the first write; null damages the bytes instead.</param>
    public DamagedStream(Stream inner, ulong seed, Action? breakLine)
    {
        _inner = inner;
        _seed = seed;
        _breakLine = breakLine;
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_breakLine is { } breakLine)
        {
            await _inner.WriteAsync(buffer[..(buffer.Length / 2)], cancellationToken).ConfigureAwait(false);
            await _inner.FlushAsync(cancellationToken).ConfigureAwait(false);
            breakLine();
            throw new IOException("The line broke.");
        }

        await _inner.WriteAsync(Damaged(buffer.Span), cancellationToken).ConfigureAwait(false);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Written asynchronously only.");

    public override Task FlushAsync(CancellationToken cancellationToken) => _inner.FlushAsync(cancellationToken);

    public override void Flush() => _inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private byte[] Damaged(ReadOnlySpan<byte> bytes)
    {
        var damaged = bytes.ToArray();
        for (var index = 0; index < damaged.Length; index++)
        {
            var bits = SeededNoise.Bits(_seed, _written++);
            if (bits % OneByteIn == 0 || index == damaged.Length / 2)
            {
                damaged[index] ^= (byte)(((bits >> 32) & 0xFF) | 1);
            }
        }

        return damaged;
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Spillway.Engine.Commands.Control;

/// <summary>SHA-256 over facts written one after the other, the same on every machine.</summary>
internal sealed class FactHash : IDisposable
{
    private const int FlushAt = 1 << 16;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _written = new(FlushAt + 1024);

    public void Add(long fact)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_written.GetSpan(sizeof(long)), fact);
        _written.Advance(sizeof(long));
        Flush(FlushAt);
    }

    public void Add(Instant instant)
    {
        Add(instant.ToUnixTimeTicks());
    }

    public void Add(string text)
    {
        Add((long)text.Length);
        Encoding.UTF8.GetBytes(text, _written);
        Flush(FlushAt);
    }

    /// <summary>Adds facts by their invariant text: for lists that are short.</summary>
    public void AddAll<T>(ImmutableArray<T> facts)
        where T : notnull
    {
        Add((long)facts.Length);
        foreach (var fact in facts)
        {
            Add(fact.ToString()!);
        }
    }

    public string Current()
    {
        Flush(1);
        return Convert.ToHexStringLower(_hash.GetCurrentHash());
    }

    public void Dispose() => _hash.Dispose();

    private void Flush(int from)
    {
        if (_written.WrittenCount >= from)
        {
            _hash.AppendData(_written.WrittenSpan);
            _written.ResetWrittenCount();
        }
    }
}

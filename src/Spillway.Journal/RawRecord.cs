namespace Spillway.Journal;

/// <summary>The hashed fields of a record, exactly as they are stored.</summary>
internal readonly ref struct RawRecord(long number, long atUnixMicroseconds, string kind, int version, ReadOnlySpan<byte> payload)
{
    public long Number { get; } = number;

    public long AtUnixMicroseconds { get; } = atUnixMicroseconds;

    public string Kind { get; } = kind;

    public int Version { get; } = version;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public RawRecord Numbered(long number) => new(number, AtUnixMicroseconds, Kind, Version, Payload);
}

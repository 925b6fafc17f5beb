using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Spillway.Engine;

namespace Spillway.Devices.Discovery;

/// <summary>The IPv4 addresses of a search: each once, in rising order, and no others.</summary>
public sealed class AddressRanges
{
    /// <summary>The most addresses of one search. Unit: addresses.</summary>
    public const int MostAddresses = 65_536;

    /// <summary>The most addresses of one search that was allowed to be wide. Unit: addresses.</summary>
    public const int MostWideAddresses = 1_048_576;

    private const int AddressBits = 32;
    private const uint FirstUsable = 0x01000000;
    private const uint FirstMulticast = 0xE0000000;

    private readonly ImmutableArray<(uint First, uint Last)> _ranges;

    private AddressRanges(ImmutableArray<(uint First, uint Last)> ranges)
    {
        _ranges = ranges;
        Count = ranges.Sum(range => (long)range.Last - range.First + 1);
    }

    /// <summary>How many addresses they hold. Unit: addresses.</summary>
    public long Count { get; }

    /// <summary>Reads ranges: one address, <c>10.1.0.0/24</c> (all its addresses, the first and the last too),
    /// <c>10.1.0.1-10.1.0.99</c>, <c>10.1.0.1-99</c>, and several joined by commas.</summary>
    /// <param name="ranges">The ranges as a person wrote them; at least one.</param>
    /// <param name="isWide">Whether up to <see cref="MostWideAddresses"/> are wanted.</param>
    /// <returns>Their addresses; overlaps count once.</returns>
    /// <exception cref="RefusedException">One of <see cref="DiscoveryErrors"/>.</exception>
    public static AddressRanges Parse(IEnumerable<string> ranges, bool isWide)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var read = new AddressRanges(Merged(ranges.SelectMany(text => text.Split(',')).Select(text => One(text.Trim()))));
        var most = isWide ? MostWideAddresses : MostAddresses;
        return read.Count <= most
            ? read
            : throw new RefusedException(
                DiscoveryErrors.TooWide, $"The ranges hold {read.Count:N0} addresses; at most {most:N0} are contacted{(isWide ? "" : " without --wide")}.");
    }

    /// <summary>Whether an address is one of them.</summary>
    /// <param name="address">The address.</param>
    /// <returns>Whether a search may contact it.</returns>
    public bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.AddressFamily == AddressFamily.InterNetwork
            && Number(address) is var number && _ranges.Any(range => range.First <= number && number <= range.Last);
    }

    /// <summary>The addresses in rising order.</summary>
    /// <returns>Each once.</returns>
    public IEnumerable<IPAddress> Addresses()
    {
        foreach (var (first, last) in _ranges)
        {
            for (var offset = 0u; offset <= last - first; offset++)
            {
                yield return Address(first + offset);
            }
        }
    }

    private static (uint First, uint Last) One(string text)
    {
        var range = text.Contains('/', StringComparison.Ordinal) ? Block(text)
            : text.Contains('-', StringComparison.Ordinal) ? Span(text)
            : (First: Number(text, text), Last: Number(text, text));
        return range.First >= FirstUsable && range.Last < FirstMulticast
            ? range
            : throw new RefusedException(DiscoveryErrors.NoMachineThere, $"'{text}' reaches from {Address(range.First)} to {Address(range.Last)}.");
    }

    private static (uint First, uint Last) Block(string text)
    {
        var parts = text.Split('/');
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > AddressBits)
        {
            throw Bad(text, "after the slash a number from 0 to 32 should stand");
        }

        var rest = prefix == 0 ? uint.MaxValue : prefix == AddressBits ? 0 : uint.MaxValue >> prefix;
        var first = Number(parts[0], text) & ~rest;
        return (first, first | rest);
    }

    private static (uint First, uint Last) Span(string text)
    {
        var parts = text.Split('-');
        if (parts.Length != 2)
        {
            throw Bad(text, "one dash should stand between the first and the last address");
        }

        var (from, to) = (parts[0].Trim(), parts[1].Trim());
        var first = Number(from, text);
        var last = Number(to.Contains('.', StringComparison.Ordinal) ? to : $"{from[..(from.LastIndexOf('.') + 1)]}{to}", text);
        return first <= last ? (first, last) : throw Bad(text, "its last address stands before its first");
    }

    // The system's own reading takes 10.1 and 0x0A000001 too, which nobody means here.
    private static uint Number(string text, string whole) =>
        text.Count(letter => letter == '.') == 3 && IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetwork && address.ToString() == text
            ? Number(address)
            : throw Bad(whole, text.Contains(':', StringComparison.Ordinal) ? "only IPv4 addresses are searched" : $"'{text}' is not an IPv4 address");

    private static RefusedException Bad(string text, string why) => new(DiscoveryErrors.BadRange, $"'{text}': {why}.");

    private static uint Number(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        Invariant.Holds(address.TryWriteBytes(bytes, out _));
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private static IPAddress Address(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }

    private static ImmutableArray<(uint First, uint Last)> Merged(IEnumerable<(uint First, uint Last)> ranges)
    {
        var merged = new List<(uint First, uint Last)>();
        foreach (var range in ranges.Order())
        {
            if (merged.Count > 0 && range.First <= (long)merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return [.. merged];
    }
}

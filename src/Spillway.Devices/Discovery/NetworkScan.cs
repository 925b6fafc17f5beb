using System.Collections.Concurrent;
using System.Collections.Immutable;
using Spillway.Engine;

namespace Spillway.Devices.Discovery;

/// <summary>Finds the devices of an address range and recognises them by what they answer. Only addresses of the range are ever
/// contacted, whatever a device says; nothing that is asked changes anything.</summary>
public sealed class NetworkScan
{
    private readonly ScanOptions _options;
    private readonly TimeProvider _time;
    private readonly NeighbourTable _neighbours = new(NeighbourTable.Place);

    /// <summary>A search.</summary>
    /// <param name="options">How gently.</param>
    /// <param name="time">The clock of all limits and of the pace.</param>
    public NetworkScan(ScanOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options.Checked();
        _time = time;
    }

    /// <summary>The families whose machines a credential opens without changing anything.</summary>
    public static ImmutableArray<string> CredentialFamilies => FactoryCredential.Families;

    /// <summary>Visits every address once.</summary>
    /// <param name="ranges">Which addresses.</param>
    /// <param name="progress">Told after each address, from any thread.</param>
    /// <param name="cancellation">Ends the search; nothing of it is returned then.</param>
    /// <returns>What answered, by address.</returns>
    /// <exception cref="RefusedException"><see cref="DiscoveryErrors.NoSockets"/>.</exception>
    public async Task<ImmutableArray<Sighting>> RunAsync(AddressRanges ranges, IProgress<ScanProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        ArgumentNullException.ThrowIfNull(progress);
        var found = new ConcurrentQueue<(uint Order, Sighting Sighting)>();
        var visited = 0;
        using var lines = new ScanLines(_options, _time);
        var workers = new ParallelOptions { MaxDegreeOfParallelism = _options.Open, CancellationToken = cancellation };
        await Parallel.ForEachAsync(ranges.Addresses().Select((address, order) => (address, order)), workers, async (place, stop) =>
        {
            var endpoint = new DeviceEndpoint(place.address, _options.PortShift);
            if (await AddressProbe.VisitAsync(lines, endpoint, stop).ConfigureAwait(false) is { } sighting)
            {
                found.Enqueue(((uint)place.order, WithMac(sighting)));
            }

            progress.Report(new(Interlocked.Increment(ref visited), found.Count));
        }).ConfigureAwait(false);
        return [.. WithoutProxies([.. found.OrderBy(one => one.Order).Select(one => one.Sighting)])];
    }

    private Sighting WithMac(Sighting sighting) => sighting.Mac is null && _neighbours.MacOf(sighting.Endpoint.Address) is { } mac
        ? sighting with { Mac = mac, IsMacFromNetwork = true }
        : sighting;

    // A router that answers for others gives them all its own hardware address, which identifies none of them.
    private static IEnumerable<Sighting> WithoutProxies(List<Sighting> sightings)
    {
        var said = sightings.Where(one => one.IsMacFromNetwork).GroupBy(one => one.Mac).Where(same => same.Count() > 1).Select(same => same.Key).ToHashSet();
        return sightings.Select(one => one.IsMacFromNetwork && said.Contains(one.Mac) ? one with { Mac = null, IsMacFromNetwork = false } : one);
    }
}

using System.Net;

namespace Spillway.Devices.Discovery;

/// <summary>Which hardware address answered for an address on this computer's own network: the system's table, where it has one.</summary>
/// <param name="path">The table, as Linux shows it.</param>
internal sealed class NeighbourTable(string path)
{
    /// <summary>Where Linux shows it.</summary>
    public const string Place = "/proc/net/arp";

    private const int MostBytes = 1024 * 1024;
    private const string Complete = "0x2";

    /// <summary>The hardware address behind an address; null where the table does not know it, as behind a router.</summary>
    public string? MacOf(IPAddress address)
    {
        var wanted = address.ToString();
        return Lines().Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(cells => cells.Length >= 4 && cells[0] == wanted && cells[2] == Complete)
            .Select(cells => cells[3].ToUpperInvariant()).FirstOrDefault();
    }

    private IEnumerable<string> Lines()
    {
        try
        {
            using var reader = new StreamReader(path);
            var text = new char[MostBytes];
            return new string(text, 0, reader.ReadBlock(text)).Split('\n').Skip(1);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // No such table on this system: the device's own words are all there is.
            return [];
        }
    }
}

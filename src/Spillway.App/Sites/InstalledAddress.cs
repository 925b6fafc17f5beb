using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Spillway.App.Sites;

/// <summary>Where a device listens, as a site file writes it.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Port">Its port; null for the protocol's own.</param>
public sealed record InstalledAddress(IPAddress Address, int? Port)
{
    private const int LargestPort = 65_535;

    /// <summary>Reads <c>10.0.0.11</c>, <c>10.0.0.11:8502</c>, <c>fd00::11</c> or <c>[fd00::11]:8502</c>.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="address">The address.</param>
    /// <returns>Whether it is one. A name is none: names are not looked up, for a desk must not stand on a name server.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out InstalledAddress? address)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        if (!text.StartsWith('[') && IsWhole(text) && IPAddress.TryParse(text, out var alone))
        {
            address = new(alone, null);
            return true;
        }

        var colon = text.LastIndexOf(':');
        if (colon <= 0
            || !int.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            || port is 0 or > LargestPort
            || !IPAddress.TryParse(text[..colon].Trim('[', ']'), out var host)
            || (host.AddressFamily == AddressFamily.InterNetworkV6) != text.StartsWith('[')
            || (host.AddressFamily == AddressFamily.InterNetwork && !IsWhole(text[..colon])))
        {
            return false;
        }

        address = new(host, port);
        return true;
    }

    /// <summary>As a site file writes it.</summary>
    /// <returns>The address, with the port where it has one of its own.</returns>
    public override string ToString() => Port is { } port ? new IPEndPoint(Address, port).ToString() : Address.ToString();

    // IPAddress.TryParse takes '7' for 0.0.0.7, which nobody who writes it means.
    private static bool IsWhole(string text) => text.Contains(':', StringComparison.Ordinal) ? !text.Contains('.', StringComparison.Ordinal) : text.Count(letter => letter == '.') == 3;
}

using System.Net;
using Spillway.App.Api.Doors;

namespace Spillway.App.Sites;

/// <summary>Reads where other machines reach the desk. Without TLS a password would travel in clear: that is not opened.</summary>
internal static class PublicDoorReader
{
    private const string Address = "public_address";
    private const string Port = "public_port";
    private const string Names = "public_names";
    private const string Tls = "public_tls";
    private const string Certificate = "certificate";
    private const string Key = "certificate_key";
    private const string ByProxy = "proxy";
    private const int LongestName = 253;

    private static readonly string[] _others = [Certificate, Key, Names, Port, Tls];

    /// <summary>Reads it.</summary>
    /// <param name="desk">The section <c>desk</c>.</param>
    /// <param name="apiPort">The port on 127.0.0.1.</param>
    /// <returns>The door; null where the desk is reached from its own machine alone.</returns>
    /// <exception cref="Spillway.Engine.RefusedException"><see cref="DoorErrors.NoTls"/> or one of <see cref="SiteFileErrors"/>.</exception>
    public static PublicDoor? Read(SiteSection desk, int apiPort)
    {
        var written = desk.Text(Address);
        var port = desk.Whole(Port, PublicDoor.UsualPort);
        var names = desk.Words(Names) ?? [];
        var isBehindProxy = desk.Word(Tls, Certificate) == ByProxy;
        var (certificate, key) = (desk.Text(Certificate), desk.Text(Key));
        if (written is null)
        {
            return Array.Find(_others, desk.Has) is { } alone
                ? throw desk.Refuse(SiteFileErrors.Contradiction, alone, $"{desk.Full(alone)} is given and {desk.Full(Address)} is not, so other machines do not reach the desk at all.")
                : null;
        }

        if (!IPAddress.TryParse(written, out var address))
        {
            throw desk.Refuse(SiteFileErrors.BadAddress, Address, $"{desk.Full(Address)} is '{written}'.");
        }

        if (names.FirstOrDefault(static name => !IsName(name)) is { } bad)
        {
            throw desk.Refuse(SiteFileErrors.BadName, Names, $"{desk.Full(Names)} has '{bad}', which is no host name.");
        }

        if (port == apiPort && port != 0)
        {
            throw desk.Refuse(SiteFileErrors.Contradiction, desk.Has(Port) ? Port : Address, $"{desk.Full(Port)} and {desk.Full("api_port")} are both {port}.");
        }

        CheckTls(desk, isBehindProxy, certificate, key);
        return new(address, port, names, isBehindProxy, certificate, key);
    }

    private static void CheckTls(SiteSection desk, bool isBehindProxy, string? certificate, string? key)
    {
        if (isBehindProxy && (certificate ?? key) is not null)
        {
            throw desk.Refuse(SiteFileErrors.Contradiction, Tls, $"{desk.Full(Tls)} is '{ByProxy}', and a certificate of the desk's own is given beside it.");
        }

        if (!isBehindProxy && (certificate is null || key is null))
        {
            throw desk.Refuse(DoorErrors.NoTls, Address, $"{desk.Full(Address)} is given, and {desk.Full(certificate is null ? Certificate : Key)} is not.");
        }
    }

    private static bool IsName(string name) =>
        name.Length <= LongestName && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.') && Uri.CheckHostName(name) == UriHostNameType.Dns;
}

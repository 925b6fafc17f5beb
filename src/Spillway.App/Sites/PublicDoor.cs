using System.Collections.Immutable;
using System.Net;

namespace Spillway.App.Sites;

/// <summary>Where other machines reach a desk, by https; 127.0.0.1 stays beside it as it is.</summary>
/// <param name="Address">The address of this machine that it listens on; the unspecified one for all of them.</param>
/// <param name="Port">The port; 0 for any.</param>
/// <param name="Names">The names that browsers ask for it by, beside the address itself.</param>
/// <param name="IsBehindProxy">Whether a proxy in front of it ends TLS; otherwise the desk does, by its certificate.</param>
/// <param name="Certificate">The PEM file of the certificate and those that lead from it to its root; null behind a proxy.</param>
/// <param name="Key">The PEM file of its key; null behind a proxy.</param>
public sealed record PublicDoor(IPAddress Address, int Port, ImmutableArray<string> Names, bool IsBehindProxy, string? Certificate, string? Key)
{
    /// <summary>The port where none is given.</summary>
    public const int UsualPort = 5443;

    /// <summary>With its files found from a folder.</summary>
    /// <param name="folder">The site file's folder.</param>
    public PublicDoor From(string folder) => this with
    {
        Certificate = Certificate is null ? null : Path.Combine(folder, Certificate),
        Key = Key is null ? null : Path.Combine(folder, Key),
    };
}

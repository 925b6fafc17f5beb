namespace Spillway.App.Api.Doors;

/// <summary>Stands with every connection that came in by the door for other machines; whatever a request says of itself, this is known by where it came in.</summary>
internal sealed class PublicConnection
{
    private PublicConnection()
    {
    }

    /// <summary>The one.</summary>
    public static PublicConnection Is { get; } = new();
}

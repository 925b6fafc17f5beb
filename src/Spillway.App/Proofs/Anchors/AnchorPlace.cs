namespace Spillway.App.Proofs.Anchors;

/// <summary>A place outside where the root of a bundle is shown.</summary>
/// <param name="Kind">One of the kinds of <see cref="AnchorReceipt"/>.</param>
/// <param name="Place">The file's path or the address.</param>
internal readonly record struct AnchorPlace(string Kind, string Place)
{
    private const string FilePrefix = "file:";
    private const string TimestampPrefix = "rfc3161:";

    /// <summary>Reads what stands after <c>--anchor</c>.</summary>
    public static bool TryParse(string text, out AnchorPlace place)
    {
        place = text switch
        {
            _ when text.StartsWith(FilePrefix, StringComparison.Ordinal) => new(AnchorReceipt.File, text[FilePrefix.Length..]),
            _ when text.StartsWith(TimestampPrefix, StringComparison.Ordinal) => new(AnchorReceipt.Timestamp, text[TimestampPrefix.Length..]),
            _ => new(AnchorReceipt.Http, text),
        };
        return place.Kind == AnchorReceipt.File ? place.Place.Length > 0 : IsWeb(place.Place);
    }

    private static bool IsWeb(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}

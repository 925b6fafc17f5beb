using System.Text.Json;
using Spillway.App.Statements.Books;

namespace Spillway.App.Proofs.Bundles;

/// <summary>Writes a version of the book as a leaf: what it came to, and the digests that hold it to the version before.</summary>
internal static class VersionPart
{
    public static void Write(Utf8JsonWriter writer, ProvedVersion proved)
    {
        var version = proved.Version;
        writer.WriteString("month", BookManifest.Text(version.Month));
        writer.WriteNumber("version", version.Number);
        writer.WriteString("kind", BookKinds.Of(version.Kind));
        writer.WriteString("of", BookManifest.Text(version.Of));
        writer.WriteString("booked_utc", BundleText.Utc(version.BookedAt));
        writer.WriteString("amount", BundleText.Decimal(version.Amount.Value));
        writer.WriteString("lines_sha256", version.Sha256);
        writer.WriteString("manifest_sha256", proved.ManifestSha256);
        writer.WriteString("before_sha256", version.Before);
    }
}

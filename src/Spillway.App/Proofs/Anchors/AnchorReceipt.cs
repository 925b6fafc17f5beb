using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Spillway.App.Proofs.Anchors;

/// <summary>What somebody outside answered who was shown the root of a bundle.</summary>
/// <param name="Kind"><c>file</c>, <c>http</c> or <c>rfc3161</c>.</param>
/// <param name="Place">The file's path or the address.</param>
/// <param name="At">When, by this site's clock.</param>
/// <param name="Answer">A timestamp token in base64, the beginning of an HTTP answer, or the line in the file.</param>
internal sealed record AnchorReceipt(string Kind, string Place, Instant At, string Answer)
{
    public const string File = "file";
    public const string Http = "http";
    public const string Timestamp = "rfc3161";

    public JsonObject ToJson() => new()
    {
        ["anchor"] = Kind,
        ["place"] = Place,
        ["at_utc"] = InstantPattern.ExtendedIso.Format(At),
        ["answer"] = Answer,
    };

    public static AnchorReceipt Read(JsonObject json) => new(
        (string)json["anchor"]!, (string)json["place"]!, Parse((string)json["at_utc"]!), (string)json["answer"]!);

    private static Instant Parse(string text) => InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var at }
        ? at
        : throw new FormatException($"'{text}' is no instant");
}

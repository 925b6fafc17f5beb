using System.Text.Json.Nodes;
using NodaTime;

namespace Spillway.App.People;

/// <summary>Something that people set, as it was from a time on.</summary>
/// <param name="Subject">What: a rule's or account's number, a role's name.</param>
/// <param name="Number">Counted from 1 for each subject.</param>
/// <param name="Record">The journal's record that says so; 0 where none does: it was so before the first change that was kept, or no journal is.</param>
/// <param name="At">Since when, by the wall clock.</param>
/// <param name="By">Who made it so; empty for what was found.</param>
/// <param name="Content">What it said; null where it was removed.</param>
public sealed record KeptVersion(string Subject, int Number, long Record, Instant At, string By, JsonObject? Content)
{
    /// <summary>The version as the API has it.</summary>
    public JsonObject ToJson() => new()
    {
        ["version"] = Number,
        ["since_utc"] = Api.ApiJson.Instant(At),
        ["by"] = By,
        ["record"] = Record == 0 ? null : Record,
        ["is_removed"] = Content is null,
        ["content"] = Content?.DeepClone(),
    };
}

using System.Text.Json.Nodes;
using NodaTime;

namespace Spillway.App.Accounts.Seconds;

/// <summary>Something that needs, or needed, a second person.</summary>
/// <param name="Id">Its name, such as <c>two-17</c>.</param>
/// <param name="Action">Which action it is.</param>
/// <param name="By">Who asked, by name.</param>
/// <param name="ById">Who asked, by id: this one can never be the second.</param>
/// <param name="AskedAt">When, by the wall clock.</param>
/// <param name="Until">Until when another may sign, exclusive.</param>
/// <param name="What">What it is about, as both see it: the order or change with its promise.</param>
/// <param name="Digest">SHA-256 of <paramref name="What"/>: whoever signs sends it, and so signs what the first saw.</param>
/// <param name="State">How far it has come.</param>
/// <param name="EndedBy">Who signed, declined or broke the glass; null where nobody did.</param>
/// <param name="EndedAt">When.</param>
/// <param name="Because">Why it was declined or the glass broken; null where it was not.</param>
public sealed record SecondRequest(
    string Id,
    DeskAction Action,
    string By,
    string ById,
    Instant AskedAt,
    Instant Until,
    JsonObject What,
    string Digest,
    SecondState State,
    string? EndedBy,
    Instant? EndedAt,
    string? Because);

using System.Text.Json.Nodes;
using NodaTime;

namespace Spillway.App.Streams;

/// <summary>Something that the desk did, for those who listen.</summary>
/// <param name="Number">Counts up from 1 since the desk's start; a listener that was away goes on after the one it saw last.</param>
/// <param name="Type"><c>decision</c>, <c>alarm</c>, <c>order</c> or <c>second</c>.</param>
/// <param name="At">When, by the desk's clock.</param>
/// <param name="Content">What, with the field names of the API; never changed after it was made.</param>
public sealed record DeskEvent(long Number, string Type, Instant At, JsonObject Content);

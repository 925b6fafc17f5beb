using NodaTime;
using Spillway.Engine;

namespace Spillway.App.Events;

/// <summary>One thing that happened in an event, with its place in the journal.</summary>
/// <param name="What">What, as a word of the evidence list: <c>received</c>, <c>accepted</c>, <c>first-command</c>, …</param>
/// <param name="At">When.</param>
/// <param name="Number">The journal's number of the record that holds it.</param>
/// <param name="Detail">What exactly, for people.</param>
public sealed record EvidenceItem(string What, Instant At, long Number, Wording Detail);

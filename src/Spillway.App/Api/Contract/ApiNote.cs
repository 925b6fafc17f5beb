using System.Collections.Immutable;

namespace Spillway.App.Api.Contract;

/// <summary>What the API's description says of an address.</summary>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Answer">The form of the answer; null where it is free.</param>
/// <param name="Body">The form of the body; null where there is none.</param>
/// <param name="Queries">Its query parameters: name and meaning.</param>
internal sealed record ApiNote(string Summary, Type? Answer = null, Type? Body = null, ImmutableArray<(string Name, string Meaning)> Queries = default);

using System.Collections.Immutable;
using NodaTime;

namespace Spillway.App.Streams.Webhooks;

/// <summary>Where events are sent.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Target">The address.</param>
/// <param name="Types">Which events; empty for all.</param>
/// <param name="ClosedSecret">The secret that signs, protected by the data folder's keys; never shown again.</param>
/// <param name="MadeBy">Who made it.</param>
/// <param name="MadeAt">When.</param>
public sealed record Webhook(string Id, Uri Target, ImmutableArray<string> Types, string ClosedSecret, string MadeBy, Instant MadeAt);

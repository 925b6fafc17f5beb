using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.App.Accounts.Keys;

/// <summary>A key as it is asked for.</summary>
/// <param name="Name">The program's name.</param>
/// <param name="Actions">All it may do.</param>
/// <param name="Groups">The only groups it may move; empty for the whole site.</param>
/// <param name="Ranges">The only addresses it may come from; empty for any.</param>
/// <param name="Length">How long it is good.</param>
public sealed record ApiKeyRequest(
    string Name, ImmutableArray<DeskAction> Actions, ImmutableArray<GroupId> Groups, ImmutableArray<string> Ranges, Duration Length);

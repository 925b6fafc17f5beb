using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.App.Sites;

/// <summary>How the machines of one load are reached.</summary>
/// <param name="Group">The load.</param>
/// <param name="Driver">The firmware family they answer by; null where they are neither read nor commanded.</param>
/// <param name="Credential">Where what opens them is read from: <c>env:NAME</c> or a file's path; null for the factory's.</param>
/// <param name="Feeds">The breakers they hang on, in the order of the machines; machines behind the last hang on none.</param>
public sealed record LoadInstallation(
    GroupId Group, string? Driver, string? Credential, ImmutableArray<FeedInstallation> Feeds)
{
    /// <summary>The catalogue's machine that the load names; null where it gives its own numbers only.</summary>
    public CatalogueMachine? Machine { get; init; }
}

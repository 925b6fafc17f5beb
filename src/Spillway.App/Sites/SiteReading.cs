using System.Collections.Immutable;

namespace Spillway.App.Sites;

/// <summary>A site file as read, with the origin of every value.</summary>
/// <param name="Definition">What it says, every default filled in.</param>
/// <param name="Settings">Every setting as it holds, in the order of the reference page.</param>
public sealed record SiteReading(SiteDefinition Definition, ImmutableArray<EffectiveSetting> Settings);

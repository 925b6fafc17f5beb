namespace Spillway.App.Lab;

#pragma warning disable CA1812 // Read by the description's generator.

/// <summary>The form of a study's request, for the API's description.</summary>
internal sealed record StudyBody(string? Name, string From, string To, string? Policies, string[]? Sweeps, string[]? Knows);

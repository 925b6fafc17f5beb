using Spillway.App.Api.Contract;
using Spillway.Engine.Signals;

namespace Spillway.App.Lab;

#pragma warning disable CA1812 // Read by the description's generator.

/// <summary>The form of a study's request, for the API's description.</summary>
internal sealed record StudyBody(
    DateOnly From, DateOnly To, string? Name = null, string? Policies = null, string[]? Sweeps = null, [OneOf(typeof(PublicationKind))] string[]? Knows = null);

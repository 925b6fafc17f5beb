using System.Text.Json.Nodes;

namespace Spillway.App.Api.Contract;

#pragma warning disable SA1402 // Forms of one answer stand together; a test reads real answers into them.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

/// <summary>What something was before, newest first; the newest is what it is.</summary>
internal sealed record VersionList(IReadOnlyList<VersionRow> Versions);

/// <summary>A version.</summary>
internal sealed record VersionRow(int Version, DateTimeOffset SinceUtc, string By, long? Record, bool IsRemoved, JsonObject? Content);

/// <summary>Which version is wanted back.</summary>
internal sealed record RestoreBody(int Version);

using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Markets.Archive;

/// <summary>A file that was imported, with the time from which the desk knew its figures.</summary>
/// <param name="Number">Its place in the order of imports, from 1.</param>
/// <param name="File">Name, SHA-256 and form.</param>
/// <param name="KnownAt">When its figures became known.</param>
public sealed record ArchiveSource(int Number, SourceFile File, Instant KnownAt);

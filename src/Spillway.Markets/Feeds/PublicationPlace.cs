using Spillway.Engine.Signals;

namespace Spillway.Markets.Feeds;

/// <summary>Where figures of one kind are kept by something else: a file, or a folder of files.</summary>
/// <param name="Kind">What they tell.</param>
/// <param name="Path">The file; or the folder, whose files are laid over each other in the order of their names, the later over the
/// earlier.</param>
public sealed record PublicationPlace(PublicationKind Kind, string Path);

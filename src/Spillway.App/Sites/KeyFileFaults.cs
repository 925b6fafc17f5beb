using Spillway.Engine;

namespace Spillway.App.Sites;

/// <summary>Under which numbers one kind of file is refused where it is not that kind of file at all: the message then tells
/// people which of the files that they gave to mend, and by which page.</summary>
/// <param name="Missing">There is no file at the path.</param>
/// <param name="Unreadable">The file cannot be read as text.</param>
/// <param name="Syntax">The text is not YAML, or not one set of keys.</param>
/// <param name="UnknownKey">A key that such a file does not have.</param>
/// <param name="MissingKey">A key that such a file must have.</param>
public sealed record KeyFileFaults(ErrorCode Missing, ErrorCode Unreadable, ErrorCode Syntax, ErrorCode UnknownKey, ErrorCode MissingKey)
{
    /// <summary>Those of a site file, and of the rules of a market.</summary>
    public static KeyFileFaults OfSite { get; } = new(
        SiteFileErrors.Missing,
        SiteFileErrors.Unreadable,
        SiteFileErrors.Syntax,
        SiteFileErrors.UnknownKey,
        SiteFileErrors.MissingKey);
}

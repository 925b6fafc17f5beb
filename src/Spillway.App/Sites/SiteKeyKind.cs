namespace Spillway.App.Sites;

/// <summary>What stands behind a key of the site file.</summary>
public enum SiteKeyKind
{
    /// <summary>A name or one of a few words.</summary>
    Word = 0,

    /// <summary>Free text for people.</summary>
    Text = 1,

    /// <summary>A number with a unit.</summary>
    Number = 2,

    /// <summary>A whole number.</summary>
    Whole = 3,

    /// <summary>More keys, indented.</summary>
    Section = 4,

    /// <summary>A list of sections, each beginning with a dash.</summary>
    Sections = 5,

    /// <summary>A list of words in one line: <c>[one, two]</c>.</summary>
    Words = 6,
}

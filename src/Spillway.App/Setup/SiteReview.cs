using System.Collections.Immutable;
using Spillway.App.Accounts;
using Spillway.App.Sites;

namespace Spillway.App.Setup;

/// <summary>A change of the site as it is reviewed before it is made.</summary>
/// <param name="OldDigest">SHA-256 of the file in force.</param>
/// <param name="NewDigest">SHA-256 of the text that is to be.</param>
/// <param name="Lines">Both texts side by side.</param>
/// <param name="Diff">The unified form.</param>
/// <param name="Fault">Why the text cannot be used; null where it can.</param>
/// <param name="Reading">What it says; null where it cannot be used.</param>
/// <param name="Settings">What it changes.</param>
public sealed record SiteReview(
    string OldDigest, string NewDigest, ImmutableArray<DiffLine> Lines, string Diff, SiteFault? Fault, SiteReading? Reading, ImmutableArray<ChangedSetting> Settings)
{
    /// <summary>The actions that it takes; two people are needed for some of them.</summary>
    public ImmutableArray<DeskAction> Needs => [.. Settings.Select(static one => one.Needs).Append(DeskAction.ChangeSetup).Distinct().Order()];

    /// <summary>The action that another person has to sign; null where one person is enough.</summary>
    public DeskAction? NeedsSecond => Needs.Where(static one => ActionRules.Of(one).Second == SecondPerson.Always).Select(static one => (DeskAction?)one).FirstOrDefault();

    /// <summary>Whether the two texts differ.</summary>
    public bool IsChange => OldDigest != NewDigest;
}

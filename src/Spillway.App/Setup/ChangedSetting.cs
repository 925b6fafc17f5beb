namespace Spillway.App.Setup;

/// <summary>A setting that a change of the site moves.</summary>
/// <param name="Key">Where it stands: <c>interconnection.import_limit_mw</c>.</param>
/// <param name="Unit">Its unit; empty for words.</param>
/// <param name="Before">As it holds; null where it is not there.</param>
/// <param name="After">As it would hold; null where it would not be there.</param>
/// <param name="Needs">The action that its change is.</param>
public sealed record ChangedSetting(string Key, string Unit, string? Before, string? After, Accounts.DeskAction Needs);

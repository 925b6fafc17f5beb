namespace Spillway.App.Setup;

// The forms of bodies for the API's description.
#pragma warning disable SA1402, SA1649, CA1812 // Read by the description's generator.

/// <summary>A text to be checked.</summary>
internal sealed record SiteTextBody(string Text);

/// <summary>A change to be made.</summary>
internal sealed record SiteChangeBody(string Text, string BasedOn, string? Note = null);

/// <summary>A version to be brought back.</summary>
internal sealed record SiteRevertBody(string BasedOn, string? Note = null);

/// <summary>A search.</summary>
internal sealed record SearchBody(string Ranges, bool? Wide = null, int? Rate = null, int? PortShift = null);

/// <summary>Into which group.</summary>
internal sealed record TakeBody(string? Group = null);

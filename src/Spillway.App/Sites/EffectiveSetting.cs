namespace Spillway.App.Sites;

/// <summary>One setting of a site as it holds, and where it comes from.</summary>
/// <param name="Key">Where it stands, with the names of the lists' entries: <c>loads[hall-a].power_w</c>.</param>
/// <param name="Value">The value as text, in the unit beside it.</param>
/// <param name="Unit">The unit; empty for words.</param>
/// <param name="Origin">Where the value comes from.</param>
/// <param name="Where">The line of the file, or the machine of the catalogue; empty for a default.</param>
public sealed record EffectiveSetting(string Key, string Value, string Unit, SettingOrigin Origin, string Where)
{
    /// <summary>The line of the file; null where the value stands in none.</summary>
    public int? Line => Origin == SettingOrigin.File && int.TryParse(Where[(Where.LastIndexOf(' ') + 1)..], out var line) ? line : null;
}

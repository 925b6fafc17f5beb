namespace Spillway.App.Sites;

/// <summary>Where the value of a setting comes from.</summary>
public enum SettingOrigin
{
    /// <summary>Written in the site file.</summary>
    File = 0,

    /// <summary>Taken from the machine catalogue.</summary>
    Catalogue = 1,

    /// <summary>Neither: the documented default.</summary>
    Default = 2,
}

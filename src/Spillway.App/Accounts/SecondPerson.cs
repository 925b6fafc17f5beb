namespace Spillway.App.Accounts;

/// <summary>When an action needs a second person.</summary>
public enum SecondPerson
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>Never before, but another signs it afterwards: whatever takes load off acts at once.</summary>
    Afterwards,

    /// <summary>Where it raises the site's power by more than the set MW.</summary>
    AboveSetPower,

    /// <summary>Always.</summary>
    Always,
}

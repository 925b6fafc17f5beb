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

    /// <summary>Where it gives an account what needs two people: with that account it could be asked for from then on.</summary>
    ForWideRoles,

    /// <summary>Always.</summary>
    Always,
}

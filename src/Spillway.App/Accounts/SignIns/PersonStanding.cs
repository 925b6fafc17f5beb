namespace Spillway.App.Accounts.SignIns;

/// <summary>Whether a person may sign in.</summary>
internal enum PersonStanding
{
    /// <summary>It may.</summary>
    Open,

    /// <summary>It has not taken up its invitation.</summary>
    Invited,

    /// <summary>Too many failures: it may again in a while.</summary>
    LockedOut,

    /// <summary>An administrator has locked it.</summary>
    Locked,
}

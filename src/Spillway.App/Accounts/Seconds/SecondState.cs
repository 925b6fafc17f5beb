namespace Spillway.App.Accounts.Seconds;

/// <summary>How far a request for a second person has come.</summary>
public enum SecondState
{
    /// <summary>Nothing has been done; it waits for another person until it expires.</summary>
    Waiting,

    /// <summary>It was done at once, and another person shall sign that it was right.</summary>
    Done,

    /// <summary>Another person signed: what waited was done, what was done is signed.</summary>
    Agreed,

    /// <summary>Another person, or the one who asked, said no; what had been done at once stays done.</summary>
    Declined,

    /// <summary>Nobody signed in time; nothing was done.</summary>
    Expired,

    /// <summary>One person did it alone, with an alarm.</summary>
    BrokenGlass,
}

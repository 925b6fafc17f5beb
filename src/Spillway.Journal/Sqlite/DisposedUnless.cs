namespace Spillway.Journal.Sqlite;

/// <summary>What is opened on the way to something else is closed where the way ends early.</summary>
internal static class DisposedUnless
{
    /// <summary>Makes something of what is open; closes it where that throws.</summary>
    public static TMade Made<TOpen, TMade>(TOpen open, Func<TOpen, TMade> make)
        where TOpen : IDisposable
    {
        var isMade = false;
        try
        {
            var made = make(open);
            isMade = true;
            return made;
        }
        finally
        {
            if (!isMade)
            {
                open.Dispose();
            }
        }
    }
}

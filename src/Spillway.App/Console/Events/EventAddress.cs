using System.Globalization;
using Spillway.App.Events;

namespace Spillway.App.Console.Events;

/// <summary>The addresses of the events' pages.</summary>
public static class EventAddress
{
    /// <summary>The page of an event: by the journal's number, for ids may come twice.</summary>
    /// <param name="found">The event.</param>
    public static string Of(JournalEvent found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return string.Create(CultureInfo.InvariantCulture, $"/events/{found.Number}");
    }
}

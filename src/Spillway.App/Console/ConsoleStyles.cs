using System.Collections.Immutable;

namespace Spillway.App.Console;

/// <summary>The console's style sheets: what is general, and one a page.</summary>
internal static class ConsoleStyles
{
    /// <summary>All of them in the order in which they hold; where two say something of the same, the later wins.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        "console.css", "styles/charts.css", "styles/money.css", "styles/prices.css", "styles/controls.css", "styles/alarms.css", "styles/shift-log.css",
        "styles/notifications.css", "styles/seconds.css", "styles/accounts.css", "styles/fleet.css", "styles/facts.css", "styles/journal.css", "styles/events.css",
        "styles/now.css", "styles/orders.css", "styles/setup.css",
    ];
}

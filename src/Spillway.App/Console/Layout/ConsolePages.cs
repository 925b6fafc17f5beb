using System.Collections.Immutable;
using Spillway.App.Accounts;

namespace Spillway.App.Console.Layout;

/// <summary>The pages in the order of the menu.</summary>
public static class ConsolePages
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<ConsoleEntry> All { get; } =
    [
        new("/", "Now", MudBlazor.Icons.Material.Outlined.Speed, DeskAction.SeeDesk),
        new("/orders", "Shed and hold", MudBlazor.Icons.Material.Outlined.PowerSettingsNew, DeskAction.SeeDesk),
        new("/fleet", "Fleet", MudBlazor.Icons.Material.Outlined.GridView, DeskAction.SeeFleet),
        new("/prices", "Prices and plan", MudBlazor.Icons.Material.Outlined.ShowChart, DeskAction.SeePrices),
        new("/money", "Money", MudBlazor.Icons.Material.Outlined.AccountBalance, DeskAction.SeeMoney),
        new("/lab", "Lab", MudBlazor.Icons.Material.Outlined.Science, DeskAction.SeeLab),
        new("/events", "Events and drills", MudBlazor.Icons.Material.Outlined.Event, DeskAction.SeeEvents),
        new("/alarms", "Alarms", MudBlazor.Icons.Material.Outlined.NotificationsNone, DeskAction.SeeDesk),
        new("/seconds", "Second person", MudBlazor.Icons.Material.Outlined.HowToReg, DeskAction.SeeDesk),
        new("/shift-log", "Shift log", MudBlazor.Icons.Material.Outlined.MenuBook, DeskAction.SeeShiftLog),
        new("/journal", "Journal", MudBlazor.Icons.Material.Outlined.Receipt, DeskAction.SeeJournal),
        new("/set-up/people", "People", MudBlazor.Icons.Material.Outlined.PeopleOutline, DeskAction.SeeAccounts),
        new("/set-up", "Set-up", MudBlazor.Icons.Material.Outlined.Settings, DeskAction.SeeSetup),
    ];

    /// <summary>The entry that an address belongs to: the longest that it lies below.</summary>
    /// <param name="address">The address from its slash on, with its query or without.</param>
    /// <returns>The entry; null where no entry leads there.</returns>
    public static ConsoleEntry? Of(string address)
    {
        var path = address.Split('?', '#')[0];
        return All.Where(entry => path == entry.Address || (entry.Address != "/" && path.StartsWith(entry.Address + "/", StringComparison.Ordinal))).MaxBy(static entry => entry.Address.Length);
    }
}

using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Spillway.App.Console.Layout;

namespace Spillway.BrowserTests.Console;

/// <summary>Every address the console serves a page at, found by reflection: a page that is added is in the grid without anybody thinking of it.</summary>
internal static class ConsoleAddresses
{
    // Pages of one thing: a thing that the demonstration has.
    private static readonly ImmutableDictionary<string, string> _examples = ImmutableDictionary<string, string>.Empty
        .Add("/events/{Id}", "/events/grid-1")
        .Add("/fleet/{Group}/{Place:int}", "/fleet/hall-b/17")
        .Add("/set-up/{Section}", "/set-up/machines");

    /// <summary>The addresses in order, each with whether its page stays in touch with the desk.</summary>
    /// <exception cref="InvalidOperationException">A page of one thing has no example here.</exception>
    public static ImmutableArray<(string Path, bool IsLive)> All { get; } =
    [
        .. from page in typeof(ConsolePages).Assembly.GetTypes()
           from route in page.GetCustomAttributes<RouteAttribute>()
           let path = route.Template.Contains('{') ? Example(route.Template) : route.Template
           orderby path
           select (path, page.GetCustomAttribute<ExcludeFromInteractiveRoutingAttribute>() is null),
    ];

    /// <summary>The sections of the set-up, each at an address of its own.</summary>
    public static ImmutableArray<(string Path, bool IsLive)> Sections { get; } =
        [.. new[] { "contracts", "limits", "rules", "discover", "import", "keys", "webhooks" }.Select(static section => ("/set-up/" + section, true))];

    /// <summary>The entries of the menu whose page is there.</summary>
    public static IEnumerable<string> OfTheMenu => ConsolePages.All.Select(static entry => entry.Address).Where(static address => All.Any(one => one.Path == address));

    private static string Example(string template) =>
        _examples.GetValueOrDefault(template) ?? throw new InvalidOperationException($"The page {template} has no example for the grid: add one that the demonstration has.");
}

using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;
using Spillway.App.Console;

namespace Spillway.Tests.App.Accounts;

/// <summary>The pages that the program has, with what they say of themselves.</summary>
internal static partial class ConsolePageList
{
    /// <summary>Each address of each page with its rule: an action, whoever is signed in, or everybody.</summary>
    public static readonly ImmutableArray<(string Address, NeedsAttribute? Needs, bool IsForSignedIn, bool IsOpen)> All =
    [
        .. typeof(ConsolePart).Assembly.GetTypes()
            .SelectMany(static page => page.GetCustomAttributes<RouteAttribute>(inherit: false).Select(route => (
                route.Template, page.GetCustomAttribute<NeedsAttribute>(), page.IsDefined(typeof(SignedInAttribute)), page.IsDefined(typeof(AllowAnonymousAttribute)))))
            .OrderBy(static page => page.Template, StringComparer.Ordinal),
    ];

    /// <summary>An address with something in the place of each of its parameters.</summary>
    public static string Filled(string address) => Parameter().Replace(Number().Replace(address, "0"), "nothing");

    [GeneratedRegex(@"\{[^}]*:int\}")]
    private static partial Regex Number();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}

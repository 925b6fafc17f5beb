using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Shouldly;
using Spillway.App.Api;
using Spillway.App.Console;
using Spillway.Tests.App.Accounts;
using Xunit;

namespace Spillway.Tests.App.Api;

/// <summary>All that the console can do, the API can. What the pages call is read out of the compiled program: what is new on a page and has no address fails here.</summary>
public sealed class ConsoleInApiTests
{
    private const string Consoles = "Spillway.App.Console";

    private const string SignIn = "is between a browser and the person: signing in, and a new passkey";

    /// <summary>What pages call and no address does, with the reason.</summary>
    private static readonly FrozenDictionary<string, string> _pagesAlone = new Dictionary<string, string>
    {
        ["AlarmDesk.WatchAsync"] = "is the stream's: /api/v1/stream tells of alarms as they come",
        ["AuthorityDesk.Look"] = "changes nothing: it says beforehand what POST /api/v1/keys would be answered with",
        ["DeskView.Statement"] = "is /api/v1/statement, which EarningsBook keeps for all who ask",
        ["EarningsBook.Find"] = "is how a page waits; an answer comes when it is there",
        ["EarningsBook.ProgressOf"] = "is how a page waits; an answer comes when it is there",
        ["EventEarnings.ListAsync"] = "is /api/v1/events",
        ["EventEarnings.OfAsync"] = "is /api/v1/events/{id}/proof, which says what the event was worth",
        ["FirstRun.IsOpenAsync"] = SignIn,
        ["FirstRun.TryAsync"] = SignIn,
        ["FirstRun.Visited"] = SignIn,
        ["JournalPager.AfterAsync"] = "is how an open page follows; /api/v1/journal says when there is more by its tag",
        ["OrderProgressBook.Of"] = "is one order of /api/v1/progress, which lists all",
        ["OwnAccount.AddPasskeyAsync"] = SignIn,
        ["OwnAccount.ChallengeAsync"] = SignIn,
        ["OwnAccount.DrawnAsync"] = "shows once more what the answer that drew it said",
        ["PeopleBook.Reviewed"] = "changes nothing: it says beforehand what PUT /api/v1/people/{id} would be answered with",
        ["SecondDesk.WhyNot"] = "says beforehand what the signature would be answered with",
        ["SecondDesk.WhyNotDecline"] = "says beforehand what declining would be answered with",
        ["SignInDesk.ByCodeAsync"] = SignIn,
        ["SignInDesk.ByInvitationAsync"] = SignIn,
        ["SignInDesk.ByPasskeyAsync"] = SignIn,
        ["SignInDesk.ByPasswordAsync"] = SignIn,
        ["SignInDesk.ChallengeAsync"] = SignIn,
        ["SignInDesk.OutAsync"] = "is DELETE /api/v1/account/sessions/{id} with the own session",
        ["WebhookSender.Look"] = "changes nothing: it says beforehand what POST /api/v1/webhooks would be answered with",
    }.ToFrozenDictionary();

    private static readonly Type[] _program = typeof(ConsolePart).Assembly.GetTypes();

    [Fact]
    public void Whatever_a_page_asks_of_a_service_an_address_asks_too()
    {
        var pages = ByPages();
        pages.Count.ShouldBeGreaterThan(60);
        var api = ByAddresses();

        pages.Except(api).Except(_pagesAlone.Keys).Order(StringComparer.Ordinal).ShouldBeEmpty("give it an address, or say in _pagesAlone why it has none");
        _pagesAlone.Keys.Where(name => !pages.Contains(name) || api.Contains(name)).ShouldBeEmpty("it is no longer so");
    }

    [Fact]
    public void Every_deed_of_the_console_is_done_by_an_address()
    {
        var api = ByAddresses();

        ConsoleDeeds.All.Select(static deed => $"{deed.Desk.Name}.{deed.Method}").Distinct().Except(api).Except(_pagesAlone.Keys).ShouldBeEmpty("a deed of the console without an address");
    }

    // Services are what pages are given; beside them, what has to be waited for or is handed the desk.
    private static HashSet<string> ByPages()
    {
        Type[] pages = [.. _program.Where(static type => !type.IsNested && IsConsole(type))];
        var services = pages.SelectMany(static type => type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance))
            .Where(static property => property.IsDefined(typeof(InjectAttribute))).Select(static property => property.PropertyType)
            .Where(static type => type.Assembly == typeof(ConsolePart).Assembly && !IsConsole(type)).ToHashSet();
        return [.. pages.SelectMany(CalledMethods.Of).Where(method => services.Contains(method.DeclaringType!) || IsAsked(method)).Select(CalledMethods.Name)];
    }

    private static bool IsAsked(MethodInfo method) =>
        method.DeclaringType!.Assembly == typeof(ConsolePart).Assembly && !IsConsole(method.DeclaringType)
        && (typeof(Task).IsAssignableFrom(method.ReturnType) || method.GetParameters().Any(static one => one.ParameterType == typeof(DeskRoom) || one.ParameterType == typeof(DeskView)));

    private static HashSet<string> ByAddresses() =>
    [
        .. _program.Where(static type => !type.IsNested && !IsConsole(type) && (typeof(IDeskPart).IsAssignableFrom(type) || type.Name.EndsWith("Routes", StringComparison.Ordinal) || type.Name.EndsWith("Json", StringComparison.Ordinal)))
            .SelectMany(CalledMethods.Of).Select(CalledMethods.Name),
    ];

    private static bool IsConsole(Type type) => type.Namespace?.StartsWith(Consoles, StringComparison.Ordinal) ?? false;
}

using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.SignIns;
using Spillway.App.Console;
using Spillway.Engine;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>Every role is tried at every page of the console and in everything that its buttons do. A page or a deed that is new is
/// tried by itself, or fails here until it is in the list.</summary>
public sealed class ConsoleAuthorityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_role_sees_the_pages_of_its_rule_and_not_a_letter_of_the_others()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        foreach (var role in Roles.All)
        {
            using var http = await SignedInAsync(rig, role);
            foreach (var (address, needs, isForSignedIn, isOpen) in ConsolePageList.All)
            {
                (needs is not null || isForSignedIn || isOpen).ShouldBeTrue($"{address} names no action");
                var isAllowed = needs is null || ActionRules.Of(needs.Action).Roles.Contains(role);
                using var answer = await http.GetAsync(ConsolePageList.Filled(address), Ct);
                var said = await answer.Content.ReadAsStringAsync(Ct);
                if (isAllowed)
                {
                    // A page of something that is not there says so.
                    answer.StatusCode.ShouldBeOneOf([HttpStatusCode.OK, .. address.Contains('{', StringComparison.Ordinal) ? (HttpStatusCode[])[HttpStatusCode.NotFound] : []], $"{role} at {address}");
                }
                else if (role == Roles.Machine)
                {
                    // A program with a key has no page to be led to.
                    answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{role} at {address}");
                    said.ShouldContain(AccountErrors.NotAllowed.Id);
                }
                else
                {
                    (answer.StatusCode, answer.Headers.Location?.ToString(), said).ShouldBe((HttpStatusCode.Redirect, "/not-allowed", ""), $"{role} at {address}");
                }
            }
        }
    }

    [Fact]
    public async Task Nobody_sees_a_page_but_those_that_are_open()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        using var nobody = rig.Open();
        foreach (var (address, _, _, isOpen) in ConsolePageList.All)
        {
            var said = await nobody.GetAsync(ConsolePageList.Filled(address));

            (nobody.Status is HttpStatusCode.Redirect && nobody.Location.StartsWith("/sign-in", StringComparison.Ordinal) && said.Length == 0).ShouldBe(!isOpen, address);
        }
    }

    [Fact]
    public async Task A_part_of_a_page_that_is_another_action_is_not_on_it()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        using var operating = await SignedInAsync(rig, Roles.Operator);
        using var auditing = await SignedInAsync(rig, Roles.Auditor);

        (await auditing.GetStringAsync("/set-up/keys", Ct)).ShouldContain("setup-keys");
        (await operating.GetStringAsync("/set-up/keys", Ct)).ShouldNotContain("setup-keys");
        (await auditing.GetStringAsync("/set-up/keys", Ct)).ShouldNotContain("setup-new-key");
    }

    [Fact]
    public async Task Every_deed_of_the_console_is_refused_by_its_service_to_every_role_whose_rule_says_so()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        foreach (var deed in ConsoleDeeds.All)
        {
            foreach (var role in Roles.All)
            {
                var who = new Actor("try-" + role, role, role == Roles.Machine ? ActorKind.Key : ActorKind.Person, [role], []);
                var isThrough = true;
                try
                {
                    await deed.Do(rig.Services, who);
                }
                catch (RefusedException refusal)
                {
                    isThrough = refusal.Code != AccountErrors.NotAllowed;
                }

                isThrough.ShouldBe(ActionRules.Of(deed.Action).Roles.Contains(role), $"{role}: {deed.Desk.Name}.{deed.Method} as {ActionRules.Of(deed.Action).Id}");
            }
        }
    }

    [Fact]
    public void Whatever_does_something_for_somebody_is_tried_or_says_why_it_need_not_be()
    {
        var tried = ConsoleDeeds.All.Select(static deed => $"{deed.Desk.Name}.{deed.Method}").ToHashSet();
        var there = typeof(ConsolePart).Assembly.GetTypes().Where(static type => type != typeof(Actor) && !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
                .Where(static method => !method.IsPrivate && !method.IsSpecialName && method.GetParameters().Any(static one => one.ParameterType == typeof(Actor)))
                .Select(method => $"{type.Name}.{method.Name}")).ToHashSet();

        there.Count.ShouldBeGreaterThan(40);
        there.Except(tried).Except(ConsoleDeeds.Inner.Keys).ShouldBeEmpty("give it a try in ConsoleDeeds.All");
        tried.Union(ConsoleDeeds.Inner.Keys).Except(there).ShouldBeEmpty("it is no longer there");
        tried.Intersect(ConsoleDeeds.Inner.Keys).ShouldBeEmpty();
    }

    [Fact]
    public void Every_action_has_a_page_or_a_deed_of_the_console()
    {
        var there = ConsolePageList.All.Select(static page => page.Needs?.Action).OfType<DeskAction>().Concat(ConsoleDeeds.All.Select(static deed => deed.Action)).ToHashSet();

        Enum.GetValues<DeskAction>().Except(there).ShouldBeEmpty("an action that nobody can do is none");
        ConsoleDeeds.All.Select(static deed => deed.Page).Where(static page => page.Length > 0).Distinct()
            .Except(ConsolePageList.All.Select(static page => page.Address)).ShouldBeEmpty("the page is not there");
    }

    // As it is done by hand: an invitation is taken up, or a key is made and signed.
    private static async Task<HttpClient> SignedInAsync(AccountRig rig, string role)
    {
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new($"http://127.0.0.1:{rig.Desk.Port}") };
        if (role == Roles.Machine)
        {
            var actions = ActionRules.All.Values.Where(static rule => rule.Roles.Contains(Roles.Machine)).Select(static rule => rule.Id);
            http.DefaultRequestHeaders.Authorization = new("Bearer", await rig.Desk.KeyAsync([.. actions]));
            return http;
        }

        var code = (await rig.InvitedAsync(role, role)).Code;
        var answer = await rig.Get<SignInDesk>().ByInvitationAsync(role, code, AccountRig.Password, new("127.0.0.1", ""), Ct);
        http.DefaultRequestHeaders.Add("Cookie", $"spillway-session-{rig.Desk.Port}={answer.Secret}");
        return http;
    }
}

using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Setup;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>Every role is tried at every address of the API; the page of the matrix is made from the same rules.</summary>
public sealed class AuthorityMatrixTests
{
    // The first two say that the process lives and the desk works; the page that shows the API's description says nothing of the desk.
    private static bool IsOpen(Endpoint endpoint) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } path } && (path is "/health" or "/ready" || path.StartsWith("/api-reference", StringComparison.Ordinal));

    [Fact]
    public async Task Every_role_gets_where_its_rule_lets_it_and_nowhere_else()
    {
        await using var rig = await ApiRig.StartAsync(TestContext.Current.CancellationToken);
        var authorization = rig.Services.GetRequiredService<IAuthorizationService>();
        var policies = rig.Services.GetRequiredService<IAuthorizationPolicyProvider>();
        var tried = 0;

        foreach (var endpoint in rig.Services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            if (IsOpen(endpoint))
            {
                continue;
            }

            if (endpoint.Metadata.GetMetadata<SignedInAttribute>() is not null)
            {
                continue;
            }

            var needs = endpoint.Metadata.GetMetadata<NeedsAttribute>().ShouldNotBeNull(endpoint.DisplayName);
            var policy = await AuthorizationPolicy.CombineAsync(policies, [needs]);
            foreach (var role in Roles.All)
            {
                var result = await authorization.AuthorizeAsync(Principal(role), endpoint, policy.ShouldNotBeNull());
                result.Succeeded.ShouldBe(ActionRules.Of(needs.Action).Roles.Contains(role), $"{role} at {endpoint.DisplayName}");
                tried++;
            }
        }

        tried.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Nobody_gets_anywhere()
    {
        await using var rig = await ApiRig.StartAsync(TestContext.Current.CancellationToken);
        foreach (var endpoint in rig.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(static one => !IsOpen(one)))
        {
            var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods[0] ?? "GET";
            var address = System.Text.RegularExpressions.Regex.Replace(endpoint.RoutePattern.RawText!, @"\{[^}]*\}", "x");
            var (status, _) = await rig.SendAsync(new HttpMethod(method), address, method == "GET" ? null : "{}", token: null);
            ((int)status).ShouldBeOneOf([StatusCodes.Status401Unauthorized, StatusCodes.Status302Found], $"{method} {address}");
            status.ShouldNotBe(System.Net.HttpStatusCode.OK);
        }
    }

    [Fact]
    public void A_role_may_do_exactly_what_the_table_says()
    {
        var gate = new Gate(static () => RoleBook.BuiltIn);
        foreach (var (action, rule) in ActionRules.All)
        {
            foreach (var role in Roles.All)
            {
                gate.Allows(new("1", "x", ActorKind.Person, [role], []), action).ShouldBe(rule.Roles.Contains(role), $"{role} {rule.Id}");
            }
        }

        ActionRules.All.Values.Select(static rule => rule.Id).Distinct().Count().ShouldBe(ActionRules.All.Count);
    }

    [Fact]
    public void What_takes_load_off_never_waits_for_a_second_person()
    {
        ActionRules.Of(DeskAction.Shed).Second.ShouldBe(SecondPerson.Afterwards);
        ActionRules.Of(DeskAction.Stop).Second.ShouldBe(SecondPerson.Afterwards);
    }

    [Fact]
    public void The_page_prints_the_matrix()
    {
        var page = new StringBuilder("""
            # Who may do what

            Every address of the API and every page of the console names one of these actions; the desk does not start with one that names
            none, and an action without a rule does not compile. Tests try every role at every address of the API, at every page of the
            console, and in every deed behind a button, which its service refuses by itself. This page is made from the same rules and lists.

            A role of one's own is any set of these actions (`PUT /api/v1/roles/NAME`). An account or key for some groups sees the site and
            moves only its groups.

            **The token of the data folder** is the command line's key, on loopback alone, and has every role: whoever can read it owns the folder, and
            with it the file of the accounts, the store of the roles and the site file; a narrower token would keep out nobody. What it does is
            journalled as `local`, as one actor, and an order for which it names somebody as `local (for WHO)`, as no account can be called. It signs
            nothing that it asked for itself, and what needs two people needs another person beside it too.
            The demonstration's reader is such an actor as well.

            **A second factor**: with `desk.second_factor: demanded`, a person who signed in by one factor does what begins with `see-`, `shed`, `stop` and
            `manage-own-account`, and nothing else (SW6628): what takes load off never waits for one. Two factors are a password with a code of an authenticator or a
            recovery code, a passkey, and a sign-in provider that had to say how it signed somebody in. Keys and the token of the data folder are no people.

            **Firmware**: the desk changes none. It reads which firmware a machine has and commands it by what that firmware offers; there is no
            action that writes one, so none that two people would have to sign.

            - **afterwards**: acts at once, and the alarm `signature-wanted` stands until another person signs it. A total stop always; a shed,
              a hold off or a lock-out where it takes more than `desk.second_person_above_mw`. Not signed within 12 hours, the alarm is
              `second-missing`. What is to be signed outlasts a restart. Whoever gave it neither signs nor declines it.
            - **above the set MW**: waits for another person, at most ten minutes, where it may raise the site by more than
              `desk.second_person_above_mw`, together with what the same one has raised alone in the last ten minutes, before a
              restart of the desk too.
            - **wide roles**: an account is made, locked, reset and given less by one person; giving it a role with anything that says "always",
              of the program's or of one's own, waits for another. Otherwise whoever makes accounts had a second pair of hands by making one. The first
              administrator is made by the code on the terminal, by one person; where that one is still alone it breaks the glass. Roles that a sign-in
              provider gives are given by whoever wrote `openid.json` into the data folder.
            - **always**: waits for another person. One person alone breaks the glass: with a reason, an alarm and a record.

            `desk.second_person_above_mw` has no value unless the site file gives one. Without it one person may raise and release whatever the
            site may draw, sheds are not signed, and two people are needed for what says "always" alone; a total stop is signed all the same. Neither the demonstration nor the samples give one: their
            tours are one person's from the shed to the staged restore. Where more than one person runs a site, give it one.

            What waits has not been done, and a restart of the desk forgets it: it is asked for again. Asked for again while it waits, the same
            order is the same request.

            Two accounts are not two people where one of them made the other, changed its roles or groups, or reset it in the 24 hours before
            the request, or since: the signature is refused (SW6619). So it is along a chain, where one arranged an account that arranged the
            other, however many stand between; whoever arranged more than 1,000 in that time is tied to all. What stays open, and is for the
            journal to show: two accounts that a third has arranged, as an administrator does who makes two; whoever waits a day; and the
            bearer of the data folder's token, who has every role and owns the file of the accounts.


            """);
        page.Append("| action | second person |").AppendJoin("", Roles.All.Select(static role => $" {role} |")).Append('\n');
        page.Append("|---|---|").AppendJoin("", Roles.All.Select(static _ => ":-:|")).Append('\n');
        foreach (var rule in ActionRules.All.Values)
        {
            page.Append($"| `{rule.Id}` | {Second(rule.Second)} |").AppendJoin("", Roles.All.Select(role => rule.Roles.Contains(role) ? " yes |" : "  |")).Append('\n');
        }

        page.Append("""

            ## On the console

            The pages that an action opens, and those on which it is done. Whoever may not see a page is led to one that says so; a button is
            there for whoever may use it.

            | action | opens | is done on |
            |---|---|---|

            """);
        foreach (var (action, rule) in ActionRules.All)
        {
            var opens = ConsolePageList.All.Where(one => one.Needs?.Action == action).Select(static one => one.Address);
            var deeds = ConsoleDeeds.All.Where(one => one.Action == action && one.Page.Length > 0).Select(static one => one.Page).Distinct().Order(StringComparer.Ordinal);
            page.Append($"| `{rule.Id}` | {Listed(opens)} | {Listed(deeds)} |\n");
        }

        page.Append("""

            ## Settings that two people change

            A change of the site file takes the action of each setting that it changes; every key that is not here is `change-setup`, one
            person's. A key that nobody has put into a class takes two people until somebody does.

            | action | keys |
            |---|---|

            """);
        foreach (var (action, keys) in SettingActions.ForTwo)
        {
            page.Append($"| `{ActionRules.Of(action).Id}` | {Listed(keys)} |\n");
        }

        Approval.Matches("docs/reference/authority.md", page.ToString());
    }

    private static string Listed(IEnumerable<string> addresses) => string.Join(", ", addresses.Select(static one => $"`{one}`"));

    private static string Second(SecondPerson second) => second switch
    {
        SecondPerson.Afterwards => "afterwards",
        SecondPerson.AboveSetPower => "above the set MW",
        SecondPerson.ForWideRoles => "wide roles",
        SecondPerson.Always => "always",
        _ => "",
    };

    private static ClaimsPrincipal Principal(string role) => ActorClaims.ToPrincipal(new("1", "someone", ActorKind.Person, [role], []), "test");
}

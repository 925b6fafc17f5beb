using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;

namespace Spillway.App.Console.Setup;

/// <summary>The site and all that is set up around it; each section at an address of its own.</summary>
public sealed partial class SetupPage
{
    /// <summary>Which section; none for the site file.</summary>
    [Parameter]
    public string? Section { get; set; }

    /// <inheritdoc/>
    protected override bool Follows => false;

    private IEnumerable<(string Section, string Name)> Sections()
    {
        yield return ("", Reader["Site file"]);
        yield return ("contracts", Reader["Contracts and programmes"]);
        yield return ("machines", Reader["Machines and meters"]);
        yield return ("limits", Reader["Limits and desk"]);
        yield return ("rules", Reader["Market rules"]);
        yield return ("discover", Reader["Discover"]);
        yield return ("import", Reader["Import prices"]);
        if (May(DeskAction.SeeAccounts))
        {
            yield return ("people", Reader["People"]);
            yield return ("keys", Reader["Keys and roles"]);
        }

        yield return ("webhooks", Reader["Webhooks"]);
        yield return ("notifications", Reader["Notifications"]);
    }
}

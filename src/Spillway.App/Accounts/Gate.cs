using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Accounts;

/// <summary>The one place that says who may do what. API, console and command line ask it alike. Any thread.</summary>
/// <param name="roles">The roles as they are now.</param>
public sealed class Gate(Func<RoleBook> roles)
{
    /// <summary>Whether somebody may do something, as far as roles and groups go.</summary>
    /// <param name="who">Who.</param>
    /// <param name="what">What.</param>
    /// <param name="group">The group that it moves; null where it is about the site or about nothing that moves.</param>
    public bool Allows(Actor who, DeskAction what, GroupId? group = null)
    {
        ArgumentNullException.ThrowIfNull(who);
        var book = roles();
        return !(who.IsOneFactor && TakesTwoFactors(what)) && who.Roles.Any(role => book.May(role, what)) && (!Moves(what) || who.Reaches(group));
    }

    /// <summary>Refuses what somebody may not do.</summary>
    /// <param name="who">Who.</param>
    /// <param name="what">What.</param>
    /// <param name="group">The group that it moves.</param>
    /// <exception cref="RefusedException"><see cref="AccountErrors.NotAllowed"/>.</exception>
    public void Demand(Actor who, DeskAction what, GroupId? group = null)
    {
        if (LacksFactor(who, what, group))
        {
            throw new RefusedException(FactorErrors.NoSecondFactor, $"'{who.Name}' signed in by one factor, and this desk demands two for {ActionRules.Of(what).Id}.");
        }

        if (!Allows(who, what, group))
        {
            throw new RefusedException(AccountErrors.NotAllowed, $"'{who.Name}' ({string.Join(", ", who.Roles)}) may not {ActionRules.Of(what).Id}{(group is { } one ? $" in {one}" : "")}.");
        }
    }

    /// <summary>Whether a second factor is all that somebody lacks for it.</summary>
    /// <param name="who">Who.</param>
    /// <param name="what">What.</param>
    /// <param name="group">The group that it moves; null where it is about the site or about nothing that moves.</param>
    public bool LacksFactor(Actor who, DeskAction what, GroupId? group = null)
    {
        ArgumentNullException.ThrowIfNull(who);
        return who.IsOneFactor && TakesTwoFactors(what) && Allows(who with { IsOneFactor = false }, what, group);
    }

    /// <summary>Whether a desk that demands a second factor demands it for an action: for all but what shows something, what takes load off,
    /// which never waits, and what sets a second factor up.</summary>
    /// <param name="what">The action.</param>
    public static bool TakesTwoFactors(DeskAction what) => what is not
        (DeskAction.SeeDesk or DeskAction.SeeFleet or DeskAction.SeePrices or DeskAction.SeeMoney or DeskAction.SeeEvents or DeskAction.SeeLab or DeskAction.SeeShiftLog
        or DeskAction.SeeJournal or DeskAction.SeeSetup or DeskAction.SeeAccounts or DeskAction.Shed or DeskAction.Stop or DeskAction.ManageOwnAccount);

    // An account for some groups sees the whole site and moves its own part.
    private static bool Moves(DeskAction what) =>
        what is DeskAction.Shed or DeskAction.Stop or DeskAction.Raise or DeskAction.Release or DeskAction.Drill;
}

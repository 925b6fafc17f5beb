using System.Collections.Immutable;
using System.Text.Json;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>The rules of notifications: made, changed, removed and put back, each time in the journal. Any thread.</summary>
public sealed class RuleBook : IDisposable
{
    private readonly NotificationStore _store;
    private readonly KeptVersions _versions;
    private readonly PeopleJournal _journal;
    private readonly Gate _gate;
    private readonly Func<bool> _isLocalAllowed;
    private readonly SemaphoreSlim _one = new(1, 1);
    private ImmutableArray<NotificationRule> _rules;

    /// <summary>Takes up the rules as they were kept.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="versions">Where they are kept as they were.</param>
    /// <param name="journal">Where each change is recorded.</param>
    /// <param name="gate">Who may do what.</param>
    /// <param name="isLocalAllowed">Whether webhooks may reach this machine.</param>
    internal RuleBook(NotificationStore store, KeptVersions versions, PeopleJournal journal, Gate gate, Func<bool> isLocalAllowed)
    {
        (_store, _versions, _journal, _gate, _isLocalAllowed) = (store, versions, journal, gate, isLocalAllowed);
        _rules = store.Rules();
    }

    /// <summary>The rules, by number.</summary>
    public ImmutableArray<NotificationRule> All => _rules;

    /// <summary>Told of a rule that is gone.</summary>
    internal event Action<long>? Removed;

    /// <summary>A rule.</summary>
    /// <param name="number">Which.</param>
    /// <exception cref="RefusedException"><see cref="NotificationErrors.NotThere"/>.</exception>
    public NotificationRule Of(long number) => Find(number) ?? throw new RefusedException(NotificationErrors.NotThere, $"Rule {number} is not there.");

    /// <summary>The tag of a rule, for <see cref="SeenTag"/>.</summary>
    /// <param name="rule">The rule.</param>
    public static string TagOf(NotificationRule rule) => SeenTag.TagOf(RuleCodec.Content(rule));

    /// <summary>Holds a rule against what can be delivered, as it is before it is kept.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The rule as it would be kept.</returns>
    /// <exception cref="RefusedException"><see cref="NotificationErrors.BadRule"/>, or the webhook's address is none.</exception>
    public NotificationRule Checked(NotificationRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return RuleChecks.Checked(rule, [.. _rules.Where(one => one.Number != rule.Number)], _isLocalAllowed());
    }

    /// <summary>Keeps a rule: a new one where its number is 0.</summary>
    /// <param name="who">Who.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="seen">What was seen of the rule that it takes the place of.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <returns>The rule with its number.</returns>
    /// <exception cref="RefusedException">Not allowed, not usable, changed meanwhile, or it cannot be recorded.</exception>
    public async Task<NotificationRule> SaveAsync(Actor who, NotificationRule rule, SeenTag seen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(seen);
        _gate.Demand(who, DeskAction.ManageNotifications);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var before = rule.Number == 0 ? null : Of(rule.Number);
            if (before is not null)
            {
                seen.Demand($"The rule '{before.Name}'", TagOf(before));
            }

            return await KeepAsync(who, before, Checked(rule), cancellation).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Removes a rule that no other escalates to; it can be put back.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Which.</param>
    /// <param name="seen">What was seen of it.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <exception cref="RefusedException">Not allowed, not there, changed meanwhile, another escalates to it, or it cannot be recorded.</exception>
    public async Task RemoveAsync(Actor who, long number, SeenTag seen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(seen);
        _gate.Demand(who, DeskAction.ManageNotifications);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var rule = Of(number);
            seen.Demand($"The rule '{rule.Name}'", TagOf(rule));
            if (_rules.FirstOrDefault(one => one.EscalatesTo == number) is { } other)
            {
                throw new RefusedException(NotificationErrors.BadRule, $"'{other.Name}' escalates to '{rule.Name}'.");
            }

            var record = await _journal.RecordAsync(PersonKinds.NotificationRuleRemoved, who, writer => RuleCodec.Fields(writer, rule), cancellation).ConfigureAwait(false);
            _store.Remove(number);
            _rules = _store.Rules();
            _versions.Keep(KeptVersions.Rules, Subject(number), RuleCodec.Content(rule), null, (record, who.Name));
        }
        finally
        {
            _one.Release();
        }

        Removed?.Invoke(number);
    }

    /// <summary>What a rule was before, newest first.</summary>
    /// <param name="number">Which.</param>
    /// <exception cref="RefusedException"><see cref="NotificationErrors.NotThere"/>: there is none, and never was one that is remembered.</exception>
    public ImmutableArray<KeptVersion> Versions(long number)
    {
        var versions = _versions.Of(KeptVersions.Rules, Subject(number));
        return versions.IsEmpty && Find(number) is null ? throw new RefusedException(NotificationErrors.NotThere, $"Rule {number} is not there.") : versions;
    }

    /// <summary>The rules that were removed and can be put back, newest first: as each was last, and its removal.</summary>
    public ImmutableArray<(KeptVersion Last, KeptVersion Removal)> Gone() => _versions.Removed(KeptVersions.Rules);

    /// <summary>A version of a rule, as it would be put back.</summary>
    /// <param name="number">Which rule.</param>
    /// <param name="version">The version's number.</param>
    /// <exception cref="RefusedException">There is no such version.</exception>
    public NotificationRule Version(long number, long version)
    {
        using var document = JsonDocument.Parse(_versions.Content(KeptVersions.Rules, Subject(number), version).ToJsonString());
        return RuleCodec.Read(document.RootElement) with { Number = number };
    }

    /// <summary>Puts a rule back as a version of it, under its number; also one that was removed.</summary>
    /// <param name="who">Who.</param>
    /// <param name="number">Which rule.</param>
    /// <param name="version">The version's number.</param>
    /// <param name="seen">What was seen of the rule as it is.</param>
    /// <param name="cancellation">Gives up before it is recorded.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="RefusedException">Not allowed, no such version, changed meanwhile, or no longer usable.</exception>
    public async Task<NotificationRule> RestoreAsync(Actor who, long number, long version, SeenTag seen, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(seen);
        _gate.Demand(who, DeskAction.ManageNotifications);
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var before = Find(number);
            if (before is not null)
            {
                seen.Demand($"The rule '{before.Name}'", TagOf(before));
            }

            // One that was removed counts among the rules like a new one.
            var wanted = Version(number, version);
            var good = Checked(before is null ? wanted with { Number = 0 } : wanted) with { Number = number };
            return await KeepAsync(who, before, good, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<NotificationRule> KeepAsync(Actor who, NotificationRule? before, NotificationRule good, CancellationToken cancellation)
    {
        var record = await _journal.RecordAsync(PersonKinds.NotificationRule, who, writer => RuleCodec.Fields(writer, good), cancellation).ConfigureAwait(false);
        var number = _store.Save(good);
        _rules = _store.Rules();
        _versions.Keep(KeptVersions.Rules, Subject(number), before is null ? null : RuleCodec.Content(before), RuleCodec.Content(good), (record, who.Name));
        return Of(number);
    }

    private NotificationRule? Find(long number) => _rules.FirstOrDefault(one => one.Number == number);

    private static string Subject(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

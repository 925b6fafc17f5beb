using System.Text.RegularExpressions;
using MimeKit;
using NodaTime;
using Spillway.App.Alarms;
using Spillway.App.Console.Texts;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine;

namespace Spillway.App.Notifications;

/// <summary>Holds a rule against what can be delivered, before it is kept.</summary>
public static partial class RuleChecks
{
    /// <summary>The most rules.</summary>
    public const int MostRules = 50;

    private const int MostLetters = 60;
    private const int MostTargets = 20;
    private static readonly Duration _longest = Duration.FromHours(24);

    /// <summary>Refuses a rule that could not be used.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="others">All other rules.</param>
    /// <param name="isLocalAllowed">Whether webhooks may reach this machine.</param>
    /// <returns>The rule.</returns>
    /// <exception cref="RefusedException"><see cref="NotificationErrors.BadRule"/>, or the webhook's address is none.</exception>
    public static NotificationRule Checked(NotificationRule rule, IReadOnlyCollection<NotificationRule> others, bool isLocalAllowed)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(others);
        Demand(rule.Name.Trim().Length is > 0 and <= MostLetters && !rule.Name.Any(char.IsControl), $"name: 1 to {MostLetters} letters are needed");
        Demand(others.All(other => other.Name != rule.Name), $"name: another rule is called '{rule.Name}'");
        Demand(rule.Number > 0 || others.Count < MostRules, $"there are {MostRules} rules already");
        foreach (var code in rule.Codes)
        {
            Demand(AlarmTable.Find(code) is not null, $"codes: '{code}' is no alarm");
        }

        Demand(rule.QuietFrom is null == rule.QuietTo is null && (rule.QuietFrom is null || rule.QuietFrom != rule.QuietTo), "quiet hours: both times are needed, and they differ");
        Demand(rule.EscalatesAfter is null == rule.EscalatesTo is null, "escalation: both the minutes and the next rule are needed");
        Demand(rule.EscalatesAfter is not { } after || (after >= Duration.FromMinutes(1) && after <= _longest), "escalation: from 1 minute to 24 hours");
        Demand(rule.EscalatesTo is not { } next || others.Any(other => other.Number == next), $"escalation: there is no other rule {rule.EscalatesTo}");
        Demand(rule.Digest == DigestKind.None || rule.EscalatesAfter is null, "escalation: a digest is not waited for");
        Demand(Reader.Languages.Any(one => one.Code == rule.Language), $"language: '{rule.Language}' is none of en, zh-CN");
        Targets(rule, isLocalAllowed);
        return rule with { Name = rule.Name.Trim() };
    }

    private static void Targets(NotificationRule rule, bool isLocalAllowed)
    {
        switch (rule.Channel)
        {
            case ChannelKind.Email:
                Demand(rule.Targets.Length is > 0 and <= MostTargets, $"targets: 1 to {MostTargets} mail addresses are needed");
                foreach (var target in rule.Targets)
                {
                    Demand(MailboxAddress.TryParse(target, out var box) && box.Address.Contains('@', StringComparison.Ordinal), $"targets: '{target}' is no mail address");
                }

                break;
            case ChannelKind.Webhook:
                Demand(rule.Targets.Length == 1, "targets: one address is needed");
                TargetGuard.Checked(rule.Targets[0], isLocalAllowed);
                break;
            default:
                Demand(rule.Targets.Length == 1 && FileName().IsMatch(rule.Targets[0]), "targets: one name of a file is needed, of small letters, digits, '.', '-' and '_'");
                break;
        }
    }

    private static void Demand(bool isSo, string what)
    {
        if (!isSo)
        {
            throw new RefusedException(NotificationErrors.BadRule, what + ".");
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,59}$")]
    private static partial Regex FileName();
}

using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;
using Spillway.App.Console.Texts;
using Spillway.App.Notifications;
using Spillway.Engine;

namespace Spillway.App.Console.Notifications;

/// <summary>Rules of notifications: made, tried, removed; and what became of messages.</summary>
public sealed partial class NotificationsPage
{
    private RuleForm _form = new();
    private ImmutableArray<DeliveryRecord> _sent = [];
    private SmtpSettings? _mail;
    private string? _mailFault;
    private string? _said;
    private bool _isGood;
    private bool _isBusy;

    /// <summary>The notifications.</summary>
    [Inject]
    public NotificationDesk Notices { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Follows => false;

    private bool MayManage => May(DeskAction.ManageNotifications);

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        Load();
        return Task.CompletedTask;
    }

    private void Load()
    {
        _sent = Notices.Deliveries();
        try
        {
            (_mail, _mailFault) = (Notices.Mail(), null);
        }
        catch (RefusedException refusal)
        {
            (_mail, _mailFault) = (null, RefusalWords.What(Reader, refusal));
        }
    }

    private Task SaveAsync() => TryAsync(async () =>
    {
        var rule = await Notices.SaveAsync(Who, _form.ToRule(), Closed);
        _form = new();
        return (true, Reader["The rule {0} is kept.", rule.Name]);
    });

    private Task RemoveAsync(NotificationRule rule) => TryAsync(async () =>
    {
        await Notices.RemoveAsync(Who, rule.Number, Closed);
        return (true, Reader["The rule {0} is removed.", rule.Name]);
    });

    private Task TestAsync(NotificationRule rule) => TryAsync(async () =>
    {
        var outcome = await Notices.TestAsync(Who, rule.Number, Closed);
        return (outcome.IsDelivered, outcome.IsDelivered ? Reader["The test was delivered: {0}", outcome.Said] : Reader["The test was not delivered: {0}", outcome.Said]);
    });

    private async Task TryAsync(Func<Task<(bool IsGood, string Said)>> work)
    {
        try
        {
            _isBusy = true;
            (_isGood, _said) = await work();
        }
        catch (RefusedException refusal)
        {
            (_isGood, _said) = (false, RefusalWords.Whole(Reader, refusal));
        }

        _isBusy = false;
        Load();
    }
}

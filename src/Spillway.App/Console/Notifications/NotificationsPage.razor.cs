using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Console.Texts;
using Spillway.App.Notifications;
using Spillway.Engine;

namespace Spillway.App.Console.Notifications;

/// <summary>Rules of notifications: made, tried, removed; and what became of messages.</summary>
public sealed partial class NotificationsPage
{
    private RuleForm _form = new();
    private RuleReview? _review;
    private NotificationRule? _history;
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

    private Task ReviewAsync() => TryAsync(() =>
    {
        _review = new(_form.Read, Notices.Book.Checked(_form.ToRule()));
        return Task.FromResult((true, (string?)null));
    });

    private Task ReviewAsync(long number, long version) => TryAsync(() =>
    {
        var before = Notices.Rules.FirstOrDefault(one => one.Number == number);
        _review = new(before, Notices.Book.Version(number, version), version);
        return Task.FromResult((true, (string?)null));
    });

    private Task KeepAsync() => TryAsync(async () =>
    {
        var review = _review!;
        var seen = review.Before is { } before ? SeenTag.Of(RuleBook.TagOf(before)) : SeenTag.Any;
        if (review.After is not { } after)
        {
            await Notices.Book.RemoveAsync(Who, review.Before!.Number, seen, Closed);
        }
        else if (review.Version is { } version)
        {
            await Notices.Book.RestoreAsync(Who, after.Number, version, seen, Closed);
        }
        else
        {
            await Notices.Book.SaveAsync(Who, after, seen, Closed);
        }

        (_form, _review, _history) = (new(), null, null);
        return (true, review.After is null ? Reader["The rule {0} is removed.", review.Name] : Reader["The rule {0} is kept.", review.After.Name]);
    });

    private IReadOnlyList<(string Name, string Value)> Fields(NotificationRule? rule) =>
        NotificationTexts.Fields(Reader, rule, Notices.Rules.FirstOrDefault(one => one.Number == rule?.EscalatesTo)?.Name);

    private string Words(JsonObject content)
    {
        using var document = JsonDocument.Parse(content.ToJsonString());
        var rule = RuleCodec.Read(document.RootElement);
        return $"{rule.Name}: {NotificationTexts.What(Reader, rule)} → {string.Join(", ", rule.Targets)}";
    }

    private Task TestAsync(NotificationRule rule) => TryAsync(async () =>
    {
        var outcome = await Notices.TestAsync(Who, rule.Number, Closed);
        return (outcome.IsDelivered, outcome.IsDelivered ? Reader["The test was delivered: {0}", outcome.Said] : Reader["The test was not delivered: {0}", outcome.Said]);
    });

    private async Task TryAsync(Func<Task<(bool IsGood, string? Said)>> work)
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

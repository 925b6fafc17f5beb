using NodaTime;
using Shouldly;
using Spillway.App.Notifications;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Notifications;

public sealed class RuleCheckTests
{
    private static readonly NotificationRule _good = new() { Name = "night", Channel = ChannelKind.Email, Targets = ["ann@example.org"] };

    public static TheoryData<string, NotificationRule> Bad => new()
    {
        { "name", _good with { Name = " " } },
        { "name", _good with { Name = new('x', 61) } },
        { "name", _good with { Name = "night\r\nBcc: eve@example.org" } },
        { "targets", _good with { Targets = [] } },
        { "targets", _good with { Targets = ["ann@example.org\r\nBcc: eve@example.org"] } },
        { "targets", _good with { Targets = ["no address"] } },
        { "targets", _good with { Channel = ChannelKind.File, Targets = ["../token"] } },
        { "targets", _good with { Channel = ChannelKind.File, Targets = ["/etc/passwd"] } },
        { "codes", _good with { Codes = ["no-such-alarm"] } },
        { "quiet", _good with { QuietFrom = new(22, 0) } },
        { "escalation", _good with { EscalatesAfter = Duration.FromMinutes(5) } },
        { "escalation", _good with { EscalatesAfter = Duration.FromMinutes(5), EscalatesTo = 9 } },
        { "language", _good with { Language = "fr" } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_rule_that_could_not_be_used_is_refused_by_name(string field, NotificationRule rule)
    {
        var refusal = Should.Throw<RefusedException>(() => RuleChecks.Checked(rule, [], isLocalAllowed: false));

        refusal.Code.ShouldBe(NotificationErrors.BadRule);
        refusal.What.ShouldStartWith(field);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/x")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://localhost/x")]
    [InlineData("file:///etc/passwd")]
    public void A_webhook_does_not_reach_this_machine_or_its_link(string target) =>
        Should.Throw<RefusedException>(() => RuleChecks.Checked(_good with { Channel = ChannelKind.Webhook, Targets = [target] }, [], isLocalAllowed: false)).Code.ShouldBe(WebhookErrors.BadTarget);

    [Fact]
    public void Two_rules_have_two_names() =>
        Should.Throw<RefusedException>(() => RuleChecks.Checked(_good, [_good with { Number = 4 }], isLocalAllowed: false)).What.ShouldStartWith("name");
}

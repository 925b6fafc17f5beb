using Shouldly;
using Spillway.App.Alarms;
using Spillway.App.Api;
using Spillway.App.Console.Texts;
using Spillway.Engine.Commands.Control;
using Xunit;

namespace Spillway.Tests.App.Alarms;

public sealed class AlarmTextTests
{
    private static readonly ConsoleTexts _texts = ConsoleTexts.Embedded();

    public static TheoryData<string> Codes => [.. AlarmTable.All.Select(static one => one.Code)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_alarm_says_in_both_languages_what_it_means_and_what_to_do(string code)
    {
        var alarm = AlarmTable.Find(code)!;

        foreach (var text in new[] { alarm.Title, alarm.Meaning, alarm.Action, alarm.Because })
        {
            text.Length.ShouldBeGreaterThan(5);
            _texts.Has("zh-CN", text).ShouldBeTrue(text);
            _texts.In("zh-CN", text).ShouldNotBe(text);
        }

        (alarm.Action.Length > 20 && alarm.Action.EndsWith('.')).ShouldBeTrue();
    }

    [Fact]
    public void The_table_has_every_code_of_the_control_pass_under_the_name_the_API_gives_it()
    {
        foreach (var code in Enum.GetValues<AlarmCode>())
        {
            AlarmTable.Of(code).Code.ShouldBe(OrderWords.Of(code));
            AlarmTable.Find(OrderWords.Of(code)).ShouldNotBeNull();
        }

        AlarmTable.All.Length.ShouldBe(Enum.GetValues<AlarmCode>().Length + Enum.GetValues<DeskAlarm>().Length);
        AlarmTable.All.Select(static one => one.Code).Distinct().Count().ShouldBe(AlarmTable.All.Length);
    }

    [Fact]
    public void Only_few_alarms_are_critical()
    {
        var critical = AlarmTable.All.Count(static one => one.Priority == AlarmPriority.Critical);

        ((double)critical / AlarmTable.All.Length).ShouldBeLessThan(0.3);
    }
}

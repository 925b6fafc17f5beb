using System.Collections.Immutable;
using Bunit;
using Microsoft.AspNetCore.Components;
using MudBlazor.Services;
using NodaTime;
using Shouldly;
using Spillway.App.Alarms;
using Spillway.App.Console.Alarms;
using Spillway.App.Console.Texts;
using Xunit;

namespace Spillway.Tests.App.Console;

public sealed class AlarmRowsTests : BunitContext
{
    private static readonly Instant _at = Instant.FromUtc(2026, 7, 1, 5, 0);
    private static readonly ConsoleTexts _texts = ConsoleTexts.Embedded();

    public AlarmRowsTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddMudServices();
    }

    [Theory]
    [InlineData("en", "Acknowledge", "What to do")]
    [InlineData("zh-CN", "确认", "处置办法")]
    public void A_row_opens_to_what_to_do_and_acknowledges_what_it_shows(string language, string acknowledge, string whatToDo)
    {
        ImmutableArray<long> known = [];
        var rows = Rows(language, AlarmGroup.Of([Entry(7, "swing", "demo")]), numbers => known = numbers);

        rows.Markup.ShouldNotContain(whatToDo);
        rows.Find("button.opens").Click();
        rows.Markup.ShouldContain(whatToDo);
        rows.FindAll("button").First(button => button.TextContent.Trim() == acknowledge).Click();
        known.ShouldBe([7L]);
    }

    [Fact]
    public void Whoever_may_not_acknowledge_sees_no_button_for_it()
    {
        var rows = Rows("en", AlarmGroup.Of([Entry(7, "swing", "demo")]), null);

        rows.FindAll("button").ShouldAllBe(static button => button.TextContent.Trim() != "Acknowledge");
    }

    [Fact]
    public void A_flood_is_one_row_with_its_count_and_opens_to_all_of_it()
    {
        var rows = Rows("en", AlarmGroup.Of(Enumerable.Range(1, 8).Select(static number => Entry(number, "feed-not-following", $"feed-{number}"))), static _ => { });

        rows.FindAll("tbody tr").Count.ShouldBe(1);
        rows.Markup.ShouldContain("8 alarms");
        rows.Find("button.opens").Click();
        rows.FindAll(".panel").Count.ShouldBe(8);
    }

    private static AlarmEntry Entry(long number, string code, string subject) => new(number, code, subject, _at) { LastRaisedAt = _at, FirstOut = number };

    private IRenderedComponent<AlarmRows> Rows(string language, ImmutableArray<AlarmGroup> groups, Action<ImmutableArray<long>>? acknowledge) => Render<AlarmRows>(parameters =>
    {
        parameters.AddCascadingValue(new Reader(_texts, language, DateTimeZone.Utc, true));
        parameters.Add(static rows => rows.Rows, groups);
        parameters.Add(static rows => rows.Caption, "alarms");
        parameters.Add(static rows => rows.MayAcknowledge, acknowledge is not null);
        if (acknowledge is not null)
        {
            parameters.Add(static rows => rows.Acknowledge, EventCallback.Factory.Create(this, acknowledge));
        }
    });
}

using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>Whether alarms can be heard: a page has no ear, but every voice of a tone is made by the browser and counted there.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class AlarmSoundTests(ConsoleDesk desk)
{
    // A tone has three voices, and a critical alarm that nobody knows of sounds again after a quarter of a minute.
    private const int Voices = 3;
    private const float MostMilliseconds = 40_000;

    private const string Count = """
        window.voices = 0;
        const make = BaseAudioContext.prototype.createOscillator;
        BaseAudioContext.prototype.createOscillator = function () { window.voices++; return make.call(this); };
        """;

    [Fact]
    public async Task The_sound_is_turned_on_heard_with_a_new_alarm_and_again_and_turned_off()
    {
        var page = await (await desk.BrowseAsync()).NewPageAsync();
        page.SetDefaultTimeout(MostMilliseconds);
        await page.AddInitScriptAsync(Count);
        await new DrawnPage(page).GotoAsync(desk.Address + "/alarms");
        (await VoicesAsync(page)).ShouldBe(0);

        await page.GetByRole(AriaRole.Button, new() { Name = "Sound is off" }).ClickAsync();
        await HeardAsync(page, Voices);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sound is on" })).ToHaveAttributeAsync("aria-pressed", "true");

        // The page's own script, told by hand of alarms newer than any of the desk's: one waits, is critical and is new. It is told so again and
        // again, since the desk goes on telling of its own.
        await page.EvaluateAsync("async () => { window.alarms = await import('/alarms.js'); window.voices = 0; }");
        await HeardAsync(page, Voices, "window.alarms.show(1, 1, 9e15)");
        await HeardAsync(page, 2 * Voices, "window.alarms.show(1, 1, 9e15)");
        await page.EvaluateAsync("() => { window.alarms.show(1, 0, 9e15); window.voices = 0; window.alarms.show(1, 0, 9e15 + 1); }");
        await HeardAsync(page, Voices);

        await page.EvaluateAsync("() => window.alarms.show(0, 0, 9e15 + 1)");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sound is on" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sound is off" })).ToHaveAttributeAsync("aria-pressed", "false");
        await page.EvaluateAsync("() => { window.voices = 0; window.alarms.show(1, 1, 9e15 + 2); }");
        await page.WaitForTimeoutAsync(1_000);
        (await VoicesAsync(page)).ShouldBe(0, "it is off");
        await page.CloseAsync();
    }

    private static Task<int> VoicesAsync(IPage page) => page.EvaluateAsync<int>("() => window.voices");

    private static Task<IJSHandle> HeardAsync(IPage page, int voices, string meanwhile = "") =>
        page.WaitForFunctionAsync($"least => {{ {meanwhile}; return window.voices >= least; }}", voices);
}

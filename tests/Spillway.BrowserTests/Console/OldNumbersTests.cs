using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>Numbers of a desk that stands still look old on every page. A desk on which that happens has no page that could be looked at
/// from outside: the note that it would show is put where it puts it.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class OldNumbersTests(ConsoleDesk desk)
{
    private const string Note = "() => document.querySelector('.frame').insertAdjacentHTML('beforebegin', '<p class=\"banner silent\" role=\"alert\">old</p>')";
    private const string Line = "(figure) => getComputedStyle(figure).textDecorationLine";

    [Theory]
    [InlineData("/", "[data-figure=wanted]")]
    [InlineData("/", "[data-figure=ladder]")]
    [InlineData("/orders", "[data-figure=power]")]
    [InlineData("/prices", "[data-figure=price]")]
    [InlineData("/fleet", ".fleet-table td.number")]
    public async Task Under_the_note_of_a_silent_desk_figures_are_struck_through(string path, string figure)
    {
        var page = await desk.OpenAsync(path);

        await page.EvaluateAsync(Note);

        (await page.Locator("main " + figure).First.EvaluateAsync<string>(Line)).ShouldContain("line-through");
        await page.CloseAsync();
    }
}

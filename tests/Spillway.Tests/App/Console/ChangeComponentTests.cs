using System.Text.Json.Nodes;
using Bunit;
using NodaTime;
using Shouldly;
using Spillway.App.Console.Changes;
using Spillway.App.Console.Texts;
using Spillway.App.People;
using Xunit;

namespace Spillway.Tests.App.Console;

public sealed class ChangeComponentTests : IDisposable
{
    private readonly BunitContext _browser = new();

    [Fact]
    public void Only_what_differs_stands_there_as_it_is_and_as_it_would_be()
    {
        var rows = ChangedWords.Between([("Name", "night"), ("To whom", "ann"), ("Quiet from", "22:00")], [("Name", "night"), ("To whom", "ben"), ("Quiet from", "")]);
        var drawn = _browser.Render<ChangeTable>(with => with.AddCascadingValue(Readers.English).Add(one => one.Rows, rows));

        drawn.FindAll("tbody tr").Select(static row => row.TextContent.Trim()).ShouldBe(["To whomannben", "Quiet from22:00" + Reader.None]);
        _browser.Render<ChangeTable>(with => with.AddCascadingValue(Readers.Chinese).Add(one => one.Rows, ChangedWords.Between([("a", "b")], [("a", "b")]))).Markup.ShouldContain("不会有任何更改");
    }

    [Fact]
    public void Every_version_but_the_one_in_force_and_a_removal_can_be_put_back()
    {
        static KeptVersion Version(int number, string by, JsonObject? content) => new("1", number, number == 1 ? 0 : 40 + number, Instant.FromUtc(2026, 7, 1, 12, number), by, content);
        var drawn = _browser.Render<VersionTable>(with => with.AddCascadingValue(Readers.English)
            .Add(one => one.Versions, [Version(4, "ben", new() { ["name"] = "d" }), Version(3, "ben", null), Version(2, "ann", new() { ["name"] = "b" }), Version(1, "", new() { ["name"] = "a" })])
            .Add(one => one.Words, static content => (string)content["name"]!)
            .Add(one => one.Act, static version => $"<button>{version.Number}</button>"));

        drawn.FindAll("button").Select(static one => one.TextContent).ShouldBe(["2", "1"]);
        drawn.Markup.ShouldContain("as it is now");
        drawn.Markup.ShouldContain("before the first change");
        drawn.Markup.ShouldContain("journal 42");
    }

    [Fact]
    public void What_was_never_changed_says_so() =>
        _browser.Render<VersionTable>(with => with.AddCascadingValue(Readers.English).Add(one => one.Versions, []).Add(one => one.Words, static _ => "")).Markup.ShouldContain("It has not been changed");

    public void Dispose() => _browser.Dispose();
}

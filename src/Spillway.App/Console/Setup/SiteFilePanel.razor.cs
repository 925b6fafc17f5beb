using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Spillway.App.Setup;
using Spillway.Engine;

namespace Spillway.App.Console.Setup;

/// <summary>The site file as text, its review, and its versions.</summary>
public sealed partial class SiteFilePanel
{
    private const int MostSettings = 100;
    private const int MostVersions = 50;
    private const int SpareRows = 2;

    private string _text = "";
    private string _digest = "";
    private string _note = "";
    private SiteReview? _review;
    private ImmutableArray<SiteVersion> _versions = [];

    /// <summary>The site file.</summary>
    [Inject]
    public SiteDesk Desk { get; set; } = null!;

    private int Rows => _text.Count(static letter => letter == '\n') + SpareRows;

    // The line itself stands beside what is wrong with it: the text may be scrolled elsewhere.
    private string? FaultyLine => _review?.Fault?.Line is { } line && _text.Split('\n') is var lines && line <= lines.Length ? lines[line - 1] : null;

    /// <inheritdoc/>
    protected override void OnInitialized() => Load();

    private void Load()
    {
        (_review, Fault) = (null, null);
        try
        {
            _text = Desk.Text();
            _digest = SiteDesk.DigestOf(_text);
        }
        catch (RefusedException refusal)
        {
            Fault = SetupWords.Of(Reader, refusal);
        }

        _versions = Desk.Versions;
    }

    // What was reviewed is no longer what stands there.
    private void Touched() => _review = null;

    private Task Review() => DoAsync(() =>
    {
        _review = Desk.Review(_text);
        return Task.CompletedTask;
    });

    private Task Revert(int number) => DoAsync(() =>
    {
        _text = Desk.Text(number);
        _note = Reader["back to version {0}", number];
        _review = Desk.Review(_text);
        return Task.CompletedTask;
    });

    private Task ChangeAsync() => DoAsync(async () =>
    {
        var change = await Desk.ChangeAsync(Who, _text, _digest, _note, Closed);
        _note = "";
        if (change.Version is { } version)
        {
            Load();
            Done = Reader["Version {0} is written. The desk takes it at its next start.", version.Number];
        }
        else
        {
            _review = null;
            Done = Reader["{0} waits for a second person, who signs it on the page Second person.", change.Request!.Id];
        }
    });
}

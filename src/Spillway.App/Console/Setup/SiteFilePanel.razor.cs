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
    private string? _faultyLine;
    private bool _isStale;
    private ImmutableArray<SiteVersion> _versions = [];

    /// <summary>The site file.</summary>
    [Inject]
    public SiteDesk Desk { get; set; } = null!;

    private int Rows => _text.Count(static letter => letter == '\n') + SpareRows;

    // A whole-text fault marks the text, but no line of it.
    private int? MarkedLine => _isStale || _review?.Fault is not { } fault ? null : fault.Line ?? 0;

    /// <inheritdoc/>
    protected override void OnInitialized() => Load();

    private void Load()
    {
        (_review, _isStale, Fault) = (null, false, null);
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

    // What was reviewed is no longer what stands there. It stays to be read until the next review: a page that moved as the text
    // is left would move the button from under a press.
    private void Touched() => _isStale = true;

    private Task Review() => DoAsync(() =>
    {
        ReviewText();
        return Task.CompletedTask;
    });

    private void ReviewText()
    {
        (_review, _isStale) = (Desk.Review(_text), false);

        // The line itself stands beside what is wrong with it: the text may be scrolled elsewhere.
        _faultyLine = _review.Fault?.Line is { } line && _text.Split('\n') is var lines && line <= lines.Length ? lines[line - 1] : null;
    }

    private Task Revert(int number) => DoAsync(() =>
    {
        _text = Desk.Text(number);
        _note = Reader["back to version {0}", number];
        ReviewText();
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

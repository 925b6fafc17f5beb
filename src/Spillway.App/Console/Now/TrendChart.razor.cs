using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Plotly.Blazor;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;
using Spillway.App.Boards;
using Spillway.App.Console.Texts;
using PlotLayout = Plotly.Blazor.Layout;

namespace Spillway.App.Console.Now;

/// <summary>Load, limit, price and value over the last hours. It is drawn once; then only what is new is sent, at most once a second.</summary>
public sealed partial class TrendChart : IDisposable
{
    private const int MostPoints = 2200;
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(1);
    private static readonly Duration _overhang = Duration.FromMinutes(20);

    private readonly CancellationTokenSource _end = new();
    private PlotlyChart _chart = null!;
    private IList<ITrace> _data = [];
    private PlotLayout _layout = new();
    private Config _config = new() { DisplayModeBar = Plotly.Blazor.ConfigLib.DisplayModeBarEnum.False, Responsive = true, DisplayLogo = false };
    private string _sentence = "";
    private decimal? _top;
    private Instant _first = Instant.MinValue;
    private Instant _last = Instant.MinValue;
    private long _sentAt;
    private bool _isReady;
    private bool _isDrawn;
    private bool _isSending;

    /// <summary>The samples.</summary>
    [Parameter]
    [EditorRequired]
    public DeskTrend Trend { get; set; } = null!;

    /// <summary>The number of the newest frame: with it the chart knows that there may be something new.</summary>
    [Parameter]
    [EditorRequired]
    public long Number { get; set; }

    /// <summary>The site's currency.</summary>
    [Parameter]
    [EditorRequired]
    public string Currency { get; set; } = "";

    [CascadingParameter]
    private Reader Reader { get; set; } = null!;

    /// <summary>The wall clock, for how often something is sent.</summary>
    [Parameter]
    [EditorRequired]
    public TimeProvider Wall { get; set; } = null!;

    private TrendLines Lines => new(Reader, Currency);

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_isReady && (!_isDrawn || _isSending || Wall.GetElapsedTime(_sentAt) < _least))
        {
            return;
        }

        _sentAt = Wall.GetTimestamp();
        var samples = Trend.Samples();
        _sentence = Lines.Sentence(samples);
        if (!_isReady)
        {
            Begin(samples);
            _isReady = RendererInfo.IsInteractive;
            return;
        }

        await SendAsync(samples);
    }

    private void Begin(ImmutableArray<TrendSample> samples)
    {
        _top = samples.IsEmpty ? null : TrendLines.PriceTop(samples);
        _data = [.. Lines.Names.Select((name, index) => (ITrace)Trace(samples, name, index))];
        _layout = TrendLayout.Of(Reader, Currency, samples.IsEmpty ? null : (TrendLines.PriceBottom(samples), _top));
        (_first, _last) = samples.IsEmpty ? (Instant.MinValue, Instant.MinValue) : (samples[0].At, samples[^1].At);
    }

    private Scatter Trace(ImmutableArray<TrendSample> samples, string name, int index) => new()
    {
        Name = name,
        Mode = ModeFlag.Lines,
        X = [.. samples.Select(sample => (object)Lines.Time(sample))],
        Y = [.. samples.Select(sample => (object)TrendLines.Figures(sample)[index]!)],
        YAxis = index < TrendLayout.FirstPrice ? "y" : "y2",
        Line = TrendLayout.Line(Reader.IsDark, index),
        HoverTemplate = "%{y:,.2f}",
    };

    private void Drawn() => _isDrawn = true;

    private async Task SendAsync(ImmutableArray<TrendSample> samples)
    {
        _isSending = true;
        try
        {
            if (samples.Length > 0 && (samples[^1].At < _last || samples[0].At > _first + _overhang || TrendLines.PriceTop(samples) != _top))
            {
                // The clock was set back, a spike came or went, or what is drawn reaches too far back: all of it anew.
                Begin(samples);
                await _chart.React(_end.Token);
                return;
            }

            var fresh = samples.Where(sample => sample.At > _last).ToList();
            if (fresh.Count > 0)
            {
                _last = fresh[^1].At;
                var times = fresh.Select(sample => (object)Lines.Time(sample)).ToList();
                await _chart.ExtendTraces(
                    Lines.Names.Select(_ => (IEnumerable<object>)times),
                    Enumerable.Range(0, Lines.Names.Length).Select(index => fresh.Select(sample => (object)TrendLines.Figures(sample)[index]!)),
                    Enumerable.Range(0, Lines.Names.Length), MostPoints, _end.Token);
            }
        }
        catch (Exception gone) when (gone is JSDisconnectedException or OperationCanceledException)
        {
            // The browser has gone: nobody looks.
        }
        finally
        {
            _isSending = false;
        }
    }
}

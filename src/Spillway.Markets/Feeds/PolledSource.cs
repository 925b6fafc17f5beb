using System.Net;
using System.Net.Sockets;
using System.Net.Http.Headers;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;

namespace Spillway.Markets.Feeds;

/// <summary>An HTTP source that is asked again and again: conditional requests, bounded answers, no redirects.</summary>
public sealed class PolledSource : IPriceSource
{
    private const int MostBytes = 64 << 20;

    private readonly HttpClient _client;
    private readonly PolledSourceOptions _options;
    private EntityTagHeaderValue? _tag;

    /// <summary>Makes a source; nothing is asked before the first read.</summary>
    /// <param name="options">What to ask and how to read it.</param>
    public PolledSource(PolledSourceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.Timeout,
            ConnectCallback = options.Connect,
        };
        _client = new(handler) { Timeout = options.Timeout, MaxResponseContentBufferSize = MostBytes };
    }

    /// <inheritdoc/>
    // A query may carry a key: it is not part of the name.
    public string Name => _options.Address.GetLeftPart(UriPartial.Path);

    /// <inheritdoc/>
    public async ValueTask<FeedAnswer> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _options.Address);
            if (_options.Header is { } header)
            {
                request.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }

            if (_tag is { } tag)
            {
                request.Headers.IfNoneMatch.Add(tag);
            }

            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false);
            return answer.StatusCode == HttpStatusCode.NotModified ? FeedAnswer.Unchanged : await TakeAsync(answer, cancellation).ConfigureAwait(false);
        }
        catch (RefusedException refusal)
        {
            return FeedAnswer.Failed(refusal.Message);
        }
        catch (HttpRequestException cause) when (cause.InnerException is RefusedException refusal)
        {
            return FeedAnswer.Failed(refusal.Message);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or SocketException)
        {
            var isTooLarge = cause is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded };
            return FeedAnswer.Failed(new RefusedException(isTooLarge ? FeedErrors.TooLarge : FeedErrors.NotServed, $"{Name}: {cause.Message}").Message);
        }
        catch (Exception cause) when (cause is InvalidDataException or InvalidOperationException or OverflowException or NotSupportedException)
        {
            // A body that is not packed as its header says, a text that is no Unicode, a time beyond the calendar.
            return FeedAnswer.Failed(new RefusedException(FeedErrors.WrongRow, $"{Name}: the answer cannot be read: {cause.Message}", cause).Message);
        }
        catch (TaskCanceledException cause) when (!cancellation.IsCancellationRequested)
        {
            return FeedAnswer.Failed(new RefusedException(
                FeedErrors.NotServed, $"{Name}: no whole answer within {_options.Timeout.TotalSeconds} s.", cause).Message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private async Task<FeedAnswer> TakeAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var status = (int)answer.StatusCode;
        if (status is >= 300 and < 400)
        {
            throw new RefusedException(FeedErrors.Redirected, $"{Name} answers {status} and sends to '{answer.Headers.Location}'.");
        }

        if (!answer.IsSuccessStatusCode)
        {
            throw new RefusedException(FeedErrors.NotServed, $"{Name} answers {status} {answer.ReasonPhrase}.");
        }

        var bytes = await answer.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        var series = Series(bytes, cancellation);

        // Only an answer that could be read is one that need not be sent again.
        _tag = answer.Headers.ETag;
        return FeedAnswer.Of(series);
    }

    private PriceSeries Series(byte[] bytes, CancellationToken cancellation)
    {
        if (_options.Mapping is { } mapping)
        {
            return new MappedRows(Name, mapping, _options.Point, _options.Pair is null ? null : ZonePair.Other(_options.Point)).Read(bytes);
        }

        // One document may hold day-ahead prices beside the real-time ones: the loader takes the real-time ones.
        var parts = MarketFileReader.Read(Name, bytes, cancellation);
        return PriceSeriesLoader.FromFiles(parts, _options.Market, _options.Point, _options.Pair).Series;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Streams.Webhooks;
using Spillway.Engine;
using Spillway.Journal.Proof.Merkle;

namespace Spillway.App.Proofs.Anchors;

/// <summary>Shows the root of a bundle to those outside, one after the other; it talks to the places it is given and to no other.</summary>
/// <param name="time">The clock.</param>
/// <param name="isLocalAllowed">Whether addresses may lead to this machine and its link.</param>
internal sealed class Anchoring(TimeProvider time, bool isLocalAllowed)
{
    private const int MostAnswerBytes = 1 << 16;
    private const int MostKeptLetters = 4096;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    /// <summary>Anchors a root.</summary>
    /// <param name="places">Where.</param>
    /// <param name="about">The site and the range, for whoever reads the place later.</param>
    /// <param name="root">The root.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What each answered.</returns>
    /// <exception cref="RefusedException"><see cref="ProofErrors.AnchorFailed"/>.</exception>
    public async Task<ImmutableArray<AnchorReceipt>> AnchorAsync(IEnumerable<AnchorPlace> places, string about, MerkleHash root, CancellationToken cancellation)
    {
        var receipts = ImmutableArray.CreateBuilder<AnchorReceipt>();
        foreach (var (kind, place) in places)
        {
            try
            {
                using var patience = new CancellationTokenSource(_patience, time);
                using var end = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
                var at = Instant.FromDateTimeOffset(time.GetUtcNow());
                var answer = kind switch
                {
                    AnchorReceipt.File => await AppendAsync(place, Line(about, root, at), end.Token).ConfigureAwait(false),
                    AnchorReceipt.Http => await PostAsync(place, Line(about, root, at), end.Token).ConfigureAwait(false),
                    _ => await TimestampAsync(place, root, end.Token).ConfigureAwait(false),
                };
                receipts.Add(new(kind, place, at, answer));
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
            {
                var why = failure is OperationCanceledException ? string.Create(CultureInfo.InvariantCulture, $"no answer within {_patience.TotalSeconds} s") : failure.Message.ReplaceLineEndings(" ");
                throw new RefusedException(ProofErrors.AnchorFailed, $"{place}: {why}.", failure);
            }
        }

        return receipts.ToImmutable();
    }

    private static string Line(string about, MerkleHash root, Instant at) => new JsonObject
    {
        ["root"] = root.ToString(),
        ["about"] = about,
        ["at_utc"] = InstantPattern.ExtendedIso.Format(at),
    }.ToJsonString();

    private static async Task<string> AppendAsync(string path, string line, CancellationToken cancellation)
    {
        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellation).ConfigureAwait(false);
            file.Flush(flushToDisk: true);
        }

        return line;
    }

    private async Task<string> PostAsync(string address, string line, CancellationToken cancellation)
    {
        using var content = new StringContent(line, Encoding.UTF8, "application/json");
        var (status, body) = await SendAsync(address, content, cancellation).ConfigureAwait(false);
        var text = Encoding.UTF8.GetString(body);
        return string.Create(CultureInfo.InvariantCulture, $"{status} {text[..Math.Min(text.Length, MostKeptLetters)]}");
    }

    private async Task<string> TimestampAsync(string address, MerkleHash root, CancellationToken cancellation)
    {
        var request = TimestampToken.Request(root);
        using var content = new ByteArrayContent(request.Encode());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        var (_, body) = await SendAsync(address, content, cancellation).ConfigureAwait(false);
        return TimestampToken.Accept(request, body, address);
    }

    private async Task<(int Status, byte[] Body)> SendAsync(string address, HttpContent content, CancellationToken cancellation)
    {
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = TargetGuard.Connecting(isLocalAllowed, static what => new HttpRequestException($"{what}, where nothing is sent")),
        };
        using var client = new HttpClient(handler) { MaxResponseContentBufferSize = MostAnswerBytes, Timeout = Timeout.InfiniteTimeSpan };
        using var response = await client.PostAsync(new Uri(address), content, cancellation).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false));
    }
}

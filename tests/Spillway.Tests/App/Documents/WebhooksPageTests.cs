using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Shouldly;
using Spillway.App.Api.Contract;
using Spillway.App.Streams.Webhooks;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/webhooks.md: its receiver takes what the desk sends and nothing else, and its tables name what is sent.</summary>
public sealed partial class WebhooksPageTests
{
    private static readonly string _page = File.ReadAllText(Repository.Path("docs/reference/webhooks.md"));
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_receiver_of_the_page_takes_what_the_desk_signs_and_refuses_what_it_does_not()
    {
        var python = Array.Find(["/usr/bin/python3", "/usr/local/bin/python3"], File.Exists);
        Assert.SkipWhen(python is null, "No python3 is at hand: the receiver of docs/reference/webhooks.md was not run.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(_patience);
        var port = FreePort();
        await using var rig = await ApiRig.StartAsync(limit.Token, allowsLocalTargets: true);
        var (_, made) = await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", $$"""{"target":"http://127.0.0.1:{{port}}/","types":["order"]}""", ApiRig.Token);
        var start = new ProcessStartInfo(python!, ["-c", Receiver().Match(_page).Groups[1].Value])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["WEBHOOK_SECRET"] = (string)made["secret"]!, ["PORT"] = $"{port}" },
        };
        using var receiver = Process.Start(start)!;
        try
        {
            // It is tried again until the receiver is there.
            await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");
            var said = await receiver.StandardOutput.ReadLineAsync(limit.Token) ?? throw new InvalidOperationException(await receiver.StandardError.ReadToEndAsync(limit.Token));

            said.ShouldStartWith("spillway.order");
            said.ShouldContain("s1");
            using var http = new HttpClient();
            using var forged = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/") { Content = new StringContent("{}") };
            forged.Headers.Add(WebhookSignature.IdHeader, "d1");
            forged.Headers.Add(WebhookSignature.TimeHeader, "1");
            forged.Headers.Add(WebhookSignature.SignatureHeader, "v1,AAAA");
            (await http.SendAsync(forged, limit.Token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        finally
        {
            receiver.Kill();
            await receiver.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public void The_page_names_headers_types_and_fields()
    {
        string[] named = [WebhookSignature.IdHeader, WebhookSignature.TimeHeader, WebhookSignature.SignatureHeader, .. WebhookContract.Types.Select(static type => "spillway." + type)];

        named.Where(static one => !_page.Contains($"`{one}`", StringComparison.Ordinal)).ShouldBeEmpty();
        _page.ShouldContain($"{WebhookSignature.Tolerance.TotalMinutes:0} minutes");
        _page.ShouldContain($"While {WebhookSender.MostWaiting:#,##0} events wait");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Receiver();
}

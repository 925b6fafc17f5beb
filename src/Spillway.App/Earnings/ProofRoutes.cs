using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Api.Contract;
using Spillway.App.Cli;
using Spillway.App.Proofs;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>The addresses of proofs: begin one, look how far it is, take it away.</summary>
/// <param name="proofs">Makes them.</param>
/// <param name="book">Says which day it is.</param>
internal sealed class ProofRoutes(ProofDesk proofs, EarningsBook book) : IDeskPart
{
    private const string Address = ApiRoutes.Root + "/proof";

    // Each answer packs into a file of its own: a browser may ask twice for one download.
    private int _packed;

    /// <summary>Every method and address, for the reference page.</summary>
    public static IReadOnlyList<(string Method, string Address)> All { get; } =
    [
        ("GET", Address), ("POST", Address), ("GET", Address + "/{id}"), ("DELETE", Address + "/{id}"),
        ("GET", Address + "/{id}/bundle"), ("GET", Address + "/{id}/archive"), ("GET", Address + "/{id}/lines/{line}"), ("GET", Address + "/verify.html"),
    ];

    /// <inheritdoc/>
    public void Register(IServiceCollection services) => services.AddSingleton(_ => proofs);

    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder routes)
    {
        // Asked for once, so that it ends with the host.
        routes.ServiceProvider.GetRequiredService<ProofDesk>();
        routes.Map(DeskAction.TakeProof, "GET", Address, http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, new JsonObject
        {
            ["proofs"] = new JsonArray([.. proofs.Jobs.All.Select(static job => (JsonNode)WorkJson.Of(job, Of))]),
        })).With(new("The proofs that were made.", typeof(ProofList)));
        routes.Map(DeskAction.TakeProof, "POST", Address, StartAsync).With(new("Has a proof made and checked.", typeof(ProofWork))
        {
            Done = StatusCodes.Status202Accepted, Tells = [ApiHeader.Location],
            Queries =
            [
                .. MoneyQueries.Period, ApiQuery.Word("as", "Prove a version of the book of a whole month.", [.. Statements.Books.BookKinds.Asked]),
                ApiQuery.Text("anchor", "Show the root outside: file for the desk's own file, an address, or rfc3161:ADDRESS.") with { IsMany = true, MostValues = WantedProof.MostAnchors },
            ],
        });
        routes.Map(DeskAction.TakeProof, "GET", Address + "/verify.html", static http => PageAsync(http)).With(new("The page that checks bundles.") { Files = [ApiFile.Html], Tells = [ApiHeader.FileName] });
        routes.Map(DeskAction.TakeProof, "GET", Address + "/{id}", http => ApiJson.WriteAsync(http, StatusCodes.Status200OK, WorkJson.Of(Job(http), Of))).With(new("A proof, and what checking it found.", typeof(ProofWork)));
        routes.Map(DeskAction.TakeProof, "DELETE", Address + "/{id}", CancelAsync).With(new("Ends the work.", typeof(ProofWork)));
        routes.Map(DeskAction.TakeProof, "GET", Address + "/{id}/bundle", http => BundleAsync(http)).With(new("The bundle.") { Files = [ApiFile.Bytes], Tells = [ApiHeader.FileName] });
        routes.Map(DeskAction.TakeProof, "GET", Address + "/{id}/archive", ArchiveAsync).With(new("The bundle and the page that checks it, as one zip.") { Files = [ApiFile.Zip], Tells = [ApiHeader.FileName] });
        routes.Map(DeskAction.TakeProof, "GET", Address + "/{id}/lines/{**line}", LineAsync).With(new("One line of the bundle proved alone, without the others.") { Files = [ApiFile.Bytes], Tells = [ApiHeader.FileName] });
    }

    /// <summary>A proof that was made.</summary>
    public static JsonObject Of(TakenProof proof)
    {
        var json = BundleScreen.Json(proof.Found);
        json["bundle"] = proof.Name;
        json["from"] = LocalDatePattern.Iso.Format(proof.Period.From);
        json["to"] = LocalDatePattern.Iso.Format(proof.Period.To);
        return json;
    }

    private Task StartAsync(HttpContext http)
    {
        var period = MoneyPeriod.Parse(name => http.Request.Query[name], book.Today);
        var job = proofs.Start(http.Actor(), new(period)
        {
            As = WantedProof.Kind(http.Request.Query["as"]),
            Anchors = [.. http.Request.Query["anchor"].OfType<string>().Where(static text => text.Length > 0)],
        });
        http.Response.Headers.Location = $"{Address}/{job.Id}";
        return ApiJson.WriteAsync(http, StatusCodes.Status202Accepted, WorkJson.Of(job, Of));
    }

    private async Task CancelAsync(HttpContext http)
    {
        var job = Job(http);
        job.Cancel();
        await job.EndedAsync(http.RequestAborted).ConfigureAwait(false);
        await ApiJson.WriteAsync(http, StatusCodes.Status200OK, WorkJson.Of(job, Of)).ConfigureAwait(false);
    }

    private Task BundleAsync(HttpContext http)
    {
        var proof = Proof(http);
        Named(http, "application/octet-stream", proof.Name);
        return http.Response.SendFileAsync(proof.File, http.RequestAborted);
    }

    private async Task ArchiveAsync(HttpContext http)
    {
        var proof = Proof(http);
        using var bytes = new FileStream(FormattableString.Invariant($"{proof.File}.{Interlocked.Increment(ref _packed)}.zip"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.DeleteOnClose);
        await ProofDesk.PackAsync(proof, bytes, http.RequestAborted).ConfigureAwait(false);
        Named(http, "application/zip", Path.ChangeExtension(proof.Name, ".zip"));
        bytes.Position = 0;
        await bytes.CopyToAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
    }

    private async Task LineAsync(HttpContext http)
    {
        var proof = Proof(http);
        var line = Uri.UnescapeDataString((string)http.Request.RouteValues["line"]!);
        var shown = await proofs.LineAsync(proof, line, http.RequestAborted).ConfigureAwait(false);
        await using (shown.ConfigureAwait(false))
        {
            Named(http, "application/octet-stream", $"{Path.GetFileNameWithoutExtension(proof.Name)}-line.proof");
            await shown.CopyToAsync(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
        }
    }

    private static Task PageAsync(HttpContext http)
    {
        Named(http, "text/html; charset=utf-8", VerifyPage.FileName);
        return http.Response.WriteAsync(VerifyPage.Text, http.RequestAborted);
    }

    private TakenProof Proof(HttpContext http)
    {
        var job = Job(http);
        return job.Result ?? throw new RefusedException(EarningsErrors.NotReady, $"Proof {job.Id} is {job.StateName}.");
    }

    private DeskJob<TakenProof> Job(HttpContext http) => proofs.Jobs.Find(http.Request.RouteValues["id"] as string ?? "");

    private static void Named(HttpContext http, string type, string name)
    {
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }
}

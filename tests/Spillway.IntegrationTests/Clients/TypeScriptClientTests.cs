using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.IntegrationTests.Desk;
using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests.Clients;

/// <summary>A client in another language, made from what the running desk says of itself.</summary>
public sealed class TypeScriptClientTests : IClassFixture<OwnAddresses>
{
    private const string Settings = """
        {"compilerOptions":{"strict":true,"target":"es2022","module":"esnext","moduleResolution":"bundler","types":[],"lib":["es2022","dom"],"skipLibCheck":true},"files":["FILE"]}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_typed_client_made_from_the_description_reads_the_status_sheds_and_reads_the_orders()
    {
        var packages = NpmPackages.Folder();
        await using var desk = await EmulatedDesk.StartAsync(DeskSites.Thirty, Ct);
        await desk.RunAsync();
        desk.Until(static status => ((JsonArray)status["groups"]!).Sum(static group => (int)group!["running"]!) == 30, "all run");
        var (address, token) = Reach(desk);
        var room = Directory.CreateTempSubdirectory("spillway-client-").FullName;
        try
        {
            await FurnishAsync(room, packages, address, token);
            var checkedWell = await NpmPackages.RunAsync(room, Path.Combine(packages, "typescript/bin/tsc"), "-p", "good.json");
            checkedWell.Code.ShouldBe(0, checkedWell.Output);
            var checkedBadly = await NpmPackages.RunAsync(room, Path.Combine(packages, "typescript/bin/tsc"), "-p", "bad.json", "--noEmit");
            checkedBadly.Output.ShouldContain("watts_mw", Case.Sensitive, "the types know the fields of the desk");

            var (code, output, errors) = await NpmPackages.RunAsync(room, "client.js", address, token);

            code.ShouldBe(0, errors);
            var said = JsonNode.Parse(output)!;
            ((int)said["running"]!).ShouldBe(30);
            ((decimal)said["power_mw"]!).ShouldBeInRange(0.09m, 0.11m);
            ((string?)said["verdict"]).ShouldBe("accepted");
            ((decimal)said["level_mw"]!).ShouldBe(0.05m);
            said["orders"]!.AsArray().Select(static id => (string?)id).ShouldBe(["typed-1"]);
            ((string?)said["refused"]).ShouldBe("SW6503");
            ((string?)desk.Json("status")["orders"]![0]!["reason"]).ShouldBe("typed client");
        }
        finally
        {
            Directory.Delete(room, recursive: true);
        }
    }

    // The description that the desk serves, its types, the client, and one that asks for a field that is not there.
    private static async Task FurnishAsync(string room, string packages, string address, string token)
    {
        using var http = new HttpClient { BaseAddress = new(address) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await File.WriteAllTextAsync(Path.Combine(room, "desk.json"), await http.GetStringAsync("/openapi/v1.json", Ct), Ct);
        Directory.CreateSymbolicLink(Path.Combine(room, "node_modules"), packages);
        var clients = Repository.Path("tests", "Spillway.IntegrationTests", "Clients");
        File.Copy(Path.Combine(clients, "package.json"), Path.Combine(room, "package.json"));
        var client = await File.ReadAllTextAsync(Path.Combine(clients, "client.ts"), Ct);
        await File.WriteAllTextAsync(Path.Combine(room, "client.ts"), client, Ct);
        await File.WriteAllTextAsync(Path.Combine(room, "bad.ts"), client.Replace("status.data.power_mw", "status.data.watts_mw", StringComparison.Ordinal), Ct);
        await File.WriteAllTextAsync(Path.Combine(room, "good.json"), Settings.Replace("FILE", "client.ts", StringComparison.Ordinal), Ct);
        await File.WriteAllTextAsync(Path.Combine(room, "bad.json"), Settings.Replace("FILE", "bad.ts", StringComparison.Ordinal), Ct);

        var made = await NpmPackages.RunAsync(room, Path.Combine(packages, "openapi-typescript/bin/cli.js"), "desk.json", "-o", "desk.d.ts");
        made.Code.ShouldBe(0, made.Errors);
    }

    private static (string Address, string Token) Reach(EmulatedDesk desk)
    {
        var address = JsonNode.Parse(File.ReadAllText(Path.Combine(desk.Home, "desk.json")))!;
        return ($"http://127.0.0.1:{address["port"]}", File.ReadAllText(Path.Combine(desk.Home, "token")).Trim());
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Spillway.Journal.Sqlite;

namespace Spillway.Bench;

/// <summary>An emulated site and a desk that runs it, each a process of its own, as a person starts them.</summary>
internal sealed class ShedSite : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _watched = TimeSpan.FromMinutes(2);
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("spillway-shed-");
    private readonly List<Process> _processes = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly string _program = Path.Combine(AppContext.BaseDirectory, "spillway");

    public ShedSite(ShedOptions options)
    {
        Machines = options.Machines;
        File.WriteAllText(Path.Combine(_home.FullName, "site.yaml"), Site(options));
        File.WriteAllText(Path.Combine(_home.FullName, "prices.csv"), "interval_start_utc,LZ_WEST\n" + string.Concat(Enumerable.Range(0, 96).Select(quarter =>
            string.Create(CultureInfo.InvariantCulture, $"2026-07-01T{quarter / 4:00}:{quarter % 4 * 15:00}:00Z,20\n"))));
        var inventory = Path.Combine(_home.FullName, "inventory.csv");
        Emulator = Start("emulate", "site.yaml", "--inventory", inventory);
        Until("the emulated site listens", () => File.Exists(inventory) && File.ReadAllLines(inventory).Length > Machines);
        Start("inventory", "import", inventory).WaitForExit();
        Desk = Start("run", "site.yaml");
        var address = Path.Combine(_home.FullName, "desk.json");
        Until("the desk listens", () => File.Exists(address));
        var port = (int)JsonNode.Parse(File.ReadAllText(address))!["port"]!;
        _http.BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/v1/"));
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(Path.Combine(_home.FullName, "token")).Trim());
        Until("every machine runs", () => Count("running") == Machines);
    }

    public int Machines { get; }

    public Process Emulator { get; }

    public Process Desk { get; }

    /// <summary>Gives the order and waits until the desk has read back that every machine sleeps.</summary>
    /// <returns>Seconds from the order's acceptance, and the exchanges the desk had meanwhile.</returns>
    public (double Seconds, long Exchanges) Shed(int round)
    {
        var before = Exchanges();
        var begun = Stopwatch.GetTimestamp();
        var body = string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"round-{round}\",\"kind\":\"shed\",\"to_mw\":0,\"within_seconds\":600,\"reason\":\"benchmark\",\"by\":\"bench\"}}");
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = _http.PostAsync("orders", content).GetAwaiter().GetResult();
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException(answer.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        }

        Until("every machine sleeps", () => Count("asleep") == Machines);
        return (Stopwatch.GetElapsedTime(begun).TotalSeconds, Exchanges() - before);
    }

    public void Restore(int round)
    {
        using var answer = _http.DeleteAsync($"orders/round-{round}?by=bench&reason=benchmark").GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
        Until("every machine has power again", () => Count("running") + Count("starting") == Machines);
    }

    /// <summary>What the journal grows by while nothing is ordered: payloads, and what the file needs for a row beside them.</summary>
    public double JournalMegabytesADay()
    {
        var (before, begun) = (JournalBytes(), Stopwatch.GetTimestamp());
        Thread.Sleep(_watched);
        return (JournalBytes() - before) / 1e6 * (TimeSpan.FromDays(1) / Stopwatch.GetElapsedTime(begun));
    }

    private long JournalBytes()
    {
        // The file itself grows in steps, when the database takes its log over; rows tell at once.
        const int BesideThePayload = 97;
        var folder = SqliteJournal.FolderIn(_home.FullName);
        return SqliteJournal.ReadBeside(folder, 1, CancellationToken.None)
            .ToBlockingEnumerable().Sum(record => (long)record.Payload.Length + BesideThePayload);
    }

    public static double Megabytes(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / 1e6;
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }

            process.Dispose();
        }

        _http.Dispose();
        _home.Delete(recursive: true);
    }

    private JsonNode Status() => JsonNode.Parse(_http.GetStringAsync("status").GetAwaiter().GetResult())!;

    private long Exchanges() => (long)Status()["fleet"]!["exchanges"]!;

    private int Count(string what) => Status()["groups"]!.AsArray().Sum(group => (int)group![what]!);

    private Process Start(params string[] words)
    {
        var start = new ProcessStartInfo(_program, words)
        {
            WorkingDirectory = _home.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SPILLWAY_HOME"] = _home.FullName;
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _processes.Add(process);
        return process;
    }

    private static void Until(string what, Func<bool> holds)
    {
        var begun = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(begun) > _patience)
            {
                throw new TimeoutException($"{what}: not within {_patience.TotalMinutes} minutes.");
            }

            Thread.Sleep(100);
        }
    }

    private static string Site(ShedOptions options) => string.Create(CultureInfo.InvariantCulture, $"""
        site: shed-bench
        time_zone: America/Chicago
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 100
        loads:
          - id: hall
            kind: miner
            driver: {options.Driver}
            machines: {options.Machines}
            hashrate_th_per_s: 200
            power_w: 3500
            sleep_w: 25
            value_usd_per_mwh: 60
        meters:
          - id: main
        prices:
          replay: prices.csv
        desk:
          policy: always-on
          api_port: 0
          starts_per_pass: 4000
          restore_jitter_seconds: 1
          connections: 1024
        """);
}
